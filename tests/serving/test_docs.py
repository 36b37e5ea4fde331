"""The page about browsers is true: what it prints, its options, its numbers."""

import re
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="needs pip install 'alliance-game[web]'")

import typer

from alliance_game.cli.running import narrowed
from alliance_game.serving import browsers, html, joining, site
from tests.authoring.documented import ROOT, blocks, run_again

from .served import Served

PAGE = ROOT / "docs" / "teaching" / "browser.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_what_cannot_be_served_is_answered_as_it_stands_there() -> None:
    (block,) = blocks(PAGE)
    assert run_again(block) == block


def test_every_option_is_explained() -> None:
    options = {name for each in _parameters() for name in each.opts} - {"--help"}
    assert set(re.findall(r"^\| `(--\w+)`", TEXT, re.MULTILINE)) == options


def test_the_two_lines_of_a_start_are_those(tmp_path: Path) -> None:
    with Served(tmp_path, "--code", "none") as served:
        shown = re.findall(r"^(Address:.*\n[^`].*\n)", TEXT, re.MULTILINE)
        said = "".join(served.said).replace(str(served.port), "8000")
        assert said == shown[0]
    assert re.fullmatch(r"Address: http://192\.168\.1\.20:8000\nJoin code: \d{3} \d{3}\n", shown[1])


def test_the_numbers_are_those_of_the_program() -> None:
    assert f"from {html.SMALLEST} to {html.LARGEST}" in TEXT
    assert f"for {site.COOKIE_DAYS} days" in TEXT
    assert f"up to {joining._LONGEST_WAIT:.0f}\n  seconds each" in TEXT
    assert f"otherwise `{browsers.FOLDER}` among your own saves" in TEXT
    defaults = {each.name: each.default for each in _parameters()}
    assert f"{defaults['port']} unless you say otherwise" in TEXT
    assert f"{defaults['clients']} unless you say otherwise" in TEXT


def _parameters() -> list[typer.core.TyperOption]:
    command = typer.main.get_command(narrowed(["serve"]))
    return list(getattr(command, "commands", {"serve": command})["serve"].params)
