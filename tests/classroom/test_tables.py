"""Tables of finished games, held against the moves, the positions and what was told."""

import re
from collections import Counter
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from alliance_game import plain
from alliance_game.classroom.tables.crises import _Reading
from alliance_game.engine import Entry, Position, outcome
from alliance_game.engine.layout import Block
from alliance_game.engine.setup import first_cells
from alliance_game.saves import Played, Step, create, replay
from tests.saves.playing import go_on
from tests.table import Table, library

from .games import PEOPLE, SAVES, fishery, named, play, prefix, recorded, rows

GAMES = ("concert", "bank")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A game of Concert and one of the fishery, both over."""
    found = tmp_path_factory.mktemp("saves")
    play(found, library(), "concert", length="lesson")
    play(found, fishery(), "bank", scenario="fishery", length="short", seed=1)
    play(found, fishery(), "empty", scenario="fishery", length="short", seed=3)
    return found


@pytest.fixture(scope="module")
def steps(folder: Path) -> dict[str, list[Step]]:
    """Both games move by move."""
    return {name: list(replay(folder, name)) for name in GAMES}


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The rows of both games."""
    return {name: {key: rows(table) for key, table in named(recorded(folder, name)).items()} for name in GAMES}


def played(steps: list[Step]) -> list[Played]:
    """The moves of a game."""
    return [step.played for step in steps if step.played is not None]


def ids(position: Position) -> list[str]:
    """The states, in seat order."""
    return [state.id for state in position.rules.states]


@pytest.mark.parametrize("name", GAMES)
def test_every_move_has_its_row(name: str, steps: dict[str, list[Step]], found: Any) -> None:
    moves, states = played(steps[name]), ids(steps[name][-1].position)
    made = found[name]["moves"]
    assert [(row["move"], row["round"], row["phase"], row["text"]) for row in made] == [
        (move.number, move.round, move.phase, move.move) for move in moves
    ]
    assert [row["state"] for row in made] == [states[move.seat] for move in moves]
    people = {states[seat] for seat, leader in enumerate(PEOPLE) if leader == "you"}
    for row, move in zip(made, moves, strict=True):
        assert row["decided_by"] == ("person" if row["state"] in people else "bot")
        assert row["bot"] == (None if row["state"] in people else "planner")
        assert row["reason"] == (move.reason or None)
        assert row["sealed"] == int(move.sealed)
        words = move.move.split()
        asked = dict.fromkeys(("pledge", "commit", "propose", "catch"), "ask")
        expected = {"accept": "consent", "decline": "consent", "choose": "choice"} | asked
        assert row["kind"] == expected.get(words[0], "act")
        if row["kind"] == "ask":
            assert row["number"] == int(words[1])
            assert row["card"] == (words[2].removeprefix("on=") if len(words) > 2 else None)
        elif row["kind"] == "act":
            assert row["tactic"] == (words[1] if words[0] == "play" else None)
        elif row["kind"] == "consent":
            assert row["proposal"].split()[:2] == ["play", row["tactic"]]
    assert {"act", "ask", "consent"} <= {row["kind"] for row in made}


def forward(cells: list[int], entries: list[Entry], position: Position) -> list[int]:
    """Cells after some changes and answers, worked out without any help."""
    rules, found = position.rules, cells[:]
    for entry in entries:
        ask = next((phase.ask for phase in rules.program.phases if phase.id == entry.phase), None)
        if entry.kind == "change" and entry.scope in ("world", "state", "pair", "two", "many"):
            block = rules.layout.block(entry.scope, entry.name)
            for cell in cells_of(block, entry.seats, rules.players):
                found[cell] = entry.new
        elif entry.kind == "move" and entry.scope == "ask" and ask is not None and ask.scope == "state":
            found[rules.layout.start("state", ask.track) + entry.seats[0]] = entry.new
    return found


def cells_of(block: Block, seats: tuple[int, ...], n: int) -> list[int]:
    """Where a number lies; what two states share lies there twice."""
    if len(seats) < 2:
        return [block.start + sum(seats)]
    one, other = block.start + seats[0] * n + seats[1], block.start + seats[1] * n + seats[0]
    return [one] if block.track is not None and block.track.directed else [one, other]


