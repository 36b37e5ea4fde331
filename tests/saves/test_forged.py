"""Saves with right check sums that no program of ours wrote: refused in a sentence, or played; never anything else."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from alliance_game.content import digest_of, load_sources
from alliance_game.content.problems import Problems
from alliance_game.content.source import read as read_source
from alliance_game.engine import apply, chronicle, new_game
from alliance_game.errors import AllianceError, SaveError
from alliance_game.saves import listing, replay, verify
from alliance_game.saves.following import Following
from tests.content.altering import altered, spots
from tests.engine.games import FISHERY
from tests.saves.forging import Rows, forged, rich, rows_of, tampered
from tests.saves.playing import again, choice, go_on, saved
from tests.table import library

NAME = "reference"
STEERING = "\x1b]0;x\x07\u202e"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The lines of a game in which everything happened."""
    return rich(tmp_path_factory.mktemp("rich"))


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The lines of a game after five moves."""
    return rows_of(saved(tmp_path_factory.mktemp("short"), 5))


def go(folder: Path) -> None:
    """Go on with the game as a player does."""
    with again(folder, NAME) as game:
        assert all(each.text for each in game.interventions)
        assert all(note.text for seat in range(-1, len(game.seats)) for note in game.notes(seat))
        go_on(game, 1)


def looked(folder: Path) -> str:
    """What the projector says of it."""
    following = Following(folder, NAME, library())
    following.look()
    return following.problem


WAYS: dict[str, Callable[[Path], object]] = {
    "list": lambda folder: "\n".join(row.problem for row in listing(folder)),
    "follow": looked,
    "verify": lambda folder: verify(folder, NAME, library()).problem,
    "replay": lambda folder: len([*replay(folder, NAME, library=library())]),
    "open": go,
}
"""What is done with a save. Opening comes last: it mends."""


def told(folder: Path, text: bytes) -> dict[str, str]:
    """What each of them says of these bytes; nothing where all is well."""
    (folder / f"{NAME}.journal").write_bytes(text)
    found = {}
    for way, done in WAYS.items():
        try:
            said = done(folder)
            found[way] = said if isinstance(said, str) else ""
        except AllianceError as error:
            found[way] = str(error)
    return found


def last(rows: Rows, **changes: object) -> dict[str, object]:
    """A line that says of the position what the last one said."""
    return {name: rows[-1][name] for name in ("hash", "parts", "round", "number")} | changes


BACK = [{"kind": "undo", "seat": 0, "number": number} for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    "first",
    [
        {"kind": "rewind", "to": 1},
        {"kind": "intervention", "text": "correct tension +1"},
        {"kind": "intervention", "text": "end"},
        {"kind": "seat", "seat": 0, "who": "planner"},
    ],
    ids=lambda line: line["kind"],
)
def test_nothing_but_a_move_is_taken_back(tmp_path: Path, short: Rows, first: dict[str, object]) -> None:
    """A line that says so was made up; nobody is shown a traceback for it."""
    found = told(tmp_path, forged([*short, last(short, **first), *(last(short, **back) for back in BACK)]))
    for way in ("follow", "verify", "replay", "open"):
        assert "made by something else" in found[way], way


def test_a_line_that_miscounts_the_moves_is_refused(tmp_path: Path, short: Rows) -> None:
    """Moves that are played afterwards would be numbered from there, and could not be read again."""
    found = told(tmp_path, forged([*short, last(short, kind="rewind", to=1)]))
    for way in ("follow", "verify", "open"):
        assert "the file says that 5 moves stand then, and it is 0" in found[way]


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        (0, {"format": 99, "engine": STEERING}),
        (0, {"seats": [STEERING, "you"]}),
        (0, {"created": STEERING}),
        (0, {STEERING: 1}),
        (3, {"kind": STEERING}),
        (3, {STEERING: 1}),
        (3, {"move": STEERING}),
        (3, {"over": STEERING}),
        (3, {"kind": "seat", "who": STEERING}),
        (3, {"kind": "intervention", "text": STEERING}),
        (3, {"parts": {STEERING: "0"}}),
        (3, {"kind": "x" * 100_000}),
    ],
)
def test_nothing_in_a_save_steers_a_terminal(
    tmp_path: Path, short: Rows, line: int, changes: dict[str, object]
) -> None:
    rows = [*short]
    rows[line] = short[line] | changes
    for row in ("move", "seat") if changes.get("kind") == "intervention" else ("move",) if "who" in changes else ():
        rows[line].pop(row, None)
    for way, said in told(tmp_path, forged(rows)).items():
        assert said.replace("\n", " ").isprintable(), way
        assert len(said) < 1_500, way
    assert all(seat.isprintable() for row in listing(tmp_path) for seat in row.seats)


def forge_and_read(folder: Path, rows: Rows, count: int, seed: int) -> int:
    """Read so many forged saves in every way; gives how many were refused somewhere."""
    refused = 0
    for number in range(count):
        text = tampered(rows, Random(f"{seed} {number}"))
        if text is None:
            continue
        begun = time.process_time()
        try:
            found = told(folder, text)
        except Exception as error:
            raise AssertionError(f"seed {seed}, save {number}: {text!r}") from error
        # Seconds of processor time for all that is done with a save, four times played again from the start.
        assert time.process_time() - begun < 5, f"seed {seed}, save {number}"
        refused += any(found.values())
        for copy in folder.glob(f"{NAME}.damaged*"):
            copy.unlink()
    return refused


def test_forged_saves_are_refused_or_played(tmp_path: Path, whole: Rows) -> None:
    assert forge_and_read(tmp_path, whole, 25, seed=1) > 12


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 103))
def test_2_400_forged_saves_are_refused_or_played(tmp_path: Path, whole: Rows, seed: int) -> None:
    assert forge_and_read(tmp_path, whole, 800, seed) > 400


# The rules that lie beside a save


def stored() -> Iterator[tuple[str, str]]:
    """The files of the example pack, as they are stored beside its games."""
    for path in sorted(FISHERY.rglob("*.yaml")):
        name = path.relative_to(FISHERY).as_posix()
        if name.startswith(("cards/", "rules/")):
            yield name, path.read_text(encoding="utf-8")


def forge_rules(count: int, seed: int) -> int:
    """Play with so many altered rules that nobody has checked since; gives how many could not be played."""
    texts = dict(stored())
    data = {name: plain_data(name, text) for name, text in texts.items()}
    pool = [holder[key] for each in data.values() for holder, key in spots(each)]
    refused = 0
    for number in range(count):
        lot = Random(f"{seed} {number}")
        heads = [name for name in texts if "scenarios" in name or name.endswith("ruleset.yaml")]
        names = heads if lot.random() < 0.4 else lot.sample(sorted(texts), 2)
        changed = {
            name: json.dumps(altered(data[name], pool, lot, lot.randint(1, 2)), indent=1, ensure_ascii=False)
            for name in names
        }
        try:
            play_unchecked(texts | changed, lot)
        except AllianceError:
            refused += 1
        except Exception as error:
            raise AssertionError(f"seed {seed}, rules {number}: {changed}") from error
    return refused


def plain_data(name: str, text: str) -> object:
    """What a file says."""
    source = read_source(name, text, Problems())
    assert source is not None
    return altered(source.data, [], Random(0), times=0)


def play_unchecked(texts: dict[str, str], lot: Random) -> None:
    """Some moves with rules that are believed, as those beside a save are."""
    library = load_sources(texts, surveyed=True)
    assert library.digest == digest_of(library.sources)
    for scenario in library.scenarios:
        seats = library.scenario(scenario).seats
        for states in {seats.min, seats.max}:
            position = new_game(library, scenario, states, seed=lot.randrange(100))
            for _ in range(8):
                if not position.over:
                    position, _ = apply(position, *choice(position, lot))
            assert all(entry.kind for entry in chronicle(position))


def test_altered_rules_beside_a_save_are_refused_or_played() -> None:
    assert forge_rules(40, seed=1) > 15


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [200, 201])
def test_1_600_altered_rules_beside_a_save_are_refused_or_played(seed: int) -> None:
    assert forge_rules(800, seed) > 300


def test_a_save_whose_rules_were_swapped_is_refused(tmp_path: Path, short: Rows) -> None:
    """Rules under a name that is not their hash are no rules of that game."""
    texts = dict(stored())
    folder = tmp_path / "rules"
    folder.mkdir()
    digest = "0" * 64
    (folder / f"{digest}.json").write_text(json.dumps(texts, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
    (tmp_path / f"{NAME}.journal").write_bytes(forged([short[0] | {"rules": digest}, *short[1:]]))
    with pytest.raises(SaveError, match="its hash is wrong"):
        again(tmp_path, NAME)
