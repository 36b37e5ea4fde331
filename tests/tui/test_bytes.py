"""The very bytes that reach a real terminal while texts of strangers are on the screen: every control is our own.

The same keys are pressed over harmless texts; whatever kind of control is not written there is somebody else's.
"""

import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.hostile import STRINGS, stray
from tests.hostile_game import hostile
from tests.saves.forging import forged, rows_of
from tests.tui.controls import kinds
from tests.tui.moments import NOON, TOGETHER, moments
from tests.tui.terminals import Ended, Step, in_terminal

MANIFEST = """
id: stranger
title: Stranger
version: 1.0.0
about: Words of a stranger.
authors: [Nobody]
licence: MIT
languages: [en, es]
"""
FEW, ALL = "l", "wlcgr"
"""Keys of the table that open a page each: why, log, codex, agenda, relations."""
PAINTS = ("style ", "CSI n;n H", "line", "ESC ] 22;default")
"""Controls that come with whatever is painted; all others are written when the screen is taken and given back."""
CARELESS = """
from alliance_game import letters
letters.visible = letters.visible_lines = str
letters.unseen = lambda text: None
from alliance_game.cli import main
raise SystemExit(main([]))
"""
PASTED = "\x1b[200~{}\x1b[201~"
LEAVE = "\x1b[27u"
"""Esc, as terminals say it that never mix it up with the beginning of another key."""
ANYWHERE, TABLE, CLOSED = "F1", "  w ", "  b "
"""Keys that stand below every page, below the table, and below the screen that waits to be opened."""
FILES = 6
"""Saves of strangers that fit into a list."""


def encoded(text: str) -> bool:
    """Whether a text can be written into a file at all."""
    return not any("\ud800" <= each <= "\udfff" for each in text)


WORDS = tuple(each for each in STRINGS if each.strip() and encoded(each))


def named(number: int) -> str:
    """What a note begins with, so that it is known when it has been on the screen."""
    return f"§{number:03}"


def put_saves(folder: Path, words: Sequence[str]) -> None:
    """A game with words of strangers wherever a save has any; others that are no game, under such names."""
    lot = cycle(words)
    rows = rows_of(moments(TOGETHER)["turn"])
    for row in rows:
        row.update({name: next(lot)[:100] for name in ("reason", "created", "engine", "name") if row.get(name)})
    last = {name: rows[-1][name] for name in ("hash", "parts", "round", "number")}
    notes = [{**last, "kind": "note", "seat": 0, "text": f"{named(at)} {word[:300]}"} for at, word in enumerate(words)]
    (folder / "concert-0007.journal").write_bytes(forged([*rows, *notes]))
    for _ in range(FILES):
        name = os.fsencode(next(lot).replace("/", "_").replace("\x00", "_").encode()[:80]) + b".journal"
        path = folder / os.fsdecode(name)
        path.write_bytes(forged([{**rows[0], "options": [next(lot)[:100]], "seats": [next(lot)[:100]] * 3}, *rows[1:]]))
        os.utime(path, (NOON, NOON))


