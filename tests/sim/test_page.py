"""The page of a report: self-contained, honest, the same for the same run, and readable without seeing it."""

import re
import shlex
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser
from math import comb
from pathlib import Path
from random import Random
from typing import Any

import pytest

from alliance_game.cli import main
from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.engine import compile_rules
from alliance_game.sim import Report, Tally, simulate
from alliance_game.sim.page import page, template_text
from alliance_game.sim.page.amounts import average, decimal, share, whole_percent
from alliance_game.sim.page.chance import beyond_chance, tail
from alliance_game.sim.page.exhibits import Count, together
from alliance_game.sim.page.parts import Bar
from alliance_game.sim.page.pictures import MOST_BARS, bars, scale_for, share_scale
from alliance_game.sim.page.playing import CRISIS, playing
from alliance_game.sim.page.titles import Titles
from alliance_game.sim.page.winners import SEAT, WON, winners
from alliance_game.sim.page.words import effects, evenness, outcomes, sharpness, tactics
from alliance_game.sim.report import MeanReport, report_of
from tests.table import library

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"
NUMBER = re.compile(r"[+−]?\d[\d,]*\.\d+(?:\u00a0%)?")


@cache
def fishery() -> Library:
    return load([FISHERY])


@cache
def played(scenario: str = "concert") -> Report:
    """A few dozen quick games."""
    if scenario == "fishery":
        return simulate(fishery(), 30, ("random", "greedy", "random"), "fishery", seed=7)
    return simulate(library(), 40, ("random",) * 4, difficulty="gentle", seed=3)


def report(scenario: str = "concert") -> Any:
    """The same, to be changed at will."""
    return deepcopy(played(scenario))


@cache
def shown(scenario: str = "concert") -> str:
    return page(played(scenario), fishery() if scenario == "fishery" else library())


def sentences(text: str) -> dict[str, str]:
    """What each section says in its sentence."""
    found = re.findall(r'<section id="([^"]+)".*?<p class="shows">(.*?)</p>', text, re.DOTALL)
    return {name: said.replace("\u00a0", " ") for name, said in found}


@dataclass
class Element:
    """A part of a page."""

    tag: str
    attributes: dict[str, str]
    parts: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str = "", kind: str = "") -> list["Element"]:
        """Every element inside, of a tag or a class."""
        found = []
        for part in self.parts:
            if (not tag or part.tag == tag) and (not kind or kind in part.attributes.get("class", "").split()):
                found.append(part)
            found += part.all(tag, kind)
        return found


class Reader(HTMLParser):
    """Reads a page into elements, and refuses one whose tags do not fit together."""

    EMPTY = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(text)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in self.EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data


def read(text: str) -> Element:
    return Reader(text).root


SCENARIOS = pytest.mark.parametrize("scenario", ["concert", "fishery"])


# One file


