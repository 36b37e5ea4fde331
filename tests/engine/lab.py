"""A laboratory: the smallest ruleset that shows one behaviour of the machine."""

from collections.abc import Mapping
from pathlib import Path

from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.engine import Position, new_game

RULESET = """\
title: Laboratory
lengths: {long: {rounds: 6}}
constants: {draws: 1, actions: 1}
tags: {late: late, red: red}
tracks:
  world: {heat: {max: 99, min: -99}, opened: {max: 99}}
  state: {coins: {max: 20, start: 5}, purse: {max: 4, start: 1}, hunger: {max: 9, reset: round}}
  pair: {trust: {max: 9, start: 3}, favour: {max: 9, directed: true}}
  crisis: {size: {max: 99}, age: {max: 9}}
  crisis_state: {given: {max: 9}}
decks: {main: {late: late, after: 2}, other: {}}
crises:
  slots: 2
  opens: [{change: world.opened, by: 1}]
  overflow: [{change: world.heat, by: 10}]
phases:
- {id: cards, draw: {deck: main, count: draws}}
- {id: act, act: {actions: actions}}
- {id: rest, do: [{change: world.heat, by: 0}]}
tallies: {things: things}
score: {of: self.coins}
endings: {finished: {title: Finished, everyone: scored}, gone: {title: Gone, everyone: loses}}
"""
SCENARIO = """\
title: Laboratory
ruleset: lab
seats: {min: 2, max: 3}
states: [{id: ash, title: Ash}, {id: elm, title: Elm}, {id: oak, title: Oak}]
decks: {main: [main], other: [other]}
"""
QUIET = "title: Quiet\nkind: incident\ntext: Nothing.\ncopies: 9\neffects: [{tell: Quiet.}]\n"
WAIT = "title: Wait\neffects: [{tell: Waiting.}]\n"


def lab(
    folder: Path,
    cards: Mapping[str, str] | None = None,
    tactics: Mapping[str, str] | None = None,
    ruleset: str = RULESET,
    scenario: str = "",
    agreements: Mapping[str, str] | None = None,
) -> Library:
    """A library with this laboratory; cards are named ``deck/id``."""
    files = {"rules/lab/ruleset.yaml": ruleset, "rules/scenarios/lab.yaml": SCENARIO + scenario}
    files |= {f"cards/{name}.yaml": text for name, text in (cards or {"main/quiet": QUIET}).items()}
    files |= {f"rules/lab/tactics/{name}.yaml": text for name, text in (tactics or {"wait": WAIT}).items()}
    files |= {f"rules/lab/agreements/{name}.yaml": text for name, text in (agreements or {}).items()}
    if not any(name.startswith("other/") for name in cards or {}):
        files["cards/other/nothing.yaml"] = QUIET
    for name, text in files.items():
        path = folder / "pack" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(packs=[str(folder / "pack")])


def start(library: Library, seed: int = 1, states: int = 2) -> Position:
    """A game in the laboratory."""
    return new_game(library, scenario="lab", states=states, seed=seed)


def get(position: Position, scope: str, name: str, *of: int) -> int:
    """A number of a position."""
    block = position.rules.layout.block(scope, name)
    index = of[0] * position.rules.players + of[1] if len(of) == 2 else (of[0] if of else 0)
    return position.cells[block.start + index]


def open_cards(position: Position) -> list[str]:
    """The crises on the table, by slot; empty slots left out."""
    start = position.rules.machine.slot_cards
    held = position.cells[start : start + position.rules.layout.slots]
    return [position.rules.card_names[card] for card in held if card >= 0]
