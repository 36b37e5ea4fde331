"""What packs say of themselves, and the one order in which they come."""

from itertools import permutations
from pathlib import Path

import pytest

from alliance_game.content import base_folder, load, load_sources
from alliance_game.content.packs import in_order
from alliance_game.definitions.pack import Need, numbers
from alliance_game.errors import ContentError

from .packed import faults, lake, manifest, pack, written


def order(*packs: dict[str, str]) -> list[str]:
    """The ids of packs as they come."""
    return list(lake(*packs).packs)


def test_packs_come_after_what_they_need_and_else_by_id() -> None:
    packs = [
        pack("a", needs="[z]"),
        pack("b"),
        pack("c", after="[d, nobody]"),
        pack("d", needs="[{id: b, version: '>=1'}]"),
        pack("z"),
    ]
    assert order(*packs) == ["b", "d", "c", "z", "a"]


def test_the_order_does_not_depend_on_how_they_are_given(tmp_path: Path) -> None:
    folders = [written(tmp_path, "a", after="[c]"), written(tmp_path, "b"), written(tmp_path, "c")]
    libraries = [load(each) for each in permutations(folders)]
    assert all(library == libraries[0] for library in libraries)
    assert list(libraries[0].packs) == ["b", "c", "a"]


def test_what_comes_first_is_found_however_long_the_line() -> None:
    names = [f"p{number}" for number in range(300)]
    before = {name: frozenset(names[index + 1 : index + 2]) for index, name in enumerate(names)}
    assert in_order(before) == names[::-1]


def test_a_pack_is_described_by_its_own_file() -> None:
    more = {"about": "Wind.", "authors": "[Ada, Ben]", "licence": "CC BY 4.0", "languages": "[en, pt-BR, no]"}
    found = lake(pack("winds", {}, **more)).packs["winds"]
    assert (found.title, found.version, found.about, found.licence) == ("winds", "1.0.0", "Wind.", "CC BY 4.0")
    assert (found.authors, found.languages) == (("Ada", "Ben"), ("en", "pt-BR", "no"))


@pytest.mark.parametrize(
    ("least", "version", "allowed"),
    [
        (">=1.2", "1.2.0", True),
        (">=1.2", "1.10", True),
        (">=1.2", "1.1.9", False),
        (">= 2", "10", True),
        (None, "0", True),
    ],
)
def test_versions_are_compared_as_numbers(least: str | None, version: str, allowed: bool) -> None:
    assert Need(id="a", version=least).allows(version) is allowed
    assert numbers("3") == numbers("3.0.0") == (3, 0, 0)


WRONG = [
    (
        {"needs": "[wind]"},
        "4:9",
        "missing-pack",
        "'a' needs the pack 'wind', which is not there. Did you mean 'winds'?",
    ),
    (
        {"needs": "[{id: xylophone}]"},
        "4:9",
        "missing-pack",
        (
            "'a' needs the pack 'xylophone', which is not there. "
            "Put it beside the other packs, or name its folder with `--pack`."
        ),
    ),
    (
        {"needs": "\n- {id: winds, version: '>=1.0.1'}"},
        "5:3",
        "pack-too-old",
        "'a' needs version >=1.0.1 of the pack 'winds', but 1.0.0 is there. Get the newer one.",
    ),
    (
        {"conflicts": "[rain, winds]"},
        "4:19",
        "pack-conflict",
        "'a' cannot be used with the pack 'winds', which is there too. Leave one of them out.",
    ),
    ({"needs": "[a]"}, "4:9", "pack-cycle", "A pack cannot come before itself: a → a."),
    ({"after": "[winds, a]"}, "4:16", "pack-cycle", "A pack cannot come before itself: a → a."),
    ({"version": "one"}, "3:10", "bad-version", "'one' is not a version, such as `1.2.0`."),
    ({"version": "1.2.0-beta"}, "3:10", "bad-version", "'1.2.0-beta' is not a version, such as `1.2.0`."),
    ({"version": "true"}, "3:10", "wrong-type", "`version` must be text, not `true`. Put it in quotes."),
    (
        {"needs": "[{id: winds, version: '1.2'}]"},
        "4:30",
        "bad-version",
        "'1.2' is not the oldest version that will do, such as `\">=1.2\"`.",
    ),
    (
        {"needs": "[{id: winds, version: >=1}]"},
        "4:30",
        "special-character",
        "A value cannot begin with `>`. Put it in quotes.",
    ),
    ({"needs": "winds"}, "4:8", "wrong-type", "`needs` must be a list, not 'winds'. Put it in brackets: `[winds]`."),
    ({"need": "[winds]"}, "4:1", "unknown-field", "The file has no field `need`. Did you mean 'needs'?"),
    (
        {"id": "My pack"},
        "1:5",
        "bad-name",
        "'My pack' is not a name: a to z, 0 to 9 and _, a letter first, 48 at most. Write `my_pack`.",
    ),
    ({"languages": "[french]"}, "4:13", "bad-language", "'french' is not a language, such as `fr` or `pt-BR`."),
    ({"format": "2"}, "4:9", "unknown-word", "`format` must be 1, not 2."),
]


