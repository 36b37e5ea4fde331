"""What the notes of a guide may read: what is everybody's, and what is the reader's own."""

import pytest

from alliance_game.bots import BOTS
from alliance_game.content import load
from alliance_game.definitions.scenario import YOU
from alliance_game.engine import compile_rules

from ..content.lake import LAKE, problems_of

SHORE = "rules/scenarios/north_shore.yaml"
RULES = "rules/lake/ruleset.yaml"
SEALED = "- {id: dusk, ask: {sealed: true, number: self.offer, to: 3}}\n- id: night\n"


def problems_with(note: str) -> list[str]:
    """The problems of a lake with a secret track (gold), a sealed one (offer), and one note."""
    rules = LAKE[RULES].replace(
        "    boats: {max: 5", "    gold: {max: 5, secret: owner}\n    offer: {max: 5}\n    boats: {max: 5"
    )
    guide = f"guide:\n  seed: 1\n  seats: [you, planner]\n  notes:\n  - {note}\n"
    files = {**LAKE, RULES: rules.replace("- id: night\n", SEALED), SHORE: LAKE[SHORE] + guide}
    return [problem.split(" ", 1)[1] for problem in problems_of(files)]


@pytest.mark.parametrize("track", ["gold", "offer"])
@pytest.mark.parametrize(
    "note",
    [
        "{{at: turn, if: any(s in states where s.{0} > 2), title: Boats, text: Boats.}}",
        '{{at: turn, title: Boats, text: "{{sum(s.{0} for s in states)}} boats."}}',
        '{{at: turn, title: Boats, text: "{{names(s in states where s.{0} > 1)}} float."}}',
    ],
)
def test_what_others_hide_is_not_read(track: str, note: str) -> None:
    said = (
        f"error[reads-secret]: '{track}' may be hidden from the reader: only what is the reader's own may be read here."
    )
    assert problems_with(note.format(track).replace("{{", "{").replace("}}", "}")) == [said]


@pytest.mark.parametrize("track", ["gold", "offer", "boats"])
def test_ones_own_is_read(track: str) -> None:
    assert problems_with(f'{{at: turn, if: self.{track} > 2, title: Boats, text: "{{self.{track}}} boats."}}') == []


def test_what_is_public_is_read() -> None:
    assert (
        problems_with('{at: dusk, if: any(s in states where s.boats > 2), title: Boats, text: "{world.fish}."}') == []
    )


def test_every_guide_that_is_shipped_names_bots_that_exist() -> None:
    guides = [scenario.guide for scenario in load().scenarios.values() if scenario.guide is not None]
    assert guides
    for guide in guides:
        assert set(guide.seats) <= {YOU, *BOTS}


def test_notes_know_the_titles_of_what_they_explain() -> None:
    notes = compile_rules(load(), "first_steps", length="lesson").program.guide
    assert {word for note in notes for word in note.words} >= {"Tension", "Support", "Standing", "Pledged", "Might"}
