"""The board: phases, tactics, agreements and moments of a ruleset, walked through."""

from collections.abc import Iterator

from ....definitions.library import Path
from ....language.program import FormRule, PhaseRule, Program
from ....language.resolver import BOOL, INT, STATE
from ....language.tree import Cell, Compare, Local, Logic, Node, Number
from .conditions import Conditions, Meaning
from .judge import NOTHING_GIVEN, Given, Verdict
from .ledger import Claim, Ledger, Spot
from .ranges import Span
from .walk import Met, Walk

SELF = Local(STATE, "self")
_UNUSABLE = Meaning(follows="nobody can ever do this")
_SKIPPED = Meaning(follows="the phase is always skipped")


class Board:
    """Walks through everything of one program but its cards."""

    def __init__(self, program: Program, conditions: Conditions, ledger: Ledger, walk: Walk) -> None:
        self._program = program
        self._conditions = conditions
        self._judge = conditions.judge
        self._ledger = ledger
        self._walk = walk
        self._kind = ("ruleset", program.symbols.folder_id)
        self._usable: set[int] = set()

    def everything(self) -> Iterator[Met]:
        """Every step of the rules that can be reached."""
        program = self._program
        for form in program.forms:
            yield from self._form(form)
        for index, phase in enumerate(program.phases):
            yield from self._phase(("phases", index), phase)
        for made in (
            program.round_starts,
            program.turn_starts,
            program.opens,
            program.overflow,
            program.leaves,
            program.round_ends,
            program.ends_early,
        ):
            yield from self._walk.steps(made.steps, NOTHING_GIVEN)
        self._gradings()

    def _form(self, form: FormRule) -> Iterator[Met]:
        kind = ("tactic", self._program.symbols.folder_id, form.tactic)
        path: Path = () if form.form is None else ("forms", form.form)
        given = _parameters(form)
        if form.conditions:
            node = _joined(form.conditions)
            if (
                self._conditions.ask(kind, (*path, "when"), node, given, _UNUSABLE, len(form.conditions))
                is Verdict.NEVER
            ):
                return
            given = given.also(node)
        if not self._affordable(kind, path, form):
            return
        if form.council is not None:
            if form.council.where is not None:
                self._conditions.ask(kind, (*path, "consent", "where"), form.council.where.node, given.alone())
            passes = Meaning(follows="it is always refused")
            self._conditions.ask(kind, (*path, "consent", "passes"), form.council.passes.node, given.alone(), passes)
        self._usable.add(form.index)
        for track, price in form.cost.items():
            given = given.also(Compare(BOOL, ">=", Cell(INT, "state", track, (SELF,)), Number(INT, price)))
        given = given.without({("state", track) for track, price in form.cost.items() if price})
        yield from self._walk.steps(form.perform.steps, given)

    def _affordable(self, kind: tuple[str, ...], path: Path, form: FormRule) -> bool:
        for track, price in form.cost.items():
            if track not in self._program.symbols.tracks["state"]:
                return False
            most = self._judge.range(Cell(INT, "state", track, (SELF,))).high
            message = f"The price is {price}, but `{track}` is {most} at most."
            claim = Claim("tactic-unaffordable", message, f"Ask for {most} or less.") if price > most else None
            self._ledger.say(Spot(kind, (*path, "cost", track)), "cost", claim)
            if claim is not None:
                return False
        return True

    def _phase(self, path: Path, phase: PhaseRule) -> Iterator[Met]:
        given = NOTHING_GIVEN
        if phase.condition is not None:
            node = phase.condition.node
            if self._conditions.ask(self._kind, (*path, "if"), node, given, _SKIPPED) is Verdict.NEVER:
                return
            given = given.also(node)
        self._ledger.say(Spot(self._kind, path), "way out", self._idle(phase))
        self._ask_amounts(path, phase, given)
        if phase.do is not None:
            yield from self._walk.steps(phase.do.steps, given)

    def _idle(self, phase: PhaseRule) -> Claim | None:
        """Why nobody can do anything in a phase of moves."""
        hint = "Change it, or remove the phase."
        if phase.act is not None:
            if self._judge.range(phase.act.actions.node).high <= 0:
                return Claim("no-way-out", f"Nobody ever has an action in the phase '{phase.id}'.", hint)
            if not self._usable.intersection(phase.act.forms):
                return Claim(
                    "no-way-out", f"No tactic can ever be used in the phase '{phase.id}': all can only pass.", hint
                )
        if phase.ask is not None and self._judge.range(phase.ask.highest.node).high <= 0:
            return Claim(
                "no-way-out", f"Nobody is ever asked in the phase '{phase.id}': the highest answer is 0.", hint
            )
        if phase.draw is not None and self._judge.range(phase.draw.count.node).high <= 0:
            return Claim("no-way-out", f"No card is ever drawn in the phase '{phase.id}': the number is 0.", hint)
        return None

    def _ask_amounts(self, path: Path, phase: PhaseRule, given: Given) -> None:
        """Conditions in how many cards, actions or answers there are."""
        if phase.draw is not None:
            self._conditions.ask_inside(self._kind, (*path, "draw", "count"), phase.draw.count.node, given)
        if phase.act is not None:
            self._conditions.ask_inside(self._kind, (*path, "act", "actions"), phase.act.actions.node, given)
        if phase.ask is not None:
            self._conditions.ask_inside(self._kind, (*path, "ask", "to"), phase.ask.highest.node, given)

    def _gradings(self) -> None:
        for part, grade in (("alliance", self._program.alliance), ("personal", self._program.personal)):
            if grade is not None and grade.one_lower is not None:
                self._conditions.ask(self._kind, ("grades", part, "one_lower"), grade.one_lower.node, NOTHING_GIVEN)


def _parameters(form: FormRule) -> Given:
    """What is known of the names that a player chooses."""
    given = NOTHING_GIVEN
    for parameter in form.parameters:
        if parameter.kind == "number":
            given = given.naming(parameter.name, Span(0, parameter.most))
        elif parameter.kind == "other":
            given = given.also(Compare(BOOL, "!=", SELF, Local(STATE, parameter.name)))
    return given


def _joined(conditions: tuple[Node, ...]) -> Node:
    """The parts of a condition, put together again as its author wrote it."""
    node = conditions[0]
    for part in conditions[1:]:
        node = Logic(BOOL, "and", (node, part))
    return node
