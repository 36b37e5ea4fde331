"""Relations: trust, agreements, records, marks."""

from pathlib import Path

import pytest

from alliance_game.describe import bonds
from alliance_game.describe.trail import Asked
from alliance_game.engine import view
from alliance_game.tui.reading.codex import CodexScreen
from alliance_game.tui.reading.relations import RelationsScreen
from alliance_game.tui.reading.why import WhyPicker, WhyScreen
from tests.table import Table

from .played import five_rounds, others_secrets, page, played_fishery, three_rounds
from .stage import SMALL, USUAL, WIDE, staged


def words(screen: RelationsScreen) -> list[str]:
    return ["".join(piece.text for piece in each).rstrip() for each in screen.pick.lines]


def rows(screen: RelationsScreen, title: str) -> list[str]:
    """The lines below a headline, up to the next."""
    lines = words(screen)
    begin = next(index for index, each in enumerate(lines) if each.startswith(f"─{title}"))
    end = next((index for index in range(begin + 1, len(lines)) if lines[index].startswith("─")), len(lines))
    return [each for each in lines[begin + 1 : end] if each]


async def test_the_matrix_has_ones_own_row_first_and_the_numbers_of_the_view(tmp_path: Path) -> None:
    seen = three_rounds().seen(1)
    screen = RelationsScreen(seen)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        head, own, france, *_ = rows(screen, "Trust")
        assert head.split() == ["DE", "FR", "JP", "BR"]
        trust = [seen.value("pair", "trust", 1, other) for other in (0, 2, 3)]
        assert own.split() == ["Germany", "you", "·", *map(str, trust)]
        assert france.split() == [
            "France",
            str(trust[0]),
            "·",
            *(str(seen.value("pair", "trust", 0, o)) for o in (2, 3)),
        ]
        bold = [piece.text for each in screen.pick.lines for piece in each if piece.tone == "strong"]
        assert any(text.strip() == "Germany you" for text in bold)


async def test_agreements_with_their_parties_and_since_when(tmp_path: Path) -> None:
    seen = three_rounds().seen(1)
    screen = RelationsScreen(seen)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        lines = rows(screen, "Agreements")
        said, agreements = " ".join(" ".join(lines).split()), seen.rules.program.symbols.folder.agreements
        signed = [bond for name in agreements for bond in bonds.bonds(seen, name) if bond.asked.scope == "two"]
        assert signed
        for bond in signed:
            parties = "-".join(seen.rules.states[seat].title for seat in bond.asked.seats)
            assert f"{parties} since round {bond.since}" in said
        for name, agreement in agreements.items():
            assert ((agreement.about or agreement.title) in said) is bool(bonds.bonds(seen, name))
            assert (f"{agreement.title} nobody" in said) is not bool(bonds.bonds(seen, name))


async def test_what_one_owes_is_said_to_oneself_alone(tmp_path: Path) -> None:
    table = Table(states=3)
    table.put("two", "pact", 1, 0, 2)
    table.put("many", "treaty", 1)
    table.open("piracy", target=2, demand=20)
    screen = RelationsScreen(view(table.position, 0))
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        lines = rows(screen, "Agreements")
        assert any("Your pact with Japan asks for 7 on Piracy; you have 0." in line for line in lines)
        assert any("France-Japan since the beginning" in line for line in lines)
        assert any("since the beginning" in line and "Germany" in line for line in lines)
    assert bonds.owed(view(table.position, 1)) == []


def test_a_pact_that_was_signed_again_counts_from_then() -> None:
    table = Table(states=3)
    table.put("pair", "trust", 6)
    table.play("play bilateral_pact partner=japan", "accept")
    assert bonds.bonds(view(table.position, 1), "pact") == [bonds.Bond(Asked("two", "pact", (0, 2)), 1)]


async def test_record_numbers_and_marks_of_every_state(tmp_path: Path) -> None:
    seen = three_rounds().seen(1)
    screen = RelationsScreen(seen)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        record = rows(screen, "Record")
        kept, broken = (seen.value("state", name, 0) or 0 for name in ("kept", "broken"))
        assert any(line.startswith(" France") and f"{kept} of {kept + broken}" in line for line in record)
        states = rows(screen, "States")
        assert states[0].split() == ["support", "coins", "might", "standing", "points", "votes"]
        lost = [state.title for seat, state in enumerate(seen.rules.states) if seen.value("state", "face", seat)]
        assert lost
        assert f" Lost face: {', '.join(lost)}" in states


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_no_line_is_cut_off(tmp_path: Path, size: tuple[int, int]) -> None:
    screen = RelationsScreen(three_rounds().seen(0))
    async with staged(tmp_path, lambda app: screen, size) as pilot:
        await pilot.pause()
        assert max(len(each) for each in words(screen)) <= screen.pick.room


async def test_arrows_choose_a_number_and_enter_asks_why(tmp_path: Path) -> None:
    seen = three_rounds().seen(1)
    screen = RelationsScreen(seen)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        assert screen.pick.about == Asked("pair", "trust", (0, 1))
        await pilot.press("right", "down", "down", "right", "up")
        assert screen.pick.about == Asked("pair", "trust", (0, 3))
        await pilot.press("enter")
        await pilot.pause()
        opened = pilot.app.screen
        assert isinstance(opened, WhyScreen)
        assert opened.asked == Asked("pair", "trust", (0, 3))
        await pilot.press("escape", "c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CodexScreen)
        await pilot.press("escape", "w")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WhyPicker)


async def test_a_click_asks_why(tmp_path: Path) -> None:
    screen = RelationsScreen(three_rounds().seen(1))
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        row, column, about = screen.pick.places[2]
        await pilot.click(screen.pick, offset=(column, row))
        await pilot.pause()
        opened = pilot.app.screen
        assert isinstance(opened, WhyScreen)
        assert opened.asked == about


async def test_another_game_has_other_relations(tmp_path: Path) -> None:
    """Grudges count in both directions; contracts are secret."""
    seen = played_fishery().seen(1)
    screen = RelationsScreen(seen)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        grudges = rows(screen, "Grudge")
        own = [seen.value("pair", "grudge", 1, other) for other in (0, 2)]
        assert grudges[1].split()[-3:] == ["·", *map(str, own)]
        states = rows(screen, "States")
        names = states[0].split()
        assert "contract" in names
        assert sum("?" in line for line in states) == 2
        assert "Grudge" in page(pilot)


@pytest.mark.parametrize("seat", [0, 1, 2, 3])
async def test_nothing_that_is_another_seats(tmp_path: Path, seat: int) -> None:
    sitting = five_rounds()
    screen = RelationsScreen(sitting.seen(seat))
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        text = "\n".join(words(screen))
        assert not [each for each in others_secrets(sitting, seat) if each in text]
