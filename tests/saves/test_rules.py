"""A game keeps the rules it was started with."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_game.content import checks, digest_of, load, load_sources
from alliance_game.definitions import Library
from alliance_game.engine import position_hash
from alliance_game.errors import SaveError
from alliance_game.saves import create, open_save, replay, stored_rules, verify
from alliance_game.saves.canonical import canonical
from alliance_game.saves.chain import START, linked, unlinked
from tests.saves.playing import again, begin, go_on
from tests.table import library

EDITED = "rules/concert/ruleset.yaml"


def edited() -> Library:
    """The content after somebody changed a number in it."""
    sources = dict(library().sources)
    assert "start_coins: 4" in sources[EDITED]
    return load_sources(sources | {EDITED: sources[EDITED].replace("start_coins: 4", "start_coins: 6")})


def test_rules_edited_after_the_start_do_not_change_a_running_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begin(tmp_path) as game:
        go_on(game, 20)
    now = edited()
    monkeypatch.setattr(stored_rules, "load", lambda: now)
    for at_hand in (None, now):
        with open_save(tmp_path, game.name, at_hand) as after:
            assert position_hash(after.position) == position_hash(game.position)
            assert after.position.rules.library.digest == library().digest
    assert verify(tmp_path, game.name).sound
    with create(now, ("you", "random"), tmp_path, states=2, length="lesson", seed=5) as other:
        assert other.position.cells != next(replay(tmp_path, game.name)).position.cells
    assert len(list((tmp_path / "rules").iterdir())) == 2


def test_a_pack_travels_with_the_save(tmp_path: Path) -> None:
    """A game with cards of a pack opens when the pack is gone."""
    pack = tmp_path / "pack"
    (pack / "cards" / "extra").mkdir(parents=True)
    card = next(name for name in sorted(library().sources) if name.startswith("cards/base/"))
    (pack / "cards" / "extra" / "new_one.yaml").write_text(library().sources[card])
    with create(load([pack]), ("you", "random"), tmp_path, states=2) as game:
        go_on(game, 5)
    shutil.rmtree(pack)
    with open_save(tmp_path, game.name) as after:
        assert "new_one" in after.position.rules.library.cards
        assert position_hash(after.position) == position_hash(game.position)


def test_rules_are_stored_once(tmp_path: Path) -> None:
    begin(tmp_path).close()
    stored = next((tmp_path / "rules").iterdir())
    first = stored.stat()
    begin(tmp_path).close()
    again(tmp_path, "concert-0001").close()
    assert stored.stat().st_ino == first.st_ino
    assert stored.stat().st_mtime_ns == first.st_mtime_ns


def damages(stored: Path) -> None:
    stored.write_bytes(stored.read_bytes().replace(b"start_coins: 4", b"start_coins: 6"))


def cuts(stored: Path) -> None:
    stored.write_bytes(stored.read_bytes()[:-20])


def lists(stored: Path) -> None:
    stored.write_bytes(b'["rules"]')


def numbers(stored: Path) -> None:
    stored.write_bytes(b'{"rules/concert/ruleset.yaml":4}')


def mixes(stored: Path) -> None:
    stored.write_bytes(b'{"cards/base/piracy.yaml":"text","rules/concert/ruleset.yaml":4}')


def links(stored: Path) -> None:
    stored.rename(stored.with_suffix(".away"))
    stored.symlink_to(stored.with_suffix(".away"))


def folders(stored: Path) -> None:
    stored.unlink()
    stored.mkdir()


HARM = {
    damages: "are damaged",
    cuts: "are damaged",
    lists: "are damaged",
    numbers: "are damaged",
    mixes: "are damaged",
    Path.unlink: "are missing",
    links: "is a link",
    folders: "is a folder",
}


@pytest.mark.parametrize("harm", HARM)
def test_without_its_rules_a_save_opens_only_under_the_same_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: object
) -> None:
    """One sentence names the file; content with the same hash serves instead, other content never."""
    assert callable(harm)
    with begin(tmp_path) as game:
        go_on(game, 5)
    stored = next((tmp_path / "rules").iterdir())
    harm(stored)
    monkeypatch.setattr(stored_rules, "load", edited)
    text = game.path.read_bytes()
    with pytest.raises(SaveError, match=HARM[harm]) as caught:  # type: ignore[index]
        open_save(tmp_path, game.name)
    assert stored.name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert game.path.read_bytes() == text
    if not stored.is_dir():
        monkeypatch.setattr(stored_rules, "load", library)
        with open_save(tmp_path, game.name) as after:
            assert position_hash(after.position) == position_hash(game.position)
        monkeypatch.setattr(stored_rules, "load", edited)
        open_save(tmp_path, game.name).close()


def test_stored_rules_are_not_surveyed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They were when the game began, and their hash says that nothing in them has changed since."""
    begin(tmp_path).close()
    surveyed: list[object] = []
    monkeypatch.setattr(checks, "survey", surveyed.append)
    again(tmp_path, "concert-0001").close()
    assert surveyed == []


def test_stored_rules_with_a_fault_are_a_sentence(tmp_path: Path) -> None:
    """Somebody has written rules and a save that fit each other, but no game can be played with them."""
    with begin(tmp_path) as game:
        path = game.path
    sources = dict(library().sources)
    card = next(name for name in sorted(sources) if name.startswith("cards/base/") and "world.tension" in sources[name])
    sources[card] = sources[card].replace("world.tension", "world.tensoin", 1)
    stored_rules.rules_path(tmp_path, digest_of(sources)).write_bytes(canonical(sources))
    header, _ = unlinked(path.read_bytes().splitlines()[0], START)
    path.write_bytes(linked(header | {"rules": digest_of(sources)}, START)[0])
    with pytest.raises(SaveError, match="cannot be set up again") as caught:
        open_save(tmp_path, game.name)
    assert "tensoin" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_rules_that_this_version_cannot_use_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = dict(library().sources) | {EDITED: "format: 99\n"}
    digest = digest_of(sources)
    (tmp_path / "rules").mkdir()
    stored_rules.rules_path(tmp_path, digest).write_bytes(canonical(sources))
    with pytest.raises(SaveError, match="cannot be used by this version") as caught:
        stored_rules.library_of(tmp_path, digest)
    assert "\n" not in str(caught.value)


def test_rules_that_were_changed_under_their_hash_are_not_saved(tmp_path: Path) -> None:
    """Nobody could open the game again."""
    forged = replace(library(), sources=edited().sources)
    with pytest.raises(SaveError, match="do not have their own hash"):
        create(forged, ("you", "random"), tmp_path, states=2, length="lesson")
    assert list(tmp_path.iterdir()) == []


def test_without_its_rules_and_with_broken_content_a_save_says_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begin(tmp_path) as game:
        go_on(game, 2)
    next((tmp_path / "rules").iterdir()).unlink()

    def broken() -> Library:
        return load_sources(dict(library().sources) | {EDITED: "format: 99\n"})

    monkeypatch.setattr(stored_rules, "load", broken)
    with pytest.raises(SaveError, match=r"are missing .*cannot be used instead: rules/.*ruleset\.yaml:") as caught:
        open_save(tmp_path, game.name)
    assert "\n" not in str(caught.value)
