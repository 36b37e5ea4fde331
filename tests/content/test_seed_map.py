"""Every idea of the subject has its element in the game, and every date in codex and cards its source."""

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.definitions.dates import span

ROOT = Path(__file__).resolve().parent.parent.parent
SEED_MAP = ROOT / "docs" / "subject" / "seed_map.yaml"
RULEBOOK = ROOT / "docs" / "rules.md"
SEEDS = {"S0", "S1", "S2", "S3", "S4"}
FIELDS = {"concept", "seeds", "elements"}
THINGS = {"tactic", "card", "agreement", "agenda", "scenario", "codex"}
RULES = {"phase", "option", "setting", "track", "rule", "question"}
ROWS: list[dict[str, Any]] = yaml.safe_load(SEED_MAP.read_text(encoding="utf-8"))

_RULE = re.compile(r"""
    (?: ^ [ ]* (?: -[ ] | \|[ ] )?      # at the start of a line, of a list item or of a table row
      | (?<= [.;] ) (?: \*\* )? [ ] )   # or behind the end of a sentence, when several stand on one line
    (\d+ (?: \.\d+ )+ ) [ ] (?! [+x/] )
    """, re.VERBOSE | re.MULTILINE)  # fmt: skip


class Claim(NamedTuple):
    """A statement about the world: where it stands in the game, and what it rests on."""

    place: str
    date: str
    source: str | None
    verified: bool | None


@functools.cache
def library() -> Library:
    return load()


@functools.cache
def there() -> dict[str, set[str]]:
    """For every kind of element: the names that the library or the rulebook has."""
    found = library()
    folders = list(found.rulesets.values())
    rules = [folder.ruleset for folder in folders]
    scopes = [scope for each in rules for scope in (each.tracks.world, each.tracks.state, each.tracks.pair)]
    scopes += [scope for each in rules for scope in (each.tracks.crisis, each.tracks.crisis_state)]
    return {
        "tactic": {name for folder in folders for name in folder.tactics},
        "agreement": {name for folder in folders for name in folder.agreements},
        "agenda": {name for folder in folders for name in folder.agendas},
        "card": set(found.cards),
        "scenario": set(found.scenarios),
        "codex": set(found.codex),
        "phase": {phase.id for each in rules for phase in each.phases},
        "option": {name for each in rules for name in each.options},
        "setting": {name for each in rules for name in (*each.constants, *each.lengths, *each.difficulties)},
        "track": {name for scope in scopes for name in scope},
        "rule": set(_RULE.findall(RULEBOOK.read_text(encoding="utf-8"))),
        "question": {name for name, scenario in found.scenarios.items() if scenario.questions},
    }


def missing(elements: list[str]) -> list[str]:
    """Those of these elements that are not in the game, or of no kind that there is."""
    return [
        element
        for kind, _, name, element in ((*element.partition(":"), element) for element in elements)
        if name not in there().get(kind, set())
    ]


def claims() -> Iterator[Claim]:
    """Every dated line of the codex, and every dated card."""
    for name, entry in library().codex.items():
        for number, note in enumerate(entry.history, 1):
            yield Claim(f"codex {name}, line {number}", note.date, note.source, note.verified)
    for name, held in library().cards.items():
        if held.card.date is not None:
            yield Claim(f"card {name}", held.card.date, held.card.source, held.card.verified)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.get("concept")))
def test_the_game_has_every_element_of_the_row(row: dict[str, Any]) -> None:
    assert missing(row["elements"]) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.get("concept")))
def test_a_row_is_well_formed_and_has_a_codex_entry(row: dict[str, Any]) -> None:
    assert set(row) == FIELDS
    assert row["concept"].strip()
    assert row["seeds"]
    assert set(row["seeds"]) <= SEEDS
    kinds = [element.partition(":")[0] for element in row["elements"]]
    assert set(kinds) <= THINGS | RULES
    assert "codex" in kinds
    assert len(row["elements"]) == len(set(row["elements"]))


def test_no_idea_stands_in_the_map_twice() -> None:
    concepts = [row["concept"].casefold() for row in ROWS]
    assert len(concepts) == len(set(concepts))
    assert len(concepts) >= 150


def test_what_is_not_there_is_found() -> None:
    real, invented = ["tactic:mediation", "rule:8.6.2"], ["tactic:telepathy", "rule:99.1", "spell:mediation"]
    assert missing([*real, *invented]) == invented


def test_every_tactic_and_agreement_of_the_basic_game_is_somewhere_in_the_map() -> None:
    named = {element for row in ROWS for element in row["elements"]}
    concert = library().rulesets["concert"]
    basic = {f"tactic:{name}" for name in concert.tactics} | {f"agreement:{name}" for name in concert.agreements}
    # These three move within the game; no text of the subject asks for them.
    assert basic - named <= {"tactic:levy", "tactic:public_apology", "tactic:withdrawal"}


def test_every_date_in_codex_and_cards_has_a_source_that_was_read() -> None:
    unfounded = [claim.place for claim in claims() if not (claim.source or "").strip() or claim.verified is not True]
    assert unfounded == []


def test_there_are_many_such_dates() -> None:
    assert len(list(claims())) >= 200


def test_a_card_of_a_scenario_that_comes_on_a_date_says_which() -> None:
    found = library()
    undated = [
        f"{name}: {entry.card}"
        for name, scenario in found.scenarios.items()
        for entry in scenario.dated
        if found.cards[entry.card].deck == name and found.cards[entry.card].card.date is None
    ]
    assert undated == []


def test_the_lines_of_a_codex_entry_come_with_the_earliest_first() -> None:
    for name, entry in library().codex.items():
        days = [span(note.date) for note in entry.history]
        assert days == sorted(days), name


def test_every_codex_entry_leads_on_to_another() -> None:
    assert [name for name, entry in library().codex.items() if not entry.see] == []
