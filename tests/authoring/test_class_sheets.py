"""Briefings, role cards and slips on paper: whose text stands where, for any ruleset, and whole pages in a browser."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from alliance_game.authoring.sheets import PAPERS, Paper, bids, briefings, roles
from alliance_game.authoring.sheets.document import MARGIN
from alliance_game.authoring.sheets.leaves import SIZES, Leaf, Part, size_of
from alliance_game.content import load
from alliance_game.content.roles import roles as known_roles
from alliance_game.content.schema import schema_text
from alliance_game.definitions import Library, Scenario
from alliance_game.definitions.agreements import Marks
from alliance_game.definitions.base import Definition, FrozenDict
from alliance_game.definitions.scenario import Lesson
from alliance_game.engine import compile_rules
from alliance_game.engine.rules import Rules
from alliance_game.errors import AllianceError
from tests.authoring.test_sheets import BROWSER, FISHERY, HOSTILE, PAPER, boxes, chromium
from tests.sim.test_page import read
from tests.table import library

STORY = "The ministers have met before, and each of them remembers it differently. " * 8
"""A paragraph of about 600 letters."""
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsgesellschaft" * 2
"""What no line has room for."""


@cache
def fishery() -> Rules:
    return compile_rules(load([FISHERY]), "fishery", 3)


@cache
def concert(states: int = 4, length: str | None = None) -> Rules:
    return compile_rules(library(), "concert", states, length)


def told(story: str = STORY, words: str = "") -> Rules:
    """Concert for two, with everything that a scenario can tell; ``words`` are added to each text."""
    plain = library().scenarios["concert"]
    one, other = plain.states[:2]
    states = (
        one.model_copy(
            update={
                "about": f"The first seat.{words}",
                "briefing": f"{story}\n\n{story}{words}",
                "agendas": ("arsenal",),
            }
        ),
        other.model_copy(update={"title": f"Germany{words}", "start": FrozenDict({"coins": "7", "ready": "1"})}),
    )
    changed: dict[str, object] = {
        "states": states,
        "briefing": f"{story}{words}",
        "era": "1949 to 1969",
        "own_rules": (f"Nobody may borrow.{words}",),
        "teaches": (f"why allies quarrel{words}",),
        "questions": (f"Who paid, and who did not?{words}",),
        "lessons": (Lesson(minutes=45, length="lesson", text=f"Stop after round 3.{words}"),),
        "seats": plain.seats.model_copy(update={"max": 2}),
    }
    return compile_rules(with_scenario(plain.model_copy(update=changed)), "concert")


def with_scenario(scenario: Scenario) -> Library:
    """The base content with another Concert."""
    return replace(library(), scenarios=FrozenDict({"concert": scenario}), digest="")


def said(html: str) -> str:
    """All the text in a piece of a page, in the order in which it is read."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def pieces(page: str, tag: str) -> list[str]:
    """Everything on a page between the marks of a tag."""
    return re.findall(f"<{tag}[ >].*?</{tag}>", page, re.DOTALL)


def leaves(rules: Rules) -> dict[str, str]:
    """What stands on each leaf, by its title."""
    found = pieces(briefings.page(rules, PAPERS["a4"]), "section")
    return {said(pieces(leaf, "h1")[0]): said(leaf) for leaf in found}


# Briefings


def test_a_leaf_for_the_table_one_for_each_state_and_one_for_the_teacher() -> None:
    assert list(leaves(told())) == ["Concert", "France", "Germany", "For the teacher"]
    assert list(leaves(concert())) == ["Concert", "France", "Germany", "Japan", "Brazil", "For the teacher"]
    assert list(leaves(fishery())) == ["The bank", "Iceland", "Norway", "Ireland"]


def test_the_table_reads_the_story_and_how_the_world_stands() -> None:
    table = leaves(told())["Concert"]
    for wanted in ("1949 to 1969", STORY.strip(), "Nobody may borrow.", "France: The first seat.", "Tension 3 At 10"):
        assert wanted in table
    assert "Trust, of any two states 3" in table
    assert "Who paid" not in table
    bank = leaves(fishery())["The bank"]
    assert "Fish 36 What is left on the bank" in bank
    assert "Nets out" not in bank