def ends(steps: list[Step]) -> list[list[int]]:
    """The cells before the game, and at the end of each round."""
    last = steps[-1].position
    found = [first_cells(last.rules, last.setup.seed)]
    for before, step in pairwise(steps):
        entries = list(step.entries)
        starts = [at for at, entry in enumerate(entries) if entry.kind == "round"]
        for at in starts:
            found.append(forward(before.position.cells, entries[:at], last))
    return [*found, last.cells]


@pytest.mark.parametrize("name", GAMES)
def test_numbers_by_rounds_are_those_of_the_positions(name: str, steps: dict[str, list[Step]], found: Any) -> None:
    position, past = steps[name][-1].position, ends(steps[name])
    rules, states = position.rules, ids(position)
    assert len(past) == rules.machine.rounds + 1
    checked = Counter[str]()
    for row in found[name]["tracks_by_round"]:
        if row["card"] is not None:
            continue
        scope = row["scope"]
        if scope == "agreement":
            scope = "many" if row["other"] is None else "two"
        seats = [states.index(row[key]) for key in ("state", "other") if row[key] is not None]
        at = seats[0] * rules.players + seats[1] if len(seats) == 2 else sum(seats)
        assert row["value"] == past[row["round"]][rules.layout.start(scope, row["track"]) + at], row
        assert row["moment"] == ("start" if row["round"] == 0 else "end")
        checked[scope] += 1
    wide, pairs = len(past) * rules.players, len(past) * 3
    shown = {
        scope: [track for track in every.values() if track.show != "no"]
        for scope, every in rules.program.symbols.tracks.items()
    }
    parties = Counter(rules.program.symbols.agreements.values())
    assert checked == {
        "world": len(past) * len(shown["world"]),
        "state": wide * len(shown["state"]),
        "pair": pairs * sum(2 if track.directed else 1 for track in shown["pair"]),
        "two": pairs * parties[2],
        "many": wide * (len(rules.program.symbols.agreements) - parties[2]),
    }


def test_crises_are_those_of_the_positions(folder: Path, steps: dict[str, list[Step]], found: Any) -> None:
    concert = steps["concert"]
    made, states = found["concert"]["crises"], ids(concert[-1].position)
    rules = concert[-1].position.rules
    cards, start = rules.machine.slot_cards, rules.layout.start
    seen = 0
    for number in range(5, len(concert), 9):
        position, record = concert[number].position, prefix("concert", number, folder)
        part = [row for row in rows(named(record)["crises"]) if row["outcome"] == "open"]
        slots = [slot for slot in range(rules.layout.slots) if position.cells[cards + slot] >= 0]
        assert [row["card"] for row in part] == [rules.card_names[position.cells[cards + slot]] for slot in slots]
        for slot, row in zip(slots, part, strict=True):
            target = position.cells[start("slot", "target") + slot]
            assert row["target"] == (states[target] if target >= 0 else None)
            for track in ("severity", "deadline", "demand", "progress"):
                assert row[f"{track}_last"] == position.cells[start("crisis", track) + slot], (number, row)
            seen += 1
        shares = [row for row in rows(named(record)["tracks_by_round"]) if row["track"] == "share"]
        for row in (row for row in shares if row["moment"] == "now"):
            slot = slots[[each["card"] for each in part].index(row["card"])]
            at = start("crisis_state", "share") + slot * rules.players + states.index(row["state"])
            assert row["value"] == position.cells[at]
    assert seen > 5
    final, tallies = concert[-1].position.cells, Counter(row["outcome"] for row in made)
    assert tallies["met"] == final[start("tally", "crises_met")] > 0
    assert tallies["failed"] == final[start("tally", "crises_failed")]
    opened = [entry for step in concert for entry in step.entries if entry.kind == "open"]
    assert [(row["card"], row["round_opened"]) for row in made] == [(entry.name, entry.round) for entry in opened]
    closed = {entry.crisis: entry.round for step in concert for entry in step.entries if entry.kind == "close"}
    assert {row["card"]: row["round_closed"] for row in made} == closed


