"""The logic against play: cards made at random are played at random, and nothing happens that was ruled out."""

from collections.abc import Iterator, Mapping
from random import Random

import pytest

from alliance_game.authoring.audit.inspection import Inspection
from alliance_game.authoring.audit.logic.ledger import Claim, Spot
from alliance_game.content import Problems
from alliance_game.content.folders import File
from alliance_game.content.loader import assembled
from alliance_game.definitions import Library
from alliance_game.engine import compile_rules
from alliance_game.engine.layout import CARD, KIND, OVER
from alliance_game.engine.markers import CHOICE
from alliance_game.engine.setup import first_cells
from alliance_game.language.program import Program
from alliance_game.language.steps import ChangeStep, IfStep, Step

from ..engine.oracle import Names, Run, interpreted

RULES = """\
title: Maze
lengths: {short: {rounds: 8, deep: 2}, long: {rounds: 14, deep: 3}}
options: {fog: {title: Fog, about: It is foggy.}}
tracks:
  world: {a: {max: 4, start: 2}, b: {max: 4, start: 1}, c: {min: -3, max: 3}}
  state: {x: {max: 4, start: 2}, y: {max: 3}}
  pair: {t: {max: 4, start: 2}}
decks: {d: {}}
phases:
- {id: draw, draw: {deck: d, count: 3}}
score: {of: self.x}
endings: {end: {title: End, everyone: scored}}
"""
SCENARIO = """\
title: Maze
ruleset: maze
seats: {min: 2, max: 4}
states: [{id: p, title: Pa}, {id: q, title: Qu}, {id: r, title: Ra}, {id: s, title: Su}]
decks: {d: [d]}
"""
CARDS, GAMES, SEEDS = 40, 10, 4


class Maker:
    """Makes cards that ask often, and often in vain."""

    def __init__(self, seed: int) -> None:
        self.lot = Random(seed)
        self.names = 0

    def condition(self, states: list[str], depth: int = 1) -> str:
        kind = self.lot.choice(["world", "state", "sum", "round", "count", "pair", "same", "and", "and", "or", "not"])
        operator, number, state = self.lot.choice(["<", "<=", ">", ">=", "==", "!="]), self.lot.randint(-1, 5), "s"
        if states:
            state = self.lot.choice(states)
        elif kind in ("state", "pair", "same"):
            kind = "world"
        if kind in ("and", "or") and depth:
            return f"({self.condition(states, 0)}) {kind} ({self.condition(states, 0)})"
        match kind:
            case "state":
                return f"{state}.{self.lot.choice('xy')} {operator} {number}"
            case "sum":
                return f"world.a + world.{self.lot.choice('bc')} {operator} {self.lot.choice([number, 'deep', 'fog'])}"
            case "round":
                return f"round {operator} {self.lot.choice([number, 'rounds', 'rounds - 1'])}"
            case "count":
                return f"count(z in states where z.x {operator} {number}) > {self.lot.randint(0, 2)}"
            case "pair":
                return f"{state}.t({self.lot.choice(states)}) {operator} {number}"
            case "same":
                return f"{state} {self.lot.choice(['==', '!='])} {self.lot.choice([*states, 'first'])}"
            case "not":
                return f"not (world.{self.lot.choice('abc')} {operator} {number})"
        return f"world.{self.lot.choice('abc')} {operator} {number}"

    def effects(self, states: list[str], depth: int) -> str:
        return f"[{', '.join(self.effect(states, depth) for _ in range(self.lot.randint(1, 3)))}]"

    def effect(self, states: list[str], depth: int) -> str:
        kind = self.lot.choice(["change", "change", "set", *["if", "if", "each", "pick", "chance"] * (depth > 0)])
        track = f"world.{self.lot.choice('abc')}"
        if states and self.lot.random() < 0.6:
            track = f"{self.lot.choice(states)}.{self.lot.choice('xy')}"
        only_if = f', if: "{self.condition(states)}"' if self.lot.random() < 0.4 else ""
        match kind:
            case "change":
                return f"{{change: {track}, by: {self.lot.choice([-2, -1, 1, 2, 0])}{only_if}}}"
            case "set":
                return f"{{set: {track}, to: {self.lot.randint(0, 4)}{only_if}}}"
            case "chance":
                return f"{{chance: 1 in 2, then: {self.effects(states, depth - 1)}, else: []}}"
            case "if":
                inner = self.effects(states, depth - 1), self.effects(states, depth - 1)
                return f'{{if: "{self.condition(states)}", then: {inner[0]}, else: {inner[1]}}}'
        self.names += 1
        name = f"n{self.names}"
        where = self.condition([*states, name])
        key = "for_each" if kind == "each" else "pick"
        return f'{{{key}: {{{name}: states}}, where: "{where}", do: {self.effects([*states, name], depth - 1)}}}'

    def card(self, number: int) -> str:
        lines = ["kind: incident", f"title: Card {number}", f"text: Story {number}."]
        states: list[str] = []
        if self.lot.random() < 0.5:
            lines.append(f'when: "{self.condition([])}"')
        if self.lot.random() < 0.7:
            states = ["who"]
            lines.append(f'who: {{where: "{self.condition(["it"])}"}}')
            if self.lot.random() < 0.3:
                states.append("about")
                lines.append(f'about: {{where: "{self.condition(["it", "who"])}"}}')
        lines.append(f"effects: {self.effects(states, 2)}")
        if states:
            effects = [self.effects(states, 1) for _ in range(3)]
            lines.append("choices:")
            lines.append(f"  k: {{text: Keep, fallback: true, effects: {effects[0]}}}")
            lines.append(f'  l: {{text: Leave, when: "{self.condition(states)}", effects: {effects[1]}}}')
            lines.append(f"  m: {{text: Move, cost: {{x: {self.lot.randint(1, 4)}}}, effects: {effects[2]}}}")
        return "\n".join(lines) + "\n"


