"""What must change nothing of a game, or only its names: files, keys, packs, words, saves, and the scale of weights."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from alliance_game.bots import bot
from alliance_game.content import load, load_sources
from alliance_game.content.languages import catalogue_of, in_spoken
from alliance_game.content.problems import Problems
from alliance_game.content.source import read
from alliance_game.definitions import Library
from alliance_game.engine import apply, chronicle, decision, decisions, fingerprint, outcome, position_hash, view
from alliance_game.engine.chance import Dice
from alliance_game.saves import create, open_save
from alliance_game.wording import speaking
from tests.determinism.played import BOTS, PACKS, ROOT, Set, pick, positions, sets
from tests.table import library

NEVER = (
    "title: {name}\nkind: incident\ntext: Nobody ever sees this.\nwhen: round > 900\neffects:\n- {{tell: Nothing}}\n"
)
FEW = (Set("concert", 4, 3, True), Set("practice", 3, 1))
SCENARIOS = sorted(file.stem for file in (ROOT / "rules" / "scenarios").glob("*.yaml"))
SETTINGS = (
    "",
    "theme: paper\npace: off\nkeys: {chronicle: f5}\n",
    "theme: contrast\npace: slow\nlanguage: es\n",
    "no such thing: [\n",
)


def moves_and_hashes(content: Library, chosen: Set, by_text: bool = False) -> Iterator[tuple[str, str]]:
    """A game by lot: each move and the hash of the position behind it."""
    for move, position, _ in positions(chosen.game(content), chosen.seed, by_text):
        yield move, position_hash(position)


def same(one: Library, other: Library, chosen: Set, by_text: bool = False) -> None:
    """Fail at the first move that differs."""
    here, there = moves_and_hashes(one, chosen, by_text), moves_and_hashes(other, chosen, by_text)
    assert position_hash(chosen.game(one)) == position_hash(chosen.game(other)), f"{chosen}: the set-up"
    for number, pair in enumerate(zip(here, there, strict=True), start=1):
        assert pair[0] == pair[1], f"{chosen}, move {number}"


def rewritten(content: Library, change: Callable[[str, Any], Any]) -> Library:
    """The same content with the data of each file written in another way."""
    texts = {}
    for name, text in content.sources.items():
        source = read(name, text, Problems())
        assert source is not None
        # Whatever is JSON is YAML.
        texts[name] = json.dumps(change(name, source.data), indent=1, ensure_ascii=False)
    return load_sources(texts, surveyed=True)


def turned(name: str, data: Any) -> Any:
    """The keys of every mapping in the opposite order; what lists say, and what a move names, has one of its own."""
    if isinstance(data, dict):
        return {key: value if key == "params" else turned(name, value) for key, value in reversed([*data.items()])}
    return [turned(name, value) for value in data] if isinstance(data, tuple | list) else data


def doubled(name: str, data: Any) -> Any:
    """A card that is twice as likely as it was."""
    return {**data, "weight": 2 * data.get("weight", 1)} if "/cards/" in f"/{name}" and "title" in data else data


def renamed(name: str, data: Any) -> Any:
    """The states of a scenario under each other's names: the first is called like the last, and so on."""
    if "scenarios/" not in name or "states" not in data:
        return data
    calls = [{key: state[key] for key in ("id", "title", "short") if key in state} for state in data["states"]]
    states = [{**state, **call} for state, call in zip(data["states"], reversed(calls), strict=True)]
    now = {state["id"]: call["id"] for state, call in zip(data["states"], reversed(calls), strict=True)}
    dated = [{**each, "state": now[each["state"]]} if "state" in each else each for each in data.get("dated", ())]
    return {**data, "states": states, **({"dated": dated} if dated else {})}


@cache
def with_keys_turned() -> Library:
    return rewritten(library(), turned)


@cache
def with_weights_doubled() -> Library:
    return rewritten(with_packs(), doubled)


@cache
def with_states_renamed() -> Library:
    return rewritten(library(), renamed)


@cache
def with_cards_that_never_come() -> Library:
    """One at the beginning, one in the middle and one at the end of every deck."""
    decks = {name.split("/")[1] for name in library().sources if name.startswith("cards/")}
    new = {
        f"cards/{deck}/{place}_{deck}_never.yaml": NEVER.format(name=f"Never {place} {deck}"[:40])
        for deck in sorted(decks)
        for place in ("a", "m", "z")
    }
    return load_sources({**library().sources, **new}, surveyed=True)


def every(*, few: bool) -> pytest.MarkDecorator:
    """Games for the suite, and one of each scenario for the night."""
    found = [pytest.param(each, id=f"suite-{each}") for each in FEW if few]
    found += [pytest.param(each, marks=pytest.mark.nightly) for each in SCENARIOS]
    return pytest.mark.parametrize("chosen", found, indirect=True)


@pytest.fixture
def chosen(request: pytest.FixtureRequest) -> Set:
    """A game, or one of a scenario by its name."""
    given: Set | str = request.param
    return given if isinstance(given, Set) else next(each for each in sets(library(), 1) if each.scenario == given)


@every(few=True)
def test_the_order_of_keys_in_files_does_not_matter(chosen: Set) -> None:
    """Moves are picked by their text: menus may come in the order in which a ruleset was written."""
    same(library(), with_keys_turned(), chosen, by_text=True)


