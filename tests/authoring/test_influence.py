"""What a card does, in words and on a page: no more than the games bear, and nothing that an author wrote is HTML."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from alliance_game.authoring.influence import Influence, influence_of, summary, told
from alliance_game.authoring.influence.comparisons import Comparison
from alliance_game.authoring.influence.figures import clear, noticeable
from alliance_game.authoring.influence.page import page
from alliance_game.authoring.influence.words import HEADINGS, MOST, effects, group, sentences
from alliance_game.content import load
from alliance_game.definitions import IncidentCard, Library
from alliance_game.definitions.base import FrozenDict
from alliance_game.definitions.effects import Change
from alliance_game.definitions.library import DeckCard
from alliance_game.sim.intervals import mean
from alliance_game.sim.pairs import play_pairs
from alliance_game.sim.report import MeanReport, mean_of
from tests.authoring.transcripts import ROOT, run, shows, transcript
from tests.sim.test_page import read
from tests.table import library

BOTS = ("random",) * 4
FISHERY = Path(__file__).parents[2] / "examples" / "fishery"
HOSTILE = '<script>alert("&1")</script>'


@cache
def influence(card: str = "snap_election", games: int = 60) -> Influence:
    return influence_of(play_pairs(library(), card, games, BOTS))


def with_card(name: str, **changed: object) -> Library:
    """The base content with one card changed."""
    held = library().cards[name]
    card = held.card.model_copy(update=changed)
    return replace(library(), cards=FrozenDict({**library().cards, name: DeckCard(card, held.deck)}), digest="")


def row(found: Influence, name: str) -> Comparison:
    return next(each for each in found["comparisons"] if each["name"] == name)


# Effects that are known


def test_a_card_that_ends_the_alliance_is_found_out() -> None:
    """Its effect on collapse is said first, and it lies near what it must be: everything that had held."""
    doom = Change(place="world.tension", by="10")
    content = with_card("calm", effects=(doom, doom), choices=FrozenDict({}), who=None)
    found = influence_of(play_pairs(content, "calm", 60, BOTS, difficulty="gentle"))
    collapse = row(found, "collapse")
    assert collapse["with_card"] > collapse["without"]
    rounds = row(found, "rounds")
    assert rounds["came"]["mean"] < -0.5
    assert rounds["came"]["high"] is not None
    assert rounds["came"]["high"] < 0
    said = " ".join(sentences(found, "game"))
    assert "Rounds a game: −" in said
    tension = next(line for line in sentences(found, "later") if line.startswith("Tension: +"))
    assert "where the card comes up" in tension


def test_that_nothing_was_found_is_an_answer() -> None:
    """It says of how many games, and how large an effect would have had to be."""
    collapse = next(line for line in sentences(influence(), "game") if "collapse" in line)
    wanted = (
        r"No effect found on collapse with 60 games \(\d+ with the card\): an effect larger than ±\d+\.\d percentage"
    )
    assert re.match(wanted, collapse)
    assert collapse.endswith("would have shown.")


def test_where_a_card_picks_a_state() -> None:
    found = influence()
    hit = [each for each in found["comparisons"] if each["group"] == "hit"]
    assert hit
    assert all(each["every"] is None and each["came"]["number"] == found["came"] for each in hit)
    assert row(found, "hit win")["title"] == "the state it is about wins"
    nobody = influence("calm", 12)
    assert not [each for each in nobody["comparisons"] if each["group"] == "hit"]
    crisis = influence("cyber_attack", 12)
    assert row(crisis, "hit win")["title"] == "the state it hits wins"


def test_numbers_of_states_are_means() -> None:
    found = influence()
    support = row(found, "end state support")
    assert 0 <= support["without"] <= 10
    every = support["every"]
    assert every is not None
    assert every["mean"] == pytest.approx(support["with_card"] - support["without"], abs=2e-4)
    collapse = row(found, "collapse")["every"]
    assert collapse is not None
    assert collapse["number"] == found["pairs"] == 60


def test_a_share_of_all_pairs_is_smaller_than_that_where_it_came() -> None:
    found = influence()
    for each in found["comparisons"]:
        if each["every"] is not None:
            everywhere, came = each["every"]["mean"] * found["pairs"], each["came"]["mean"] * found["came"]
            assert everywhere == pytest.approx(came, abs=0.02)


# What is called an effect


def sample(dice: Random, number: int, shift: float = 0.0) -> MeanReport:
    values = [round(dice.gauss(shift, 3)) for _ in range(number)]
    return mean_of(mean(sum(values), sum(value * value for value in values), number))


def test_chance_alone_is_rarely_called_an_effect() -> None:
    """Twenty rows, nothing in them: at most about one report in twenty calls anything an effect."""
    dice = Random(8)
    false = sum(any(clear(sample(dice, 50), 20) for _ in range(20)) for _ in range(400))
    assert 4 <= false <= 36


def test_an_effect_that_would_have_shown_shows_in_nine_of_ten_reports() -> None:
    dice = Random(9)
    size = noticeable(sample(dice, 200), 10)
    shown = sum(clear(sample(dice, 200, size), 10) for _ in range(400))
    assert 0.84 <= shown / 400 <= 0.96


# Words


def test_words_come_before_numbers() -> None:
    text = told(influence(), "Concert")
    lines = text.splitlines()
    assert lines[0].startswith("Snap election, with and without it: 60 pairs of games in ")
    assert re.search(r"^Snap election came up in \d+ of 60 games \(\d+\.\d %\)\.$", text, re.MULTILINE)
    assert text.index("No effect found on") < text.index("without    with")
    assert text.index("random was asked") < text.index("of ", text.index("Postpone  "))
    assert "one row in 20 has an interval" in " ".join(text.split())
    assert all(len(line) < 110 for line in lines)


def test_the_summary_has_what_moved_and_every_pick_and_no_table() -> None:
    found = influence()
    text = summary(found, "Concert")
    lines = text.splitlines()
    assert len(lines) <= 18
    assert lines[0] == told(found, "Concert").splitlines()[0]
    moved = [each for name in HEADINGS for each in effects(group(found, name))]
    assert text.count(" (+") + text.count(" (−") == min(MOST, len(moved))
    for each in moved[:MOST]:
        assert f"{each['title'][:1].upper()}{each['title'][1:]}" in text
    assert "No effect found: " in text
    assert "random was asked" in text
    assert "without" not in text.replace(lines[0], "")
    assert "--full" in text


def test_of_many_effects_the_summary_tells_the_first() -> None:
    found = influence().copy()
    found["comparisons"] = rows = [row(influence(), "rounds").copy() for _ in range(MOST + 3)]
    for at, each in enumerate(rows):
        each["group"], each["title"], each["came"] = "end", f"row {at}", sample(Random(at), 200, 5.0)
    text = summary(found, "Concert")
    assert [f"Row {at}, at the end: " in text for at in range(MOST + 3)] == [True] * MOST + [False] * 3
    assert "And 3 more." in text


@pytest.mark.parametrize("report", [told, summary])
def test_a_card_that_never_came_says_so(report: Callable[[Influence, str], str]) -> None:
    """A card of the late tag in a game that ends before."""
    found = influence("climate_emergency", 3)
    assert found["came"] == 0
    text = " ".join(report(found, "Concert").split())
    assert "Climate emergency never came up in 3 games, so there is nothing to compare." in text
    assert "alliance-game why climate_emergency" in text
    assert "No effect" not in text
    assert "never came up" in page(found, library())


@pytest.mark.parametrize("report", [told, summary])
def test_too_few_pairs_say_nothing(report: Callable[[Influence, str], str]) -> None:
    found = influence("cyber_attack", 4)
    text = " ".join(report(found, "Concert").split())
    assert "too seldom to say anything: play more games" in text
    assert "No effect" not in text
    assert "too seldom" in page(found, library())


def test_it_can_be_sent_as_json() -> None:
    assert json.loads(json.dumps(influence())) == influence()


# The page


def test_the_page_is_whole_and_asks_for_nothing() -> None:
    text = page(influence(), library(), [Path("my pack")])
    root = read(text)
    assert len(root.all("section")) == 7
    assert len(root.all("svg")) >= 7
    for tag in ("script", "link", "img", "iframe"):
        assert not root.all(tag)
    assert "http" not in text.replace("http-equiv", "")
    assert "url(" not in text
    assert "report snap_election --games 60" in text
    assert "--pack &#39;my pack&#39;" in text


def test_every_number_of_the_pictures_is_in_a_table() -> None:
    root = read(page(influence(), library()))
    cells = {cell.text.replace("\u00a0", " ") for cell in root.all("td")}
    values = {text.text.replace("\u00a0", " ") for text in root.all("text", "value")}
    assert len(values) > 10
    assert values <= cells


def test_titles_are_never_html() -> None:
    content = with_card("summit", title=HOSTILE)
    found = influence_of(play_pairs(content, "summit", 12, BOTS))
    text = page(found, content)
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#34;&amp;1&#34;)&lt;/script&gt;" in text
    read(text)


def test_another_game_has_the_same_report() -> None:
    content = load([FISHERY])
    found = influence_of(play_pairs(content, "storm", 25, ("random",) * 4, "fishery"))
    text = told(found, "The fishery")
    assert "fish " in text
    assert "Storm came up in" in text
    assert not isinstance(content.cards["storm"].card, IncidentCard) or found["kind"] == "incident"
    read(page(found, content))


# The docs


def test_the_docs_show_what_the_command_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))
    found = transcript(ROOT / "docs" / "authoring" / "report.md")
    assert len(found) == 3
    for arguments, shown in found:
        said = run(arguments, capsys)
        assert shows(said, shown), (arguments, said)