def test_a_team_reads_its_own_story_numbers_and_agendas() -> None:
    found = leaves(told())
    france, germany = found["France"], found["Germany"]
    assert france.count(STORY.strip()) == 2
    assert STORY.strip() not in germany
    assert "Support 6 What the voters think Coins 4 What the treasury can spend" in france
    assert "Coins 7 What the treasury can spend" in germany
    assert "Ready yes" in germany
    assert "Ready" not in france
    assert "Votes in round by lot: 3 or 4" in france
    assert all("Nobody may borrow." in text for text in (france, germany))


def test_only_agendas_that_a_state_can_be_dealt_are_told() -> None:
    agendas = library().rulesets["concert"].agendas
    found = leaves(told())
    assert [name for name, each in agendas.items() if each.text in found["France"]] == ["arsenal"]
    assert {name for name, each in agendas.items() if each.text in found["Germany"]} == {*agendas} - {"arsenal"}
    assert "Banker. End with coins in your treasury. Full at 6, part at 4." in found["Germany"]
    assert "In full it is worth 8 points, in part 4." in found["Germany"]
    assert "Full at 4, part at 2." in leaves(concert(4, "lesson"))["France"]
    assert "agenda" not in leaves(fishery())["Iceland"]


def test_marks_that_are_known_beforehand_are_numbers() -> None:
    """Others are told in words: here the tension at the end."""
    rules = library().rulesets["concert"]
    marks = FrozenDict({"standard": Marks(full="3 if players < 5 else 2", part="world.tension")})
    banker = rules.agendas["banker"].model_copy(update={"marks": marks})
    changed = rules.model_copy(update={"agendas": FrozenDict({**rules.agendas, "banker": banker})})
    odd = replace(library(), rulesets=FrozenDict({"concert": changed}), digest="")
    assert "Full at 3, part at tension." in leaves(compile_rules(odd, "concert", 4))["France"]
    assert "Full at 2, part at tension." in leaves(compile_rules(odd, "concert", 5))["France"]


def test_the_teacher_reads_goals_advice_and_questions() -> None:
    found = leaves(told())["For the teacher"]
    for wanted in (
        "why allies quarrel",
        "45 minutes, length “lesson”. Stop after round 3.",
        "Who paid, and who did not?",
    ):
        assert wanted in found


def test_what_a_scenario_does_not_tell_leaves_no_heading() -> None:
    only = library().scenarios["concert"].model_copy(update={"teaches": ("why allies quarrel",), "questions": ()})
    rules = compile_rules(with_scenario(only), "concert", 2)
    titles = [said(heading) for heading in pieces(briefings.page(rules, PAPERS["a4"]), "h2")]
    assert titles.count("What it teaches") == 1
    assert "To talk about afterwards" not in titles
    assert "What is different here" not in titles


def test_letters_shrink_until_a_leaf_fits_and_no_further() -> None:
    def leaf(paragraphs: int) -> Leaf:
        return Leaf("state", "Over", "Title", "", (Part(paragraphs=(STORY,) * paragraphs),))

    found = [size_of(leaf(count), PAPERS["letter"]) for count in (1, 7, 40)]
    assert found[0] == SIZES[0] > found[1] > found[2] == SIZES[-1]


# Roles


def test_every_state_has_every_role() -> None:
    found = Counter((card.state, card.title) for card in roles.cards_of(concert()))
    assert set(found.values()) == {1}
    assert len(found) == 4 * 6


def test_duties_follow_the_phases_of_the_ruleset() -> None:
    head = next(role for role in known_roles() if role.id == "head")
    found = list(roles.duties(head, concert().program.phases))
    assert [duty.phase for duty in found] == [
        *("Situation", "Diplomacy", "Pledge", "Commitment"),
        "New governments settle in, Resolution, Upkeep",
    ]
    assert [duty.text for duty in found] == [head.draw, head.act, head.ask, head.sealed, head.do]
    assert found[2].prompt == "How many coins will you promise, aloud?"
    sea = list(roles.duties(head, fishery().program.phases))
    assert [duty.phase for duty in sea[:-1]] == ["Proposals", "The sea", "The harbour", "Nets out"]
    assert [duty.text for duty in sea] == [head.ask, head.draw, head.act, head.sealed, head.do]


