"""A command line is run: the command it names, and one clear sentence for whatever went wrong."""

import sys
from copy import copy

import typer

from ..errors import AllianceError, ContentError, SaveError
from ..wording import say, speaking, spoken
from . import commands, kit, lessons, quizzes, teaching, text
from .app import app, talk
from .failing import failed
from .tongue import first

GROUPS = (commands, teaching, lessons, quizzes, kit, text)
"""Where the commands are, in the order in which the help lists them."""


def run(arguments: list[str]) -> int:
    """Run a command line; the exit code."""
    with speaking(spoken()):
        return _run(first(arguments))


def _run(arguments: list[str]) -> int:
    command = typer.main.get_command(narrowed(arguments))
    try:
        result = command.main(arguments, prog_name="alliance-game", standalone_mode=False)
    except typer.Abort:
        return talk(say("Stopped."), 130)
    except (AllianceError, typer.TyperException) as error:
        return complain(error)
    except KeyboardInterrupt:
        return talk(say("Stopped."), 130)
    except SystemExit as end:
        # Whoever read our output has closed it: nothing is wrong.
        return 0 if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except OSError as error:
        return talk(f"{error.filename or say('The output')}: {error.strerror}.", 1)
    except Exception as error:
        return failed(error)
    return result if isinstance(result, int) else 0


def narrowed(arguments: list[str]) -> typer.Typer:
    """The command line with the command that is named first alone, or whole: to build all takes ten times as long."""
    named = [each for each in app.registered_commands if arguments[:1] == [name_of(each)]]
    if not named:
        return app
    narrow = copy(app)
    narrow.registered_commands, narrow.registered_groups = named, []
    return narrow


def name_of(command: typer.models.CommandInfo) -> str:
    """What a person types for it."""
    assert command.callback is not None
    return command.name or typer.main.get_command_name(command.callback.__name__)


def complain(error: Exception) -> int:
    """One line for what is wrong; every problem for content."""
    if isinstance(error, ContentError):
        sys.stdout.write(f"{error}\n")
        count = len(error.problems)
        said = say(
            "1 problem: nothing was loaded." if count == 1 else "{count} problems: nothing was loaded.", count=count
        )
        return talk(said, 1)
    if isinstance(error, SaveError):
        return talk(str(error), 1)
    if isinstance(error, AllianceError):
        return talk(str(error), 2)
    said = getattr(error, "format_message", lambda: str(error))()
    return talk(" ".join(said.split()), getattr(error, "exit_code", 2))