@SCENARIOS
def test_nothing_is_fetched_and_nothing_is_run(scenario: str) -> None:
    """No address but places in the page itself, no script, no picture from elsewhere."""
    text = shown(scenario)
    assert "://" not in text
    assert "url(" not in text
    assert "@import" not in text
    found = read(text).all()
    assert {each.tag for each in found} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
    } == set()
    ids = [each.attributes["id"] for each in found if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    for each in found:
        assert not {name for name in each.attributes if name in ("src", "srcset", "action") or name.startswith("on")}
        if "href" in each.attributes:
            assert each.attributes["href"].removeprefix("#") in ids
            assert each.attributes["href"].startswith("#")


def test_equal_runs_give_equal_pages() -> None:
    """However long they took, and whatever was shown before."""
    again = simulate(library(), 40, ("random",) * 4, difficulty="gentle", seed=3)
    assert page({**again, "seconds": 1234.5}, library()) == shown()
    other = simulate(library(), 40, ("random",) * 4, difficulty="gentle", seed=4)
    assert page(other, library()) != shown()


def test_titles_are_never_taken_for_html() -> None:
    """Neither in the text nor inside a picture."""
    evil = "<script>alert(1)</script>"
    text = page(report(), retitled(library(), evil))
    root = read(text)
    assert "<script" not in text
    assert [each for each in root.all() if each.tag == "script"] == []
    assert [each.text for each in root.all("text", "label") if evil in each.text]
    assert [each.text for each in root.all("th") if each.text == evil]
    assert [each.text for each in root.all("desc") if evil in each.text]
    assert [each.text for each in root.all("h1") if evil in each.text]


def retitled(known: Library, title: str) -> Library:
    """A library in which everything has the same title."""
    scenario, rules = known.scenario("concert"), known.rules_of("concert")
    states = tuple(state.model_copy(update={"title": title}) for state in scenario.states)
    track = rules.ruleset.tracks.world["tension"].model_copy(update={"title": title})
    tracks = rules.ruleset.tracks.model_copy(update={"world": {**rules.ruleset.tracks.world, "tension": track}})
    folder = rules.model_copy(
        update={
            "tactics": {name: each.model_copy(update={"title": title}) for name, each in rules.tactics.items()},
            "agendas": {name: each.model_copy(update={"title": title}) for name, each in rules.agendas.items()},
            "ruleset": rules.ruleset.model_copy(update={"tracks": tracks}),
        }
    )
    cards = {
        name: held._replace(card=held.card.model_copy(update={"title": title})) for name, held in known.cards.items()
    }
    return replace(
        known,
        scenarios={"concert": scenario.model_copy(update={"title": title, "states": states})},
        rulesets={scenario.ruleset: folder},
        cards=cards,
    )


# Readable


@SCENARIOS
def test_every_number_in_a_picture_stands_in_the_table_beside_it(scenario: str) -> None:
    """The words of a picture, and what it is for somebody who does not see it."""
    seen = 0
    for exhibit in read(shown(scenario)).all("div", "beside"):
        numbers = {number for cell in exhibit.all("td") for number in NUMBER.findall(cell.text)}
        for picture in exhibit.all("svg"):
            drawn = [*picture.all("desc"), *picture.all("text", "value"), *picture.all("text", "note")]
            found = {number for each in drawn for number in NUMBER.findall(each.text)}
            assert found <= numbers
            seen += len(found)
    assert seen > 50


@SCENARIOS
def test_pictures_and_tables_can_be_read_aloud(scenario: str) -> None:
    """A picture has a title and a description, a table a caption, and every head says what it is the head of."""
    root = read(shown(scenario))
    assert root.all("html")[0].attributes["lang"] == "en"
    for picture in root.all("svg"):
        title, description = picture.parts[0], picture.parts[1]
        assert (title.tag, description.tag, picture.attributes["role"]) == ("title", "desc", "img")
        assert picture.attributes["aria-labelledby"].split() == [title.attributes["id"], description.attributes["id"]]
        assert title.text
        assert description.text
    for table in root.all("table"):
        heads = table.all("thead")[0].all("th")
        assert table.all("caption")[0].text
        assert {each.attributes["scope"] for each in heads} == {"col"}
        for row in table.all("tbody")[0].all("tr"):
            assert [each.tag for each in row.parts] == ["th"] + ["td"] * (len(heads) - 1)
            assert row.parts[0].attributes["scope"] == "row"
            kinds = [each.attributes.get("class") for each in row.parts]
            assert kinds == [each.attributes.get("class") for each in heads]


@SCENARIOS
def test_people_read_titles_and_not_ids(scenario: str) -> None:
    """Of cards, tactics, states, tracks and what is counted, in tables and pictures alike."""
    root = read(shown(scenario))
    said = [each.text for tag in ("th", "text", "desc", "p", "h2") for each in root.all(tag)]
    assert [text for text in said if "_" in text] == []
    known = fishery() if scenario == "fishery" else library()
    titles = {held.card.title for _, held in known.cards_of(scenario)}
    assert titles <= set(said)


@SCENARIOS
def test_nothing_is_drawn_outside_its_picture(scenario: str) -> None:
    """Across the page in percent, down in pixels."""
    for picture in read(shown(scenario)).all("svg"):
        height = int(picture.attributes["height"])
        for shape in picture.parts[2:]:
            numbers = shape.attributes
            across = [numbers[name] for name in ("x", "x1", "x2", "cx") if name in numbers]
            assert all(0 <= float(place.removesuffix("%")) <= 100 for place in across)
            if "width" in numbers:
                assert float(numbers["x"].removesuffix("%")) + float(numbers["width"].removesuffix("%")) <= 100.16
            down = [int(numbers[name]) for name in ("y", "y1", "y2", "cy") if name in numbers]
            assert all(0 <= place <= height for place in down)


def test_a_sheet_of_paper_holds_each_picture() -> None:
    """Many bars are spread evenly over several pictures."""
    amount = share(1, 4)
    found = bars("Cards", [Bar(f"Card {number}", amount) for number in range(2 * MOST_BARS + 1)], share_scale([0.5]))
    assert [each.title for each in found] == ["Cards, part 1 of 3", "Cards, part 2 of 3", "Cards, part 3 of 3"]
    assert max(each.height for each in found) < 700
    assert bars("Nothing", [], share_scale([])) == ()


def colours() -> list[tuple[str, dict[str, str]]]:
    """The colours by day, by night and on paper."""
    blocks = re.findall(r":root \{(.*?)\}", template_text())
    return list(
        zip(("light", "dark", "paper"), (dict(re.findall(r"--(\w+): (#\w+)", block)) for block in blocks), strict=True)
    )


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("when", "found"), colours())
def test_colours_are_told_apart(when: str, found: dict[str, str]) -> None:
    """Words 4.5 to 1, what is drawn 3 to 1 against the page; an interval also against its bar."""
    for ground in (found["ground"], found["band"]):
        assert contrast(found["text"], ground) >= 4.5, when
        assert contrast(found["soft"], ground) >= 4.5, when
    if when != "paper":
        assert contrast(found["bar"], found["ground"]) >= 3
    assert contrast(found["mark"], found["ground"]) >= 3
    assert contrast(found["text"], found["bar"]) >= 3


