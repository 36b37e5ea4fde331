"""Words that can be typed at every prompt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..bots import counsel
from ..bots.advice import MILLISECONDS, advise
from ..describe import ending, events, lines, lookup, questions, status, trail
from ..engine.view import View
from ..errors import AllianceError, did_you_mean
from ..sitting import where_saved
from ..wording import marked, say, translated

if TYPE_CHECKING:
    from .session import Session

HELP = (
    marked("Type the number of a menu entry and press Enter; 0 goes back, or ends your turn."),
    marked("At every prompt you can also type:"),
    marked("  status        how everything stands"),
    marked("  agenda        your secret aim, and how far you are"),
    marked("  advise        what your advisers would do, and why; it takes them a moment"),
    marked("  why TRACK     why a number is what it is: why tension, why coins japan, why score"),
    marked("  log           what happened this round; log all: since the beginning"),
    marked("  codex TERM    explains a tactic, a card, a track, an idea"),
    marked("  undo          takes your last move back, as long as nobody has answered and nothing was drawn"),
    marked("  save          says where the game is saved (every move is, as you make it)"),
    marked("  quit          leaves; the game can be continued"),
)


class Quit(Exception):
    """Somebody wants to leave."""


class Undone(Exception):
    """The position is an earlier one: ask again."""


def run(session: "Session", seat: int, text: str) -> bool:
    """Carry a command out; false if the text is none. Raises ``Quit`` and ``Undone``."""
    word, _, rest = text.partition(" ")
    command = COMMANDS.get(word.lower())
    if command is None:
        return False
    try:
        command(session, seat, rest.strip())
    except AllianceError as error:
        session.console.say(str(error))
    return True


def suggestion(text: str, wanted: str) -> str:
    """One line for input that means nothing here; ``wanted`` says what could be typed."""
    if not text:
        return wanted
    word = text.split()[0] if text.split() else ""
    return say("'{text}' means nothing here.", text=text) + f"{did_you_mean(word.lower(), COMMANDS)} {wanted}"


def _seen(session: "Session", seat: int) -> View:
    return session.sitting.seen(seat)


def _status(session: "Session", seat: int, _: str) -> None:
    session.console.say(*status.everything(_seen(session, seat)))


def _agenda(session: "Session", seat: int, _: str) -> None:
    session.console.say(*(ending.own_agenda(_seen(session, seat)) or [say("This game has no secret agendas.")]))


def _advise(session: "Session", seat: int, _: str) -> None:
    seen = _seen(session, seat)
    asked = seen.decisions[0]
    session.console.say(say("Your advisers are thinking …"))
    found = advise(seen, asked, MILLISECONDS)
    lines = counsel.told(seen, asked, found, session.console.width - 2, brief=seat in session.advised)
    session.advised.add(seat)
    session.console.show([f"{translated(counsel.TITLE)}:", *(f"  {each.text}".rstrip() for each in lines)])


def _why(session: "Session", seat: int, rest: str) -> None:
    if not rest:
        session.console.say(say("Why what? For example: why tension, why coins japan, why trust japan."))
        return
    session.console.say(*trail.why(_seen(session, seat), rest))


def _log(session: "Session", seat: int, rest: str) -> None:
    rules = session.game.position.rules
    told = session.sitting.told(seat)
    if rest != "all":
        begins = [index for index, each in enumerate(told) if each.entry.kind == "round"]
        told = told[begins[-1] if begins else 0 :]
    session.console.show(lines.all_lines(rules, events.events(rules, told), session.console.width))


def _help(session: "Session", seat: int, _: str) -> None:
    about = session.rules.program.symbols.folder.ruleset.about
    session.console.say(*([about] if about else []), *map(translated, HELP))


def _undo(session: "Session", seat: int, _: str) -> None:
    why_not = session.game.why_not_undo(seat)
    if why_not is not None:
        session.console.say(say("Not possible: {reason}.", reason=why_not).replace("..", "."))
        return
    session.game.undo(seat)
    session.console.say(say("Your last move is taken back."))
    raise Undone


def _save(session: "Session", seat: int, _: str) -> None:
    session.console.say(where_saved(session.game))


def _quit(session: "Session", seat: int, _: str) -> None:
    raise Quit


def _codex(session: "Session", seat: int, rest: str) -> None:
    if not rest:
        session.console.say(say("Which word? For example: codex mediation."))
        return
    session.console.say(*lookup.explained(session.game.position.rules, rest), *_on_the_table(session, seat, rest))


def _on_the_table(session: "Session", seat: int, rest: str) -> list[str]:
    """A crisis that was looked up, if it is open."""
    seen = _seen(session, seat)
    rules, start = seen.rules, seen.rules.machine.slot_cards
    found = []
    for slot in seen.crises:
        number = seen.cells[start + slot]
        names = (rules.card_titles[number], rules.cards[number].title, rules.cards[number].id)
        found += [slot] if trail.plain(rest) in map(trail.plain, names) else []
    return [line for slot in found for line in [say("On the table now:"), *questions.table_lines(seen, slot)]]


COMMANDS: dict[str, Callable[["Session", int, str], None]] = {
    "why": _why,
    "log": _log,
    "status": _status,
    "advise": _advise,
    "agenda": _agenda,
    "help": _help,
    "?": _help,
    "undo": _undo,
    "save": _save,
    "quit": _quit,
    "exit": _quit,
    "codex": _codex,
}
