"""Conditions: whether they can hold and can fail where they stand, and which part is to blame."""

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

from ....definitions.library import Path
from ....language.resolver import BOOL
from ....language.tree import Compare, Conditional, Logic, Node, Number, Type
from .judge import Given, Judge, Verdict
from .ledger import Claim, Kind, Ledger, Spot
from .parts import Part, condition_in, parts_of, sides
from .search import Fact
from .spelling import spelled

Texts = Callable[[Kind, Path], str | None]
"""What is written at a place; ``None`` if nothing is, or no text."""


class Meaning(NamedTuple):
    """What a condition decides: the code if it cannot hold where it stands, and what follows from that."""

    code: str = "never-true"
    follows: str = ""


_PLAIN = Meaning()
MOST_PARTS = 8
"""A condition of more parts is not looked at part by part."""
WIDE = 10**6
"""A range of so many numbers explains nothing."""


class Conditions:
    """Asks about conditions, and notes in the ledger what is wrong with them."""

    def __init__(self, judge: Judge, ledger: Ledger, texts: Texts) -> None:
        self.judge = judge
        self._ledger = ledger
        self._texts = texts

    def ask(
        self, kind: Kind, path: Path, node: Node, given: Given, meaning: Meaning = _PLAIN, joined: int = 0
    ) -> Verdict:
        """The verdict on the condition at a place; what was found out before is not asked again.

        ``joined`` tells of how many parts a condition was put together again.
        """
        spot = Spot(kind, path)
        if not self._ledger.is_open(spot, "condition"):
            return Verdict.OPEN
        self.judge.effort.begin()
        text = self._texts(kind, path)
        if text is None:
            return self.judge.verdict(node, given)
        verdict = self.judge.verdict(node, given)
        claim = None
        if verdict is not Verdict.OPEN:
            claim = _Blame(self.judge, text, node, given, joined).claim(verdict, meaning)
        self._ledger.say(spot, "condition", claim)
        if claim is None and (" and " in text or " or " in text) and not self.judge.effort.is_spent:
            self._ask_parts(spot, parts_of(text, node, joined), given)
        return verdict

    def _ask_parts(self, spot: Spot, found: tuple[str, tuple[Part, ...]], given: Given) -> None:
        """Parts that never help an ``or``, or that an ``and`` has anyway."""
        operator, parts = found
        if not operator or len(parts) > MOST_PARTS:
            return
        facts = [given.fact(part.node, operator == "and") for part in parts]
        for index in reversed(range(len(parts))):
            topic = f"part {index}"
            here = spot._replace(offset=parts[index].at)
            if self._ledger.is_open(here, topic):
                self._ledger.say(here, topic, self._of_part(operator, parts, index, given, facts))

    def ask_inside(self, kind: Kind, path: Path, node: Node, given: Given) -> None:
        """The condition in an amount that is one number or another."""
        text = self._texts(kind, path) if isinstance(node, Conditional) else None
        found = condition_in(text) if text is not None else None
        if found is None or not isinstance(node, Conditional):
            return
        spot = Spot(kind, path, found[0])
        if self._ledger.is_open(spot, "condition"):
            self.judge.effort.begin()
            verdict = self.judge.verdict(node.condition, given)
            blame = _Blame(self.judge, found[1], node.condition, given, 0)
            self._ledger.say(spot, "condition", None if verdict is Verdict.OPEN else blame.claim(verdict, _PLAIN))

    def _of_part(
        self, operator: str, parts: tuple[Part, ...], index: int, given: Given, facts: list[Fact]
    ) -> Claim | None:
        """``facts`` has each part as it is if the others matter: true beside ``and``, false beside ``or``."""
        part, others = parts[index], (*parts[:index], *parts[index + 1 :])
        beside = given.with_facts([*facts[:index], *facts[index + 1 :]])
        wanted = Verdict.ALWAYS if operator == "and" else Verdict.NEVER
        if not self.judge.is_ruled_out(facts[index]._replace(holds=operator != "and"), beside):
            return None
        own = given.alone()
        alone = self.judge.verdict(part.node, own) is wanted
        here = self.judge.verdict(part.node, given) is wanted
        why = because(self.judge, part, own) if alone else " here" if here else ""
        if operator == "and":
            message = f"`{part.text}` always holds{why or f' beside {_listed(others)}'}."
            return Claim("always-true", message, "Leave it out.")
        message = f"`{part.text}` {'can never hold' if here else f'adds nothing to {_listed(others)}'}{why}."
        return Claim("never-true", message, "Leave it out, or change it.", alone)


