"""The small parts of the logic: texts taken to pieces, the ledger, limits of patience, chains, settings."""

import pytest

from alliance_game.authoring.audit.inspection import Inspection
from alliance_game.authoring.audit.logic.judge import Judge, Verdict
from alliance_game.authoring.audit.logic.ledger import Claim, Ledger, Spot
from alliance_game.authoring.audit.logic.parts import condition_in, parts_of, sides
from alliance_game.authoring.audit.logic.ranges import Ranges
from alliance_game.authoring.audit.logic.search import ORDINARY, PURSE, Effort, Fact, Patience, Search
from alliance_game.authoring.audit.logic.settings import Settings
from alliance_game.authoring.audit.logic.spelling import spelled
from alliance_game.authoring.audit.screen import columns, rows
from alliance_game.content import Problems
from alliance_game.content.folders import File
from alliance_game.content.loader import assembled

from ..language.words_of_concert import library, meaning, symbols


@pytest.mark.parametrize(
    ("text", "operator", "parts"),
    [
        ("round > 1", "", [(0, "round > 1")]),
        ("round > 1 and n < 3", "and", [(0, "round > 1"), (14, "n < 3")]),
        ("round > 1 and n < 3 and n > 0", "and", [(0, "round > 1"), (14, "n < 3"), (24, "n > 0")]),
        ("round > 1 and n < 3 or n > 5", "or", [(0, "round > 1 and n < 3"), (23, "n > 5")]),
        (" (round > 1  or  n < 3)", "or", [(2, "round > 1"), (17, "n < 3")]),
        ("(round > 1 or n < 3) and n > 0", "and", [(0, "(round > 1 or n < 3)"), (25, "n > 0")]),
        ("n > 0 and (round > 1 and n < 3)", "", [(0, "n > 0 and (round > 1 and n < 3)")]),
        ("any(s in states where s.coins > 1 and s.might > 1)", "", None),
        ("not (round > 1 and n < 3)", "", None),
    ],
)
def test_parts_of_a_condition(text: str, operator: str, parts: list[tuple[int, str]] | None) -> None:
    found, pieces = parts_of(text, meaning(text))
    assert (found, [(part.at, part.text) for part in pieces]) == (operator, parts or [(0, text)])
    for part in pieces:
        assert text[part.at : part.at + len(part.text)] == part.text
        assert spelled(part.node) == spelled(meaning(part.text))


def test_parts_that_were_joined_in_another_way_are_left_alone() -> None:
    text = "round > 1 and n < 3"
    assert parts_of(text, meaning(text), 2)[0] == "and"
    assert parts_of(text, meaning(text), 3)[0] == ""


@pytest.mark.parametrize(
    ("text", "left_right"),
    [
        ("world.tension + 1 > 3", ("world.tension + 1", "3")),
        ("max(n, 2) == self.coins", ("max(n, 2)", "self.coins")),
        ("n > 1 and n < 3", None),
        ("self.treaty", None),
    ],
)
def test_sides_of_a_comparison(text: str, left_right: tuple[str, str] | None) -> None:
    assert sides(text) == left_right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 if n > 2 else 3", (5, "n > 2")),
        ("(1 if n > 2 else 3)", (6, "n > 2")),
        ("1 + (1 if n > 2 else 3)", None),
        ("n", None),
    ],
)
def test_the_condition_in_an_amount(text: str, found: tuple[int, str] | None) -> None:
    assert condition_in(text) == found


def test_a_claim_that_is_denied_once_is_never_told() -> None:
    ledger, spot = Ledger(), Spot(("card", "gale"), ("when",))
    claim = Claim("never-true", "No.", "")
    assert ledger.is_open(spot, "condition")
    ledger.say(spot, "condition", claim)
    assert ledger.is_open(spot, "condition")
    assert list(ledger.claims()) == [(spot, "condition", claim)]
    ledger.say(spot, "condition", claim._replace(code="always-true"))
    assert not ledger.is_open(spot, "condition")
    ledger.say(spot, "condition", claim)
    assert list(ledger.claims()) == []
    assert list(ledger.denied()) == [(spot, "condition")]