def test_the_card_of_a_second_role_says_so() -> None:
    cards = {card.title: card for card in roles.cards_of(fishery()) if card.state == "Iceland"}
    assert cards["Head of government"].more == ("In a team of 3 you are this too: Home affairs minister.",)
    assert cards["Finance and defence minister"].more[0].startswith("The numbers of your state: Money, Boats, ")
    assert "track" not in roles.page(fishery(), PAPERS["a4"])
    assert "Pledge" not in roles.page(fishery(), PAPERS["a4"])


def test_roles_are_on_the_page_whole() -> None:
    text = roles.page(concert(2), PAPERS["a4"])
    texts = [said(card) for card in pieces(text, "article")]
    for role in known_roles():
        assert sum(all(each in card for each in role.told()) for card in texts) == 2
    rows = [[said(cell) for cell in re.findall("<t[hd].*?</t[hd]>", row)] for row in pieces(text, "tr")]
    assert rows[4] == ["Home affairs minister", "Head of government as well", "1 pupil", "1 pupil", "1 pupil"]
    assert rows[6] == ["Press and observer", "–", "–", "–", "1 pupil"]


def test_schemas_of_content_do_not_know_roles() -> None:
    """Definitions are found by their names: those of roles are names that no other has."""
    names = [each.__name__ for each in Definition.__subclasses__()]
    assert [name for name in ("SecondRole", "Role", "Roles") if names.count(name) != 1] == []
    assert "SecondRole" not in schema_text("ruleset", library())


# Slips


@pytest.mark.parametrize(("length", "rounds"), [("standard", 8), ("lesson", 5)])
def test_a_slip_for_each_state_and_round(length: str, rounds: int) -> None:
    heads = [said(head) for head in pieces(bids.page(concert(3, length), PAPERS["a4"]), "h2")]
    names = ("France", "Germany", "Japan")
    assert heads == [f"{name} · round {turn} of {rounds}" for name in names for turn in range(1, rounds + 1)]


def test_slips_ask_what_the_ruleset_asks() -> None:
    text = pieces(bids.page(concert(), PAPERS["a4"]), "article")[0]
    slip = read(text)
    assert [said(head) for head in pieces(pieces(text, "thead")[0], "th")] == [
        "Crisis",
        "Pledge (aloud) How many coins will you promise, aloud?",
        "Commitment (in secret) How many coins will you give, in secret?",
    ]
    rows = slip.all("tbody")[0].all("tr")
    assert [len(row.all("td")) for row in rows] == [2] * concert().layout.slots
    assert [len(row.all("td", "sealed")) for row in rows] == [1] * 4
    sea = pieces(bids.page(fishery(), PAPERS["a4"]), "article")[0]
    assert len(pieces(sea, "table")) == 1
    assert [said(head) for head in pieces(sea, "th")] == [
        *("Question", "Number"),
        "Proposals (aloud) What quota do you propose for each state?",
        "Nets out (in secret) How much will you catch, in secret?",
    ]
    assert "crises" not in bids.page(fishery(), PAPERS["a4"])


def test_rules_that_never_ask_have_no_slips() -> None:
    program = concert().program
    silent = replace(concert(), program=replace(program, phases=tuple(each for each in program.phases if not each.ask)))
    with pytest.raises(AllianceError, match="nothing to print: Concert never asks for a number"):
        bids.page(silent, PAPERS["a4"])


# Pages


def pages(paper: Paper, *several: Rules) -> dict[str, str]:
    """All pages of some games."""
    printers = {"briefings": briefings.page, "roles": roles.page, "bids": bids.page}
    return {
        f"{name} {number}": printer(rules, paper)
        for number, rules in enumerate(several)
        for name, printer in printers.items()
    }


def test_nothing_that_an_author_wrote_is_html_and_nothing_is_fetched() -> None:
    for text in pages(PAPERS["letter"], told(words=HOSTILE)).values():
        assert "<script" not in text.lower()
        assert "&lt;script&gt;" in text
        assert "url(" not in text
        assert "default-src 'none'" in text
        root = read(text)
        assert not [part.tag for part in root.all() if part.tag in ("script", "link", "img", "iframe")]
        assert not [part for part in root.all() if {"src", "href"} & part.attributes.keys()]


