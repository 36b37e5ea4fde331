"""Playing games through the screens, for tests."""

from collections.abc import Callable

from textual.pilot import Pilot

from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.outcome import OutcomeScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.fingers import Person

MOST_PRESSES = 4000
Looks = Callable[[TableScreen], None]


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nobody has anything to do but a person."""
    for _ in range(400):
        await pilot.pause()
        screen = pilot.app.screen
        if not isinstance(screen, TableScreen) or waits(screen):
            return
    raise AssertionError("nothing is asked")


def waits(table: TableScreen) -> bool:
    """Whether the table waits for a key."""
    return table.tactics.waits or table.news.waits


async def play(pilot: Pilot[int], table: TableScreen, person: Person, look: Looks = lambda table: None) -> None:
    """Press the keys of a person until the end is on the screen; ``look`` sees every screen that waits for a key."""
    for _ in range(MOST_PRESSES):
        await settled(pilot)
        look(table)
        screen = pilot.app.screen
        if isinstance(screen, OutcomeScreen):
            return
        await pilot.press(*keys(pilot, table, person))
    raise AssertionError("the game does not end")


def keys(pilot: Pilot[int], table: TableScreen, person: Person) -> list[str]:
    """What a person presses now."""
    screen = pilot.app.screen
    if isinstance(screen, HandOverScreen):
        return ["o"]
    if isinstance(screen, TableScreen) and screen.news.display:
        return ["enter"]
    seat = table.sitting.viewer
    assert seat is not None
    return person.answer(table.sitting.game.position, seat)[1]


async def to_the_question(pilot: Pilot[int], table: TableScreen) -> None:
    """Open a closed screen and read the news until something is asked."""
    for _ in range(40):
        await settled(pilot)
        if isinstance(pilot.app.screen, HandOverScreen):
            await pilot.press("o")
        elif table.tactics.waits or pilot.app.screen is not table:
            return
        else:
            await pilot.press("enter")
    raise AssertionError("nothing is asked")