class _Blame:
    """Which part of a condition decides it, and against what."""

    def __init__(self, judge: Judge, text: str, node: Node, given: Given, joined: int) -> None:
        self.judge = judge
        self.text = text
        self.given = given
        self.own = given.alone()
        operator, parts = parts_of(self.text, node, joined)
        self.whole = Part(0, self.text, node)
        self.parts = parts if operator == "and" else (self.whole,)

    def claim(self, verdict: Verdict, meaning: Meaning) -> Claim:
        certain = self.judge.verdict(self.whole.node, self.given.certain()) is verdict
        if verdict is Verdict.NEVER:
            return self._never(meaning)._replace(certain=certain)
        around = self._around(True)
        message = f"`{_on_a_line(self.text)}` always holds{around or because(self.judge, self.whole, self.own)}."
        return Claim("always-true", message, "Leave it out, or say what it should ask.", certain)

    def _never(self, meaning: Meaning) -> Claim:
        so = f", so {meaning.follows}" if meaning.follows else ""
        for part in self.parts:
            if self.judge.verdict(part.node, self.own) is Verdict.NEVER:
                why = because(self.judge, part, self.own)
                message = f"`{_on_a_line(part.text)}` can never hold{why}{so}."
                hint = "Compare it with something in between." if why else "Change it, or remove what depends on it."
                return Claim("never-true", message, hint, offset=part.at)
        for first, second in combinations(self.parts, 2):
            both = Logic(BOOL, "and", (first.node, second.node))
            if self.judge.verdict(both, self.own) is Verdict.NEVER:
                message = f"`{second.text}` can never hold together with `{first.text}`{so}."
                return Claim("never-true", message, "Change one of the two.", offset=second.at)
        message = f"`{_on_a_line(self.text)}` can never hold{self._around(False)}{so}."
        is_open = self.judge.verdict(self.whole.node, self.own) is Verdict.OPEN
        hint = "Change it, or what is asked before it." if is_open else "Change one of its parts."
        return Claim(meaning.code if is_open else "never-true", message, hint)

    def _around(self, holds: bool) -> str:
        """The fact around a condition that decides it."""
        if self.judge.verdict(self.whole.node, self.own) is not Verdict.OPEN:
            return ""
        wanted = Verdict.ALWAYS if holds else Verdict.NEVER
        for fact in self.given.facts:
            if self.judge.verdict(self.whole.node, Given((fact,), self.given.names)) is wanted:
                return " here anyway" if fact.node == self.whole.node and holds else f" here, where {_fact(fact)}"
        return " here, after what was asked before"


def because(judge: Judge, part: Part, given: Given) -> str:
    """The range of the side that is no fixed number: what makes a comparison certain."""
    node, texts = part.node, sides(part.text)
    if not isinstance(node, Compare) or node.left.type is not Type.INT or texts is None:
        return ""
    for side, text in zip((node.left, node.right), texts, strict=True):
        span = judge.range(side, given)
        if not (isinstance(side, Number) and side.fixed) and span.size < WIDE:
            return f": `{text}` is {span.low}" + (f" to {span.high}" if span.high > span.low else "")
    return ""


def _fact(fact: Fact) -> str:
    said = spelled(fact.node)
    return f"`{said}` holds" if fact.holds else f"`{said}` does not hold"


def _listed(parts: tuple[Part, ...]) -> str:
    return " and ".join(f"`{part.text}`" for part in parts)


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
