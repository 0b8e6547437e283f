"""The command line: parse, call, print. Results go to stdout, progress and problems to stderr."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from briefgen.cli import care, proof, work
from briefgen.errors import BriefgenError

CLICK_ERROR: type[Any] = typer.BadParameter.__mro__[2]  # ClickException, wherever this Typer keeps its Click
COMMANDS = (
    work.make,
    work.read,
    work.annotate,
    work.group,
    work.model,
    work.render,
    proof.verify,
    proof.check,
    care.send,
    proof.explain,
    care.preview,
    proof.schema,
)

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
new = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Begin a profile or an audience from a working copy."
)
for function in COMMANDS:
    app.command()(function)
new.command("profile")(care.new_profile)
new.command("audience")(care.new_audience)
app.add_typer(new, name="new")


@app.callback()
def options() -> None:
    """News reports in, a dated brief out: every printed sentence carries a note that `verify` re-checks."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status; a known error is one line on stderr."""
    command: Any = typer.main.get_command(app)
    try:
        settings = _settings(command)
        given = list(arguments) if arguments is not None else None
        status = command.main(args=given, prog_name="briefgen", standalone_mode=False, default_map=settings)
    except BriefgenError as error:
        typer.echo(f"briefgen: {error.message}", err=True)
        status = error.exit_status
    except CLICK_ERROR as error:
        typer.echo(f"briefgen: {error.format_message()} (see `briefgen --help`)", err=True)
        status = 2
    except (typer.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        sys.stderr.close()
        status = 0
    sys.exit(status if isinstance(status, int) else 0)


def _settings(command: Any) -> dict[str, dict[str, Any]]:
    """Options from the nearest briefgen.toml, by command."""
    from platformdirs import user_config_path

    from briefgen.settings import find_settings, load_settings

    path = find_settings(Path.cwd(), user_config_path("briefgen"))
    if path is None:
        return {}
    known = {name: {option.name for option in sub.params} for name, sub in command.commands.items()}
    return load_settings(path, known)
