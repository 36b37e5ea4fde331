"""What was played, by whom, and what its numbers are called."""

from collections.abc import Iterator

from ...describe import naming
from .record import Record
from .table import Cell, Table, number, text, yes_or_no


def game(record: Record) -> Table:
    """One row: the game itself."""
    setup, found, rules = record.position.setup, record.outcome, record.rules
    endings = rules.program.symbols.folder.ruleset.endings
    row: tuple[Cell, ...] = (
        record.name,
        rules.library.scenario(setup.scenario).ruleset,
        setup.scenario,
        setup.states,
        setup.length,
        setup.difficulty,
        ";".join(setup.options) or None,
        record.seed,
        rules.machine.rounds,
        record.seen.round,
        len(record.moves),
        int(record.over),
        found.reason if found is not None else None,
        endings[found.reason].title if found is not None else None,
        (found.alliance_grade or None) if found is not None else None,
        record.begun,
        record.engine,
    )
    return Table("game", "The game itself: one row.", _GAME, (row,))


_GAME = (
    text("save", "Name of the saved game."),
    text("ruleset", "Id of the rules that it was played by."),
    text("scenario", "Id of the scenario."),
    number("states", "How many states played."),
    text("length", "Id of the length, such as standard or lesson."),
    text("difficulty", "Id of the difficulty."),
    text("options", "Ids of the optional rules that were on, with ; between them; empty if none was."),
    number("seed", "The seed of chance; empty while the game goes on, because agendas follow from it."),
    number("rounds", "How many rounds the game has by its rules."),
    number("round", "The round in which it ended, or stands now."),
    number("moves", "How many rows the table moves has."),
    yes_or_no("over", "Whether the game has ended."),
    text("ending", "Id of the ending; empty while the game goes on."),
    text("ending_title", "The ending in words."),
    text("alliance_grade", "The grade that all states share; empty while the game goes on, or if there is none."),
    text("begun", "When the game was begun, in UTC."),
    text("program", "The version of the program that began it."),
)


def states(record: Record) -> Table:
    """A row for each state."""
    rows = tuple(
        (seat + 1, state.id, state.title, state.short, record.decided_by(seat), record.bot(seat))
        for seat, state in enumerate(record.rules.states)
    )
    return Table("states", "The states: one row for each, in the order of their seats.", _STATES, rows)


_STATES = (
    number("seat", "The place at the table, from 1."),
    text("state", "Id of the state; all other tables call it so."),
    text("title", "Its name."),
    text("short", "Its name in two or three letters."),
    text("decided_by", "Who leads it: person or bot."),
    text("bot", "The name of the bot; empty for a person."),
)


def tracks(record: Record) -> Table:
    """A row for each track and each agreement."""
    return Table("tracks", "The numbers of these rules: one row for each track and agreement.", _TRACKS, _rows(record))


def _rows(record: Record) -> tuple[tuple[Cell, ...], ...]:
    return (*_of_tracks(record), *_of_agreements(record))


def _of_tracks(record: Record) -> Iterator[tuple[Cell, ...]]:
    for scope, every in record.rules.program.symbols.tracks.items():
        for name, track in every.items():
            if track.show != "no":
                title = naming.sentence(naming.track(record.rules, scope, name))
                yield scope, name, title, track.about or None, track.min, track.max


def _of_agreements(record: Record) -> Iterator[tuple[Cell, ...]]:
    for name, agreement in record.rules.program.symbols.folder.agreements.items():
        yield "agreement", name, agreement.title, agreement.about or None, 0, 1


_TRACKS = (
    text("scope", "What it belongs to: world, state, pair, crisis, crisis_state (a crisis and a state) or agreement."),
    text("track", "Id of the track or agreement; other tables call it so."),
    text("title", "Its name."),
    text("about", "What it means, or empty if the rules do not say."),
    number("lowest", "Its lowest value; of an agreement 0, not signed."),
    number("highest", "Its highest value; of an agreement 1, signed."),
)