def test_the_order_of_files_does_not_matter() -> None:
    turned_files = dict(reversed([*library().sources.items()]))
    content = load_sources(turned_files, surveyed=True)
    assert content == library()
    assert content.digest == library().digest


@every(few=True)
def test_cards_that_never_come_change_nothing(chosen: Set) -> None:
    assert len(with_cards_that_never_come().cards) > len(library().cards)
    same(library(), with_cards_that_never_come(), chosen)


@every(few=False)
def test_packs_that_are_not_used_change_nothing(chosen: Set) -> None:
    """The other example changes Concert, as it says."""
    same(library(), with_fishery(), chosen)


@cache
def with_fishery() -> Library:
    return load(packs=PACKS[:1])


@cache
def with_packs() -> Library:
    return load(packs=PACKS)


@pytest.mark.parametrize("chosen", [Set("fishery", 3, 2), Set("concert", 4, 3)], ids=str, indirect=True)
def test_doubling_all_weights_leaves_all_draws(chosen: Set) -> None:
    """The fishery has cards of weights 1 to 3, Concert of weight 1 alone."""
    assert {card.card.weight for card in with_weights_doubled().cards.values()} == {2, 4, 6}
    same(with_packs(), with_weights_doubled(), chosen)


@every(few=True)
def test_renaming_states_permutes_results_and_nothing_else(chosen: Set) -> None:
    """Each seat gets what it got under its old name: every number of every position, what bots choose, who wins."""
    here, there = chosen.game(library()), chosen.game(with_states_renamed())
    names = dict(zip(ids(here.rules.states), ids(there.rules.states), strict=True))
    assert len(set(names)) == chosen.states
    players = [bot(BOTS[seat % len(BOTS)], chosen.seed) for seat in range(chosen.states)]
    dice, number = Dice("renamed", chosen.seed), 0
    while not here.over:
        number += 1
        asked = decision(here)
        assert asked is not None
        twin = decision(there)
        assert twin is not None
        move, seat = pick(dice, here)[1], asked.seat
        if number <= 8:
            choices = [players[seat].choose(view(each, seat), ask).move for each, ask in ((here, asked), (there, twin))]
            assert choices[0].number == choices[1].number, f"{chosen}, move {number}"
            here, _ = apply(here, choices[0], seat)
            there, _ = apply(there, choices[1], seat)
        else:
            seat, move = pick(dice, here)
            at = [str(each) for each in of_seat(here, seat)].index(move)
            there, _ = apply(there, of_seat(there, seat)[at], seat)
            here, _ = apply(here, move, seat)
        assert here.cells == there.cells, f"{chosen}, move {number}"
    assert outcome(here) == outcome(there)


def ids(states: Any) -> list[str]:
    return [state.id for state in states]


def of_seat(position: Any, seat: int) -> Any:
    """The moves of a seat that is asked."""
    return next(each.moves for each in decisions(position) if each.seat == seat)


@every(few=True)
def test_another_language_is_the_same_game(chosen: Set) -> None:
    with speaking(catalogue_of("es")):
        spanish = in_spoken(library())
        assert spanish.language == "es"
        there = list(moves_and_hashes(spanish, chosen))
    assert there == list(moves_and_hashes(library(), chosen))


@every(few=False)
def test_saving_and_opening_after_every_move_changes_nothing(chosen: Set, tmp_path: Path) -> None:
    """Positions, questions, what happened and the next moves; the save is the one that was never closed."""
    straight = list(islice(positions(chosen.game(library()), chosen.seed), 80))
    setup = chosen.game(library()).setup
    dice, seats = Dice("lot", chosen.seed), ("you",) * chosen.states
    create(library(), seats, tmp_path, "own", **setup._asdict()).close()
    for number, (told, _, _) in enumerate(straight, start=1):
        with open_save(tmp_path, "own", library()) as game:
            seat, move = pick(dice, game.position)
            assert f"{seat} {move}" == told, f"{chosen}, move {number}"
            game.play(move, seat)
    position = straight[-1][1]
    with open_save(tmp_path, "own", library()) as game:
        assert game.position.cells == position.cells
        assert fingerprint(game.position) == fingerprint(position)
        assert chronicle(game.position) == chronicle(position)


@pytest.mark.nightly
def test_theme_pace_keys_and_language_leave_the_game(tmp_path: Path) -> None:
    """Whole games of the installed command, with settings as different as can be, one file broken."""
    kept = []
    for number, text in enumerate(SETTINGS):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "settings.yaml").write_text(text, encoding="utf-8")
        own = {"ALLIANCE_GAME_SETTINGS": str(folder / "settings.yaml"), "ALLIANCE_GAME_SAVES": str(folder)}
        command = ["-m", "alliance_game", "play", "--plain", "--seats", "planner,hawk,random"]
        done = subprocess.run(
            [sys.executable, *command, "--seed", "7", "--length", "lesson"],
            env={**os.environ, **own, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"{text}: {done.stderr}"
        (save,) = folder.glob("*.journal")
        kept.append([line.partition(b'"hash"')[2][:40] for line in save.read_bytes().splitlines()])
    assert len(kept[0]) > 20
    assert all(each == kept[0] for each in kept)
