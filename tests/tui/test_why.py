"""Why a number is what it is, as a page."""

from pathlib import Path

import pytest

from alliance_game.describe import naming, status, trail
from alliance_game.describe.trail import Asked
from alliance_game.engine import View, view
from alliance_game.engine.layout import ROUND
from alliance_game.tui.parts.page import Heading
from alliance_game.tui.parts.roll import Pick
from alliance_game.tui.reading.codex import CodexScreen
from alliance_game.tui.reading.why import ScoreWhyScreen, WhyPicker, WhyScreen
from tests.long_table import LongTable
from tests.table import Table

from .played import five_rounds, in_sealed_phase, others_secrets, page, played, played_fishery, three_rounds
from .stage import SMALL, USUAL, WIDE, staged

TENSION = Asked("world", "tension")


def quarrelling() -> View:
    """A talk in secret, a first round without a crisis, and allies who distrust each other at its end."""
    table = LongTable(states=3)
    table.deck()
    table.put("world", "tension", 4)
    table.put("pair", "trust", 2)
    table.play("play back_channel", *["pass"] * 3)
    seen = view(table.position, 0)
    assert [step.rule for step in trail.traced(seen, TENSION).steps][:2] == ["5.7.17", "11.3"]
    return seen


def words(pick: Pick) -> str:
    return "\n".join("".join(piece.text for piece in each).rstrip() for each in pick.lines)


def test_every_number_is_the_sum_of_its_changes() -> None:
    seen = three_rounds().seen(0)
    numbers = [asked for _, group in trail.numbers(seen) for asked in group]
    assert len(numbers) > 100
    for asked in numbers:
        found = trail.traced(seen, asked)
        values = [found.start, *(step.new for step in found.steps)]
        track = naming.track_of(seen.rules, asked.scope, asked.name)
        if (track is None or track.reset is None) and not found.over:
            assert values[-1] == found.now
            assert [step.old for step in found.steps] == values[:-1]


def test_a_step_knows_its_move_its_rule_and_its_place() -> None:
    table = Table(states=3)
    table.play("play levy")
    [step] = trail.traced(view(table.position, 0), Asked("state", "coins", (0,))).steps
    assert (step.old, step.new, step.size, step.round, step.rule) == (4, 7, 3, 1, "5.7.20")
    assert step.cause == "France raises a levy."
    assert step.term == "tactic levy"
    assert str(step.place).startswith("rules/concert/tactics/levy.yaml:")


def test_where_only_a_phase_is_at_work_it_says_what_was_said_before() -> None:
    table = Table(states=3)
    table.open("regional_conflict", target=1, deadline=1)
    table.enter("commitment")
    for seat in range(3):
        table.play("commit 0 on=regional_conflict", seat=seat)
    step = next(each for each in trail.traced(view(table.position, 0), TENSION).steps if each.rule == "9.4.1")
    assert step.cause == "Resolution"
    assert step.before == "Regional conflict fails."
    assert step.term == "card regional_conflict"


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_the_changes_their_sum_and_the_place(tmp_path: Path, size: tuple[int, int]) -> None:
    seen = three_rounds().seen(0)
    screen = WhyScreen(seen, TENSION)
    async with staged(tmp_path, lambda app: screen, size) as pilot:
        await pilot.pause()
        text = page(pilot)
        assert f"Tension: why {seen.value('world', 'tension')}" in text
        assert "3  at the start" in text
        assert len(screen.trail.steps) > 1
        for step in screen.trail.steps:
            assert f"{naming.signed(step.size)}  {step.old} → {step.new}  round {step.round}" in text
            assert step.cause[:20] in text
        place = screen.trail.steps[-1].place
        assert place is not None
        assert Path(place.file).name in text
        assert all(sum(piece.width for piece in each) <= screen.pick.room for each in screen.pick.lines)


async def test_the_cursor_begins_at_the_newest_and_enter_opens_its_cause(tmp_path: Path) -> None:
    screen = WhyScreen(quarrelling(), TENSION)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        assert screen.pick.about == len(screen.trail.steps) - 1
        await pilot.press("home")
        assert screen.query_one("#detail-title", Heading).title == "−2 in round 1"
        assert "back_channel.yaml:8" in page(pilot)
        await pilot.press("enter")
        await pilot.pause()
        opened = pilot.app.screen
        assert isinstance(opened, CodexScreen)
        assert opened.topic is not None
        assert opened.topic.term == "tactic back_channel"
        await pilot.press("escape")
        assert pilot.app.screen is screen


