"""The manual: everything of a ruleset is in it, said as the engine understands it, on a page that asks for nothing."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from alliance_game.authoring.manual import Entry, Manual, as_text, manual_of
from alliance_game.authoring.manual.expressions import FUNCTIONS, GROUPS, MEMBERS, PLACE, example, places
from alliance_game.authoring.manual.ground import Ground
from alliance_game.authoring.manual.page import page
from alliance_game.authoring.manual.verbs import MADE_OF, uses
from alliance_game.authoring.manual.written import one_line
from alliance_game.content import load
from alliance_game.content.remarks import remarks
from alliance_game.definitions import Library, RulesFolder
from alliance_game.definitions.base import FrozenDict
from alliance_game.definitions.effects import VERBS, Effect, EffectBase
from alliance_game.definitions.library import DeckCard
from alliance_game.errors import UnknownName
from alliance_game.language.parser import COMPREHENSIONS
from alliance_game.language.resolver import _ARITY
from tests.authoring.transcripts import ROOT, run, shows, transcript
from tests.sim.test_page import Element, read
from tests.table import library

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"
RULESETS = pytest.mark.parametrize("ruleset", ["concert", "fishery"])
HOSTILE = '<script>alert("&1")</script>'


@cache
def content(ruleset: str) -> Library:
    return load([FISHERY]) if ruleset == "fishery" else library()


@cache
def manual(ruleset: str) -> Manual:
    return manual_of(content(ruleset), ruleset)


@cache
def shown(ruleset: str) -> Element:
    return read(page(manual(ruleset)))


def entries(found: Manual, chapter: str) -> dict[str, Entry]:
    return {entry.id: entry for each in found.chapters if each.id == chapter for entry in each.entries}


def said(entry: Entry) -> str:
    """Everything that an entry says, in one line."""
    parts = [*entry.paragraphs]
    for part in entry.parts:
        parts += [part.title, part.code, *part.lines, *(line.text for line in part.outline)]
    return " ".join([*parts, *(word for row in entry.rows for word in row)])


# Everything is in it


def folder(ruleset: str) -> RulesFolder:
    return content(ruleset).rulesets[ruleset]


def hyphened(*names: str) -> str:
    return "-".join(name.replace("_", "-") for name in names)


@RULESETS
def test_every_track_tactic_card_and_rule_has_an_entry(ruleset: str) -> None:
    found, rules = manual(ruleset), folder(ruleset)
    tracks = rules.ruleset.tracks
    scopes = ("world", "state", "pair", "crisis", "crisis_state")
    wanted = {hyphened("track", scope, name) for scope in scopes for name in getattr(tracks, scope)}
    assert entries(found, "tracks").keys() == wanted
    assert entries(found, "tactics").keys() == {hyphened("tactic", name) for name in rules.tactics}
    assert entries(found, "agreements").keys() == {hyphened("agreement", name) for name in rules.agreements}
    assert entries(found, "agendas").keys() == {hyphened("agenda", name) for name in rules.agendas}
    assert {hyphened("phase", phase.id) for phase in rules.ruleset.phases} <= entries(found, "phases").keys()
    assert entries(found, "blocks").keys() == {hyphened("block", name) for name in rules.ruleset.blocks}
    values = rules.ruleset.values
    named = {hyphened("value", scope, name) for scope in scopes for name in getattr(values, scope, {})}
    assert entries(found, "values").keys() == named


@RULESETS
def test_every_card_has_an_entry_with_all_its_choices(ruleset: str) -> None:
    cards = entries(manual(ruleset), "cards")
    wanted = {"concert": "base", "fishery": "sea"}[ruleset]
    held = {name: each.card for name, each in content(ruleset).cards.items() if each.deck == wanted}
    assert cards.keys() == {hyphened("card", name) for name in held}
    for name, card in held.items():
        entry = cards[hyphened("card", name)]
        assert entry.title == card.title
        for choice in getattr(card, "choices", {}).values():
            part = next(part for part in entry.parts if part.title == choice.text)
            assert sum(line.startswith("Effect: ") for line in part.lines) == 1
            assert ("Always possible" in " ".join(part.lines)) is choice.fallback


@RULESETS
def test_every_verb_has_an_entry_with_all_its_fields(ruleset: str) -> None:
    verbs = entries(manual(ruleset), "effects")
    assert verbs.keys() == {hyphened("verb", verb) for verb in VERBS}
    assert set(MADE_OF) == set(VERBS.values())
    shared = set(remarks(EffectBase))
    for verb, model in VERBS.items():
        rows = dict(verbs[hyphened("verb", verb)].rows)
        every = {field.alias or name for name, field in model.model_fields.items()}
        assert rows.keys() == (every if verb == "if" else every - shared)
        assert all(rows.values())


def test_every_function_and_set_has_an_entry() -> None:
    """A function that the language gets must be explained here."""
    explained = {word.written.split("(")[0] for word in FUNCTIONS}
    assert explained == set(_ARITY) | set(COMPREHENSIONS)
    assert {word.written.split("(")[0] for word in FUNCTIONS if " in " in word.written} == set(COMPREHENSIONS)
    found = entries(manual("concert"), "expressions")
    assert len(found) == sum(len(each.entries) for each in manual("concert").chapters if each.id == "expressions")


def test_examples_of_expressions_are_understood_by_the_ruleset() -> None:
    """Concert has everything, so that every word has an example that its resolver takes."""
    found = {entry.title: entry for entry in entries(manual("concert"), "expressions").values()}
    without = {title for title, entry in found.items() if not entry.parts}
    assert without == {"names"}
    assert found["max of"].parts[0].lines == ("The highest support of other states.",)
    assert found["tagged"].parts[0].code == "crisis.tagged(conflict)"
    assert not list(example(Ground(content("fishery"), "fishery"), next(w for w in MEMBERS if w.name == "tagged")))
    wanted = {place for _, words in GROUPS for word in words for place in PLACE.findall(word.example)}
    assert wanted == places(Ground(library(), "concert").rules.program.symbols).keys()


@RULESETS
def test_settings_are_told(ruleset: str) -> None:
    settings, rules = entries(manual(ruleset), "settings"), folder(ruleset).ruleset
    for name in ("lengths", "difficulties", "options", "constants", "tags", "groups", "tallies", "decks"):
        assert [row[0] for row in settings[f"settings-{name}"].rows] == list(getattr(rules, name))
    assert {row[0] for row in settings["settings-scenarios"].rows} == {
        name for name, each in content(ruleset).scenarios.items() if each.ruleset == ruleset
    }


# It says what the engine does


def test_sentences_are_made_from_the_rules() -> None:
    """Change a number in a definition, and the manual says another sentence."""
    before = said(entries(manual("concert"), "tactics")["tactic-levy"])
    assert "Effect: coins +3; support −2." in before
    rules = folder("concert")
    richer = rules.ruleset.model_copy(update={"constants": FrozenDict({**rules.ruleset.constants, "levy_coins": 5})})
    changed = replace(
        library(),
        rulesets=FrozenDict({**library().rulesets, "concert": rules.model_copy(update={"ruleset": richer})}),
        digest="",
    )
    after = said(entries(manual_of(changed, "concert"), "tactics")["tactic-levy"])
    assert "Effect: coins +5; support −2." in after


def test_tactics_tell_parameters_prices_conditions_and_consent() -> None:
    treaty = entries(manual("concert"), "tactics")["tactic-multilateral-treaty"]
    assert [part.title for part in treaty.parts if part.title] == ["Found the treaty", "Join the treaty"]
    pact = said(entries(manual("concert"), "tactics")["tactic-bilateral-pact"])
    for sentence in (
        "Menu: Agreements.",
        "Choose another state (partner).",
        "Possible if trust with the partner is 4 or more; no pact with the partner.",
        "It needs the consent of the partner.",
        "Once a round for each state.",
    ):
        assert sentence in pact


def test_duties_are_told() -> None:
    pact = said(entries(manual("concert"), "agreements")["agreement-pact"])
    assert "Only if the crisis targets the partner." in pact
    assert "Done if share in the crisis is at least" in pact
    assert "trust with the partner −3" in pact
    accord = said(entries(manual("fishery"), "agreements")["agreement-accord"])
    assert "Looked at when a round ends." in accord
    assert "Who does it: grudge with the partner −1." in accord


def test_rules_are_told_as_an_outline() -> None:
    """Each name as its author wrote it, each loop with what stands in it."""
    phases = entries(manual("concert"), "phases")
    lines = [(line.depth, line.text) for part in phases["phase-upkeep"].parts for line in part.outline]
    at = lines.index((0, "For every state a:"))
    assert lines[at + 1] == (1, "For every state b where a is not b, and trust between a and b is 2 or less:")
    assert lines[at + 2 : at + 4] == [(2, "If a pact between a and b:"), (3, "Pact between a and b ends.")]
    resolution = [line.text for part in phases["phase-resolution"].parts for line in part.outline]
    assert "For every open crisis c where the option “Fog of destiny” is chosen:" in resolution
    assert "Block “meet” with c = c." in resolution
    fall = [line.text for part in entries(manual("concert"), "blocks")["block-fall"].parts for line in part.outline]
    assert fall[:2] == ["s: points −2.", "s: support becomes 5."]


@RULESETS
def test_examples_of_effects_are_what_an_author_would_write(ruleset: str) -> None:
    """Each is YAML, and reads back as an effect of that verb."""
    adapter: TypeAdapter[EffectBase] = TypeAdapter(Effect)
    for name, entry in entries(manual(ruleset), "effects").items():
        for part in entry.parts:
            effect = adapter.validate_python(yaml.safe_load(part.code))
            assert hyphened("verb", next(verb for verb, model in VERBS.items() if type(effect) is model)) == name
    ground = Ground(content(ruleset), ruleset)
    written = [effect for _, effect, _ in uses(ground.rules)]
    assert len(written) > 30
    for effect in written:
        assert one_line(adapter.validate_python(yaml.safe_load(one_line(effect)))) == one_line(effect)


def test_a_ruleset_without_a_scenario_has_a_manual_too() -> None:
    alone = replace(
        content("fishery"),
        scenarios=FrozenDict({k: v for k, v in content("fishery").scenarios.items() if k != "fishery"}),
        digest="",
    )
    found = manual_of(alone, "fishery")
    assert entries(found, "tactics").keys() == entries(manual("fishery"), "tactics").keys()
    assert not entries(found, "cards")


def test_a_ruleset_that_is_not_there() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'concert'"):
        manual_of(library(), "consert")


# As text and as a page


@RULESETS
def test_text_has_everything_and_fits(ruleset: str) -> None:
    text = as_text(manual(ruleset))
    plain = " ".join(text.split())
    for chapter in manual(ruleset).chapters:
        for entry in chapter.entries:
            assert entry.title in text
            for part in entry.parts:
                assert all(" ".join(line.split()) in plain for line in part.lines)
    codes = {part.code for each in manual(ruleset).chapters for entry in each.entries for part in entry.parts}
    assert all(len(line) <= 78 or line.strip() in codes for line in text.splitlines())


@RULESETS
def test_the_page_is_whole_and_asks_for_nothing(ruleset: str) -> None:
    root = shown(ruleset)
    for tag in ("script", "link", "img", "iframe", "object"):
        assert not root.all(tag)
    text = page(manual(ruleset))
    assert "url(" not in text
    assert "@import" not in text
    assert "src=" not in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text


@RULESETS
def test_contents_lead_to_every_entry(ruleset: str) -> None:
    root = shown(ruleset)
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    links = [element.attributes["href"] for element in root.all("a")]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    articles = {element.attributes["id"] for element in root.all("article")}
    every = {entry.id for chapter in manual(ruleset).chapters for entry in chapter.entries}
    assert articles == every
    assert {f"#{name}" for name in every} <= set(links)


def test_nothing_that_an_author_wrote_is_html() -> None:
    rules = folder("concert")
    thaw = rules.ruleset.tracks.world["thaw"].model_copy(update={"title": HOSTILE, "about": HOSTILE})
    world = FrozenDict({**rules.ruleset.tracks.world, "thaw": thaw})
    tracks = rules.ruleset.tracks.model_copy(update={"world": world})
    ruleset = rules.ruleset.model_copy(update={"tracks": tracks, "title": HOSTILE, "about": HOSTILE})
    levy = rules.tactics["levy"].model_copy(update={"title": HOSTILE, "about": HOSTILE})
    tactics = FrozenDict({**rules.tactics, "levy": levy})
    summit = library().cards["summit"]
    card = DeckCard(summit.card.model_copy(update={"title": HOSTILE, "text": HOSTILE}), summit.deck)
    hostile = replace(
        library(),
        rulesets=FrozenDict({"concert": rules.model_copy(update={"ruleset": ruleset, "tactics": tactics})}),
        cards=FrozenDict({**library().cards, "summit": card}),
        digest="",
    )
    text = page(manual_of(hostile, "concert"))
    assert "<script" not in text.lower()
    assert text.count("&lt;script&gt;") > 6
    read(text)


# The docs


def test_the_docs_show_what_the_commands_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page on paper: the manual, the cards, and the pages for a class."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))
    found = transcript(ROOT / "docs" / "authoring" / "print.md")
    assert [arguments[0] for arguments, _ in found] == ["manual"] * 2 + ["print"] * 6
    for arguments, shown in found:
        said = run(arguments, capsys)
        assert shows(said, shown), (arguments, said[:20])
