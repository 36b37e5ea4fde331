"""Steps -> Python source: one function for each procedure, question and choosing of a program."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..language.printer import TRUE, Code, Names, Printer, constant
from ..language.program import Choosing, Procedure, Question
from ..language.steps import (
    ChanceStep,
    ChangeStep,
    CloseStep,
    EndStep,
    ForEachStep,
    IfStep,
    LetStep,
    OneOfStep,
    OutcomeStep,
    PartyStep,
    PeekStep,
    PickStep,
    RunStep,
    ScheduleStep,
    Step,
    Steps,
    TallyStep,
    TellStep,
    TransferStep,
)
from ..language.templates import Names as NamesOf
from ..language.tree import Cell, Node, Type
from .layout import FIRST, Layout


class Writer:
    """Writes functions for one layout. A name of the rules becomes ``p_name``, so that it meets none of ours."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.printer = Printer(layout)
        self.lines: list[str] = []
        self.depth = 0
        self.endings = list(layout.program.symbols.folder.ruleset.endings)
        self.decks = [deck.id for deck in layout.program.decks]
        self.cards = layout.first_copies()

    def source(self) -> str:
        """Everything written so far."""
        return "\n".join(self.lines) + "\n"

    def line(self, text: str) -> None:
        self.lines.append(" " * self.depth + text)

    @contextmanager
    def inside(self, head: str) -> Iterator[None]:
        """The lines of a block below its head."""
        self.line(head)
        self.depth += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.line("pass")
        self.depth -= 1

    def show(self, node: Node, names: Names) -> str:
        return self.printer.show(node, names).text

    def condition(self, *nodes: Node | None, names: Names) -> Code:
        return self.printer.logic("and", [self.printer.show(node, names) for node in nodes if node is not None])

    # Functions

    def unit(self, unit: Question | Procedure | Choosing) -> None:
        """One function."""
        names = _parameters(unit.parameters)
        given = "".join(f", {names[name].text}" for name in unit.parameters)
        match unit:
            case Question(name=name, node=node):
                with self.inside(f"def {name}(v{given}):"):
                    self.line(f"return {self.show(node, names)}")
            case Procedure(name=name, steps=steps):
                with self.inside(f"def {name}(v, log{given}):"):
                    self.steps(steps, names)
            case Choosing():
                with self.inside(f"def {unit.name}(v{given}):"):
                    self.choosing(unit, names)

    def choosing(self, unit: Choosing, names: Names) -> None:
        """A function that gives a state, or a pair of them, or -1 when none fits."""
        stream = self.layout.start("stream", "targets")
        inner = {**names, "it": Code("p_it")}
        self.line("found = []; best = None")
        if unit.key is not None and unit.chance < 100:
            self.line(f"keyed = draw(v, {stream}, 100) < {unit.chance}")
        with self.inside(f"for p_it in ORDER[v[{FIRST}]]:"):
            if unit.pair is None:
                self.candidate(unit, inner, "p_it", f"p_it != p_{unit.unlike}" if unit.unlike else "")
            else:
                partner = f"p_{unit.pair}"
                with self.inside(f"for {partner} in ORDER[v[{FIRST}]]:"):
                    both = {**inner, unit.pair: Code(partner)}
                    self.candidate(unit, both, f"(p_it, {partner})", f"p_it != {partner}")
        with self.inside("if not found:"):
            self.line("return -1" if unit.pair is None else "return -1, -1")
        self.line(f"return found[draw(v, {stream}, len(found))] if len(found) > 1 else found[0]")

    def candidate(self, unit: Choosing, names: Names, value: str, distinct: str) -> None:
        where = self.condition(unit.where, names=names)
        tests = [test for test in (distinct, where.text if where != TRUE else "") if test]
        with self.inside(f"if {' and '.join(tests) or 'True'}:"):
            if unit.key is None:
                self.line(f"found.append({value})")
                return
            key = self.show(unit.key, names)
            self.line(f"key = {key}" if unit.chance == 100 else f"key = {key} if keyed else 0")
            self.best(value, unit.most)

    def best(self, value: str, most: bool) -> None:
        """Keep the candidates with the best ``key``."""
        with self.inside(f"if best is None or key {'>' if most else '<'} best:"):
            self.line(f"best = key; found = [{value}]")
        with self.inside("elif key == best:"):
            self.line(f"found.append({value})")

    # Steps

    def steps(self, steps: Steps, names: Names) -> None:
        """A list of steps; a ``let`` adds a name for those behind it."""
        for step in steps:
            if isinstance(step, LetStep):
                self.line(f"p_{step.variable} = {self.show(step.value, names)}")
                names = {**names, step.variable: Code(f"p_{step.variable}")}
            else:
                self.step(step, names)

    def step(self, step: Step, names: Names) -> None:
        match step:
            case ChangeStep():
                self.change(step, names)
            case TransferStep():
                self.transfer(step, names)
            case PartyStep():
                self.party(step, names)
            case IfStep():
                self.choice(self.condition(step.condition, names=names), step.then, step.otherwise, names)
            case ChanceStep(hits=hits, of=of):
                roll = Code(f"draw(v, {self.layout.start('stream', 'effects')}, {of}) < {hits}")
                self.choice(roll, step.then, step.otherwise, names)
            case OneOfStep(lists=lists):
                self.one_of(lists, names)
            case ForEachStep():
                self.for_each(step, names)
            case PickStep():
                self.pick(step, names)
            case RunStep(do=do):
                self.steps(do, names)
            case _:
                self.line(self.call(step, names))

    def call(self, step: Step, names: Names) -> str:
        """A step that one call of the engine carries out."""
        match step:
            case OutcomeStep(outcome=outcome, crisis=crisis):
                return f"run_outcome(v, log, {outcome.upper()}, {self.show(crisis, names)})"
            case CloseStep(site=site, crisis=crisis):
                return f"close(v, log, {site}, {self.show(crisis, names)})"
            case ScheduleStep(site=site, card=card, rounds=rounds, state=state):
                who = self.show(state, names) if state is not None else "-1"
                return f"schedule(v, log, {site}, {self.cards.get(card, -1)}, {rounds}, {who})"
            case PeekStep(site=site, deck=deck, state=state):
                return f"peek(v, log, {site}, {self.decks.index(deck)}, {self.show(state, names)})"
            case TallyStep(tally=tally, amount=amount):
                return f"v[{self.layout.start('tally', tally)}] += {self.show(amount, names)}"
            case TellStep(site=site, text=text):
                values = "".join(f", {self.told(value, names)}" for value in text.values)
                return f"if log is not None: log.append((TELL, {site}{values}))"
            case EndStep(site=site, ending=ending):
                return f"end_game(v, log, {site}, {self.endings.index(ending)})"
        raise AssertionError(step)

    def told(self, value: Node | NamesOf, names: Names) -> str:
        """A value in a line of the chronicle: a crisis by its card, a list of states as bits."""
        if isinstance(value, NamesOf):
            bits = [
                f"({1 << member} if {condition.text} else 0)"
                for member, (condition, _) in enumerate(self.all_members(value, names))
            ]
            return " + ".join(bits)
        text = self.show(value, names)
        return f"v[{self.layout.start('slot', 'card')}+{text}]" if value.type is Type.CRISIS else text

    def all_members(self, value: NamesOf, names: Names) -> list[tuple[Code, Code]]:
        where = value.states.where
        members = []
        for state in range(self.layout.players):
            inner = {**names, value.states.variable: constant(state)}
            members.append((self.printer.show(where, inner) if where is not None else TRUE, constant(state)))
        return members

    def choice(self, condition: Code, then: Steps, otherwise: Steps, names: Names) -> None:
        if condition.value is not None:
            self.steps(then if condition.value else otherwise, names)
            return
        with self.inside(f"if {condition.text}:"):
            self.steps(then, names)
        if otherwise:
            with self.inside("else:"):
                self.steps(otherwise, names)

    def one_of(self, lists: tuple[Steps, ...], names: Names) -> None:
        self.line(f"_lot = draw(v, {self.layout.start('stream', 'effects')}, {len(lists)})")
        for index, steps in enumerate(lists):
            with self.inside(f"{'if' if index == 0 else 'elif'} _lot == {index}:"):
                self.steps(steps, names)

    def loop(self, variable: str, source: str) -> str:
        """The head of a loop over states from the first seat on, or crises in drawing order."""
        over = f"ORDER[v[{FIRST}]]" if source == "states" else f"range({self.layout.slots})"
        return f"for p_{variable} in {over}:"

    def for_each(self, step: ForEachStep, names: Names) -> None:
        inner = {**names, step.variable: Code(f"p_{step.variable}")}
        with self.inside(self.loop(step.variable, step.source)):
            condition = self.printer.logic(
                "and", [self.there(step.source, step.variable), self.condition(step.where, names=inner)]
            )
            self.choice(condition, step.do, (), inner)

    def there(self, source: str, variable: str) -> Code:
        """A crisis slot counts only while there is a card in it."""
        return TRUE if source == "states" else Code(f"(v[{self.layout.start('slot', 'card')}+p_{variable}] >= 0)")

    def pick(self, step: PickStep, names: Names) -> None:
        variable = f"p_{step.variable}"
        inner = {**names, step.variable: Code(variable)}
        self.line("found = []; best = None")
        with self.inside(self.loop(step.variable, step.source)):
            condition = self.printer.logic(
                "and", [self.there(step.source, step.variable), self.condition(step.where, names=inner)]
            )
            with self.inside(f"if {condition.text}:"):
                if step.key is None:
                    self.line(f"found.append({variable})")
                else:
                    self.line(f"key = {self.show(step.key, inner)}")
                    self.best(variable, step.most)
        stream = self.layout.start("stream", "targets")
        with self.inside("if found:"):
            self.line(f"{variable} = found[draw(v, {stream}, len(found))] if len(found) > 1 else found[0]")
            self.steps(step.do, inner)
        if step.otherwise:
            with self.inside("else:"):
                self.steps(step.otherwise, names)

    def change(self, step: ChangeStep, names: Names) -> None:
        amount = self.printer.show(step.amount, names)
        if step.sets:
            self.line(
                f"_i = {self.printer.index(step.place, names).text}; _o = v[_i]; _n = {amount.text}; _w = _n - _o"
            )
            self.settle(step.site, step.place, names, clamp="both")
        elif amount.value is not None:
            clamp = "high" if amount.value > 0 else "low"
            self.line(f"_i = {self.printer.index(step.place, names).text}; _o = v[_i]; _n = _o + {amount.text}")
            self.settle(step.site, step.place, names, clamp, amount.text)
        else:
            with self.inside_amount(amount):
                self.line(f"_i = {self.printer.index(step.place, names).text}; _o = v[_i]; _n = _o + _w")
                self.settle(step.site, step.place, names, "both")

    @contextmanager
    def inside_amount(self, amount: Code) -> Iterator[None]:
        """A change by nothing is no change."""
        self.line(f"_w = {amount.text}")
        with self.inside("if _w:"):
            yield

    def settle(self, site: int, place: Cell, names: Names, clamp: str, wanted: str = "_w") -> None:
        """Keep the new value within its borders, store it, and tell the chronicle."""
        block = self.layout.block(place.scope, place.name)
        if clamp in ("high", "both"):
            self.line(f"if _n > {block.high}: _n = {block.high}")
        if clamp in ("low", "both"):
            self.line(f"if _n < {block.low}: _n = {block.low}")
        mirror = self.mirror(place, names)
        self.line(f"if _n != _o: v[_i] = _n{f'; v[{mirror}] = _n' if mirror else ''}")
        self.line(f"if log is not None: log.append(({site}, _i, _o, _n, {wanted}))")

    def mirror(self, place: Cell, names: Names) -> str:
        """The other cell of a number that two states share, if it is one."""
        if self.layout.block(place.scope, place.name).shared:
            return self.printer.index(Cell(place.type, place.scope, place.name, place.of[::-1]), names).text
        return ""

    def transfer(self, step: TransferStep, names: Names) -> None:
        source, target = (self.layout.block(cell.scope, cell.name) for cell in (step.source, step.target))
        from_, to = (self.printer.index(cell, names).text for cell in (step.source, step.target))
        self.line(f"_a = {from_}; _b = {to}")
        self.line(f"_w = min({self.show(step.amount, names)}, v[_a] - {source.low}, {target.high} - v[_b])")
        with self.inside("if _w > 0 and _a != _b:"):
            for cell, sign in ((step.source, "-"), (step.target, "+")):
                mirror = self.mirror(cell, names)
                self.line(f"_i = {'_a' if sign == '-' else '_b'}; _o = v[_i]; _n = v[_i] = _o {sign} _w")
                if mirror:
                    self.line(f"v[{mirror}] = _n")
                self.line(f"if log is not None: log.append(({step.site}, _i, _o, _n, {sign}_w))")

    def party(self, step: PartyStep, names: Names) -> None:
        scope = "two" if len(step.states) == 2 else "many"
        place = Cell(step.states[0].type, scope, step.agreement, step.states)
        old, new = (0, 1) if step.signs else (1, 0)
        self.line(f"_i = {self.printer.index(place, names).text}")
        distinct = (
            f" and {self.show(step.states[0], names)} != {self.show(step.states[1], names)}" if scope == "two" else ""
        )
        with self.inside(f"if v[_i] == {old}{distinct}:"):
            mirror = self.mirror(place, names)
            self.line(f"v[_i] = {new}{f'; v[{mirror}] = {new}' if mirror else ''}")
            self.line(f"if log is not None: log.append(({step.site}, _i, {old}, {new}, {new - old}))")
            least = self.layout.program.symbols.folder.agreements[step.agreement].at_least
            if scope == "many" and not step.signs and least:
                block = self.layout.block("many", step.agreement)
                self.line(f"dissolve(v, log, {step.site}, {block.start}, {least})")


def _parameters(names: tuple[str, ...]) -> dict[str, Code]:
    """What a function calls its parameters: scores as they are, names of the rules as ``p_name``."""
    return {name: Code("scores" if name == "scores" else f"p_{name}") for name in names}