@pytest.mark.parametrize("keys", [("c",), ("end", "enter"), ("enter",)])
async def test_the_number_itself_has_a_door_to_the_codex(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """The last change of tension is a general rule's, so Enter leads there too."""
    screen = WhyScreen(quarrelling(), TENSION)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        opened = pilot.app.screen
        assert isinstance(opened, CodexScreen)
        assert opened.topic is not None
        assert opened.topic.term == "track world tension"


async def test_agreements_marks_and_untouched_numbers(tmp_path: Path) -> None:
    seen = three_rounds().seen(0)
    gone = next(each.crisis for each in seen.chronicle if each.kind == "outcome")
    title = naming.card(seen.rules, gone)
    table = Table()
    table.put("state", "face", 1, 1)
    for whose, asked, said in (
        (view(table.position, 0), Asked("two", "pact", (1, 3)), "Pact Germany-Brazil: why not signed"),
        (view(table.position, 0), Asked("state", "face", (1,)), "Germany's lost face: why set"),
        (view(table.position, 0), Asked("pair", "trust", (0, 2)), "Trust France-Japan: why 3"),
        (seen, Asked("crisis", "progress", (), gone), f"The progress of {title}: gone"),
    ):
        screen = WhyScreen(whose, asked)
        async with staged(tmp_path, lambda app, screen=screen: screen) as pilot:  # type: ignore[misc]
            await pilot.pause()
            assert said in page(pilot)


async def test_a_round_that_is_over_gives_way_to_the_next(tmp_path: Path) -> None:
    table = Table()
    table.put("state", "election", 3, 1)
    table.cells[ROUND] = 6
    screen = WhyScreen(view(table.position, 0), Asked("state", "election", (1,)))
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        shown = page(pilot)
        assert "Germany's votes in round: why 8" in shown
        assert "3  at the start" in shown
        assert "that round is over" in shown
        assert "nothing has changed it" not in shown


async def test_a_number_that_goes_back_every_round_says_so(tmp_path: Path) -> None:
    seen = three_rounds().seen(0)
    async with staged(tmp_path, lambda app: WhyScreen(seen, Asked("world", "thaw"))) as pilot:
        await pilot.pause()
        assert "0  back again with the new round" in page(pilot)


@pytest.mark.parametrize("width", [56, 76, 116])
def test_every_number_of_the_list_can_be_explained(width: int) -> None:
    """Each line fits, and each change leads to an entry of the codex."""
    seen = three_rounds().seen(0)
    for _, group in trail.numbers(seen):
        for asked in group[::3]:
            screen = WhyScreen(seen, asked)
            assert all(sum(piece.width for piece in each) <= width for each in screen.rows(width))
            assert all(screen.codex.topic(step.term) for step in screen.trail.steps if step.term)


async def test_typing_narrows_the_list(tmp_path: Path) -> None:
    screen = WhyPicker(three_rounds().seen(0))
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press(*"coins", "space", *"jap")
        await pilot.pause()
        pick = screen.query_one(Pick)
        assert [each[2] for each in pick.places] == [Asked("state", "coins", (2,)), Asked("state", "given", (2,))]
        await pilot.press("enter")
        await pilot.pause()
        opened = pilot.app.screen
        assert isinstance(opened, WhyScreen)
        assert opened.asked == Asked("state", "coins", (2,))
        await pilot.press("escape", *["backspace"] * 9, *"zebra")
        await pilot.pause()
        assert pick.places == ()
        assert "No number is called so" in page(pilot)
        await pilot.press("enter")
        assert pilot.app.screen is screen


async def test_the_score_and_what_it_comes_from(tmp_path: Path) -> None:
    seen = three_rounds().seen(0)
    scores = trail.scores(seen)
    assert [f"{seen.rules.states[each.seat].title} {each.total}" in status.scores(seen) for each in scores] == [
        True
    ] * 4
    screen = ScoreWhyScreen(seen)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        text = words(screen.query_one(Pick))
        best = max(scores, key=lambda each: each.total)
        assert text.lstrip().startswith(f"{best.total}  {seen.rules.states[best.seat].title}")
        assert "Agendas are secret" in text
        await pilot.press("enter")
        await pilot.pause()
        opened = pilot.app.screen
        assert isinstance(opened, WhyScreen)
        assert opened.asked == Asked("state", "points", (best.seat,))


@pytest.mark.parametrize("seat", [0, 1, 2, 3])
async def test_nothing_that_is_another_seats(tmp_path: Path, seat: int) -> None:
    sitting = five_rounds()
    seen = sitting.seen(seat)
    secrets = others_secrets(sitting, seat)
    for asked in (each for _, group in trail.numbers(seen) for each in group):
        said = "\n".join(trail.trail(seen, asked))
        assert not [each for each in secrets if each in said]


async def test_sealed_answers_are_not_among_the_causes() -> None:
    sitting = played(until=in_sealed_phase)
    seen = sitting.seen(0)
    crisis = seen.rules.card_names[seen.cells[seen.rules.machine.slot_cards + seen.crises[0]]]
    for name in seen.rules.program.symbols.tracks["crisis_state"]:
        for seat in (1, 2, 3):
            found = trail.traced(seen, Asked("crisis_state", name, (seat,), crisis))
            assert all(step.round < seen.round or "commit" not in step.cause for step in found.steps)
            assert (
                found.now == sitting.seen(seat).value("crisis_state", name, seen.crises[0], seat) or name == "committed"
            )


def test_a_secret_number_of_another_state_cannot_be_asked_about() -> None:
    seen = played_fishery().seen(0)
    contracts = [asked for _, group in trail.numbers(seen) for asked in group if asked.name == "contract"]
    assert contracts == [Asked("state", "contract", (0,))]
    hidden = trail.traced(seen, Asked("state", "contract", (1,)))
    assert (hidden.start, hidden.now, hidden.steps) == (None, None, ())


async def test_where_the_score_cannot_be_added_up_it_says_so(tmp_path: Path) -> None:
    seen = played_fishery().seen(0)
    async with staged(tmp_path, lambda app: ScoreWhyScreen(seen)) as pilot:
        await pilot.pause()
        text = page(pilot)
        assert ("nobody can add it up yet" in text) is (not status.scores(seen))
        await pilot.press("enter")
