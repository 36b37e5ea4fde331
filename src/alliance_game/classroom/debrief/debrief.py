"""A debrief: all that is to be said of a game, chapter by chapter."""

from ...describe import naming
from ...errors import AllianceError
from ...wording import say
from .account import Account
from .causes import causes
from .deals import aims, bargains
from .effort import effort
from .facilitated import facilitated
from .parts import Chapter, Debrief
from .result import facts, result
from .talk import talk
from .teacher import teacher
from .teams import teams
from .timeline import timeline
from .turning import Turning
from .turns import turns


def checked(account: Account, *, so_far: bool) -> Account:
    """The same game, if it may be told. Raises ``AllianceError`` for one that goes on, unless ``so_far`` is meant."""
    if not account.record.over and not so_far:
        raise AllianceError(
            say(
                "'{save}' is not over: a debrief now would give secrets away. Play on, or add --so-far for what"
                " everybody at the table may know.",
                save=account.record.name,
            )
        )
    return account


def debrief(account: Account, turning: Turning | None = None) -> Debrief:
    """All of it; of a game that is not over only what everybody at the table may know.

    ``turning`` is told only when the game is over, since it was worked out from what is secret.
    """
    record = account.record
    found = turning if record.over else None
    chapters: list[Chapter | None] = [result(account), timeline(account), effort(account), bargains(account)]
    chapters += [aims(account), turns(account, found) if found is not None else None]
    chapters += [facilitated(account), causes(account), talk(account)]
    chapters += [*teams(account, found), teacher(account)] if record.over else []
    scenario = account.rules.library.scenario(record.position.setup.scenario)
    return Debrief(
        say("Debrief: {scenario}", scenario=scenario.title),
        scenario.about or "",
        tuple((naming.sentence(name), text) for name, text in facts(account)),
        tuple(chapter for chapter in chapters if chapter is not None),
        tuple(notes(account)),
    )


def notes(account: Account) -> list[str]:
    """What is missing, and why."""
    record = account.record
    unfinished = say(
        "The game is not over: this holds what everybody at the table may know. Agendas, turning points and the pages"
        " of the teams come when it has ended."
    )
    return [note for note in (record.damage, "" if record.over else unfinished) if note]