def test_marks_of_crises_last_as_long_as_the_rules_say() -> None:
    """In the example game a mission goes to a crisis that is still there a round later; it counts for one round."""
    rules, marks = prefix("example", 0).rules, []
    for step in replay(SAVES, "example"):
        if step.number % 5 or step.position.over:
            continue
        cells, start = step.position.cells, rules.layout.start
        slots = cells[rules.machine.slot_cards :][: rules.layout.slots]
        made = rows(named(prefix("example", step.number))["tracks_by_round"])
        now = [row for row in made if (row["scope"], row["moment"]) == ("crisis", "now")]
        for row in now:
            slot = slots.index(rules.card_names.index(row["card"]))
            assert row["value"] == cells[start("crisis", row["track"]) + slot], (step.number, row)
        marks += [(row["card"], row["value"]) for row in now if row["track"] == "mission"]
    assert ("regional_conflict", 1) in marks
    assert ("regional_conflict", 0) in marks[marks.index(("regional_conflict", 1)) :]


def test_a_crisis_begins_with_the_numbers_it_came_with(steps: dict[str, list[Step]], found: Any) -> None:
    """As the position has them when it has come, where nothing else has touched it yet."""
    rules, seen = steps["concert"][-1].position.rules, 0
    for step in steps["concert"]:
        for entry in step.entries:
            touched = [each.cause.name for each in step.entries if each.crisis == entry.name != ""]
            if entry.kind != "open" or set(touched) != {entry.name}:
                continue
            cells, start = step.position.cells, rules.machine.slot_cards
            slot = cells[start : start + rules.layout.slots].index(entry.new)
            row = next(row for row in found["concert"]["crises"] if row["card"] == entry.name)
            for track in ("severity", "deadline", "demand", "progress"):
                assert row[f"{track}_first"] == cells[rules.layout.start("crisis", track) + slot]
            seen += 1
    assert seen > 3


def test_pledges_are_what_was_said_and_given(steps: dict[str, list[Step]], found: Any) -> None:
    """Worked out from the texts of the moves alone."""
    states = ids(steps["concert"][-1].position)
    said: dict[tuple[int, str, str], dict[str, int]] = {}
    for move in played(steps["concert"]):
        if match := re.fullmatch(r"(pledge|commit) (\d+) on=(\S+)", move.move):
            said.setdefault((move.round, states[move.seat], match[3]), {})[match[1]] = int(match[2])
    made = {(row["round"], row["state"], row["card"]): row for row in found["concert"]["pledges"]}
    assert said.keys() <= made.keys()
    for key, row in made.items():
        words = said.get(key, {})
        assert row["promised"] == words.get("pledge")
        # Whoever could give nothing was not asked: that counts as 0.
        assert row["given"] == words.get("commit", 0)
        judged = "broken" if row["given"] < (row["promised"] or 0) else "kept"
        assert row["word"] == (judged if row["promised"] else None)
    assert {row["word"] for row in made.values()} >= {"kept", None}
    assert found["bank"]["pledges"] == []


def test_broken_pledges_are_those_that_the_rules_name() -> None:
    """The example game has some."""
    every = {name: rows(table) for name, table in named(prefix("example", 95)).items()}
    sentence = re.compile(r"(.+) gave (\d+) of (\d+) promised to .+")
    told = [match.groups() for row in every["chronicle"] if (match := sentence.fullmatch(row["text"] or ""))]
    titles = {row["state"]: row["title"] for row in every["states"]}
    broken = [row for row in every["pledges"] if row["word"] == "broken"]
    assert Counter((titles[row["state"]], str(row["given"]), str(row["promised"])) for row in broken) == Counter(told)
    assert len(told) > 2


def test_answers_of_any_ruleset(steps: dict[str, list[Step]], found: Any) -> None:
    states = ids(steps["bank"][-1].position)
    for verb, sealed in (("propose", 0), ("catch", 1)):
        made = [row for row in found["bank"]["answers"] if row["verb"] == verb]
        assert {(row["sealed"], row["card"]) for row in made} == {(sealed, None)}
        said = {
            (move.round, states[move.seat]): int(move.move.split()[1])
            for move in played(steps["bank"])
            if move.move.startswith(verb)
        }
        assert {(row["round"], row["state"]): row["number"] for row in made if row["number"]} == {
            key: number for key, number in said.items() if number
        }
        assert len(made) == 5 * 3 if sealed else len(made) == len(said)


@pytest.mark.parametrize("name", GAMES)
def test_agreements_lead_to_what_is_signed_at_the_end(name: str, folder: Path) -> None:
    record = recorded(folder, name)
    assert left(rows(named(record)["agreements"])) == bound(record.position)
    assert named(record)["agreements"].rows


