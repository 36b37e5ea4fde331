"""All numbers of a phase on one page: live limits, what they count for, what follows; then played one by one."""

from pathlib import Path
from random import Random

import pytest

from alliance_game.describe.bids import answer
from alliance_game.engine import Position, apply, decisions, view
from alliance_game.tui.parts.page import Page
from alliance_game.tui.questions.bid_table import BidTable
from alliance_game.tui.questions.bids import BidsScreen
from tests.engine.games import Setting
from tests.table import Table
from tests.tui.answers import OPEN, Asked, asking, seated
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, staged

CARDS = ("cyber_attack", "natural_disaster", "piracy", "regional_conflict")


def crises(phase: str, many: int = 2, states: int = 4) -> Table:
    table = Table(states)
    for index, card in enumerate(CARDS[:many]):
        table.open(card, target=1 + index % (states - 1))
    table.put("state", "coins", 5)
    if phase == "commitment":
        table.put("crisis_state", "pledged", 2, 0, 0)
        table.put("crisis_state", "pledged", 3, 0, 1)
        table.put("crisis_state", "share", 4, 0, 1)
    table.enter(phase)
    return table


def page(table: Table) -> BidsScreen:
    return BidsScreen(*seated(table, 0))


def numbers(asked: Asked) -> dict[str, int]:
    return asked.page.query_one(BidTable).numbers


def row(asked: Asked, title: str) -> str:
    found = [line for line in asked.text.splitlines() if line[3:].startswith(title)]
    assert found, asked.text
    return found[0]


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE, VAST])
@pytest.mark.parametrize(("states", "many"), [(2, 1), (4, 3), (6, 4)])
async def test_every_crisis_has_a_row(tmp_path: Path, size: tuple[int, int], states: int, many: int) -> None:
    table = crises("commitment", many, states)
    async with asking(tmp_path, page(table), size) as asked:
        assert "France: how many coins will you give, in secret?" in asked.text
        for title in ("Cyber attack", "Natural disaster", "Piracy", "Regional conflict")[:many]:
            assert " of " in row(asked, title)
        assert "◂ 2 ▸ of 3" in row(asked, "Cyber attack")
        assert "You have 5 coins; 3 left over." in asked.text
        assert "End of the round" in asked.text
        assert "What follows if the others keep their word" in asked.text


async def test_arrows_digits_and_signs_change_the_number_within_its_limit(tmp_path: Path) -> None:
    async with asking(tmp_path, page(crises("commitment"))) as asked:
        assert numbers(asked) == {"cyber_attack": 2, "natural_disaster": 0}
        await asked.press("right")
        assert numbers(asked)["cyber_attack"] == 3
        await asked.press("right", "down", "9")
        assert numbers(asked) == {"cyber_attack": 3, "natural_disaster": 2}
        assert "0 left over" in asked.text
        await asked.press("minus", "up", "0")
        assert numbers(asked) == {"cyber_attack": 0, "natural_disaster": 1}
        await asked.press("end")
        assert numbers(asked)["cyber_attack"] == 3
        await asked.press("home", "plus")
        assert numbers(asked)["cyber_attack"] == 1
        assert asked.answer == OPEN


async def test_the_limit_of_one_row_follows_the_others(tmp_path: Path) -> None:
    async with asking(tmp_path, page(crises("commitment"))) as asked:
        assert "of 3" in row(asked, "Natural disaster")
        await asked.press("right")
        assert "of 2" in row(asked, "Natural disaster")


async def test_effort_share_promise_and_reach(tmp_path: Path) -> None:
    async with asking(tmp_path, page(crises("commitment"))) as asked:
        cells = row(asked, "Cyber attack").split("of 3")[1].split()
        assert cells[:5] == ["3", "3", "of", "7", "2"]
        before = int(cells[5])
        await asked.press("right")
        cells = row(asked, "Cyber attack").split("of 3")[1].split()
        assert (cells[0], cells[1], int(cells[5])) == ("4", "4", before + 1)
        await asked.press("0")
        assert row(asked, "Cyber attack").split("of 3")[1].split()[1:4] == ["0", "of", "7"]


async def test_less_than_promised_says_what_follows(tmp_path: Path) -> None:
    async with asking(tmp_path, page(crises("commitment"))) as asked:
        assert "loses face" not in asked.text
        await asked.press("left")
        assert "France gave 1 of 2 promised to Cyber attack." in asked.text
        assert "France loses face: support −1, standing −1" in asked.text


async def test_what_the_others_promised_and_gave_is_shown(tmp_path: Path) -> None:
    async with asking(tmp_path, page(crises("commitment"))) as asked:
        lines = [line.split() for line in asked.text.splitlines()]
        assert ["France", "(you)", "Germany", "Japan", "Brazil"] in lines
        assert ["pledged", "2", "3", "0", "0"] in lines
        assert ["share", "0", "4", "0", "0"] in lines


async def test_where_there_is_room_the_card_can_be_read(tmp_path: Path) -> None:
    async with asking(tmp_path, page(crises("commitment")), WIDE) as asked:
        await asked.press("down")
        assert "The earth shook Japan for forty seconds." in asked.text
    async with asking(tmp_path, page(crises("commitment"))) as asked:
        await asked.press("down")
        assert "The earth shook" not in asked.text