# The command


def run(*words: str | Path) -> int:
    """The command line, in this process."""
    return main(["simulate", *(str(word) for word in words)])


def test_the_command_on_the_page_makes_the_page_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken from the page as it stands there; written as lines everywhere alike."""
    monkeypatch.chdir(tmp_path)
    begun = ("--games", "6", "--seats", "random,greedy", "--scenario", "fishery", "--pack", FISHERY, "--seed", "11")
    assert run(*begun, "--option", "poachers", "--report", "first.html") == 0
    text = Path("first.html").read_bytes().decode()
    (shown_command,) = read(text).all("code")
    words = shlex.split(shown_command.text)
    assert words[:2] == ["alliance-game", "simulate"]
    assert run(*words[2:]) == 0
    assert Path("report.html").read_bytes().decode() == text
    assert "\r" not in text


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood there stays when the disk fails, and nothing is left beside it."""
    file = tmp_path / "report.html"
    file.write_text("the report of last week", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert run("--games", "2", "--seats", "random,random", "--report", file) == 1
    assert file.read_text(encoding="utf-8") == "the report of last week"
    assert list(tmp_path.iterdir()) == [file]


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, and a file in a folder that is not there."""
    assert run("--games", "2", "--report", tmp_path) == 2
    assert run("--games", "2", "--report", tmp_path / "nowhere" / "report.html") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "it is a folder." in said.err
    assert "there is no such folder." in said.err


# What it says


def test_the_page_says_how_it_was_made() -> None:
    """The whole command, other than the ways to play the same games faster."""
    made = report("fishery")
    made["setup"]["options"] = ["poachers"]
    text = page(made, fishery(), [Path("my packs/fishery")])
    assert (
        "alliance-game simulate --games 30 --seats random,greedy,random --scenario fishery --states 3 --length long "
        "--difficulty standard --option poachers --pack &#39;my packs/fishery&#39; --seed 7 --report report.html"
    ) in text
    assert "Ships without a flag" in text
    assert "7 to 36, one for each game" in text


def test_fair_seats_are_not_called_unfair_and_unfair_ones_are() -> None:
    """The sentence follows the numbers."""
    fair, unfair = report(), report()
    for seat, even, skewed in zip(range(4), (9, 10, 11, 10), (30, 1, 5, 4), strict=True):
        fair["seats"][seat]["wins"], unfair["seats"][seat]["wins"] = even, skewed
    fair["survived"] = unfair["survived"] = 40
    few = deepcopy(fair)
    for seat, wins in enumerate((0, 3, 2, 1)):
        few["seats"][seat]["wins"] = wins
    few["survived"] = 6
    titles = Titles(library(), "concert")
    first, second = titles.state("france"), titles.state("germany")
    assert sentences(page(fair, library()))["seats"] == (
        "No seat wins more or less often than chance would explain: from 22 % to 28 % of the games that somebody won, "
        "where an equal share is 25 %."
    )
    assert sentences(page(unfair, library()))["seats"] == (
        f"{first}, random (75 %) wins more often, {second}, random (2 %) wins less often than chance would explain, "
        "where an equal share is 25 %."
    )
    assert sentences(page(few, library()))["seats"] == (
        "These games are too few to tell whether one seat wins more often than another: "
        "from 0 % to 50 % of the games that somebody won, where an equal share is 25 %."
    )


def test_what_always_happens_needs_no_more_games() -> None:
    """All crises met: nothing is apart, and it is not for want of games."""
    counts = [Count(name, 30, 30) for name in ("Storm", "Fog")]
    assert evenness(CRISIS, counts, 1.0).startswith("No crisis is met more or less often")
    assert sharpness(CRISIS, counts, 1.0) == ""


def test_chance_alone_is_called_unfair_in_one_report_of_twenty_at_most() -> None:
    """And a seat that wins half of the games nearly always is."""
    lot = Random(5)

    def called(weights: tuple[int, ...], games: int = 120) -> bool:
        wins = [lot.choices(range(4), weights)[0] for _ in range(games)]
        counts = [Count(str(seat), wins.count(seat), games) for seat in range(4)]
        return not evenness(SEAT, counts, together(counts)).startswith("No seat")

    assert sum(called((1, 1, 1, 1)) for _ in range(400)) <= 30
    assert sum(called((3, 1, 1, 1)) for _ in range(50)) >= 45


@pytest.mark.parametrize(
    ("part", "whole", "chance"), [(0, 9, 0.25), (9, 9, 0.25), (3, 12, 0.25), (7, 40, 0.4), (33, 50, 0.5)]
)
def test_the_chance_of_a_count_is_exact(part: int, whole: int, chance: float) -> None:
    """The same as adding up every case."""
    further = range(part, whole + 1) if part >= whole * chance else range(part + 1)
    expected = sum(comb(whole, number) * chance**number * (1 - chance) ** (whole - number) for number in further)
    assert tail(part, whole, chance) == pytest.approx(expected, rel=1e-9)


def test_the_chance_of_a_count_is_found_in_a_million() -> None:
    """Neither too slow nor too small to be said."""
    assert 0 < tail(252_000, 1_000_000, 0.25) < 1e-5
    assert not beyond_chance(250_500, 1_000_000, 0.25)
    assert tail(0, 0, 0.25) == tail(3, 3, 1.0) == 1


def test_few_games_are_said_to_be_few() -> None:
    """How far from the line something must lie depends on how many games there are."""
    few, many = ([Count(str(seat), games // 4, games) for seat in range(4)] for games in (4, 40_000))
    assert sharpness(SEAT, few, 0.25).startswith("With so many games a seat has to lie about 75 percentage points")
    assert sharpness(SEAT, many, 0.25) == (
        "With so many games a seat has to lie about 0.5 percentage points off the line to be more than chance."
    )
    assert sharpness(SEAT, [Count("a", 1, 2), Count("b", 1, 2)], 0.5).startswith(
        "In so few games no seat can lie further off"
    )


def test_endings_in_words() -> None:
    """All lost, none lost, nobody ranked."""
    assert outcomes(100, 26, 74).replace("\u00a0", " ") == (
        "Everybody lost 26 of 100 games (26 %, 95 % interval 18 % to 35 %); somebody won 74."
    )
    assert outcomes(20, 0, 20).startswith(
        "Not one of 20 games was lost by everybody (95\u00a0% interval 0\u00a0% to 16"
    )
    assert outcomes(4, 4, 0).endswith("100\u00a0%).")
    assert outcomes(5, 0, 0).endswith("; 5 ended without a winner.")
    assert whole_percent(0.001) == "less than 1\u00a0%"
    assert whole_percent(0.999) == "more than 99\u00a0%"


def test_tactics_in_words() -> None:
    """The most used, the seldom used, the unused."""
    said = tactics([("Levy", 0.6), ("Pact", 0.38), ("Talk", 0.02), ("March", 0.0), ("Sail", 0.0)])
    assert said.replace("\u00a0", " ") == (
        "Most used is Levy, with 60 % of all actions; Talk is below 3 %; March and Sail were never used."
    )
    assert tactics([("Levy", 0.0)]) == "No actions were taken."


def mean(value: float, reach: float, number: int = 50) -> MeanReport:
    return MeanReport(mean=value, low=value - reach, high=value + reach, number=number)


def test_cards_in_words() -> None:
    """Only what chance does not explain is said, however large it looks."""
    found = [
        ("Storm", mean(1.5, 0.4)),
        ("Calm", mean(-0.8, 0.2)),
        ("Fog", mean(2, 2.1)),
        ("Rain", mean(3, 1, number=4)),
    ]
    assert effects("Tension", found) == (
        "With 2 of 4 cards on the table Tension moves otherwise than in rounds without them, "
        "by more than chance explains: up with Storm (+1.50); down with Calm (−0.80)."
    )
    assert effects("Order", found[2:]) == "No card goes together with a change of Order that chance would not explain."


def test_numbers_as_they_are_shown() -> None:
    """True minus signs, no sign before nothing, and no interval of what has none."""
    assert [decimal(value, signed=True) for value in (0.5, -0.5, -0.001, 0.0)] == ["+0.50", "−0.50", "0.00", "0.00"]
    assert share(0, 0).shown == average(mean(0, 0, 0)).shown == "–"
    assert share(1, 4).between == "4.6 to 69.9\u00a0%"
    assert average(mean(0.1, 0.3), least=0).between == "0.00 to 0.40"
    assert average(MeanReport(mean=3.0, low=None, high=None, number=1)).between == "–"


def test_scales_hold_what_is_shown_on_them() -> None:
    """From end to end of the values, with round marks between."""
    assert [label for _, label in scale_for([0, 10]).marks] == ["0", "2", "4", "6", "8", "10"]
    assert [label for _, label in scale_for([-0.62, 1.03]).marks] == ["−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5"]
    assert [label for _, label in share_scale([1.0]).marks][-1] == "100\u00a0%"
    for values in ([0.0], [5.0, 5.0], [-3.0, -1.0], [0.0, 123456.0], [0.0, 0.0003]):
        scale = scale_for(values)
        assert scale.low <= min(values)
        assert scale.high >= max(values)
        assert scale.low < scale.high
        assert 2 <= len(scale.marks) <= 8


# What there is to show


def test_sections_are_those_that_the_game_has() -> None:
    """Another game has other tracks, no agendas, no crises, and the same seat always begins."""
    concert, other = sentences(shown()), sentences(shown("fishery"))
    assert {"agendas", "crises", "places", "cards-tension", "cards-order", "cards-rival"} <= set(concert)
    assert "bots" not in concert
    assert "cards-last_crisis" not in concert
    assert {"agendas", "crises", "places"} & set(other) == set()
    assert {"bots", "cards-stock"} <= set(other)
    assert "Everybody lost" in other["outcomes"] or "lost by everybody" in other["outcomes"]


def test_every_section_has_a_sentence_a_picture_and_a_table() -> None:
    """All of a whole report, one by one."""
    titles = Titles(library(), "concert")
    for section in (*winners(report(), titles), *playing(report(), titles)):
        assert section.sentence.endswith(".")
        assert section.exhibits[0].pictures
        assert section.exhibits[0].table.rows


def test_a_run_that_was_stopped_before_the_first_game() -> None:
    """There is nothing to show, and that is what it shows."""
    rules = compile_rules(library(), "concert", 4)
    text = page(report_of(rules, ("random",) * 4, 0, Tally(), 0.0), library())
    assert sentences(text) == {"outcomes": "No game was finished, so there is nothing to show."}
    assert read(text).all("svg") == []


def test_a_run_that_nobody_won() -> None:
    """Seats and agendas cannot be compared then; the rest can."""
    lost = report()
    lost.update(survived=0, collapsed=40, turn_order_wins=[0] * 4, half_time={"led": 0, "won": 0})
    for seat in lost["seats"]:
        seat.update(wins=0, score={"mean": 0.0, "low": None, "high": None, "number": 0})
    for agenda in lost["agendas"].values():
        agenda.update(full=0, part=0, wins=0, survived=0)
    said = sentences(page(lost, library()))
    assert said["seats"] == said["places"].replace("place in the turn order", "seat")
    assert said["seats"] == "No seat wins even once, so there is nothing to compare."
    assert said["agendas"] == "No agenda wins even once, so there is nothing to compare."
    assert WON in said["lead"].replace("a game", "the games")
