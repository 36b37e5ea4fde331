"""What numbers show, in a sentence: no more than they bear.

A thing is called uneven only where chance does not explain it, at the 5 % level for all things of its kind together.
"""

from bisect import bisect_left
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

from ..intervals import Z, proportion
from ..report import HalfTime, MeanReport
from .amounts import average, count, decimal, whole_percent
from .chance import LEVEL, beyond_chance
from .exhibits import Count
from .titles import capital

ENOUGH = 10
"""A mean of fewer values is too rough to be called more than chance."""
SELDOM = 0.03
ROUGH = 0.2
"""Where only a larger distance would be more than chance, the games are too few to call anything even."""
FINE = 0.02
"""A distance is said to a tenth of a percentage point if it is no larger."""
NAMED = 4
"""So many names fit a sentence."""


class Kind(NamedTuple):
    """How a comparison of like things is worded: ``No seat wins ... of the games that somebody won``."""

    noun: str
    verb: str
    """Of one of them: ``wins``."""
    verbs: str
    """Of several: ``win``."""
    of: str
    expected: str
    """What the dashed line is: ``an equal share``."""


def outcomes(games: int, lost: int, won: int) -> str:
    """How many games everybody lost, and how many somebody won."""
    if not games:
        return "No game was finished, so there is nothing to show."
    low, high = proportion(lost, games)
    between = f"95 % interval {whole_percent(low)} to {whole_percent(high)}"
    if not lost:
        said = f"Not one of {games_of(games)} was lost by everybody ({between})"
    else:
        said = f"Everybody lost {count(lost)} of {games_of(games)} ({whole_percent(lost / games)}, {between})"
    unranked = games - lost - won
    rest = [f"somebody won {count(won)}"] if won else []
    rest += [f"{count(unranked)} ended without a winner"] if unranked else []
    return f"{said}; {' and '.join(rest)}." if rest else f"{said}."


def games_of(number: int) -> str:
    return "1 game" if number == 1 else f"{count(number)} games"


def evenness(kind: Kind, counts: Sequence[Count], expected: float) -> str:
    """Whether like things fare alike, or which of them chance does not explain."""
    known = [each for each in counts if each.whole]
    if not known or not expected:
        return f"No {kind.noun} {kind.verb} even once, so there is nothing to compare."
    apart = [each for each in known if beyond_chance(each.part, each.whole, expected, len(known))]
    compared = f"{kind.expected} is {whole_percent(expected)}"
    if not apart:
        said = f"{span_of([each.share for each in known])} of {kind.of}, where {compared}"
        if expected < 1 and (noticed(counts, expected) or 1) > ROUGH:
            return (
                f"These games are too few to tell whether one {kind.noun} {kind.verb} more often than another: {said}."
            )
        return f"No {kind.noun} {kind.verb} more or less often than chance would explain: {said}."
    more = sorted((each for each in apart if each.share > expected), key=lambda each: -each.share)
    less = sorted((each for each in apart if each.share <= expected), key=lambda each: each.share)
    parts = [
        f"{shares_of(found)} {kind.verb if len(found) == 1 else kind.verbs} {way} often"
        for found, way in ((more, "more"), (less, "less"))
        if found
    ]
    said = capital(", ".join(parts))
    return f"{said} than chance would explain, where {compared}."


def span_of(shares: Sequence[float]) -> str:
    """The lowest and the highest of some shares."""
    low, high = whole_percent(min(shares)), whole_percent(max(shares))
    return f"from {low} to {high}" if low != high else f"about {low}"


def shares_of(found: Sequence[Count]) -> str:
    """The first names with their shares, and how many more there are."""
    return some([f"{each.label} ({whole_percent(each.share)})" for each in found])


def some(names: Sequence[str]) -> str:
    """A list in words; of a long one the first names, and how many more there are."""
    named = list(names) if len(names) <= NAMED + 1 else [*names[:NAMED], f"{len(names) - NAMED} more"]
    return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)


def sharpness(kind: Kind, counts: Sequence[Count], expected: float) -> str:
    """How far from the expected share something must lie before the numbers show it; nothing without numbers."""
    if not any(each.whole for each in counts) or not 0 < expected < 1:
        return ""
    far = noticed(counts, expected)
    if far is None:
        return f"In so few games no {kind.noun} can lie further off the line than chance explains; play more."
    points = decimal(100 * far, places=0 if far > FINE else 1)
    return (
        f"With so many games {article(kind.noun)} has to lie about {points} percentage points off the line "
        "to be more than chance."
    )


