"""Content that was right the last time: its expressions are not read in every setting again; nothing else changes."""

from collections.abc import Iterable, Mapping, Set
from pathlib import Path

import pytest

from alliance_game.content import examine, load, passed
from alliance_game.definitions import Library
from alliance_game.errors import ContentError
from alliance_game.language.survey import Fault, survey
from alliance_game.language.understood import Understood

CARD = "title: Gale\nkind: incident\ntext: The wind rises.\neffects: [{{change: world.{track}, by: 1}}]\n"


@pytest.fixture
def surveys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A cache of its own, and a note of every time that content is read in every setting."""
    monkeypatch.setattr(passed, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.setattr(passed, "_here", set())
    found: list[str] = []

    def noted(library: Library, known: Understood, right: Mapping[str, Set[str]] | None = None) -> Iterable[Fault]:
        found.append(library.digest)
        return survey(library, known, right)

    monkeypatch.setattr("alliance_game.content.checks.survey", noted)
    return found


def pack(folder: Path, track: str) -> Path:
    file = folder / "pack" / "cards" / "base" / "gale.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(CARD.format(track=track))
    return folder / "pack"


def test_what_was_right_is_not_surveyed_again_by_this_process_or_the_next(
    tmp_path: Path, surveys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load([pack(tmp_path, "tension")])
    assert load([pack(tmp_path, "tension")]).digest == first.digest
    assert len(surveys) == 1
    monkeypatch.setattr(passed, "_here", set())
    load([pack(tmp_path, "tension")])
    assert len(surveys) == 1
    load([pack(tmp_path, "order")])
    assert len(surveys) == 2


def test_what_is_wrong_is_told_every_time(tmp_path: Path, surveys: list[str]) -> None:
    for _ in range(2):
        with pytest.raises(ContentError, match="unknown-track"):
            load([pack(tmp_path, "tensoin")])
    assert len(surveys) == 2


def test_a_check_reads_everything_each_time(tmp_path: Path, surveys: list[str]) -> None:
    load([pack(tmp_path, "tension")])
    examine([pack(tmp_path, "tension")])
    assert len(surveys) == 2


def test_another_program_reads_it_again(tmp_path: Path, surveys: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    load([pack(tmp_path, "tension")])
    monkeypatch.setattr(passed, "_program", lambda: "another")
    load([pack(tmp_path, "tension")])
    assert len(surveys) == 2


def test_a_cache_that_cannot_be_used_costs_time_only(
    tmp_path: Path, surveys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("not a folder")
    for _ in range(2):
        assert "gale" in load([pack(tmp_path, "tension")]).cards
        monkeypatch.setattr(passed, "_here", set())
    assert len(surveys) == 2
    (tmp_path / "cache").unlink()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "checked.txt").write_bytes(b"\xff\xfe\x00 rubbish")
    assert "gale" in load([pack(tmp_path, "tension")]).cards
    assert len(surveys) == 3


def test_only_scenarios_that_a_pack_changes_are_read_again(tmp_path: Path, surveys: list[str]) -> None:
    base = load()
    card = pack(tmp_path, "tension")
    library, problems = examine([card])
    read = {name for kind, name in (problems.understood or Understood()).programs if kind == "scenario"}
    assert read == {name for name in base.scenarios if "gale" in {card for card, _ in library.cards_of(name)}}
    assert "concert" in read
    assert problems.left_out.isdisjoint({("scenario", "concert"), ("card", "gale")})


def test_what_is_wrong_in_a_pack_is_found_beside_what_was_right(tmp_path: Path, surveys: list[str]) -> None:
    load()
    with pytest.raises(ContentError, match="unknown-track"):
        load([pack(tmp_path, "tensoin")])
    _, problems = examine([pack(tmp_path, "tensoin")])
    assert [problem.code for problem in problems.errors()] == ["unknown-track"]
