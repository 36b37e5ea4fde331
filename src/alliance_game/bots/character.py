"""Bots with character: planners that also look at who asks, who is hit, and who kept which word.

Each move is worth what it leads to in the character's own eyes, and besides that what its nature adds: a liking for
some tactics, a pull towards what it means to give, the price of a broken promise, an answer in kind.
"""

from __future__ import annotations

from functools import lru_cache

from ..describe import naming
from ..engine import Decision, View
from ..engine import markers as mark
from ..engine.layout import PENDING, PHASE
from ..engine.rules import Rules
from .appraisal import Appraisal, appraisal_of
from .motives import motive
from .natures import VOICES, Nature, nature_of
from .planner import Planner, Thought
from .regard import Regard, last_refusal

DEED = 8
"""A deed of one's own costs an action that an answer does not: a record weighs so much less in it."""


class Tastes(Appraisal):
    """What a position is worth to a character, and what it likes."""

    def __init__(self, rules: Rules, name: str) -> None:
        super().__init__(rules)
        valued = rules.program.characters.get(name)
        hints = valued.written if valued is not None else None
        if valued is not None:
            plain = zip(rules.program.worth, valued.percents, strict=True)
            parts = [(worth.of, worth.each * percent // 100) for worth, percent in plain]
            self.holds(rules, [*parts, *((worth.of, worth.each) for worth in valued.also)])
            self.says += [worth.say for worth in valued.also]
        self.nature = nature_of(name, hints.levers if hints is not None else None)
        self.voice = VOICES[name]
        self.regard = Regard(rules)
        likes = hints.likes if hints is not None else {}
        tactics = rules.program.symbols.folder.tactics
        self.likes = [
            likes.get(form.tactic) or likes.get(tactics[form.tactic].group or "") for form in rules.program.forms
        ]
        self.tags = list(hints.give.items()) if hints is not None else []
        self.promises = [promise_before(rules, index) for index in range(len(rules.program.phases))]

    def percent(self, card: int, nature: Nature) -> int:
        """How much of what is expected it gives to a crisis of this kind."""
        tags = self.rules.cards[card].tags
        return next((percent for tag, percent in self.tags if tag in tags), nature.give)


def promise_before(rules: Rules, index: int) -> int:
    """The phase in which states promise aloud what a sealed phase asks for; -1 if there is none."""
    phases = rules.program.phases
    ask = phases[index].ask
    if ask is None or not ask.sealed or not ask.per_crisis:
        return -1
    before = (each for each in range(index - 1, -1, -1) if (said := phases[each].ask) and said.per_crisis)
    return next((each for each in before if not phases[each].ask.sealed), -1)  # type: ignore[union-attr]


@lru_cache(maxsize=48)
def tastes_of(rules: Rules, name: str) -> Tastes:
    """The tastes of a character under some rules, made once for each of the last few."""
    return Tastes(rules, name)


class Character(Planner):
    """A planner with a nature of its own."""

    def __init__(self, name: str, seed: int) -> None:
        super().__init__(seed)
        self.name = name

    def think(self, view: View, decision: Decision) -> Weighing:
        """One decision thought through."""
        return Weighing(self, view, decision)

    def say(self, thought: Thought, index: int) -> str:
        """The character's own motive."""
        assert isinstance(thought, Weighing)
        return naming.sentence(motive(thought, index))

    def agrees(self, appraisal: Appraisal, before: list[int], after: list[int], other: int) -> bool:
        """Others are expected to weigh things as the ruleset does, not as this character does."""
        return super().agrees(appraisal_of(appraisal.rules), before, after, other)


class Weighing(Thought):
    """A decision in the eyes of a character."""

    def __init__(self, bot: Character, view: View, decision: Decision) -> None:
        super().__init__(bot, view, decision)
        self.tastes = self.appraisal = tastes_of(view.rules, bot.name)
        self.nature = self.tastes.nature
        self.regard = self.tastes.regard
        self.refused: set[int] = set()

    def value(self, number: int) -> int:
        """What a move leads to, and what the character's nature adds to it."""
        found = super().value(number)
        match self.kind:
            case mark.ACT if number and number not in self.refused:
                return found + self.pull(number, self.seat)
            case mark.CONSENT if number:
                return self.answering(found)
            case mark.ASK:
                return found - self.strain(number)
        return found

    def consented(self, number: int, end: list[int]) -> bool:
        """Remembers the proposals that others are expected to decline."""
        agreed = super().consented(number, end)
        if not agreed:
            self.refused.add(number)
        return agreed

    # Tactics and proposals

    def pull(self, number: int, actor: int) -> int:
        """What nature adds to a tactic: liking, agreements, and what the partner deserves."""
        move = self.view.rules.moves[number]
        liked = self.tastes.likes[move.form]
        found = liked.each if liked is not None else 0
        end = self.ends[number if actor == self.seat else 1]
        found += self.nature.bonds * (self.regard.bonds(end, self.seat) - self.regard.bonds(self.base, self.seat))
        if actor == self.seat and self.nature.credit:
            deeds = (self.merit(other) * self.favour(end, other) for other in self.met(number))
            found += sum(deeds) * self.nature.credit // DEED
        return found

    def met(self, number: int) -> list[int]:
        """The states that a move names."""
        move = self.view.rules.moves[number]
        parameters = self.machine.forms[move.form].parameters
        return [value for each, value in zip(parameters, move.arguments, strict=True) if each.kind == "other"]

    def merit(self, other: int) -> int:
        """How good another state's word is to this character."""
        return self.regard.credit(self.base, self.seat, other) - self.nature.doubt

    def deserts(self, other: int) -> int:
        """What a state's record adds to a deal with it, where it speaks for itself; 0 where only doubt speaks."""
        merit, credit = self.merit(other), self.regard.credit(self.base, self.seat, other)
        return self.nature.credit * merit if merit * credit > 0 else 0

    def favour(self, end: list[int], other: int) -> int:
        """Whether a state gains (1) or loses (-1) by where a move leads."""
        plain = appraisal_of(self.view.rules)
        change = plain.open_value(end, other) - plain.open_value(self.idle, other)
        return (change > 0) - (change < 0)

    def answering(self, found: int) -> int:
        """What a yes is worth."""
        nature, proposer = self.nature, self.proposer
        found += nature.open + nature.credit * self.merit(proposer)
        found += nature.loyal * self.regard.allied(self.base, self.seat, proposer)
        found += self.pull(self.base[PENDING], proposer)
        # The chronicle is long: it is read only where it could change the answer.
        idle = self.bot.worth(self.appraisal, self.idle, self.seat)
        undecided = idle <= found < idle + nature.grudge
        return found - nature.grudge if undecided and last_refusal(self.view, proposer) else found

    # Numbers

    @property
    def slot(self) -> int:
        """The crisis that is asked about."""
        return self.base[self.machine.asking.pointers + self.seat]

    @property
    def promised(self) -> int | None:
        """What it promised aloud for the crisis that is asked about in secret."""
        phase = self.tastes.promises[self.base[PHASE]]
        return self.base[self.machine.asking.cell(phase, self.seat, self.slot)] if phase >= 0 else None

    @property
    def expected(self) -> int:
        """What the ruleset expects of this state."""
        return self.machine.expected_answer(self.base, self.seat)

    def strain(self, number: int) -> int:
        """What a number costs its nature: by how far it is from what it means to give, and from its word."""
        nature, promised = self.nature, self.promised
        if not self.per_crisis:
            return self.word * abs(number - self.expected) // 100
        if promised is None:
            return nature.firm * abs(number - self.meant)
        return nature.firm * max(0, number - promised) + nature.word * max(0, promised - number)

    @property
    def per_crisis(self) -> bool:
        """Whether the question is about a crisis."""
        return self.machine.asking.per_crisis[self.base[PHASE]]

    @property
    def word(self) -> int:
        """In a sealed question about no crisis, the price of each unit away from what was agreed, times 100.

        A character that answers in kind keeps an agreement as far as the others did.
        """
        ask = self.machine.asking.asks[self.base[PHASE]]
        if ask is None or not ask.sealed:
            return 0
        return self.nature.word * (100 - self.nature.mirror * (100 - self.deserved) // 100)

    @property
    def hit(self) -> int:
        """The state that the crisis hits, or -1."""
        return self.base[self.view.rules.layout.start("slot", "target") + self.slot] if self.per_crisis else -1

    @property
    def target(self) -> int:
        """The other state that the crisis hits, or -1."""
        return self.hit if self.hit != self.seat else -1

    @property
    def own(self) -> bool:
        """Whether the crisis hits this state itself."""
        return self.hit == self.seat

    @property
    def owing(self) -> bool:
        """Whether an agreement gives it a duty to the state that the crisis hits."""
        return self.target >= 0 and self.regard.owes(self.base, self.seat, self.target)

    @property
    def meant(self) -> int:
        """What it means to give to the crisis that is asked about."""
        card = self.base[self.machine.slot_cards + self.slot]
        percent = self.nature.ally if self.owing else self.tastes.percent(card, self.nature)
        percent = max(percent, 100) if self.own else percent
        percent = percent * (100 - self.nature.mirror * (100 - self.deserved) // 100) // 100
        return min((self.expected * percent + 50) // 100, max(self.decision.moves.numbers))

    @property
    def deserved(self) -> int:
        """How much the state that is hit, or all others together, deserve, in percent."""
        if not self.nature.mirror or self.own:
            return 100
        others = [self.target] if self.target >= 0 else self.others
        return 100 * sum(self.merit(other) >= 0 for other in others) // max(1, len(others))

    @property
    def others(self) -> list[int]:
        """Every other state."""
        return [other for other in range(self.view.rules.players) if other != self.seat]

    @property
    def culprit(self) -> int:
        """Whose record makes it give less: the state that is hit, or the worst of the others; -1 if nobody's does."""
        if self.deserved == 100:
            return -1
        return self.target if self.target >= 0 else min(self.others, key=self.merit)