def test_headings_and_tables_can_be_heard() -> None:
    """One first heading for each leaf, no level left out, and every cell of a table below and beside a head."""
    for text in pages(PAPERS["a4"], told(), fishery()).values():
        root = read(text)
        levels = [int(part.tag[1]) for part in root.all() if re.fullmatch("h[1-6]", part.tag)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for table in root.all("table"):
            heads = table.all("thead")[0].all("th")
            assert all(head.attributes["scope"] == "col" for head in heads)
            for row in table.all("tbody")[0].all("tr"):
                assert row.parts[0].tag == "th"
                assert len(row.parts) == len(heads)


# In a browser

MEASURE = """<script>
const found = [...document.querySelectorAll(".cut")].map(cut => ({
  high: cut.getBoundingClientRect().height + parseFloat(getComputedStyle(cut).marginTop),
  wide: cut.scrollWidth - cut.clientWidth}));
document.body.innerHTML = "<pre>" + JSON.stringify(found) + "</pre>";
</script></body>"""
PIXEL = 25.4 / 96
LINES_ABOVE = 25.0
"""At most so high, in millimetres, is what stands above the first slip."""


def pdf(folder: Path, text: str) -> list[tuple[float, float]]:
    """The sizes of the printed pages, in points."""
    file, made = folder / "page.html", folder / "page.pdf"
    file.write_text(text, encoding="utf-8")
    chromium(folder, "--no-pdf-header-footer", f"--print-to-pdf={made}", file.as_uri())
    return boxes(made.read_bytes())


def heights(folder: Path, text: str) -> list[float]:
    """How high each piece to cut out is, in millimetres; nothing stands out of it to the right."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace("</body>", MEASURE)
    file = folder / "measured.html"
    file.write_text(text, encoding="utf-8")
    found = re.search(r"<pre>(.*)</pre>", chromium(folder, "--dump-dom", file.as_uri()), re.DOTALL)
    assert found is not None
    each = json.loads(found[1])
    assert [piece for piece in each if piece["wide"] > 0] == []
    return [piece["high"] * PIXEL for piece in each]


def packed(high: Sequence[float], room: float) -> int:
    """How many pages whole pieces take, one below the other."""
    count, used = 1, 0.0
    for piece in high:
        count, used = (count, used + piece) if used + piece <= room else (count + 1, piece)
    return count


@BROWSER
@PAPER
def test_each_briefing_is_one_page_of_the_paper(paper: Paper, tmp_path: Path) -> None:
    for rules in (told(), told(STORY * 2), concert(6), fishery()):
        text = briefings.page(rules, paper)
        sizes = pdf(tmp_path, text)
        assert len(sizes) == text.count("<section")
        for width, height in sizes:
            assert width * 25.4 / 72 == pytest.approx(paper.width, abs=0.3)
            assert height * 25.4 / 72 == pytest.approx(paper.height, abs=0.3)


@BROWSER
def test_a_story_that_is_too_long_goes_on_with_a_second_page(tmp_path: Path) -> None:
    text = briefings.page(told(STORY * 6), PAPERS["letter"])
    assert len(pdf(tmp_path, text)) > text.count("<section")


@BROWSER
@PAPER
def test_two_role_cards_lie_on_a_sheet(paper: Paper, tmp_path: Path) -> None:
    for rules in (concert(2), fishery(), told(words=LONG_WORD)):
        text = roles.page(rules, paper)
        assert len(pdf(tmp_path, text)) == 1 + text.count("<article") // 2
        assert max(heights(tmp_path, text)) < (paper.height - 2 * MARGIN) / 2 + 2


@BROWSER
@PAPER
def test_no_slip_is_torn(paper: Paper, tmp_path: Path) -> None:
    """Slips are as many on a page as have room there: what is left over goes on with the next."""
    room = paper.height - 2 * MARGIN
    for rules, least in ((concert(6), 4), (fishery(), 6), (told(words=LONG_WORD), 3)):
        text = bids.page(rules, paper)
        each = heights(tmp_path, text)
        assert room // max(each) >= least
        # The first page has a few lines about the slips above them.
        assert packed(each, room) <= len(pdf(tmp_path, text)) <= packed([LINES_ABOVE, *each], room)
