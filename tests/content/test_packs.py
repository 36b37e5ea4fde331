"""Packs: folders next to the base content."""

import gc
import os
import pickle
import shutil
from pathlib import Path

import pytest

from alliance_game import content
from alliance_game.content import base_folder, examine, load, load_sources
from alliance_game.errors import ContentError

from .lake import FOLDER, LAKE, lake_with

NOWHERE = "Nothing is expected here: cards lie in cards/DECK/, rules in rules/RULESET/."


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the lake as a pack that a test may damage."""
    return Path(shutil.copytree(FOLDER, tmp_path / "pack"))


def problems_with(*packs: Path | str) -> list[str]:
    return [str(problem) for problem in examine(packs)[1]]


def test_the_base_content_has_no_problems() -> None:
    library, problems = examine()
    assert list(problems) == []
    assert "concert" in library.rulesets


def test_a_pack_adds_to_the_base_content(pack: Path) -> None:
    base, both = load(), load([pack])
    assert set(both.rulesets) == {*base.rulesets, "lake"}
    assert set(both.cards) == {*base.cards, "squall", "still_water"}
    assert both.cards["squall"].deck == "weather"
    assert both.digest != base.digest


def test_a_pack_can_add_a_tactic_to_a_ruleset_of_the_base_content(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "concert" / "tactics"
    folder.mkdir(parents=True)
    (folder / "wait_and_see.yaml").write_text('title: Wait and see\neffects: [{tell: "{self} waits."}]\n')
    assert "wait_and_see" in load([tmp_path]).rulesets["concert"].tactics


def test_sources_give_an_equal_library(pack: Path) -> None:
    library = load([pack])
    again = load_sources(library.sources)
    assert again == library
    assert again.digest == library.digest
    assert pickle.loads(pickle.dumps(library)) == library


def test_the_order_of_files_does_not_matter() -> None:
    forwards, backwards = load_sources(LAKE), load_sources(dict(reversed(LAKE.items())))
    assert list(forwards.cards) == list(backwards.cards)
    assert forwards == backwards


def test_line_ends_do_not_change_the_digest(pack: Path) -> None:
    before = load([pack]).digest
    for path in pack.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load([pack]).digest == before


def test_the_digest_knows_names_and_texts() -> None:
    changed = {**LAKE, "rules/codex/pool.yaml": LAKE["rules/codex/pool.yaml"] + "# a note\n"}
    moved = {**LAKE, "cards/calm/still_water.yaml": LAKE["cards/weather/still_water.yaml"]}
    del moved["cards/weather/still_water.yaml"]
    digests = {load_sources(files).digest for files in (LAKE, changed, moved)}
    assert len(digests) == 3


def test_a_definition_cannot_be_changed() -> None:
    library = load_sources(LAKE)
    with pytest.raises(TypeError, match="frozen"):
        library.cards["squall"] = library.cards["still_water"]  # type: ignore[index]


def test_problems_name_the_pack_as_it_was_given(pack: Path) -> None:
    (pack / "cards" / "weather" / "squall.yaml").write_text("title: Squall\nkind: crises\n")
    assert problems_with(pack)[0].startswith(f"{pack.as_posix()}/cards/weather/squall.yaml:2:7: error[unknown-kind]")


def test_a_pack_with_an_error_is_refused_whole(pack: Path) -> None:
    (pack / "rules" / "codex" / "pool.yaml").write_text("title: Pool\n")
    with pytest.raises(ContentError) as caught:
        load([pack])
    assert len(caught.value.problems) == 1


def test_the_same_pack_twice_is_the_pack_once(pack: Path) -> None:
    assert load([pack, str(pack), base_folder()]) == load([pack])


def test_a_double_id_names_both_places(pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "cards" / "rain"
    other.mkdir(parents=True)
    shutil.copy(FOLDER / "cards" / "weather" / "squall.yaml", other)
    assert problems_with(pack, tmp_path / "other") == [
        (
            f"{tmp_path.as_posix()}/other/cards/rain/squall.yaml:1:1: error[duplicate-id]: The card 'squall' is "
            f"defined twice, first in {pack.as_posix()}/cards/weather/squall.yaml. "
            "Rename it, or write `replace: squall` if it takes the other's place."
        )
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("cards/weather/gale.yml", "A file of content ends in `.yaml`."),
        ("cards/weather/picture.png", "A file of content ends in `.yaml`."),
        ("cards/gale.yaml", "A card lies in the folder of its deck: cards/DECK/gale.yaml."),
        ("cards/weather/deep/gale.yaml", NOWHERE),
        ("rules/lake/rules.yaml", NOWHERE),
        ("rules/lake/tactic/a.yaml", "Nothing is expected in rules/lake/tactic/. Did you mean 'tactics'?"),
        ("rules/lake/x/a.yaml", "Nothing is expected in rules/lake/x/. There are: tactics, agreements, agendas."),
        ("rules/codex/a/b/c.yaml", NOWHERE),
        (
            "cards/Weather/gale.yaml",
            "'Weather' is not an id: a to z, 0 to 9 and _, a letter first, 48 at most. Call it weather.",
        ),
        ("cards/weather/ga\tle.yaml", "'ga[tab]le' is not an id: a tab stands in it. Call it ga_le."),
        ("cards/weather/2nd.yaml", "'2nd' is not an id: a to z, 0 to 9 and _, a letter first, 48 at most."),
    ],
)
def test_unexpected_files_are_told(name: str, message: str) -> None:
    shown = name.replace("\t", "[tab]")
    assert lake_with(name, "title: Gale\n") == [f"{shown}:1:1: error[unexpected-file]: {message}"]


@pytest.mark.parametrize(
    ("name", "meant"), [("card", "cards"), ("carsd", "cards"), ("rule", "rules"), ("test", "tests"), ("texts", "text")]
)
def test_a_folder_with_nearly_the_right_name_is_warned_of(pack: Path, name: str, meant: str) -> None:
    """Nothing is read from it, and the author would look for the card in vain."""
    (pack / name / "base").mkdir(parents=True)
    (pack / name / "base" / "gale.yaml").write_text("title: Gale\n")
    (problem,) = examine([pack])[1]
    assert (problem.code, problem.severity, problem.confidence) == ("unexpected-folder", "warning", "likely")
    assert problem.place == (f"{pack.as_posix()}/{name}", 1, 1)
    assert (problem.message, problem.hint) == (
        f"Nothing is read from the folder `{name}`.",
        f"Did you mean '{meant}'?",
    )


def test_a_pack_that_has_only_such_a_folder_learns_its_name(tmp_path: Path) -> None:
    (tmp_path / "mine" / "card").mkdir(parents=True)
    (line,) = problems_with(tmp_path / "mine")
    assert line.endswith("A pack is a folder with `rules` or `cards` inside. Rename `card` to `cards`.")


def test_readme_hidden_files_empty_folders_and_other_folders_are_nobodys_business(pack: Path) -> None:
    (pack / "cards" / "README.md").write_text("Cards.\n")
    (pack / "rules" / ".DS_Store").write_bytes(b"\x00")
    (pack / "rules" / "lake" / ".git").mkdir()
    (pack / "cards" / "empty").mkdir()
    (pack / "notes").mkdir()
    (pack / "notes" / "plan.txt").write_text("Plan.\n")
    for known in ("tests", "text", "schema", ".vscode"):
        (pack / known).mkdir()
    assert list(examine([pack])[1]) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nowhere", "no-such-folder"),
        ("a\0b", "no-such-folder"),
        ("x" * 5000, "unreadable"),
        ("file.yaml", "not-a-pack"),
        ("bare", "not-a-pack"),
    ],
)
def test_what_is_no_pack_is_told(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "file.yaml").write_text("a: 1\n")
    (tmp_path / "bare").mkdir()
    found = problems_with(tmp_path / name)
    assert len(found) == 1
    assert f"error[{code}]" in found[0]


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")
def test_links_that_leave_the_pack_and_pipes_are_refused(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("title: Secret\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "gale.yaml").write_text("title: Gale\n")
    (pack / "cards" / "weather" / "secret.yaml").symlink_to(tmp_path / "secret.yaml")
    (pack / "cards" / "wind").symlink_to(tmp_path / "elsewhere")
    (pack / "cards" / "weather" / "lost.yaml").symlink_to(tmp_path / "nowhere.yaml")
    os.mkfifo(pack / "cards" / "weather" / "pipe.yaml")
    codes = {
        line.split(":")[0].rsplit("/", 1)[1]: line.split("error[")[1].split("]")[0] for line in problems_with(pack)
    }
    assert codes == {
        "secret.yaml": "link-outside",
        "gale.yaml": "link-outside",
        "lost.yaml": "link-outside",
        "pipe.yaml": "not-a-file",
    }


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_links_inside_the_pack_are_followed_but_not_in_circles(pack: Path) -> None:
    (pack / "rules" / "codex" / "again").symlink_to(pack / "rules" / "codex")
    found = problems_with(pack)
    assert found
    assert all("error[duplicate-id]" in line or "error[unexpected-file]" in line for line in found)


@pytest.mark.parametrize(("name", "shown"), [("\x1b[2J", "\\u001b[2J"), ("a\nb", "a\\nb"), ("\udcff", "\\udcff")])
def test_names_of_files_cannot_steer_the_terminal(name: str, shown: str) -> None:
    (line,) = lake_with(f"cards/weather/{name}.yaml", "title: Gale\n")
    assert line.startswith(f"cards/weather/{shown}.yaml:1:1: error[unexpected-file]: '{shown}' is not an id")
    assert line.isprintable()


def test_a_file_that_is_too_big_is_not_read_to_its_end(pack: Path) -> None:
    (pack / "cards" / "weather" / "squall.yaml").write_bytes(b"#" * 1_000_001)
    assert "error[too-big]" in problems_with(pack)[0]


def test_the_base_folder_is_the_checkouts_own_or_the_wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (base_folder() / "rules" / "concert" / "ruleset.yaml").is_file()
    installed = tmp_path / "site" / "alliance_game"
    installed.mkdir(parents=True)
    monkeypatch.setattr("alliance_game.content.folders.resources.files", lambda _: installed)
    with pytest.raises(ContentError, match="no-base-content"):
        base_folder()
    (installed / "_data" / "rules").mkdir(parents=True)
    assert base_folder() == installed / "_data"


def test_loading_leaves_the_garbage_collector_as_it_was() -> None:
    assert gc.isenabled()
    with pytest.raises(ContentError):
        load_sources({"cards/a/b.yaml": "["})
    load_sources(LAKE)
    assert gc.isenabled()


def test_the_package_names_what_others_need() -> None:
    assert {"load", "load_sources", "base_folder", "examine", "Problem", "catalogue_of"} <= set(content.__all__)
