"""Errors that mean wrong use. Bad *text* never raises: it becomes a `model.Problem`.

The docstring of each class is its default message; `exit_status` is what the command line returns.
"""


class BriefgenError(Exception):
    """Something in the way briefgen was called cannot work."""

    exit_status = 2

    def __init__(self, message: str | None = None) -> None:
        self.message = message if message is not None else (self.__doc__ or "")
        super().__init__(self.message)


class UsageError(BriefgenError):
    """A command was called in a way that cannot work; see `briefgen --help`."""


class ProfileError(BriefgenError):
    """The profile cannot be used; run `briefgen check PROFILE` for the reason."""


class AudienceError(BriefgenError):
    """The audience folder cannot be used; run `briefgen check DIR` for the reason."""


class TemplateError(BriefgenError):
    """The template cannot be rendered; run `briefgen check DIR` for the place."""


class LanguageError(BriefgenError):
    """The language pipeline cannot be loaded; install it or leave out --model."""


class InputError(BriefgenError):
    """No article could be read; give files or folders that hold news reports."""

    exit_status = 3


class StoreError(BriefgenError):
    """The store is damaged, locked or was written by a newer briefgen; move it away or update."""

    exit_status = 4


class DeliveryError(BriefgenError):
    """The mail was not delivered, or its fate is unknown; see the ledger before sending again."""

    exit_status = 5