@pytest.mark.parametrize(("scenario", "seed"), [("concert", 0), ("fishery", 0), ("fishery", 1)])
def test_games_by_lot_with_many_states(scenario: str, seed: int, tmp_path: Path) -> None:
    """Where much is signed and ended, and proposals make little sense."""
    rules = fishery() if scenario == "fishery" else library()
    with create(rules, ("random",) * 6, tmp_path, "lot", scenario=scenario, states=6, seed=seed) as game:
        go_on(game, seed=seed)
    record = recorded(tmp_path, "lot")
    every = {key: rows(table) for key, table in named(record).items()}
    events = Counter(row["event"] for row in every["agreements"])
    assert events["signed"] > 10
    assert events["ended"] + events["broken"] > 2
    assert left(every["agreements"]) == bound(record.position)
    assert [row["text"] for row in every["moves"]] == [move.move for move in game.moves]
    start, cells = record.rules.layout.start, record.position.cells
    met = Counter(row["outcome"] for row in every["crises"])
    if scenario == "concert":
        assert (met["met"], met["failed"]) == tuple(cells[start("tally", f"crises_{key}")] for key in ("met", "failed"))
    last = [row for row in every["tracks_by_round"] if row["round"] == record.seen.round and row["scope"] == "state"]
    states = ids(record.position)
    assert all(row["value"] == cells[start("state", row["track"]) + states.index(row["state"])] for row in last)
    assert len(last) >= 6


Bond = tuple[str, frozenset[str]]


def left(events: list[dict[str, Any]]) -> set[Bond]:
    """What is signed when all of this has happened."""
    signed: set[Bond] = set()
    for row in events:
        parties = (row["agreement"], frozenset(key for key in (row["state"], row["other"]) if key))
        if row["event"] == "signed":
            assert parties not in signed
            signed.add(parties)
        elif row["event"] in ("ended", "broken"):
            signed.remove(parties)
    return signed


def bound(position: Position) -> set[Bond]:
    """What is signed in a position."""
    rules, states, n = position.rules, ids(position), position.rules.players
    there: set[Bond] = set()
    for agreement, parties in rules.program.symbols.agreements.items():
        cells = position.cells[rules.layout.start("two" if parties == 2 else "many", agreement) :]
        for one in range(n):
            if parties != 2 and cells[one]:
                there.add((agreement, frozenset((states[one],))))
            for other in range(one + 1, n) if parties == 2 else ():
                if cells[one * n + other]:
                    there.add((agreement, frozenset((states[one], states[other]))))
    return there


def test_a_crisis_without_room_has_its_row() -> None:
    """Five come, and the table holds four."""
    table = Table()
    for card in [card for card in table.rules.cards if card.crisis][:5]:
        table.arrive(card.id, 0)
    reading = _Reading(table.rules)
    for entry in table.entries:
        reading.take(entry)
    assert [crisis.outcome for crisis in reading.found] == [*("open",) * 4, "no room"]
    assert list(reading.open) == table.crises


def test_a_broken_pact_is_told_as_broken() -> None:
    """The example game has one, and one breach that conflict management absorbed."""
    every = rows(named(prefix("example", 95))["agreements"])
    duties = [(row["round"], row["event"], row["state"], row["other"]) for row in every if "duty" in row["event"]]
    assert (4, "duty missed", "japan", "france") in duties
    assert (5, "duty missed", "japan", "germany") in duties
    assert (5, "duty kept", "france", "japan") in duties
    assert [(row["round"], row["agreement"], row["rule"]) for row in every if row["event"] == "broken"] == [
        (4, "pact", "10.3.3")
    ]
    absorbed = [row for row in every if row["event"] == "ended" and row["agreement"] == "conflict_management"]
    assert [(row["round"], row["cause"], row["rule"]) for row in absorbed] == [(5, "phase", "10.3.2")]


def test_a_missed_duty_names_whose_it_was(found: Any) -> None:
    """In the fishery the sentence names the other party first."""
    missed = [row for row in found["bank"]["agreements"] if row["event"] == "duty missed"]
    titles = {row["state"]: row["title"] for row in found["bank"]["states"]}
    for row in missed:
        assert row["text"] == f"{titles[row['other']]} asks {titles[row['state']]} what a quota is for."
    assert missed


