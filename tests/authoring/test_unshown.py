"""The codes whose pages have no example, because none is short: each is made here, and is told with its place."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_game.authoring.check import pages
from alliance_game.content import Problems, examine
from alliance_game.content.installed import looked_at
from alliance_game.content.source import Source, read
from alliance_game.content.validation import validated
from alliance_game.errors import ContentError

from .examples import CODES, SHOWN, lay_out

Maker = Callable[[Path, pytest.MonkeyPatch], str]
CARD = b"title: Gale\nkind: incident\ntext: The wind rises.\neffects: []\n"


def first(*packs: Path) -> str:
    """The first problem of packs."""
    return str(next(iter(examine(packs)[1])))


def too_big(folder: Path, _: pytest.MonkeyPatch) -> str:
    problems = Problems()
    read("cards/base/gale.yaml", "a: [" + "1," * 60_000 + "]", problems)
    return str(next(iter(problems)))


def unreadable(folder: Path, _: pytest.MonkeyPatch) -> str:
    return first(folder / ("x" * 5000))


def no_such_folder(folder: Path, _: pytest.MonkeyPatch) -> str:
    return first(folder / "my_pakc")


def not_a_pack(folder: Path, _: pytest.MonkeyPatch) -> str:
    return first(lay_out(folder / "packs", {"mine/cards/base/gale.yaml": CARD}))


def unexpected_folder(folder: Path, _: pytest.MonkeyPatch) -> str:
    return first(lay_out(folder / "mine", {"cards/base/gale.yaml": CARD, "card/base/gust.yaml": CARD}))


def link_outside(folder: Path, _: pytest.MonkeyPatch) -> str:
    (folder / "mine" / "cards" / "base").mkdir(parents=True)
    (folder / "gale.yaml").write_bytes(CARD)
    (folder / "mine" / "cards" / "base" / "gale.yaml").symlink_to(folder / "gale.yaml")
    return first(folder / "mine")


def not_a_file(folder: Path, _: pytest.MonkeyPatch) -> str:
    (folder / "cards" / "base").mkdir(parents=True)
    os.mkfifo(folder / "cards" / "base" / "gale.yaml")
    return first(folder)


def no_base_content(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("alliance_game.content.folders.resources.files", lambda _: folder / "site" / "alliance_game")
    with pytest.raises(ContentError) as caught:
        examine()
    return str(caught.value)


def wrong_value(folder: Path, _: pytest.MonkeyPatch) -> str:
    """Half of a character: the reader lets none through, so it is put behind the reader's back."""
    problems = Problems()
    half = {"title": "\ud800", "kind": "incident", "text": "T.", "effects": ({"tell": "Wind."},)}
    assert validated("card", Source("cards/base/gale.yaml", "", half, {(): (1, 1)}), problems) is None
    return str(next(iter(problems)))


def too_many_problems(folder: Path, _: pytest.MonkeyPatch) -> str:
    many = "".join(f"titl{number}: 1\n" for number in range(250)).encode()
    problems = list(examine([lay_out(folder, {"cards/base/gale.yaml": CARD + many})])[1])
    return str(problems[-1])


def two_packs(folder: Path, first: str, second: str, **cards: str) -> list[Path]:
    """Two packs, each with what it says of itself and a card."""
    for name, says in (("winds", first), ("gales", second)):
        own = f"id: {name}\ntitle: {name.title()}\n{says}"
        card = cards.get(name, "").encode() or CARD.replace(b"[]", b"[{tell: Wind.}]")
        lay_out(folder / name, {"pack.yaml": own.encode(), f"cards/base/{name}.yaml": card})
    return [folder / "winds", folder / "gales"]


def pack_conflict(folder: Path, _: pytest.MonkeyPatch) -> str:
    return first(*two_packs(folder, "version: 1\n", "version: 1\nconflicts: [winds]\n"))


def pack_too_old(folder: Path, _: pytest.MonkeyPatch) -> str:
    return first(*two_packs(folder, "version: 1.1.0\n", 'version: 1\nneeds: [{id: winds, version: ">=1.2"}]\n'))


def patch_clash(folder: Path, _: pytest.MonkeyPatch) -> str:
    calm = "patch: calm\nset: {title: %s}\n"
    return first(*two_packs(folder, "version: 1\n", "version: 1\n", winds=calm % "Lull", gales=calm % "Hush"))


def missing_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    lay_out(folder / "gales", {"cards/base/gale.yaml": CARD})
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(folder))
    (refused,) = looked_at().refused
    return str(refused.problems[0])


MAKERS: dict[str, Maker] = {
    maker.__name__.replace("_", "-"): maker
    for maker in (
        too_big,
        unreadable,
        no_such_folder,
        not_a_pack,
        unexpected_folder,
        link_outside,
        not_a_file,
        no_base_content,
        wrong_value,
        too_many_problems,
        pack_conflict,
        pack_too_old,
        patch_clash,
        missing_file,
    )
}


def test_each_of_them_is_made_here() -> None:
    assert set(MAKERS) == CODES - SHOWN.keys()


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")
@pytest.mark.parametrize("code", sorted(MAKERS))
def test_it_is_told(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = MAKERS[code](tmp_path, monkeypatch)
    severity = pages.page(code).severity
    assert f": {severity}[{code}]: " in told
    line, column = told.split(f": {severity}[")[0].rsplit(":", 2)[1:]
    assert int(line) >= 1
    assert int(column) >= 1
