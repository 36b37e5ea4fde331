"""What an author sees while typing, from the language server that editors use."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_game.authoring.audit.audit import audit
from alliance_game.content import load
from alliance_game.content.schema import write_schemas
from alliance_game.content.snippets import _EFFECTS
from alliance_game.definitions.effects import VERBS

from .server import VARIABLE, Server, command

ROOT = Path(__file__).parents[2]
NEEDED = f"needs node, and {VARIABLE}: the folder of `npm install yaml-language-server@1.25.0`"
pytestmark = pytest.mark.skipif(command() is None, reason=NEEDED)

CARD = ROOT / "cards" / "base" / "unwritten.yaml"
FIRST = "# yaml-language-server: $schema=../../schema/card.schema.json\n"
HEAD = f"{FIRST}title: Dock strike\nkind: incident\ntext: Nothing is unloaded.\n"

BROKEN = {
    "a field that is misspelt": ("efects: []\n", 5, "efects is not allowed"),
    "a verb that is misspelt": (
        "effects:\n- {change: world.order, by: 1}\n- {chnge: world.order, by: 1}\n",
        7,
        "chnge",
    ),
    "a verb that lacks something": ("effects:\n- {change: world.order}\n", 6, 'Missing property "by"'),
    "a part that no such effect has": ("effects:\n- {tell: Hello., too: 1}\n", 6, "too is not allowed"),
    "odds in other words": ("effects:\n- chance: 1 of 3\n  then: []\n", 6, "does not match the pattern"),
    "a tag that the rules lack": ("tags: [strom]\neffects: []\n", 5, '"soft"'),
    "too many copies": ("copies: 12\neffects: []\n", 5, "maximum of 9"),
    "a number in words": ("copies: two\neffects: []\n", 5, "Incorrect type"),
    "a selector that is misspelt": ("who: {most: it.might, wher: it.coins}\neffects: []\n", 5, "wher is not allowed"),
    "a price in an unknown track": (
        "who: any\nchoices:\n  a:\n    text: A\n    cost: {coin: 1}\n    fallback: true\n    effects: []\n",
        9,
        '"coins"',
    ),
    "a choice without words": ("who: any\nchoices:\n  a:\n    effects: []\n", 7, 'Missing property "text"'),
    "an agreement that is not there": ("effects:\n- {sign: pacts, between: [who, about]}\n", 6, '"pact"'),
    "a key twice": ("weight: 1\nweight: 2\neffects: []\n", 6, "unique"),
    "a bracket that stays open": ("tags: [soft\neffects: []\n", 6, ""),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server with this checkout open."""
    with Server(ROOT) as running:
        yield running


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_underlined_on_its_line(server: Server, name: str) -> None:
    body, line, words = BROKEN[name]
    faults = server.faults(CARD, HEAD + body)
    assert any(at == line and words in said for at, said in faults), faults
    assert {at for at, _ in faults} <= {line, line + 1}


def test_a_missing_field_is_told_at_the_top(server: Server) -> None:
    ((line, words),) = server.faults(CARD, FIRST + "title: A\nkind: incident\neffects: []\n")
    assert (line, words) == (2, 'Missing property "text".')


def test_nothing_is_wrong_with_the_base_content_and_the_examples(server: Server) -> None:
    files = sorted(path for top in ("cards", "rules", "examples") for path in (ROOT / top).rglob("*.yaml"))
    assert len(files) > 100
    assert {path.name: faults for path in files if (faults := server.faults(path))} == {}


def test_what_changes_another_card_is_right_too(server: Server) -> None:
    for text in (
        "extends: piracy\ntitle: Pirates again\n",
        "patch: calm\nset: {text: Nothing.}\n",
        "extends: calm\nwhen: null\n",
    ):
        assert server.faults(CARD, FIRST + text) == []


@pytest.mark.parametrize("place", ["effects:\n- |\n", "choices:\n  a:\n    text: A\n    effects:\n    - |\n"])
def test_verbs_are_offered_where_effects_stand(server: Server, place: str) -> None:
    offered = server.offers(CARD, HEAD + place)
    assert VERBS.keys() <= offered.keys()
    assert offered["change …"].startswith("{change: ${1:world.")
    assert {f"{verb} …" for verb in ("chance", "for_each", "schedule", "tell")} <= offered.keys()


@pytest.mark.parametrize("place", ["- {change: |, by: 1}", "- {change: world.|, by: 1}", "- change: |", "- set: |"])
def test_tracks_are_offered_where_one_is_changed(server: Server, place: str) -> None:
    offered = server.offers(CARD, f"{HEAD}effects:\n{place}\n")
    assert {"world.tension", "world.order", "who.coins", "target.support", "who.trust(about)"} <= offered.keys()
    assert offered["world.tension"] == "world.tension"


