"""What the comparisons show, in sentences: no more than they bear."""

from collections.abc import Iterator, Sequence

from .comparisons import ENOUGH, Comparison, Influence
from .figures import between, change, clear, enough, looks, noticeable, shown

HEADINGS = {
    "game": "How games go",
    "wins": "Who wins",
    "end": "Tracks at the end of the game",
    "later": "Tracks at the end of the round after the card came",
    "hit": "Tracks of the state that the card picks",
}
WHEN = {"end": ", at the end", "later": ", a round later", "hit": ", for the state it picks"}
"""What stands behind a number of a heading that is not told with its heading."""
MOVED = "What it changes, where it comes up"
MORE = "In brackets: 95 % intervals. All numbers, and how large an effect has to be to show: --full."
MOST = 6
"""So many effects stand in a summary."""
NOTHING = "No effect found"
CHOICES = "Choices on the card"
READING = (
    "Every difference is with the card minus without it. In brackets: 95 % intervals. A sentence calls something an "
    "effect only if chance would make so large a difference in fewer than one of 20 reports, all rows under the same "
    "heading counted together. In the tables about one row in 20 has an interval that misses 0 by chance alone. “Would "
    "have shown” means: in nine of ten such reports."
)
FAIRNESS = (
    "The two games of a pair have the same seed and the same bots. They are one game until the card first matters; in "
    "the second another card comes in its place. The bots do not know which of the two they play."
)


def games_of(number: int) -> str:
    """``1,000 games``."""
    return f"{number:,} {'game' if number == 1 else 'games'}"


def opening(found: Influence) -> str:
    """In how many pairs the card came up."""
    pairs, came = found["pairs"], found["came"]
    if not pairs:
        return "No pair of games was finished, so there is nothing to compare."
    if not came:
        return f"{found['title']} never came up in {games_of(pairs)}, so there is nothing to compare."
    return f"{found['title']} came up in {came:,} of {games_of(pairs)} ({shown(came / pairs, share=True)})."


def hint(found: Influence) -> str:
    """What to do if a card came up never, or too seldom."""
    if not found["pairs"] or found["came"] >= ENOUGH:
        return ""
    if not found["came"]:
        return f"What keeps it from being drawn: alliance-game why {found['card']}"
    return "That is too seldom to say anything: play more games."


def group(found: Influence, name: str) -> list[Comparison]:
    """The comparisons under one heading."""
    return [each for each in found["comparisons"] if each["group"] == name]


def headings(found: Influence) -> Iterator[str]:
    """The groups that there is something to say about: none if the card came up too seldom."""
    if found["came"] >= ENOUGH:
        yield from (name for name in HEADINGS if group(found, name))


def sentences(found: Influence, name: str) -> list[str]:
    """What one heading shows: each effect, then what is left."""
    compared = group(found, name)
    number, clearly = looks(compared), effects(compared)
    rest = [each for each in compared if each not in clearly]
    said = [effect(each) for each in clearly]
    if name == "game":
        return said + [nothing(found, [each], number) for each in rest]
    return said + ([nothing(found, rest, number, others=bool(said))] if rest else [])


def summary(found: Influence) -> Iterator[str]:
    """The effects of all headings, the first few, then under which headings there is none."""
    names = list(headings(found))
    moved = {name: effects(group(found, name)) for name in names}
    said = [brief(each) for name in names for each in moved[name]]
    yield from said[:MOST]
    if len(said) > MOST:
        yield f"And {len(said) - MOST} more."
    if still := [HEADINGS[name][:1].lower() + HEADINGS[name][1:] for name in names if not moved[name]]:
        yield f"{NOTHING}: {'; '.join(still)}."


def effects(compared: list[Comparison]) -> list[Comparison]:
    """Those under one heading that are more than chance."""
    number = looks(compared)
    return [each for each in compared if clear(each["came"], number)]


def brief(each: Comparison) -> str:
    """One effect in a summary: ``Money, all states, a round later: −0.63 (−0.88 to −0.38).``."""
    unit = " percentage points" if each["share"] else ""
    said = f"{each['title']}{WHEN.get(each['group'], '')}: {change(each['came'], each['share'])}{unit}"
    return f"{said[:1].upper()}{said[1:]} ({between(each['came'], each['share'])})."


def effect(each: Comparison) -> str:
    """One effect: ``Collapse: +4.2 percentage points where the card comes up (+1.1 to +7.3), …``."""
    unit = " percentage points" if each["share"] else ""
    said = f"{each['title']}: {change(each['came'], each['share'])}{unit} where the card comes up"
    said += f" ({between(each['came'], each['share'])})"
    if each["every"] is not None:
        said += f", {change(each['every'], each['share'])} over all games"
    return f"{said[:1].upper()}{said[1:]}."


def nothing(found: Influence, rest: Sequence[Comparison], number: int, others: bool = False) -> str:
    """That no effect was found, and how large one would have had to be."""
    known = [each for each in rest if enough(each["came"])]
    where = f"with {games_of(found['pairs'])} ({found['came']:,} with the card)"
    whom = "the others" if others else titles(rest)
    if not known:
        return f"{NOTHING} on {whom} {where}: no pair differed."
    sizes = [(noticeable(each["came"], number), each["share"]) for each in known]
    return f"{NOTHING} on {whom} {where}: {threshold(sizes)} would have shown."


def threshold(sizes: Sequence[tuple[float, bool]]) -> str:
    """What would have shown, from the sharpest comparison to the bluntest."""
    share = sizes[0][1]
    low, high = shown(min(sizes)[0], share), shown(max(sizes)[0], share)
    low, high = (each.removesuffix(" %") for each in (low, high))
    unit = " percentage points" if share else ""
    if low == high:
        return f"an effect larger than ±{low}{unit}"
    return f"an effect larger than ±{low} to ±{high}{unit}, depending on the row,"


def titles(rest: Sequence[Comparison]) -> str:
    """One thing by name, several together."""
    if len(rest) == 1:
        return rest[0]["title"].removesuffix(" a game")
    return {
        "wins": "who wins",
        "end": "any track by the end of the game",
        "later": "any track a round later",
        "hit": "any track of the state it picks",
    }.get(rest[0]["group"], "any of these")


def picks(found: Influence) -> Iterator[str]:
    """What each bot chose."""
    for name in dict.fromkeys(each["bot"] for each in found["choices"]):
        own = [each for each in found["choices"] if each["bot"] == name]
        parts = [f"{each['text']} {shown(each['picked'] / each['asked'], share=True)}" for each in own]
        times = "once" if own[0]["asked"] == 1 else f"{own[0]['asked']:,} times"
        yield f"{name} was asked {times}: {', '.join(parts)}."
