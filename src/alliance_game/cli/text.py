"""The translator's commands: the files of a language, and how far it has come."""

from pathlib import Path
from typing import Annotated

import typer

from .app import app, leave, talk

text = typer.Typer(rich_markup_mode=None)
app.add_typer(text, name="text")

Language = Annotated[str, typer.Argument(help="Its code, such as es or pt-BR.")]
Pack = Annotated[
    Path | None,
    typer.Option("--pack", metavar="DIR", help="The pack; otherwise the one you are in, or the base content."),
]


@text.callback(invoke_without_command=True)
def text_help(context: typer.Context) -> None:
    """Put cards, rules and the program itself into another language."""
    if context.invoked_subcommand is None:
        talk(context.get_help())
        leave(2)


@text.command()
def export(
    language: Language,
    title: Annotated[str | None, typer.Option(help="What its speakers call it, such as español.")] = None,
    pack: Pack = None,
    out: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="Otherwise text/LANGUAGE.yaml.")] = None,
) -> int:
    """Write the file of a language: every text under its English, with what is translated already."""
    from .translating import export_texts

    return export_texts(language, title, pack, out)


@text.command()
def status(
    language: Annotated[str | None, typer.Argument(help="Its code; otherwise all languages.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Name every text that is missing or out of date.")] = False,
    pack: Pack = None,
) -> int:
    """Say how far languages have come, and what is shown in English."""
    from .translating import tell_status

    return tell_status(language, pack, full)
