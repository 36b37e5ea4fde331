"""A table laid for one card: a scenario of its own, derived from one that there is.

What is derived is written as texts beside those of the library, so that a save of such a game replays by itself.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...content import load_sources
from ...definitions import Library

Data = Mapping[str, Any]
"""A definition, or an effect, as an author would write it."""
FOLDER = "sandbox"
ONE, TWO, SEAT = "sandbox_one", "sandbox_two", "sandbox_seat"
"""Names in what is derived that no author has taken: two states, and the track that tells which state is which."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A library with a scenario of its own."""

    library: Library
    scenario: str


def derived(
    library: Library,
    base: str,
    title: str,
    *,
    dated: str = "",
    effects: Sequence[Data] = (),
    in_round: int = 1,
    cards: Mapping[str, Data] | None = None,
    world: Sequence[str] = (),
    instead: Mapping[str, str] | None = None,
) -> Derived:
    """The scenario ``base`` with a card that comes in round 1, or with effects when a round begins.

    ``cards`` are cards of its own by id, which ``effects`` may schedule, and ``world`` tracks of the world for them.
    In all of these ``for_state`` names states; ``instead`` are texts that replace files of the library. Nothing
    explains itself at such a table. Raises ``ContentError``.
    """
    scenario = free(FOLDER, library.scenarios)
    written = library.scenarios[base].model_dump(mode="json", by_alias=True, exclude_unset=True) | {"title": title}
    written.pop("guide", None)
    if dated:
        written["dated"] = [{"round": 1, "card": dated}, *written.get("dated", ())]
    texts = {f"cards/{FOLDER}/{name}.yaml": text_of(card) for name, card in (cards or {}).items()}
    if effects:
        ruleset = free(FOLDER, library.rulesets)
        texts[f"rules/{ruleset}/ruleset.yaml"] = text_of(ruleset_of(written["ruleset"], effects, in_round, world))
        written["ruleset"] = ruleset
        for seat, state in enumerate(written["states"]):
            state["start"] = {**state.get("start", {}), SEAT: seat}
    texts[f"rules/scenarios/{scenario}.yaml"] = text_of(written)
    # Surveyed: the author's files were read in every setting before, and what is derived names only what they do.
    return Derived(load_sources({**library.sources, **(instead or {}), **texts}, surveyed=True), scenario)


def ruleset_of(base: str, effects: Sequence[Data], in_round: int, world: Sequence[str]) -> Data:
    """The rules with effects of their own at the beginning of a round."""
    hidden = {"max": 99, "better": "neither", "show": "no"}
    return {
        "extends": base,
        "tracks": {"world": dict.fromkeys(world, hidden), "state": {SEAT: hidden}},
        "hooks": [{"at": "round_starts", "if": f"round == {in_round}", "do": list(effects)}],
    }


def for_state(seat: int, effects: Sequence[Data], name: str = ONE) -> Data:
    """Effects in which a certain state is called ``name``."""
    return {"for_each": {name: "states"}, "where": f"{name}.{SEAT} == {seat}", "do": list(effects)}


def scheduled(card: str, seat: int | None = None) -> Data:
    """A card that comes at once, for a state or as it says itself."""
    effect = {"schedule": card, "in": 0}
    return effect if seat is None else for_state(seat, [{**effect, "for": ONE}])


def text_of(data: Data) -> str:
    """A definition as the text of a file: JSON is YAML too."""
    return json.dumps(data, ensure_ascii=False)


def free(name: str, taken: Mapping[str, object]) -> str:
    """The name, or the first of ``name_2``, ``name_3`` … that nothing has."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found
