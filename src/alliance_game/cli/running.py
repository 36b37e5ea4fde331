"""A command line is run: the command it names, and one clear sentence for whatever went wrong."""

import sys

import typer

from ..errors import AllianceError, ContentError, SaveError
from . import commands, kit
from .app import app, talk

GROUPS = (commands, kit)
"""Where the commands are, in the order in which the help lists them."""


def run(arguments: list[str]) -> int:
    """Run a command line; the exit code."""
    command = typer.main.get_command(app)
    try:
        result = command.main(arguments, prog_name="alliance-game", standalone_mode=False)
    except typer.Abort:
        return talk("Stopped.", 130)
    except (AllianceError, typer.TyperException) as error:
        return complain(error)
    except KeyboardInterrupt:
        return talk("Stopped.", 130)
    except SystemExit as end:
        # Whoever read our output has closed it: nothing is wrong.
        return 0 if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except OSError as error:
        return talk(f"{error.filename or 'The output'}: {error.strerror}.", 1)
    return result if isinstance(result, int) else 0


def complain(error: Exception) -> int:
    """One line for what is wrong; every problem for content."""
    if isinstance(error, ContentError):
        sys.stdout.write(f"{error}\n")
        return talk(f"{len(error.problems)} problem{'s' if len(error.problems) != 1 else ''}: nothing was loaded.", 1)
    if isinstance(error, SaveError):
        return talk(str(error), 1)
    if isinstance(error, AllianceError):
        return talk(str(error), 2)
    said = getattr(error, "format_message", lambda: str(error))()
    return talk(" ".join(said.split()), getattr(error, "exit_code", 2))
