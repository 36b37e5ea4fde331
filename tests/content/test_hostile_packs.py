"""Packs from strangers: whatever stands in pack.yaml or in a patch, only problems at real places come out."""

import os
import random
from pathlib import Path
from types import FunctionType

import pytest

from alliance_game.content import load, load_in_use, load_sources
from alliance_game.content.problems import Problem
from alliance_game.errors import ContentError

from .damaging import cut, indent_line, insert, is_in, move_line, repeat, swap_words
from .packed import Files, beside, manifest, pack, written

PATCH = """\
patch: squall
set:
  title: Great squall
  failed.1.by: -2
add:
  weight: 3
  failed: [{change: world.fish, by: -1}]
remove: [target.chance]
"""
SCENARIO = "patch: north_shore\nset: {states.ash.title: Ashland}\nadd: {states.no: {id: oak, title: Oak}}\n"
SOUND = beside(
    pack(
        "winds",
        {
            "cards/mine/changes.yaml": PATCH,
            "cards/mine/gale.yaml": "extends: squall\ntitle: Gale\nstart: {age: 2}\n",
            "rules/scenarios/names.yaml": SCENARIO,
            "rules/deep/ruleset.yaml": "extends: lake\ntitle: Deep\nphases:\n- {id: dusk, after: day, do: []}\n",
        },
        needs="[{id: rain, version: '>=1.0'}]",
        languages="[en]",
    ),
    pack("rain", after="[fog]", conflicts="[fire]"),
)
NAMES = sorted(name for name in SOUND if name.startswith("packs/"))

YAML = {
    "deep lists": "[" * 50_000,
    "deep maps": "{a: " * 20_000,
    "deep dashes": "- " * 2_000,
    "aliases": "a: &a [x]\nb: &b [*a, *a]\n",
    "itself": "&a [*a]\n",
    "merge": "a: {b: 1}\n<<: {c: 2}\n",
    "tag": "id: !!python/object/apply:os.system [ls]\n",
    "digits": "id: " + "9" * 5_000 + "\n",
    "date": "id: 2026-13-45\n",
    "escape": 'id: "\\e[31m"\n',
    "bidi": 'title: "\\u202e"\n',
    "zero": 'title: "\\0"\n',
    "equals": "=\n",
    "empty": "",
    "nothing": "---\n...\n",
    "two": "id: a\n---\nid: b\n",
    "list": "- id\n",
    "word": "id\n",
    "twice": "id: a\nid: b\n",
    "long list": "needs: [" + "a, " * 60_000 + "a]\n",
    "long line": "x" * 999_990 + "\n",
    "tab": "\tid: a\n",
}
FIELDS = {
    "id up": manifest("winds").replace("winds", "../winds"),
    "id bool": manifest("winds").replace("id: winds", "id: no"),
    "id list": manifest("winds").replace("id: winds", "id: [winds]"),
    "id null": manifest("winds").replace("id: winds", "id:"),
    "id long": manifest("winds").replace("id: winds", "id: " + "a" * 49),
    "many needs": manifest("winds", needs="[" + ", ".join(f"p{number}" for number in range(41)) + "]"),
    "version long": manifest("winds", version="1" * 400),
    "about markup": manifest("winds", about="[@click=app.quit]x[/]", languages="['\\x1b']"),
}
PATCHES = {
    "target up": PATCH.replace("squall", "../../rules/lake/ruleset"),
    "target map": PATCH.replace("patch: squall", "patch: {squall: squall}"),
    "path of dots": "patch: squall\nremove: ['" + "." * 200_000 + "']\n",
    "path of digits": "patch: squall\nremove: [failed." + "1" * 5_000 + "]\n",
    "path of other digits": "patch: squall\nremove: [failed.\u0661]\n",
    "minus": "patch: squall\nremove: [failed.-1]\n",
    "many": "patch: squall\nset:\n" + "".join(f"  failed.{number}.by: 1\n" for number in range(2, 12_000)),
    "same often": "patch: squall\nremove:\n" + "- title\n" * 12_000,
    "itself": "patch: changes\nset: {set: 1}\n",
    "patch in patch": "patch: squall\nset: {patch: squall}\n",
    "all three": "patch: squall\nreplace: squall\nextends: squall\n",
    "no text": "patch: squall\nset: {1: 2, true: 3, null: 4}\n",
    "everything goes": "patch: squall\nremove: [title, kind, text, tags, target, start, failed]\n",
}