@pytest.mark.parametrize("name", GAMES)
def test_scores_are_those_of_the_outcome(name: str, steps: dict[str, list[Step]], found: Any) -> None:
    position = steps[name][-1].position
    ended, states = outcome(position), ids(position)
    assert ended is not None
    made = found[name]["scores"]
    assert {row["state"]: row["score"] for row in made} == dict(zip(states, ended.scores, strict=True))
    assert [row["state"] for row in made] == [states[seat] for group in ended.ranking for seat in group]
    assert made[0]["place"] == 1
    for row in made:
        seat = states.index(row["state"])
        assert row["grade"] == (ended.grades[seat] or None)
        if ended.agendas:
            own = ended.agendas[seat]
            kept = (own.id, own.level, own.number, own.full, own.part, own.points)
            assert tuple(row[f"agenda{key}"] for key in ("", "_level", "_number", "_full", "_part", "_points")) == kept
        else:
            assert row["agenda"] is row["agenda_points"] is None
    (game,) = found[name]["game"]
    assert (game["ending"], game["over"], game["seed"]) == (ended.reason, 1, position.setup.seed)
    assert game["alliance_grade"] == ended.alliance_grade


def test_where_everybody_loses_nobody_has_a_score(folder: Path) -> None:
    every = named(recorded(folder, "empty"))
    made = rows(every["scores"])
    assert [row["state"] for row in made] == ["iceland", "norway", "ireland"]
    assert {(row["place"], row["score"], row["grade"]) for row in made} == {(None, None, "F")}
    (game,) = rows(every["game"])
    assert (game["ending"], game["alliance_grade"]) == ("empty", "F")
    last = max(row["round"] for row in rows(every["tracks_by_round"]))
    assert last == game["round"] < game["rounds"]


def test_the_chronicle_is_what_is_told(folder: Path, found: Any) -> None:
    """Every piece stands in what ``replay`` says, in the same order."""
    output = StringIO()
    plain.retell(replay(folder, "concert"), output)
    said, at = squeezed(output.getvalue()), 0
    for row in found["concert"]["chronicle"]:
        for piece in row["story"] or "", *(row["changes"] or "").split("; "):
            # Behind a sentence that begins with its state, a change goes without the name.
            assert squeezed(piece) in said or squeezed(piece.split(": ", 1)[-1]) in said, piece
        # Of several answers with reasons, each has a line of its own there.
        where = said.find(squeezed(row["text"] or "").split(";")[0].split(":")[0], at)
        assert where >= 0, row
        at = where
    assert len(found["concert"]["chronicle"]) > 100


def squeezed(text: str) -> str:
    """Words alone."""
    return "".join(text.split())


@pytest.mark.parametrize("name", GAMES)
def test_the_dictionary_explains_every_column_of_every_table(name: str, folder: Path) -> None:
    every = named(recorded(folder, name))
    explained = {(row["table"], row["column"]): row for row in rows(every["dictionary"])}
    wanted = {(table.name, column.name) for table in every.values() for column in table.columns}
    assert explained.keys() == wanted | {(table, None) for table in every}
    assert all(row["meaning"].endswith(".") for row in explained.values())
    for table in every.values():
        assert len({column.name for column in table.columns}) == len(table.columns)
        for row in rows(table):
            for column in table.columns:
                fits = {"text": str, "number": int, "yes or no": int}[column.kind]
                assert row[column.name] is None or isinstance(row[column.name], fits)
                assert column.kind != "yes or no" or row[column.name] in (0, 1)


def test_rules_of_any_game_have_the_same_tables(folder: Path, found: Any) -> None:
    """Only the numbers of crises have columns of their own, and the fishery has no crises."""
    concert, bank = (named(recorded(folder, name)) for name in GAMES)
    assert list(concert) == list(bank)
    for name, table in bank.items():
        own = [column.name for column in concert[name].columns]
        kept = [each for each in own if not each.endswith(("_first", "_last"))] if name == "crises" else own
        assert [column.name for column in table.columns] == kept
    assert found["bank"]["crises"] == []
    assert {row["scope"] for row in found["bank"]["tracks"]} == {"world", "state", "pair", "agreement"}
