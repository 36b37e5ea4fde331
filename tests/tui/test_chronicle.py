"""The chronicle as a page: what it shows, what is chosen, what is found, and what it must not show."""

from itertools import pairwise
from pathlib import Path

import pytest
from textual.selection import SELECT_ALL

from alliance_game.describe import events, trail
from alliance_game.describe.trail import Asked
from alliance_game.sitting import Sitting
from alliance_game.tui.parts.page import Heading
from alliance_game.tui.parts.roll import SIGN
from alliance_game.tui.reading.chronicle import ChronicleScreen, Story

from .played import five_rounds, in_sealed_phase, others_secrets, page, played, played_fishery, three_rounds
from .stage import SMALL, USUAL, WIDE, staged

TENSION = Asked("world", "tension")


def screen_of(sitting: Sitting, seat: int = 0) -> ChronicleScreen:
    return ChronicleScreen(sitting.seen(seat), sitting.told(seat))


def everything(screen: ChronicleScreen) -> str:
    return "\n".join("".join(piece.text for piece in each) for each in screen.roll.lines)


def title(screen: ChronicleScreen) -> str:
    return screen.query_one(Heading).title


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_it_opens_at_the_end_and_every_line_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    screen = screen_of(three_rounds())
    async with staged(tmp_path, lambda app: screen, size) as pilot:
        await pilot.pause()
        last = next(each for each in reversed(screen.roll.lines) if each)
        assert last[-1].text.split()[-1] in page(pilot)
        assert "Round 1 of 8" not in page(pilot)
        assert all(sum(piece.width for piece in each) <= screen.roll.room for each in screen.roll.lines)
        assert title(screen) == f"Everything: {screen.count(range(len(screen.story.events)))} entries"


async def test_rounds_phases_changes_rules_and_reasons_stand_there(tmp_path: Path) -> None:
    sitting = three_rounds()
    screen = screen_of(sitting)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        text = " ".join(everything(screen).split())
        assert text.count("Round ") >= 4
        assert "Diplomacy" in text
        step = next(each for each in trail.traced(sitting.seen(0), TENSION).steps if each.term.startswith("tactic "))
        assert f"tension {step.old} → {step.new}" in text
        reasons = [each.reason for each in sitting.told(0) if each.reason]
        assert len(reasons) > 20
        assert all(f"“{reason}”" in text or f"{reason}”" in text for reason in reasons)
        dim = "".join(piece.text for each in screen.roll.lines for piece in each if piece.tone == "dim")
        assert f"(rule {step.rule})" in dim


async def test_one_state_alone_and_back(tmp_path: Path) -> None:
    screen = screen_of(three_rounds())
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press("s", "s")
        await pilot.pause()
        chosen = [screen.story.events[index] for index in screen.indexes]
        assert screen.whose == 1
        assert title(screen).startswith("Germany: ")
        real = [event for event in chosen if event.kind not in events.HEADINGS]
        assert real
        assert all(events.is_about_state(event, 1) for event in real)
        await pilot.press("left", "left")
        assert screen.whose is None


async def test_kinds_leave_out_headings_with_nothing_below(tmp_path: Path) -> None:
    screen = screen_of(three_rounds())
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press("f")
        await pilot.pause()
        kinds = [screen.story.events[index].kind for index in screen.indexes]
        assert set(kinds) <= {*events.HEADINGS, *events.MOVES}
        assert "Upkeep" not in everything(screen)
        assert all(pair != ("phase", "phase") for pair in pairwise(kinds))
        shown = sum(kind not in events.HEADINGS for kind in kinds)
        assert title(screen).startswith(f"Moves and answers: {shown} of ")
        await pilot.press("f")
        assert title(screen).startswith("Cards and crises")
        await pilot.press("f")
        found = [screen.story.events[index] for index in screen.indexes]
        assert all(event.changes for event in found if event.kind not in events.HEADINGS)
        await pilot.press("f")
        assert title(screen).startswith("Everything")