def noticed(counts: Sequence[Count], expected: float) -> float | None:
    """The smallest distance that is more than chance, for something that was counted as often as most."""
    known = sorted(each.whole for each in counts if each.whole)
    whole = known[len(known) // 2]
    middle = round(whole * expected)
    ways = (range(middle, whole + 1), range(middle, -1, -1))
    first = [bisect_left(way, True, key=lambda part: beyond_chance(part, whole, expected, len(known))) for way in ways]
    return min(
        (abs(way[at] / whole - expected) for way, at in zip(ways, first, strict=True) if at < len(way)), default=None
    )


def article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def tactics(shares: Sequence[tuple[str, float]]) -> str:
    """The most used, those hardly used, and those never used; the most used comes first."""
    if not shares or not shares[0][1]:
        return "No actions were taken."
    said = f"Most used is {shares[0][0]}, with {whole_percent(shares[0][1])} of all actions"
    never = [name for name, part in shares if not part]
    seldom = [name for name, part in shares if 0 < part < SELDOM]
    parts = [f"{some(seldom)} {are(seldom)} below {whole_percent(SELDOM)}"] if seldom else []
    parts += [f"{some(never)} {'were' if len(never) > 1 else 'was'} never used"] if never else []
    return f"{'; '.join([said, *parts])}."


def are(names: Sequence[str]) -> str:
    return "are" if len(names) > 1 else "is"


def effects(track: str, found: Sequence[tuple[str, MeanReport]]) -> str:
    """With which cards on the table a track moves otherwise than without them; strongest first."""
    clear = [(name, each) for name, each in found if clearly(each, len(found))]
    if not clear:
        return f"No card goes together with a change of {track} that chance would not explain."
    up = sorted((pair for pair in clear if pair[1]["mean"] > 0), key=lambda pair: -pair[1]["mean"])
    down = sorted((pair for pair in clear if pair[1]["mean"] < 0), key=lambda pair: pair[1]["mean"])
    parts = [f"{way} with {some(steps(pairs))}" for way, pairs in (("up", up), ("down", down)) if pairs]
    return (
        f"With {len(clear)} of {len(found)} cards on the table {track} moves otherwise than in rounds without "
        f"{'it' if len(clear) == 1 else 'them'}, by more than chance explains: {'; '.join(parts)}."
    )


def steps(found: Sequence[tuple[str, MeanReport]]) -> list[str]:
    """Names with their changes."""
    return [f"{name} ({decimal(each['mean'], signed=True)})" for name, each in found]


def clearly(found: MeanReport, looks: int) -> bool:
    """Whether a mean differs from 0 by more than chance explains, at one look of several."""
    low, high = found["low"], found["high"]
    if low is None or high is None or found["number"] < ENOUGH:
        return False
    wider = NormalDist().inv_cdf(1 - LEVEL / 2 / looks) / Z
    return abs(found["mean"]) > wider * (high - low) / 2


def courses(tracks: Sequence[tuple[str, Sequence[MeanReport]]]) -> str:
    """From where to where each track goes, in the mean of the games still played."""
    parts = [
        f"{title} from {decimal(points[0]['mean'], places=1)} to {decimal(points[-1]['mean'], places=1)}"
        for title, points in tracks
        if points
    ]
    last = max((len(points) for _, points in tracks), default=0) - 1
    return f"From the start to the end of round {last}, on average: {some(parts)}." if parts else "Nothing is counted."


def lead(changes: MeanReport, half: HalfTime, won: int) -> str:
    """How often the leader changes, and whether leading at half time decides the game."""
    if not changes["number"]:
        return "No game was finished, so nobody led."
    mean = average(changes, least=0)
    times = f"{decimal(changes['mean'], places=1)} times a game (95 % interval {mean.between})"
    said = f"The lead passes from one state to another {times}"
    if not half["led"]:
        return f"{said}; nobody led alone at half time in a game that somebody won."
    low, high = proportion(half["won"], half["led"])
    between = f"95 % interval {whole_percent(low)} to {whole_percent(high)}"
    of = f"in {count(half['led'])} of {count(won)} games that somebody won one state led alone at half time"
    return f"{said}; {of}, and it won {whole_percent(half['won'] / half['led'])} of them ({between})."


def tallies(found: Sequence[tuple[str, float]]) -> str:
    """How often the rules count something in a game."""
    return f"On average a game counts {some([f'{decimal(mean, places=1)} {name}' for name, mean in found])}."