def test_in_a_tactic_the_tracks_are_those_of_the_acting_state(server: Server) -> None:
    tactic = ROOT / "rules" / "concert" / "tactics" / "unwritten.yaml"
    first = "# yaml-language-server: $schema=../../../schema/tactic.schema.json\ntitle: A\n"
    offered = server.offers(tactic, first + "effects:\n- {change: |, by: 1}\n")
    assert {"world.order", "self.coins", "partner.standing", "self.trust(partner)"} <= offered.keys()
    assert "who.coins" not in offered
    assert {"home", "power"} <= server.offers(tactic, first + "group: |\n").keys()


def test_selectors_tags_and_prices_are_offered(server: Server) -> None:
    assert {"it.might", "it.support"} <= server.offers(CARD, HEAD + "who:\n  most: |\n").keys()
    assert {"hard", "soft"} <= server.offers(CARD, HEAD + "tags: [|]\n").keys()
    assert {"coins", "standing"} <= server.offers(CARD, HEAD + "choices:\n  a:\n    cost:\n      |\n").keys()


def test_hovering_says_what_a_field_is(server: Server) -> None:
    said = server.hover(CARD, HEAD.replace("kind: incident", "kind: incident\nco|pies: 2") + "effects: []\n")
    assert "How many of it are in the deck." in said
    said = server.hover(CARD, HEAD + "effects:\n- {cha|nge: world.order, by: 1}\n")
    assert "The track to change, such as `world.tension`" in said
    assert "llowed" not in said


@pytest.mark.parametrize("kind", ["incident", "crisis"])
def test_a_whole_card_is_offered_and_passes_the_check(server: Server, kind: str, tmp_path: Path) -> None:
    body = written(server.offers(CARD, f"{FIRST}|\n")[f"{kind} …"])
    assert server.faults(CARD, FIRST + body) == []
    assert told(tmp_path, body) == []


def test_a_choice_is_offered_that_passes_the_check(server: Server, tmp_path: Path) -> None:
    head = HEAD + "who: any\nchoices:\n  wait:\n    text: Wait\n    fallback: true\n    effects: []\n  "
    body = head.removeprefix(FIRST) + indented(written(server.offers(CARD, head + "|\n")["choice …"]), "  ") + "\n"
    assert server.faults(CARD, FIRST + body) == []
    assert told(tmp_path, body) == []


def test_every_effect_that_is_offered_has_a_right_shape(server: Server) -> None:
    offered = server.offers(CARD, HEAD + "effects:\n- |\n")
    snippets = {label: text for label, text in offered.items() if label.endswith(" …")}
    assert len(snippets) == len(_EFFECTS) == len(VERBS)
    for label, text in snippets.items():
        assert server.faults(CARD, f"{HEAD}effects:\n- {written(text)}\n") == [], label


def test_a_pack_about_something_else_has_its_own_names(tmp_path: Path) -> None:
    fishery = ROOT / "examples" / "fishery"
    write_schemas(tmp_path / "schema", load([fishery]), "fishery")
    card = tmp_path / "cards" / "sea" / "unwritten.yaml"
    with Server(tmp_path, {"schema/card.schema.json": "cards/**/*.yaml"}) as server:
        head = HEAD.removeprefix(FIRST)
        offered = server.offers(card, head + "effects:\n- {change: |, by: 1}\n")
        assert {"world.stock", "who.boats", "who.grudge(about)"} <= offered.keys()
        assert "world.tension" not in offered
        assert server.faults(card, head + "tags: [weather]\neffects: []\n") == []
        # Without a modeline too: the settings say which schema is whose.
        assert server.faults(card, head + "tags: [hard]\neffects: []\n")[0][0] == 4


def written(snippet: str) -> str:
    """What a snippet leaves when nobody types anything else."""
    return re.sub(r"\$\{[0-9]+\|([^,|]*)[^}]*\|\}", r"\1", re.sub(r"\$\{[0-9]+:([^}]*)\}", r"\1", snippet))


def indented(text: str, by: str) -> str:
    """A text as an editor puts it into a line that is indented."""
    return text.replace("\n", f"\n{by}")


def told(folder: Path, body: str) -> list[str]:
    """What the check says of a card in a pack."""
    path = folder / "cards" / "base" / "dock_strike.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(body, encoding="utf-8")
    return [str(problem) for problem in audit([folder]).problems]