def put_texts(folder: Path, part: int) -> None:
    """An installed pack that says everything about Concert in words of strangers, to whoever plays in Spanish."""
    renderings = {
        name: {"mark": each.mark, "text": each.text}
        for name, each in hostile(part)[0].renderings.items()
        if name.startswith("card.") or "concert" in name
    }
    for inner in ("cards", "text"):
        (folder / inner).mkdir(parents=True)
    (folder / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    texts = json.dumps({"title": "español", "texts": renderings}, ensure_ascii=False)
    (folder / "text" / "es.yaml").write_text(texts, encoding="utf-8")


def pieces(words: Sequence[str]) -> Iterator[str]:
    """All the words, so many at once as a terminal takes."""
    for at in range(0, len(words), 20):
        yield "".join(word[:40] for word in words[at : at + 20])


def steps(words: Sequence[str], pages: str) -> Iterator[Step]:
    """Through the list of saves into the game, to a PIN, to the notes and up through them, to other pages, and out."""
    # Terminals take ESC out of what is pasted: what is behind it would be keys.
    pasted = [PASTED.format(each.replace("\x1b", "")) for each in pieces(words)]
    yield Step(ANYWHERE, "6")
    yield from (Step("", key) for key in (*["\x1b[B"] * FILES, "\x1b[H", "\r"))
    yield Step(CLOSED, "p")
    yield from (Step("", keys) for keys in (*pasted, "12", LEAVE))
    yield Step(CLOSED, "o")
    yield Step(TABLE, "n")
    yield Step(named(len(words) - 1), "\x1b[5~")
    yield Step("§", "\x1b[5~", until=named(0))
    yield from (Step("", keys) for keys in (*pasted, *map(without_keys, pieces(words)), "\r", LEAVE))
    for key in pages:
        yield Step(TABLE, key)
        yield Step(ANYWHERE, LEAVE)
    yield Step(TABLE, "\x11")


def without_keys(text: str) -> str:
    """A text to be typed, as far as it can be: without what would be keys of another meaning."""
    return "".join(each for each in text if unicodedata.category(each) != "Cc")


def written(folder: Path, words: Sequence[str], pages: str, part: int | None = None, *program: str) -> Ended:
    """What the program writes while that is done over such words; the game's own texts are a stranger's too, if asked.

    Every note has been on the screen.
    """
    folder.mkdir()
    put_saves(folder, words)
    if part is not None:
        put_texts(folder / "packs" / "stranger", part)
    (folder / "settings.yaml").write_text(f"pace: off\nlanguage: {'en' if part is None else 'es'}\n", encoding="utf-8")
    ended = in_terminal(
        *(program or ("-m", "alliance_game")),
        steps=steps(words, pages),
        COLORTERM="truecolor",
        ALLIANCE_GAME_SAVES=str(folder),
        ALLIANCE_GAME_SETTINGS=str(folder / "settings.yaml"),
        ALLIANCE_GAME_PACE=str(folder / "pace.txt"),
        ALLIANCE_GAME_PACKS=str(folder / "packs"),
    )
    assert ended.code == 0
    unseen = [named(number) for number in range(len(words)) if named(number) not in ended.text]
    assert not unseen
    return ended


@cache
def ours(pages: str) -> Counter[str]:
    """The controls that are written over harmless texts."""
    with TemporaryDirectory() as folder:
        return kinds(written(Path(folder) / "saves", ["a word", "two words"] * 12, pages).raw)


def strange(raw: bytes, pages: str) -> dict[str, int]:
    """The controls among some bytes that are of no kind of ours; of those that do not paint, any more or less often."""
    found, own = kinds(raw), ours(pages)
    fixed = {kind for kind in found | own if not kind.startswith(PAINTS)}
    return {kind: count for kind, count in found.items() if kind not in own or (kind in fixed and count != own[kind])}


def test_no_control_of_a_stranger_reaches_the_terminal(tmp_path: Path) -> None:
    ended = written(tmp_path / "saves", WORDS[::9], FEW)
    assert strange(ended.raw, FEW) == {}
    assert "\\u001b[2J" in ended.text


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(4))
def test_no_control_of_any_stranger_reaches_the_terminal(part: int, tmp_path: Path) -> None:
    """Every hostile text, in four games; the texts of the game begin with other ones each time."""
    ended = written(tmp_path / "saves", WORDS[part::4], ALL, part)
    assert strange(ended.raw, ALL) == {}
    assert "Agenda secreta de" in ended.text


def test_every_hostile_text_would_be_noticed() -> None:
    """If it were written as it is, once and anywhere, while the program writes what it always does."""
    own = ours(FEW)
    for text in filter(encoded, STRINGS):
        if stray(text):
            more = kinds(text.replace("\n", "\r\n").encode())
            assert any(kind not in own or not kind.startswith(PAINTS) for kind in more), ascii(text)


@pytest.mark.nightly
def test_a_program_that_cleans_nothing_is_found_out(tmp_path: Path) -> None:
    """The same with a program in which every text stays as it is."""
    ended = written(tmp_path / "saves", [*WORDS[:30], *["a word"] * 10], FEW, None, "-c", CARELESS)
    assert len(strange(ended.raw, FEW)) > 10