async def test_promises_not_yet_made_are_dots(tmp_path: Path) -> None:
    table = crises("pledge")
    table.first(3)
    table.rules.machine.asking.clear(table.cells)
    table.enter("pledge")
    table.play("pledge 2 on=cyber_attack", "pledge 1 on=natural_disaster")
    async with asking(tmp_path, page(table)) as asked:
        lines = [line.split() for line in asked.text.splitlines()]
        assert ["pledged", "0", "·", "·", "2"] in lines
        assert "What follows if the others do what can be expected of them" in asked.text
        await asked.press("right", "enter")
        assert asked.answer == {"cyber_attack": 1, "natural_disaster": 0}


async def test_what_was_said_before_the_page_was_left_stands(tmp_path: Path) -> None:
    table = crises("commitment")
    table.play("commit 3 on=cyber_attack", seat=0)
    async with asking(tmp_path, page(table)) as asked:
        assert "3   already said" in row(asked, "Cyber attack")
        assert "◂ 0 ▸ of 2" in row(asked, "Natural disaster")
        await asked.press("up", "right", "enter")
        assert asked.answer == {"cyber_attack": 3, "natural_disaster": 0}


async def test_esc_answers_nothing(tmp_path: Path) -> None:
    async with asking(tmp_path, page(crises("commitment"))) as asked:
        await asked.press("right", "escape")
        assert asked.answer is None


async def test_a_look_at_the_board_keeps_the_numbers(tmp_path: Path) -> None:
    table, draft = crises("commitment"), dict[str, int]()
    async with asking(tmp_path, BidsScreen(*seated(table, 0), draft)) as asked:
        await asked.press("right", "escape")
        assert asked.answer is None
    async with asking(tmp_path, BidsScreen(*seated(table, 0), draft)) as asked:
        await asked.press("enter")
        assert asked.answer == {"cyber_attack": 3, "natural_disaster": 0}


async def test_the_mouse_does_the_same(tmp_path: Path) -> None:
    async with asking(tmp_path, page(crises("commitment"))) as asked:
        table = asked.page.query_one(BidTable)
        row_ = row(asked, "Cyber attack")
        await asked.pilot.click(BidTable, offset=(row_.index("▸ of"), 1))
        assert numbers(asked)["cyber_attack"] == 3
        await asked.pilot.click(BidTable, offset=(5, 2))
        assert table.stake.about == "natural_disaster"
        await asked.pilot.pause()
        await asked.pilot.click(BidTable, offset=(row(asked, "Natural disaster").index("▸ of"), 2))
        assert numbers(asked) == {"cyber_attack": 3, "natural_disaster": 1}


async def test_a_question_about_no_crisis_is_one_row(tmp_path: Path) -> None:
    position = Setting("fishery", 3).game(1)
    while decisions(position)[0].phase != "nets":
        position, _ = apply(position, decisions(position)[0].moves[0])
    seen = view(position, decisions(position)[0].seat)
    most = seen.decisions[0].moves.numbers[-1]
    async with asking(tmp_path, BidsScreen(seen, seen.decisions[0])) as asked:
        assert "how much will you catch, in secret?" in asked.text
        assert "How things stand" in asked.text
        assert "money" in asked.text
        await asked.press("end", "enter")
        assert asked.answer == {"": most}


async def test_two_digits_make_one_number(tmp_path: Path) -> None:
    position = Setting("fishery", 3).game(1)
    seen = view(position, decisions(position)[0].seat)
    async with asking(tmp_path, BidsScreen(seen, seen.decisions[0])) as asked:
        await asked.press("1", "0")
        assert numbers(asked) == {"": 10}
        await asked.press("7")
        assert numbers(asked) == {"": 7}


@pytest.mark.parametrize("setting", [Setting("concert", 3), Setting("fishery", 3, length="short")], ids=str)
async def test_numbers_from_the_page_can_be_said_one_by_one(tmp_path: Path, setting: Setting) -> None:
    """Rounds in which every question of a phase is answered on the page by random keys."""
    chance, position, pages = Random(5), setting.game(3), 0
    async with staged(tmp_path, lambda app: Page()) as pilot:
        while not position.over and pages < 9:
            first = decisions(position)[0]
            if first.kind != "ask":
                position, _ = apply(position, first.moves[chance.randrange(len(first.moves))])
                continue
            seen = view(position, first.seat)
            chosen: list[dict[str, int] | None] = []
            pilot.app.push_screen(BidsScreen(seen, seen.decisions[0]), chosen.append)
            await pilot.pause()
            await pilot.press(*chance.choices(["up", "down", "left", "right", "1", "2", "3"], k=6), "enter")
            await pilot.pause()
            position = said(position, first.seat, first.phase, chosen[0] or {})
            pages += 1
    assert pages > 3


def said(position: Position, seat: int, phase: str, chosen: dict[str, int]) -> Position:
    """The numbers said one by one; each is possible as it was chosen, and what is not asked was 0."""
    left = dict(chosen)
    while not position.over:
        own = next((each for each in decisions(position) if each.seat == seat and each.phase == phase), None)
        if own is None or own.about not in left:
            break
        wanted = left.pop(own.about)
        assert wanted in own.moves.numbers
        move = answer(chosen, own)
        assert move.number == wanted
        position, _ = apply(position, move, seat)
    assert not any(left.values())
    return position
