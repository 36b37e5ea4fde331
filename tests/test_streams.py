"""What a terminal shows that does not know every sign: letters of its own, and in a picture in the same places."""

import sys
from pathlib import Path

import pytest
import yaml
from rich.cells import cell_len

from alliance_game.streams import drawn, plainer, usable_streams

ROOT = Path(__file__).parents[1]
FRAMES = sorted((ROOT / "tests" / "tui" / "__snapshots__").rglob("*.txt"))


@pytest.fixture(autouse=True, scope="module")
def _known() -> None:
    """The program knows them from its start."""
    usable_streams()


def test_no_picture_of_a_page_has_a_question_mark_for_a_sign() -> None:
    """Every page that is kept as a picture, in ASCII and in Latin-1: as many columns, and no sign unknown."""
    assert FRAMES
    for file in FRAMES:
        for line in file.read_text(encoding="utf-8").splitlines():
            for encoding in ("ascii", "latin-1"):
                found = line.encode(encoding, "drawn").decode(encoding)
                assert found.count("?") == line.count("?") + line.count("¿") * (encoding == "ascii"), line
                assert cell_len(found) == cell_len(line), line


def test_no_sentence_in_any_language_has_one() -> None:
    for file in sorted((ROOT / "text").rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        assert yaml.safe_load(text)
        assert text.encode("ascii", "plainer").decode().count("?") == text.count("?") + text.count("¿"), file


@pytest.mark.parametrize(
    ("text", "as_lines", "as_picture"),
    [
        ("5 → 4 …", "5 -> 4 ...", "5 > 4 ."),
        ("─States━━", "-States==", "-States=="),
        ("▸ “Türkiye”", '> "Turkiye"', '> "Turkiye"'),
        ("ñandú ¿sí?", "nandu ?si?", "nandu ?si?"),
        ("日", "?", "??"),
        ("e\u0301", "e?", "e"),
        ("−1 · ±2", "-1 . +-2", "-1 . ~2"),
    ],
)
def test_signs_that_ascii_has_not(text: str, as_lines: str, as_picture: str) -> None:
    assert text.encode("ascii", "plainer").decode() == as_lines
    assert text.encode("ascii", "drawn").decode() == as_picture


def test_what_cannot_be_read_is_a_question_mark_and_nothing_else_is_an_error() -> None:
    assert b"a\xffb".decode("utf-8", "plainer") == "a?b"
    assert sys.stdout is not None
    for handler in (plainer, drawn):
        with pytest.raises(UnicodeTranslateError):
            handler(UnicodeTranslateError("x", 0, 1, "no"))
