"""Events: which changes are told together with which sentence."""

from pathlib import Path

from alliance_game.describe import events
from alliance_game.engine import chronicle

from ..engine.lab import RULESET, get, lab, start
from ..engine.test_cards import passed

QUARREL = """\
- id: rest
  do:
  - if: round == 1
    then:
    - {tell: "They quarrel."}
    - {change: world.heat, by: 1}
  - for_each: {s: states}
    do: [{change: s.coins, by: 2}]
"""


def test_a_sentence_in_rules_without_numbers_heads_what_stands_beside_it_alone(tmp_path: Path) -> None:
    ruleset = RULESET.replace("- {id: rest, do: [{change: world.heat, by: 0}]}\n", QUARREL)
    position = passed(start(lab(tmp_path, ruleset=ruleset)))
    assert get(position, "world", "heat") == 1
    found = events.events(position.rules, [events.Told(entry) for entry in chronicle(position)])
    told = {event.text: {change.name for change in event.changes} for event in found if event.changes}
    assert told == {"They quarrel.": {"heat"}, "": {"coins"}}