def test_what_takes_too_long_is_left_open() -> None:
    node = meaning("self.coins * self.might == 7 and self.coins * self.support == 77")
    ranges = Ranges(symbols(), {"players": 4, "rounds": 8}, {})
    assert Search(ranges).possible([Fact(node)]) is False
    assert Search(ranges, Patience(points=10)).possible([Fact(node)]) is None
    either = meaning("(n > 1 or n < 0) and (n > 5 or n < 2) and n == 3")
    assert Search(ranges).possible([Fact(either)]) is False
    assert Search(ranges, Patience(branches=1)).possible([Fact(either)]) is None


def hard(number: int) -> str:
    """A condition of about 300 characters; no two are the same."""
    pairs = ("self.coins * self.might", "self.support * self.standing", "world.tension * world.order")
    row = [f"({pairs[index % 3]} > {number % 40 + index} or world.rival == {index})" for index in range(5)]
    return " and ".join(row)


class Counted(Effort):
    """It knows how many conditions there were."""

    begun = 0

    def begin(self) -> None:
        self.begun += 1
        super().begin()


def test_conditions_beyond_their_allowance_share_one_purse() -> None:
    """However many there are, no more is looked at: counted, since clocks differ."""
    effort = Effort(ordinary=50, purse=2000)
    judge = Judge(symbols(), Settings(library(), "concert"), effort)
    nodes = [meaning(hard(number)) for number in range(80)]
    free = Judge(symbols(), Settings(library(), "concert"), Effort(ordinary=10**9))
    for node in nodes:
        effort.begin()
        assert judge.verdict(node) in (Verdict.OPEN, free.verdict(node))
    # A step that has begun is finished: one comparison with both of its sides.
    assert effort.spent <= 80 * (50 + 30) + 2000
    assert free.effort.spent > 2 * effort.spent
    assert not effort.afford(2000)
    effort.begin()
    assert judge.verdict(meaning("world.tension > 99")) is Verdict.NEVER, "what is short is looked at all the same"


def test_an_audit_of_a_pack_full_of_long_conditions_ends_early() -> None:
    head = "title: Gale {0}\nkind: incident\ntext: Wind {0} rises.\nwho: any\neffects:\n"
    files = {
        f"cards/long/gale_{card}.yaml": head.format(card)
        + "".join(f"- {{if: {hard(card * 9 + row)!r}, change: world.order, by: 1}}\n" for row in range(9)).replace(
            "self.", "who."
        )
        for card in range(20)
    }
    problems = Problems()
    texts = dict(library().sources) | files
    whole = assembled([File(name, name, text) for name, text in sorted(texts.items())], problems)
    assert not problems.errors()
    inspection = Inspection(whole, problems)
    effort = Counted()
    inspection.new_effort = lambda: effort
    inspection.look()
    assert effort.begun > 400, "180 conditions in these cards, each with its amount, and those of the base content"
    assert effort.spent <= PURSE + effort.begun * (ORDINARY + 60)


def test_settings_are_every_game_that_can_be_played() -> None:
    settings = Settings(library(), "concert")
    rounds = {(game["rounds"], game["pressure"]) for game in settings.games(frozenset(("rounds", "pressure")))}
    assert rounds == {(length, pressure) for length in (8, 5, 1) for pressure in (0, 1, 2)} | {(3, -1)}
    assert [game["fog"] for game in settings.games(frozenset(("fog",)))] == [0, 1]
    assert {game["players"] for game in settings.games(frozenset(("players",)))} == {2, 3, 4, 5, 6}
    assert settings.games(frozenset()) == ({},)


def test_columns_and_rows_of_a_text() -> None:
    assert columns("Gale") == 4
    assert columns("嵐") == 2
    assert rows("word " * 15) == 1
    assert rows("word " * 16) == 2