def told(files: Files) -> list[Problem]:
    """The problems of these files, each of them at a place in one of them."""
    try:
        load_sources(files)
    except ContentError as error:
        found = [problem for problem in error.problems if isinstance(problem, Problem)]
        wild = [str(problem)[:200] for problem in found if not is_in(problem, dict(files))]
        return found if len(found) == len(error.problems) and not wild else pytest.fail(f"{wild}")
    return []


def test_what_is_damaged_here_is_sound() -> None:
    assert told(SOUND) == []


@pytest.mark.parametrize("text", [*YAML.values(), *FIELDS.values()], ids=[*YAML, *FIELDS])
def test_a_hostile_pack_file_is_refused_at_a_place(text: str) -> None:
    found = told(SOUND | {"packs/winds/pack.yaml": text})
    assert any(problem.place.file == "packs/winds/pack.yaml" for problem in found)


@pytest.mark.parametrize("text", [*YAML.values(), *PATCHES.values()], ids=[*YAML, *PATCHES])
def test_a_hostile_patch_is_refused_at_a_place(text: str) -> None:
    found = told(SOUND | {"packs/winds/cards/mine/changes.yaml": text})
    assert any(problem.place.file.startswith("packs/winds/") for problem in found)


@pytest.mark.parametrize("damage", [insert, cut, repeat, move_line, indent_line, swap_words])
def test_damaged_packs_give_problems_and_nothing_else(damage: FunctionType) -> None:
    rng = random.Random(damage.__qualname__)
    for _ in range(20):
        name = rng.choice(NAMES)
        found = told(SOUND | {name: damage(damage(SOUND[name], rng), rng)})
        assert all(problem.place.file and problem.message for problem in found)


@pytest.mark.parametrize(
    "raw", [b"\xff\xfei\x00d\x00", b"\xef\xbb\xbfid: a\n", b"id: \xe9\n", b"x" * 1_000_001, b"\x00"], ids=str
)
def test_bytes_that_are_no_text_are_refused(raw: bytes, tmp_path: Path) -> None:
    folder = written(tmp_path, "winds")
    (folder / "pack.yaml").write_bytes(raw)
    with pytest.raises(ContentError) as caught:
        load([folder])
    assert [problem.place.file for problem in caught.value.problems if isinstance(problem, Problem)] == [
        f"{folder}/pack.yaml"
    ]


CODES = {"link": "link-outside", "lost": "missing-file", "pipe": "not-a-file", "folder": "not-a-file"}


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")
@pytest.mark.parametrize("kind", CODES)
def test_a_pack_file_that_is_no_file_of_the_pack_is_refused(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "home", "winds")
    path = folder / "pack.yaml"
    path.rename(tmp_path / "elsewhere.yaml")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / ("elsewhere.yaml" if kind == "link" else "nowhere.yaml"))
    (folder / "cards").mkdir()
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "home"))
    found = load_in_use()
    assert found.used == ()
    (refused,) = found.refused
    assert [problem.code for problem in refused.problems] == [CODES[kind]]


def test_a_folder_whose_name_could_steer_the_terminal_is_shown_harmlessly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "\x1b]52;c;\u202e" / "cards").mkdir(parents=True)
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path))
    (refused,) = load_in_use().refused
    assert refused.name.isprintable()
    assert all(str(problem).isprintable() for problem in refused.problems)