async def test_a_word_is_found_and_gone_through(tmp_path: Path) -> None:
    screen = screen_of(three_rounds())
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press("slash", *"snfxx", "backspace", "backspace", "backspace", "backspace", *"upport", "enter")
        await pilot.pause()
        assert screen.kind == 0
        assert screen.whose is None
        many = len(screen.matches)
        assert many > 3
        assert f"“support” match {many} of {many}" in title(screen)
        row = screen.rows[screen.matches[screen.match]]
        assert screen.roll.lines[row][0].text == SIGN
        marked = [
            piece.text.lower() for each in screen.roll.lines for piece in each if piece.tone in ("accent", "cursor")
        ]
        assert "support" in marked
        await pilot.press("n")
        assert screen.match == 0
        await pilot.press("N")
        assert screen.match == many - 1
        await pilot.press("slash", "escape")
        assert screen.matches == []
        assert title(screen).startswith("Everything")
        await pilot.press("escape")
        assert pilot.app.screen is not screen


async def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    screen = screen_of(three_rounds())
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press("slash", *"zebra", "enter", "n")
        await pilot.pause()
        assert "“zebra” not found" in title(screen)


async def test_from_round_to_round(tmp_path: Path) -> None:
    screen = screen_of(three_rounds())
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        seen = []
        for _ in range(4):
            await pilot.press("left_square_bracket")
            await pilot.pause()
            seen.append(screen.story.events[screen.index_at_top()].text)
        assert seen[-3:] == ["Round 2 of 8", "Round 1 of 8", "Round 1 of 8"]
        await pilot.press("right_square_bracket")
        assert screen.story.events[screen.index_at_top()].text == "Round 2 of 8"


async def test_another_size_keeps_the_place(tmp_path: Path) -> None:
    screen = screen_of(three_rounds())
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press("left_square_bracket", "left_square_bracket")
        await pilot.pause()
        before = screen.index_at_top()
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await pilot.pause()
        assert screen.index_at_top() == before


@pytest.mark.parametrize("seat", [0, 1, 2, 3])
async def test_nothing_that_is_another_seats(tmp_path: Path, seat: int) -> None:
    sitting = five_rounds()
    screen = screen_of(sitting, seat)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        text = everything(screen)
        assert not [each for each in others_secrets(sitting, seat) if each in text]


async def test_sealed_answers_stay_sealed(tmp_path: Path) -> None:
    sitting = played(until=in_sealed_phase)
    assert in_sealed_phase(sitting)
    verb = next(phase.ask.verb for phase in sitting.rules.program.phases if phase.ask is not None and phase.ask.sealed)
    screen = screen_of(sitting)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        last = max(index for index, event in enumerate(screen.story.events) if event.kind == "round")
        said = [" ".join(screen.story.text(index).split()) for index in range(last, len(screen.story.events))]
        assert said
        assert not [each for each in said if f" {verb.replace('_', ' ')}s" in each]


async def test_another_game_can_be_read_as_well(tmp_path: Path) -> None:
    sitting = played_fishery()
    screen = screen_of(sitting)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        assert "Round 1 of 8" in everything(screen)
        assert "→" in everything(screen)
        await pilot.press("f", "s", "f", "s", "f", "s", "slash", *"fish", "enter")
        assert screen.matches


def test_each_event_is_wrapped_once_for_a_width() -> None:
    story = Story(three_rounds().seen(0), three_rounds().told(0))
    first = story.lines(3, 78)
    assert story.lines(3, 78) is first
    assert story.lines(3, 60) is not first


async def test_what_the_mouse_marks_can_be_copied(tmp_path: Path) -> None:
    screen = screen_of(three_rounds())
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press("home")
        screen.selections = {screen.roll: SELECT_ALL}
        await pilot.pause()
        copied = screen.get_selected_text() or ""
        assert "Arms race.  rival 3 → 4; tension 3 → 4  (rule 12.6.13)" in copied