@pytest.mark.parametrize(("said", "place", "code", "message"), WRONG)
def test_what_is_wrong_with_a_pack_is_told_in_its_line(
    said: dict[str, str], place: str, code: str, message: str, tmp_path: Path
) -> None:
    mine = written(tmp_path, "a", {"cards/a/a.yaml": "extends: calm\ntitle: A\n"}, **said)
    with pytest.raises(ContentError) as caught:
        load([mine, written(tmp_path, "winds")])
    assert [str(problem) for problem in caught.value.problems] == [
        f"{mine}/pack.yaml:{place}: error[{code}]: {message}"
    ]


def test_a_ring_is_told_at_each_of_its_members_only() -> None:
    packs = [pack("a", needs="[b]"), pack("b", after="[c]"), pack("c", needs="[a]"), pack("d", after="[b]")]
    ring = "error[pack-cycle]: A pack cannot come before itself:"
    assert faults(*packs) == [
        f"packs/a/pack.yaml:4:9: {ring} a → b → c → a.",
        f"packs/b/pack.yaml:4:9: {ring} b → c → a → b.",
        f"packs/c/pack.yaml:4:9: {ring} c → a → b → c.",
    ]


def test_what_needs_a_missing_pack_is_told_once_and_not_judged_otherwise() -> None:
    above = pack("above", {"cards/a/a.yaml": "extends: nothing_like_it\n"}, needs="[middle]")
    middle = pack("middle", {"cards/b/b.yaml": "extends: of_the_missing\n"}, needs="[missing]")
    assert [line.split(": ")[0] for line in faults(above, middle)] == ["packs/middle/pack.yaml:4:9"]


def test_two_packs_of_one_id_are_told(tmp_path: Path) -> None:
    first, second = written(tmp_path, "a"), written(tmp_path / "other", "a")
    with pytest.raises(ContentError) as caught:
        load([first, second])
    (problem,) = caught.value.problems
    assert str(problem) == (
        f"{second}/pack.yaml:1:5: error[duplicate-id]: The pack 'a' is there twice, first in {first}/pack.yaml. "
        "Leave one out."
    )


def test_packs_without_an_id_keep_the_order_in_which_they_are_given_and_come_last(tmp_path: Path) -> None:
    def bare(folder: str, words: str) -> Path:
        path = tmp_path / folder / "cards" / "mine" / "changes.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(f"patch: calm\nset: {{title: {words}}}\n")
        return tmp_path / folder

    named = written(tmp_path, "named", {"cards/mine/changes.yaml": "patch: calm\nset: {title: Named}\n"})
    first, second = bare("first", "First"), bare("second", "Second")
    assert load([second, first, named]).cards["calm"].card.title == "First"
    library = load([first, second, named])
    assert library.cards["calm"].card.title == "Second"
    names = [name for name in library.sources if name.endswith("changes.yaml")]
    assert names == [f"packs/{pack}/cards/mine/changes.yaml" for pack in ("1", "2", "named")]
    assert load_sources(library.sources) == library
    assert load_sources(library.sources).digest == library.digest


def test_a_pack_needs_no_more_than_its_own_file(tmp_path: Path) -> None:
    assert list(load([written(tmp_path, "plain")]).packs) == ["plain"]


def test_other_things_in_a_pack_are_nobodys_business(tmp_path: Path) -> None:
    extras = {
        "tests/squall.yaml": "[",
        "text/fr.yaml": "{",
        "schema/card.schema.json": "{}",
        ".vscode/settings.json": "{}",
        "README.md": "Read me.",
        "notes.txt": "\t",
    }
    library = load([written(tmp_path, "extras", extras)])
    assert {name for name in library.sources if name.startswith("packs/")} == {"packs/extras/pack.yaml"}


def test_a_file_named_pack_yaml_elsewhere_is_out_of_place() -> None:
    said = "Nothing is expected here: cards lie in cards/DECK/, rules in rules/RULESET/."
    assert faults({"pack.yaml": manifest("a")}) == [f"pack.yaml:1:1: error[unexpected-file]: {said}"]
    assert faults(pack("a", {"rules/pack.yaml": manifest("a")})) == [
        f"packs/a/rules/pack.yaml:1:1: error[unexpected-file]: {said}"
    ]


def test_stored_files_of_a_pack_are_named_by_its_id() -> None:
    files = {name.replace("/a/", "/b/"): text for name, text in pack("a").items()}
    assert faults(files) == [
        "packs/b/pack.yaml:1:5: error[does-not-fit]: The files of the pack 'a' are named as those of 'b'."
    ]


def test_the_base_content_is_the_same_with_or_without_packs(tmp_path: Path) -> None:
    library, base = load([written(tmp_path, "a")]), load([base_folder()])
    assert base.packs == {}
    assert library.sources == {**base.sources, "packs/a/pack.yaml": manifest("a")}
    assert library.cards == base.cards
