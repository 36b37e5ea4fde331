"""What is built of the command line for one command."""

import pytest
import typer

from alliance_game.cli.app import app
from alliance_game.cli.running import narrowed

ALONE = ("play", "continue", "replay", "simulate", "list", "check", "try")


def built(arguments: list[str]) -> typer.core.TyperGroup:
    """The commands for a command line."""
    group = typer.main.get_command(narrowed(arguments))
    assert isinstance(group, typer.core.TyperGroup)
    return group


@pytest.mark.parametrize("name", ALONE)
def test_a_command_that_is_named_is_built_alone_and_is_the_same(name: str) -> None:
    whole, alone = built([]), built([name, "--help"])
    assert list(alone.commands) == [name]
    one, same = whole.commands[name], alone.commands[name]
    assert (one.help, one.epilog) == (same.help, same.epilog)
    assert [(each.name, each.opts, each.default) for each in one.params] == [
        (each.name, each.opts, each.default) for each in same.params
    ]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["packs", "list"], ["continu"], ["--lang", "en", "play"]])
def test_without_a_command_in_the_first_place_everything_is_built(arguments: list[str]) -> None:
    assert narrowed(arguments) is app
    assert set(built(arguments).commands) >= {*ALONE, "packs"}