def maze(seed: int) -> tuple[Library, dict[tuple[tuple[str, ...], object], Claim]]:
    """A library of random cards, and what is claimed of it for certain."""
    maker, problems = Maker(seed), Problems()
    files = {"rules/maze/ruleset.yaml": RULES, "rules/scenarios/maze.yaml": SCENARIO}
    files |= {f"cards/d/card_{number}.yaml": maker.card(number) for number in range(CARDS)}
    library = assembled([File(name, name, text) for name, text in sorted(files.items())], problems)
    assert problems.errors() == []
    inspection = Inspection(library, problems)
    inspection.look()
    wanted = ("condition", "amount", "cost")
    claims = {_key(spot): claim for spot, topic, claim in inspection.ledger.claims() if topic in wanted}
    return library, {key: claim for key, claim in claims.items() if claim.certain}


def _key(spot: Spot) -> tuple[tuple[str, ...], object]:
    return spot.kind, spot.path


class Witness:
    """What was seen in play: values of conditions, and changes that changed something."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.truths: dict[object, set[bool]] = {}
        self.moved: set[object] = set()

    def place(self, step: Step, *key: str) -> tuple[object, object]:
        site = self.program.sites[step.site]
        return site.kind, (*site.path, *key)


def watched(monkeypatch: pytest.MonkeyPatch, witness: Witness) -> None:
    """Let the interpreter tell what it does."""
    step, change = Run.step, Run.change

    def step_told(self: Run, each: Step, names: Names) -> None:
        if isinstance(each, IfStep):
            held = self.holds(each.condition, names)
            witness.truths.setdefault(witness.place(each, "if"), set()).add(held)
        step(self, each, names)

    def change_told(self: Run, each: ChangeStep, names: Names) -> None:
        before = self.cells[:]
        change(self, each, names)
        if self.cells != before:
            site = witness.program.sites[each.site]
            witness.moved.add((site.kind, (*site.path[:-1], "by")))

    monkeypatch.setattr(Run, "step", step_told)
    monkeypatch.setattr(Run, "change", change_told)


def chosen_from(library: Library, seed: int, witness: Witness) -> Iterator[tuple[str, str]]:
    """One random game; gives every choice that could be made."""
    lot = Random(seed)
    states, length = lot.randint(2, 4), lot.choice(["short", "long"])
    rules = interpreted(compile_rules(library, "maze", states, length, None, ["fog"] if lot.random() < 0.5 else []))
    witness.program = rules.program
    cells = first_cells(rules, seed)
    rules.machine.begin(cells, None)
    while not cells[OVER]:
        moves = rules.machine.legal(cells)
        if cells[KIND] == CHOICE:
            card = rules.machine.cards[cells[CARD]]
            yield from ((card.id, card.choices[move].id) for move in moves)
        rules.machine.play(cells, lot.choice(moves), None)


def contradictions(claims: Mapping[tuple[tuple[str, ...], object], Claim], witness: Witness) -> Iterator[str]:
    for key, claim in claims.items():
        seen = witness.truths.get(key, set())
        wrong = {"never-true": True, "always-true": False}.get(claim.code)
        if wrong in seen or (key in witness.moved and (claim.code == "no-effect" or "can never" in claim.message)):
            yield f"{key}: {claim.message}"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_ruled_out_never_happens(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    library, claims = maze(seed)
    witness = Witness(compile_rules(library, "maze").program)
    watched(monkeypatch, witness)
    made = {choice for game in range(GAMES) for choice in chosen_from(library, game, witness)}
    assert len(claims) > 10
    assert len(witness.truths) > 20
    assert list(contradictions(claims, witness)) == []
    shut = {(kind[1], path[1]) for (kind, path), claim in claims.items() if _locks(path, claim)}  # type: ignore[index]
    assert made & shut == set()


def _locks(path: object, claim: Claim) -> bool:
    is_choice = isinstance(path, tuple) and path[:1] == ("choices",) and path[2:3] in (("when",), ("cost",))
    return is_choice and claim.code in ("never-true", "choice-unreachable", "choice-unaffordable")
