"""What a ruleset says of the bots' characters: checked, weighed, and left out without harm."""

from alliance_game.bots.character import Tastes
from alliance_game.bots.natures import NATURES
from alliance_game.bots.regard import Regard
from alliance_game.content import load_sources
from alliance_game.definitions.characters import CHARACTERS
from alliance_game.engine import compile_rules
from alliance_game.engine.rules import Rules

from ..content.lake import LAKE
from ..engine.games import base, fishery

SECTION = """
bots:
  worth:
  - {of: self.coins, each: 50, say: our coins}
  - {of: self.boats, each: 200, say: our boats}
  credit:
  - {of: partner.boats, say: has boats}
  - {of: -2 * partner.coins, say: has money}
  characters:
    hawk:
      worth: {our boats: 150}
      also: [{of: world.fish, each: 10, say: the fish}]
      likes: {talk: {each: -30}}
      give: {storm: 40}
      levers: {doubt: 1}
"""


def lake(section: str = SECTION) -> Rules:
    """The lake, for two states, with a section on bots."""
    sources = {**LAKE, "rules/lake/ruleset.yaml": LAKE["rules/lake/ruleset.yaml"] + section}
    return compile_rules(load_sources(sources), "north_shore", 2)


def test_the_definitions_and_the_natures_know_the_same_characters() -> None:
    assert set(CHARACTERS) == set(NATURES)


def test_concert_and_the_fishery_speak_of_every_character() -> None:
    assert set(base().rulesets["concert"].ruleset.bots.characters) == set(CHARACTERS)
    assert set(fishery().rulesets["fishery"].ruleset.bots.characters) == set(CHARACTERS)


def test_a_character_values_percents_of_the_list_and_what_it_has_besides() -> None:
    rules = lake()
    hawk, other = Tastes(rules, "hawk"), Tastes(rules, "broker")
    assert [each for _, each in hawk.parts] == [50, 300, 10]
    assert hawk.says == ["our coins", "our boats", "the fish"]
    assert [each for _, each in other.parts] == [50, 200]


def test_levers_tags_and_likings_reach_the_character() -> None:
    rules = lake()
    hawk, other = Tastes(rules, "hawk"), Tastes(rules, "broker")
    assert (hawk.nature.doubt, hawk.nature.give) == (1, NATURES["hawk"].give)
    assert other.nature == NATURES["broker"]
    tactics = rules.program.symbols.folder.tactics
    for form, liked in zip(rules.program.forms, hawk.likes, strict=True):
        assert (liked is not None and liked.each == -30) == (tactics[form.tactic].group == "talk")
    stormy = [hawk.percent(number, hawk.nature) for number, card in enumerate(rules.cards) if "storm" in card.tags]
    assert set(stormy) == {40}
    assert {other.percent(number, other.nature) for number in range(len(rules.cards))} == {NATURES["broker"].give}


def test_credit_is_the_sum_of_its_parts_and_told_by_the_weightiest() -> None:
    rules = lake()
    regard, cells = Regard(rules), [0] * rules.layout.size
    coins, boats = (rules.layout.start("state", name) for name in ("coins", "boats"))
    cells[boats + 1] = 2
    assert regard.credit(cells, 0, 1) == 2
    assert regard.told(cells, 0, 1).endswith(" has boats (0 of 2)")
    cells[coins + 1] = 3
    assert regard.credit(cells, 0, 1) == -3
    assert regard.told(cells, 0, 1).endswith(" has money (2 of 5)")


def test_without_credit_the_record_counts_and_without_both_everybody_is_alike() -> None:
    rules = lake("bots: {worth: []}\n")
    regard, cells = Regard(rules), [0] * rules.layout.size
    cells[rules.layout.start("state", "coins") + 1] = 2
    assert regard.credit(cells, 0, 1) == 2
    assert regard.told(cells, 0, 1).endswith(" keeps its word (2 of 2)")
    text = LAKE["rules/lake/ruleset.yaml"].partition("record:")[0]
    bare = compile_rules(load_sources({**LAKE, "rules/lake/ruleset.yaml": text}), "north_shore", 2)
    assert Regard(bare).credit([0] * bare.layout.size, 0, 1) == 0
