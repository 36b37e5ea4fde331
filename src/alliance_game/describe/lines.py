"""Events as lines of text: one event a line, its changes behind it or below, the rule, the reason in quotes."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from ..engine.chronicle import Entry
from ..engine.rules import Rules
from ..wording import say
from . import changes, naming, sentences
from .events import HEADINGS, Event, Told, shown

WIDTH = 79
INDENT = "    "


def all_lines(rules: Rules, found: Iterable[Event], width: int = WIDTH) -> Iterator[str]:
    """Events as lines, headings set off by blank lines."""
    for event in found:
        if event.kind == "round":
            yield from ("", f"== {event.text} ==")
        elif event.kind == "phase":
            yield from ("", f"-- {event.text} --")
        else:
            yield from lines(rules, event, width)


class Passage(NamedTuple):
    """One event in its parts, for whoever sets each in its own way."""

    text: str
    """What happened; empty where a rule changed numbers without a word."""
    changes: tuple[str, ...] = ()
    """What changed, each on its own; behind a text one at most."""
    rules: str = ""
    """The rules, in brackets; may be empty."""
    story: str = ""
    """What stands on a card."""
    answers: tuple[tuple[str, str], ...] = ()
    """A state's answers with the reason for each, where it gave any."""
    reasons: tuple[str, ...] = ()


def lines(rules: Rules, event: Event, width: int = WIDTH) -> list[str]:
    """One event."""
    found = passage(rules, event)
    if found.answers:
        return [found.text, *(line for each in found.answers for line in answer_lines(*each, width))]
    if not found.text:
        return [line for change in found.changes for line in laid_out((change, glued(found.rules)), width)]
    said = laid_out((found.text, *found.changes, glued(found.rules)), width)
    if found.story:
        said += wrap(found.story, width, initial_indent=INDENT, subsequent_indent=INDENT)
    return with_reasons(said, found.reasons, width)


def passage(rules: Rules, event: Event) -> Passage:
    """One event in its parts."""
    if event.answers:
        return answered(rules, event)
    moved = changes.merged(rules, shown(rules, event))
    cited = naming.rules_cited(rule_of(event))
    if event.kind == "change":
        own = [[change for change in moved if change.crisis == name] for name in sorted({c.crisis for c in moved})]
        return Passage("", tuple(changes.said(rules, each) for each in own), cited)
    text, rest = event.text, moved
    if event.kind == "open":
        text = f"{text} {opening(rules, event.entry, moved)}".strip()
        rest = [change for change in moved if not change.crisis]
    said = "; ".join(of_subject(rules, text, part) for part in changes.said(rules, rest).split("; "))
    return Passage(text, (said,) if said else (), cited, event.story, reasons=tuple(event.reasons))


def answered(rules: Rules, event: Event) -> Passage:
    """A state's answers: in one sentence, or, where it gives several reasons, those alike on a line of their own."""
    answers = event.answers
    if len(answers) == 1 or not any(each.reason for each in answers):
        said = ", ".join(sentences.answer(rules, each.entry) for each in answers)
        reasons = tuple(each.reason for each in answers if each.reason)
        return Passage(headed(rules, event.entry, said), reasons=reasons)
    groups = tuple(alike(rules, answers))
    if len(groups) == 1:
        return Passage(headed(rules, event.entry, groups[0][0]), reasons=(groups[0][1],))
    return Passage(headed(rules, event.entry), answers=groups)


def headed(rules: Rules, entry: Entry, answers: str = "") -> str:
    """``France pledges 3 on Piracy.``; ``France pledges:`` where its answers follow below."""
    sealed = entry.seen_by is not None
    who = {"state": naming.opening(rules, entry.seats[0]), "does": sentences.does(rules, entry)}
    if not answers:
        return say("{state} {does} (sealed):" if sealed else "{state} {does}:", **who)
    return say("{state} {does} {answers} (sealed)." if sealed else "{state} {does} {answers}.", **who, answers=answers)


def alike(rules: Rules, answers: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Answers with the reason for each; the same number for the same reason is said once, for all it was said of."""
    groups: dict[tuple[int, str], list[Entry]] = {}
    for each in answers:
        groups.setdefault((each.entry.new, each.reason), []).append(each.entry)
    for (_, reason), entries in groups.items():
        others = [naming.card(rules, entry.crisis) for entry in entries[1:]]
        yield ", ".join([sentences.answer(rules, entries[0]), *others]), reason


def answer_lines(answer: str, reason: str, width: int) -> list[str]:
    """One of several answers, with its reason."""
    said = f"{answer}: “{reason}”" if reason else answer
    return wrap(said, width, initial_indent=INDENT, subsequent_indent=f"{INDENT}  ")


def with_reasons(found: list[str], reasons: Sequence[str], width: int) -> list[str]:
    """Lines with the reasons in quotes: behind a single short line, otherwise below."""
    spoken = " ".join(f"“{reason}”" for reason in reasons if reason)
    if not spoken:
        return found
    if len(found) == 1 and len(found[0]) + 2 + len(spoken) <= width:
        return [f"{found[0]}  {spoken}"]
    return found + wrap(spoken, width, initial_indent=INDENT, subsequent_indent=f"{INDENT} ")


def of_subject(rules: Rules, text: str, part: str) -> str:
    """A change without the name of its state, where the sentence begins with it."""
    subject, colon, rest = part.partition(": ")
    begun = {
        subject,
        *(naming.opening(rules, seat) for seat, state in enumerate(rules.states) if state.title == subject),
    }
    return rest if colon and text.startswith(tuple(f"{each} " for each in begun)) else part


def laid_out(parts: Sequence[str], width: int) -> list[str]:
    """The first part and the others in one line if they fit, otherwise the others below."""
    present = [part for part in parts if part]
    whole = "  ".join(present)
    if len(whole) <= width or len(present) < 3:
        return wrapped(whole, width)
    return wrapped(present[0], width) + wrapped("  ".join(present[1:]), width, first=INDENT)


def wrapped(text: str, width: int, first: str = "") -> list[str]:
    """A text as lines, those after the first indented; a number is not parted from its arrow."""
    found = wrap(text.replace(" → ", "\u00a0→\u00a0"), width, initial_indent=first, subsequent_indent=INDENT)
    return [line.replace("\u00a0", " ") for line in found]


def glued(cited: str) -> str:
    """The rules of an event, the first of them on the same line as the word before it."""
    return cited.replace(" ", "\u00a0", 1)


def opening(rules: Rules, entry: Entry, moved: Iterable[changes.Change]) -> str:
    """The numbers that a crisis comes with."""
    values = {change.name: change.new for change in moved if change.crisis == entry.crisis}
    found = []
    for name, track in rules.program.symbols.tracks["crisis"].items():
        value = values.get(name, rules.program.starts["crisis", name])
        if track.show == "number" and value:
            found.append(f"{naming.track(rules, 'crisis', name)} {naming.number(value)}")
    return f"{naming.sentence(', '.join(found))}." if found else ""


def rule_of(event: Event) -> list[str]:
    """The rules that an event cites."""
    if event.kind in HEADINGS or event.kind in ("move", "refused"):
        return []
    return [event.entry.cause.rule, *(entry.cause.rule for entry in event.changes)]
