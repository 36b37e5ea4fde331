"""Every entry of a chronicle is a sentence, and events put together what belongs together."""

import re
from importlib import import_module
from inspect import getsource

import pytest

from alliance_game.describe import events
from alliance_game.describe import lines as layout
from alliance_game.describe.events import PUBLIC, Told
from alliance_game.describe.sentences import SENTENCES, sentence
from alliance_game.engine.chronicle import seen
from tests.table import Table


def lines(table: Table, *, since: int = 0, width: int = 120) -> list[str]:
    found = events.events(table.rules, (Told(entry) for entry in table.entries[since:]))
    return [line.strip() for line in layout.all_lines(table.rules, found, width) if line]


def test_every_kind_of_entry_has_a_sentence() -> None:
    source = getsource(import_module("alliance_game.engine.chronicle"))
    kinds = set(re.findall(r'self\.entry\(\s*"(\w+)"', source))
    assert len(kinds) > 12
    assert kinds == set(SENTENCES)


def test_what_a_game_tells_has_no_gaps() -> None:
    table = Table(seed=4)
    while table.position.over is False:
        table.play(str(table.ask.moves[len(table.entries) % len(table.ask.moves)]), seat=table.ask.seat)
    said = [sentence(table.rules, entry) for entry in table.entries]
    assert len(said) > 300
    for text in said:
        assert "{" not in text
        assert "…" not in text
        assert "_" not in text


@pytest.mark.parametrize(
    ("move", "line"),
    [
        ("play levy", "France raises a levy.  coins 4 → 7, support 6 → 4  (rule 5.7.20)"),
        (
            "play track_two partner=japan",
            "Scholars from France and Japan meet.  trust France-Japan 3 → 5  (rule 5.7.7)",
        ),
        ("pass", "France ends its turn."),
        (
            "play sanctions",
            (
                "France imposes sanctions on the rival.  rival 3 → 2; tension 3 → 4; standing 3 → 4, "
                "support 6 → 7  (rule 5.7.16)"
            ),
        ),
    ],
)
def test_a_move_and_what_it_changed_are_one_event(move: str, line: str) -> None:
    table = Table()
    begin = len(table.entries)
    table.play(move)
    assert lines(table, since=begin, width=140)[0] == line


def test_a_refusal_names_the_proposal_once() -> None:
    table = Table()
    begin = len(table.entries)
    table.play("play joint_exercise partner=japan", "decline")
    assert lines(table, since=begin) == [
        "France proposes: joint exercise with Japan.",
        "Japan declines: joint exercise with France.",
    ]


def test_a_border_is_told() -> None:
    table = Table()
    table.put("state", "support", 9, 0)
    begin = len(table.entries)
    table.play("play strategic_communication")
    assert "support 9 → 10 (stopped at 10)" in " ".join(lines(table, since=begin))


def test_answers_of_one_state_share_a_line() -> None:
    table = Table()
    table.open("piracy")
    table.open("far_theatre")
    table.enter("pledge")
    begin = len(table.entries)
    table.play("pledge 2 on=piracy", "pledge 1 on=far_theatre")
    assert lines(table, since=begin)[0] == "France pledges 2 on Piracy, 1 on Far theatre."


@pytest.mark.parametrize(
    ("pledges", "said"),
    [
        ([(0, "no"), (0, "no"), (0, "no")], ["France pledges 0 on Piracy, Far theatre, Pandemic.  “no”"]),
        (
            [(0, "no"), (1, "yes"), (0, "no")],
            ["France pledges:", "0 on Piracy, Pandemic: “no”", "1 on Far theatre: “yes”"],
        ),
        (
            [(1, "no"), (0, "no"), (0, "why")],
            ["France pledges:", "1 on Piracy: “no”", "0 on Far theatre: “no”", "0 on Pandemic: “why”"],
        ),
    ],
)
def test_the_same_answer_for_the_same_reason_is_said_once(pledges: list[tuple[int, str]], said: list[str]) -> None:
    table = Table()
    names = ("piracy", "far_theatre", "pandemic")
    for name in names:
        table.open(name)
    table.enter("pledge")
    begin = len(table.entries)
    for name, (number, _) in zip(names, pledges, strict=True):
        table.play(f"pledge {number} on={name}")
    moves = [entry for entry in table.entries[begin:] if entry.kind == "move" and entry.seats == (0,)]
    told = [Told(entry, reason) for entry, (_, reason) in zip(moves, pledges, strict=True)]
    [event] = events.events(table.rules, told)
    assert [line.strip() for line in layout.lines(table.rules, event)] == said


def test_a_crisis_comes_with_its_numbers_and_its_story() -> None:
    table = Table()
    begin = len(table.entries)
    table.open("cyber_attack", target=2)
    found = lines(table, since=begin)
    assert found[0].startswith("Crisis: Cyber attack, hitting Japan. Severity 3, deadline 2, demand 25.")
    assert "In Japan, the lights go out" in " ".join(found)


def test_changes_of_one_rule_are_one_line() -> None:
    table = Table()
    begin = len(table.entries)
    table.enter("upkeep")
    income = [line for line in lines(table, since=begin) if "rule 11.9" in line]
    assert income == ["coins: France 4 → 8, Germany 4 → 8, Japan 4 → 8, Brazil 4 → 8  (rule 11.9)"]


def test_a_number_that_was_set_to_what_it_was_is_not_told() -> None:
    table = Table()
    table.open("cyber_attack")
    table.put("state", "shield", 1, 0)
    begin = len(table.entries)
    table.play("play cyber_defence form=crisis crisis=cyber_attack")
    assert "shielded" not in " ".join(lines(table, since=begin))


def sealed_table() -> Table:
    table = Table(states=2)
    table.open("piracy")
    table.enter("commitment")
    return table


def test_sealed_answers_and_their_reasons_stay_sealed_until_the_reveal() -> None:
    table = sealed_table()
    before = len(events.told(table.position, PUBLIC))
    table.play("commit 2 on=piracy", seat=0)
    everybody = events.told(table.position, PUBLIC, ["we keep our word"])
    assert len(everybody) == before
    own = events.told(table.position, 0, ["we keep our word"])
    assert own[-1].entry.new == 2
    assert own[-1].reason == ""
    table.play("commit 1 on=piracy", seat=1)
    revealed = [each for each in events.told(table.position, PUBLIC, ["we keep our word", "so do we"]) if each.reason]
    assert [(each.entry.kind, each.entry.seats, each.reason) for each in revealed] == [
        ("reveal", (0,), "we keep our word"),
        ("reveal", (1,), "so do we"),
    ]


def test_a_peek_names_the_card_only_to_who_looked() -> None:
    table = Table()
    table.put("two", "intelligence", 1, 0, 1)
    table.enter("diplomacy")
    [mine] = [each for each in seen(table.entries, 0, over=False) if each.kind == "peek"]
    [theirs] = [each for each in seen(table.entries, 2, over=False) if each.kind == "peek"]
    assert sentence(table.rules, theirs) == "France looks at the next card."
    assert sentence(table.rules, mine).startswith("France looks at the next card: ")
