"""Whatever is said of files of games and of settings was looked up in the language that is spoken."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance_game.cli.playing import about, list_saves, opponents, seats_of
from alliance_game.disk import explained
from alliance_game.errors import AllianceError
from alliance_game.saves import Game, create, listing, open_save, replay, verify
from alliance_game.saves.names import checked_name, path_of
from alliance_game.saves.pins import Pins
from alliance_game.saves.records import FORMAT
from alliance_game.settings import Settings, key_called, load_settings, save_settings, settings_text
from alliance_game.sitting import first_game, leaders, proven, where_saved
from tests.plain.script import game_of
from tests.wording.whole import in_marks, left_out, marks


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with in_marks(monkeypatch):
        yield


def some_moves(game: Game, most: int = 3) -> Game:
    """The first answers of whoever is asked."""
    from alliance_game.engine import decision

    for _ in range(most):
        asked = decision(game.position)
        assert asked is not None
        game.play(asked.moves[0], asked.seat)
    return game


@pytest.fixture
def save(tmp_path: Path) -> Path:
    with some_moves(game_of(tmp_path, "you,random", length="lesson")) as game:
        return game.path


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def changed(path: Path) -> None:
    first, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + b"".join(line.replace(b'"seat":0', b'"seat":1') for line in rest))


def of_tomorrow(path: Path) -> None:
    data = json.loads(path.read_bytes().splitlines()[0]) | {"format": FORMAT + 1, "engine": "9"}
    path.write_bytes(json.dumps(data).encode() + b"\n")


def as_folder(path: Path) -> None:
    """A folder where the file was."""
    path.unlink()
    path.mkdir()


def as_link(path: Path) -> None:
    """A link to the file where it was."""
    moved = path.rename(path.with_suffix(".moved"))
    path.symlink_to(moved)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut short": cut_short,
    "changed": changed,
    "of tomorrow": of_tomorrow,
    "foreign": lambda path: path.write_bytes(b"{}\n"),
    "empty": lambda path: path.write_bytes(b""),
    "no header": lambda path: path.write_bytes(path.read_bytes()[9:]),
    "no JSON": lambda path: path.write_bytes(path.read_bytes() + b"x\n"),
    "twice": lambda path: path.write_bytes(path.read_bytes() + b'{"a":1,"a":1}\n'),
    "spaced": lambda path: path.write_bytes(path.read_bytes() + b'{"a": 1}\n'),
    "a list": lambda path: path.write_bytes(path.read_bytes() + b"[]\n"),
    "a fraction": lambda path: path.write_bytes(path.read_bytes() + b"[1.5]\n"),
    "long": lambda path: path.write_bytes(path.read_bytes() + b"[" + b"1" * 30 + b"]\n"),
    "deep": lambda path: path.write_bytes(path.read_bytes() + b"[" * 9999 + b"\n"),
    "a folder": as_folder,
    "a link": as_link,
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_wrong_with_a_save(save: Path, name: str) -> None:
    DAMAGE[name](save)
    known = (save.parent, save.name, save.stem, "alliance-game")
    [row] = listing(save.parent)
    assert row.problem
    assert left_out(row.problem, *known) == []
    assert left_out(about(row), *known, row.scenario) == []
    try:
        with open_save(save.parent, save.stem) as game:
            said = game.recovered
    except AllianceError as error:
        said = str(error)
    assert said
    assert left_out(said, *known) == []


def refused(action: Callable[[], object], *known: object) -> list[str]:
    """Words of a refusal that were not looked up."""
    with pytest.raises(AllianceError) as found:
        action()
    return left_out(str(found.value), *known)


def test_what_cannot_be_done_with_saves(save: Path) -> None:
    folder, library = save.parent, marks()[1]
    with open_save(folder, save.stem) as game:
        assert refused(lambda: open_save(folder, save.stem), save.stem) == []
        assert refused(lambda: game.undo(1)) == []
        assert left_out(game.why_not_undo(1) or "here") == []
        assert left_out(where_saved(game), folder, save.name, save.stem) == []
    assert refused(lambda: game.play("end")) == []
    assert refused(lambda: replay(folder, save.stem, 9), save.stem) == []
    assert refused(lambda: open_save(folder, "nothing"), save.stem) == []
    assert refused(lambda: open_save(folder / "nowhere"), folder) == []
    assert refused(lambda: create(library, ["you"], folder, states=2)) == []
    assert refused(lambda: create(library, ["you", ""], folder, states=2)) == []
    assert refused(lambda: create(library, ["you", "you"], folder, save.stem, states=2), save) == []
    assert refused(lambda: checked_name("con")) == []
    assert refused(lambda: checked_name("A B"), "A B") == []
    assert refused(lambda: first_game(library, "concert")) == []
    for stored in (folder / "rules").iterdir():
        stored.unlink()


def test_a_disk_that_refuses(tmp_path: Path) -> None:
    def fail(number: int) -> None:
        with explained("⟦it⟧"):
            raise OSError(number, "")

    assert refused(lambda: fail(28), "No space left on device") == []
    assert refused(lambda: fail(13), "Permission denied") == []
    (tmp_path / "file").touch()
    assert refused(lambda: game_of(tmp_path / "file", "you,you"), tmp_path, "Not a directory", "File exists") == []
    assert left_out(str(path_of(tmp_path, "a")), tmp_path) == ["journal"]


def test_pins(save: Path) -> None:
    pins = Pins(save)
    assert refused(lambda: pins.put("france", "12")) == []
    pins.path.write_text("[]", encoding="utf-8")
    assert refused(lambda: pins.has("france"), pins.path) == []


def test_what_came_of_a_save(save: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert left_out(proven(verify(save.parent, save.stem)), save.stem) == []
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(save.parent))
    list_saves()
    os.unlink(save)  # noqa: PTH108
    list_saves()
    said = capsys.readouterr()
    assert left_out(said.out, save.stem, "concert") == []
    assert left_out(said.err, save.parent) == []


def test_who_leads(save: Path) -> None:
    library = marks()[1]
    assert left_out(leaders(listing(save.parent)[0])) == []
    assert refused(lambda: opponents("easy", 0)) == []
    assert refused(lambda: seats_of(library, "concert", 2, ["you"] * 3, None, "planner")) == []
    assert refused(lambda: seats_of(library, "concert", 2, ["planner"] * 2, "france", "planner")) == []
    last = library.scenario("concert").states[-1].id
    assert refused(lambda: seats_of(library, "concert", 2, ["you"], last, "planner")) == []


def test_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    for text in (
        "[]",
        "theme: no\npace: [1]\nkeys: 1\nthame: 1\n",
        "keys: {A: f5, a: 5, b: hyper+a, c: ctrl+i, d: '#?'}",
    ):
        file.write_text(text, encoding="utf-8")
        said = load_settings(file)[1]
        assert said
        assert left_out(said, file) == [], said
    file.unlink()
    file.mkdir()
    assert left_out(load_settings(file)[1], file, "Is a directory") == []
    (tmp_path / "file").touch()
    nowhere = tmp_path / "file" / "settings.yaml"
    assert refused(lambda: save_settings(Settings(), nowhere), nowhere, "Not a directory", "File exists") == []
    assert refused(lambda: key_called("")) == []
    comments = [line for line in settings_text(Settings()).splitlines() if line.startswith("#")]
    assert comments
    assert left_out("\n".join(comments)) == []
