"""Commands beside the work: send, new, preview."""

import os
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import typer

from briefgen.errors import UsageError
from briefgen.profile import load_profile

Target = Annotated[Path, typer.Option("--in", help="Folder to make it in.")]


def send(
    brief: Annotated[Path, typer.Argument(metavar="BRIEF.eml", help="A finished mail.")],
    to: Annotated[str, typer.Option("--to", help="Addresses, by comma.")],
    sender: Annotated[str, typer.Option("--from", help="Address of the sender.")],
    server: Annotated[str, typer.Option("--server", help="HOST or HOST:PORT.")] = "localhost",
    security: Annotated[
        Literal["starttls", "tls", "none"], typer.Option("--security", help="How the line is secured.")
    ] = "starttls",
    unsubscribe: Annotated[
        str, typer.Option("--unsubscribe", help="https or mailto address for List-Unsubscribe.")
    ] = "",
    attach: Annotated[
        list[Path] | None, typer.Option("--attach", help="A file to attach, such as the PDF; may be repeated.")
    ] = None,
    store: Annotated[Path | None, typer.Option("--store", help="Where it is kept what was sent.")] = None,
    resend: Annotated[bool, typer.Option("--resend", help="Send also where it was sent, or may have been.")] = False,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds to wait for the server.")] = 30.0,
) -> None:
    """Send a finished mail; login from BRIEFGEN_SMTP_USER and BRIEFGEN_SMTP_PASSWORD."""
    from platformdirs import user_state_path

    from briefgen.deliver import DEFAULT_PORTS, Server, read_mailing, send_mailing
    from briefgen.store import open_store

    host, _, port = server.rpartition(":") if server.count(":") == 1 else (server, "", "")
    if port and not port.isdigit():
        raise UsageError(f"--server {server}: write HOST or HOST:PORT")
    user, password = os.environ.get("BRIEFGEN_SMTP_USER", ""), os.environ.get("BRIEFGEN_SMTP_PASSWORD", "")
    where = Server(host, int(port) if port else DEFAULT_PORTS[security], security, user, password, timeout)
    mailing = read_mailing(brief, sender, [name for name in to.split(",") if name.strip()], unsubscribe, attach or ())
    failed = 0
    with open_store(store or user_state_path("briefgen") / "store.sqlite") as opened:
        for sent in send_mailing(mailing, where, opened, resend=resend):
            typer.echo(f"{sent.state:8} {sent.address}  {sent.reply}")
            failed += sent.state != "sent"
    if failed:
        typer.echo(f"briefgen: {failed} of {len(mailing.recipients)} not delivered, or their fate is unknown", err=True)
        raise typer.Exit(5)


def new_profile(name: str, target: Target = Path()) -> None:
    """Write NAME.toml, a commented copy of the generic profile."""
    path = target / f"{_plain_name(name)}.toml"
    if path.exists():
        raise UsageError(f"{path} exists already")
    text = files("briefgen.profiles").joinpath("generic.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('name = "generic"', f'name = "{name}"', 1), encoding="utf-8")
    load_profile(str(path))
    typer.echo(str(path))


def new_audience(
    name: str, target: Target = Path(), like: Annotated[str, typer.Option("--like", help="Ours to copy.")] = "weekly"
) -> None:
    """Write the folder NAME, a working and commented copy of one of our audiences."""
    from briefgen.render.assets import audience_folders

    folders = audience_folders()
    if like not in folders:
        raise UsageError(f"--like {like}: ours are {', '.join(sorted(folders))}")
    folder = target / _plain_name(name)
    if folder.exists():
        raise UsageError(f"{folder} exists already")
    shutil.copytree(folders[like], folder)
    place = folder / "audience.toml"
    first, rest = place.read_text(encoding="utf-8").split("\n", 1)
    begun = f"# The audience {name}, begun as a copy of {like}. Each key is in docs/templates.md; `briefgen check {folder}` names slips."
    place.write_text(f"{begun}\n{rest}" if first.startswith("#") else f"{begun}\n{first}\n{rest}", encoding="utf-8")
    typer.echo(str(folder))


def preview(folder: Annotated[Path, typer.Argument(metavar="DIR", help="An audience folder.")]) -> None:
    """Render an audience's sample brief as HTML at each save of its folder, until interrupted."""
    from briefgen.render.preview import preview_audience

    for message in preview_audience(folder):
        typer.echo(message, err=True)


def _plain_name(name: str) -> str:
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise UsageError(f"{name!r}: a name has letters, digits, - and _ only")
    return name
