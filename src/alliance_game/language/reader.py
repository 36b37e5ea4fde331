"""Effects as written -> steps: names understood, blocks put in place, every fault reported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..definitions import effects as written
from ..definitions.library import Path
from ..definitions.tracks import Track
from ..errors import ExpressionError, did_you_mean
from .resolver import CRISIS, INT, STATE, Scope, resolve
from .steps import (
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
    Site,
    Step,
    Steps,
    TallyStep,
    TellStep,
    TransferStep,
)
from .symbols import Symbols
from .templates import Template, template
from .tree import Cell, Local, Node, Number, Type

Report = Callable[[tuple[str, ...], Path, ExpressionError], None]
BLOCK_TYPES = {"state": STATE, "crisis": CRISIS, "number": INT}
_SET_TYPES = {"states": STATE, "crises": CRISIS}
MAX_BLOCKS = 8
RESERVED = frozenset(("self", "world", "it", "yes", "asked", "scores"))
"""Names that rules give themselves."""


@dataclass
class Reader:
    """Reads one definition. ``sites`` is shared by all definitions of a program."""

    kind: tuple[str, ...]
    symbols: Symbols
    sites: list[Site]
    report: Report
    rule: str | None = None
    taken: set[str] = field(default_factory=set)
    blocks: tuple[str, ...] = ()

    def site(self, path: Path, rule: str | None = None) -> int:
        """The number of a new site."""
        self.sites.append(Site(self.kind, path, rule or self.rule))
        return len(self.sites) - 1

    def node(self, text: str, path: Path, scope: Scope, want: Type) -> Node | None:
        """The meaning of an expression, or ``None`` after reporting why there is none."""
        try:
            return resolve(text, scope, self.symbols, want)
        except ExpressionError as error:
            self.report(self.kind, path, error)
            return None

    def optional(self, text: str | None, path: Path, scope: Scope, want: Type) -> Node | None:
        """The same for what may be missing."""
        return None if text is None else self.node(text, path, scope, want)

    def cell(self, text: str, path: Path, scope: Scope) -> Cell | None:
        """A track that can be changed."""
        node = self.node(text, path, scope, INT)
        if node is None:
            return None
        if not isinstance(node, Cell) or node.scope not in self.symbols.tracks:
            self.fail(path, "not-a-track", f"'{text}' is not a track that can be changed")
            return None
        return node

    def track(self, cell: Cell) -> Track:
        """The definition behind a cell."""
        return self.symbols.tracks[cell.scope][cell.name]

    def text(self, text: str | None, path: Path, scope: Scope) -> Template | None:
        """A text with values, or ``None`` (reported if it is faulty)."""
        if text is None:
            return None
        try:
            return template(text, scope, self.symbols)
        except ExpressionError as error:
            self.report(self.kind, path, error)
            return None

    def fail(self, path: Path, code: str, message: str) -> None:
        """Report a fault that concerns a whole value."""
        self.report(self.kind, path, ExpressionError(code, message))

    def known(self, name: str, names: object, path: Path, code: str, what: str) -> bool:
        """Whether a name exists; reports it if not."""
        known = set(names)  # type: ignore[call-overload]
        if name not in known:
            self.fail(path, code, f"'{name}' is not {what}.{did_you_mean(name, known)}")
        return name in known

    def bind(self, name: str, kind: Type, path: Path, scope: Scope) -> tuple[str, Scope]:
        """A new name in a scope, and the unique name that it goes by inside the program."""
        if name in scope or name in self.symbols.bare or name in RESERVED:
            self.fail(path, "name-taken", f"'{name}' already means something here: take another name")
        unique, number = name, 1
        while unique in self.taken:
            number += 1
            unique = f"{name}_{number}"
        self.taken.add(unique)
        return unique, {**scope, name: Local(kind, unique)}

    def steps(self, effects: written.Effects, path: Path, scope: Scope) -> Steps:
        """The steps of a list of effects."""
        found: list[Step] = []
        for index, effect in enumerate(effects):
            here = (*path, index)
            outer, self.rule = self.rule, effect.rule or self.rule
            if isinstance(effect, written.Let):
                steps, scope = self.let(effect, here, scope)
            else:
                steps = self.guarded(effect, here, scope)
            found += steps
            self.rule = outer
        return tuple(found)

    def guarded(self, effect: written.EffectBase, path: Path, scope: Scope) -> Steps:
        """An effect with its own ``if`` becomes a choice between it and nothing."""
        step = _READERS[type(effect)](self, effect, path, scope)
        if step is None:
            return ()
        if effect.only_if is None or isinstance(effect, written.If):
            return (step,)
        condition = self.node(effect.only_if, (*path, "if"), scope, Type.BOOL)
        return (IfStep(self.site(path), condition, (step,), ()),) if condition else ()

    def let(self, effect: written.Let, path: Path, scope: Scope) -> tuple[Steps, Scope]:
        """Names for the rest of the list."""
        found: list[Step] = []
        bound = scope
        for name, text in effect.names.items():
            here = (*path, "let", name)
            value = self.node(text, here, bound, INT)
            unique, bound = self.bind(name, INT, here, bound)
            found.append(LetStep(self.site(here), unique, value or Number(INT, 0)))
        if effect.only_if is not None:
            self.fail((*path, "if"), "let-if", "`let` takes no `if`: put the condition into the value")
        return tuple(found), bound

    # One reader for each kind of effect; None after a reported fault.

    def change(self, effect: written.Change, path: Path, scope: Scope) -> Step | None:
        place = self.cell(effect.place, (*path, "change"), scope)
        amount = self.node(effect.by, (*path, "by"), scope, INT)
        return ChangeStep(self.site((*path, "change")), place, amount, False) if place and amount else None

    def set(self, effect: written.SetTo, path: Path, scope: Scope) -> Step | None:
        place = self.cell(effect.place, (*path, "set"), scope)
        amount = self.node(effect.to, (*path, "to"), scope, INT)
        return ChangeStep(self.site((*path, "set")), place, amount, True) if place and amount else None

    def transfer(self, effect: written.Transfer, path: Path, scope: Scope) -> Step | None:
        source = self.cell(effect.place, (*path, "transfer"), scope)
        target = self.cell(effect.to, (*path, "to"), scope)
        amount = self.node(effect.by, (*path, "by"), scope, INT)
        if source is None or target is None or amount is None:
            return None
        return TransferStep(self.site((*path, "transfer")), source, target, amount)

    def party(self, effect: written.Sign | written.End, path: Path, scope: Scope) -> Step | None:
        verb = "sign" if isinstance(effect, written.Sign) else "end"
        parties = self.symbols.agreements.get(effect.agreement)
        if not self.known(
            effect.agreement, self.symbols.agreements, (*path, verb), "unknown-agreement", "an agreement"
        ):
            return None
        if (parties == 2) != (effect.between is not None):
            shape = "`between: [a, b]`" if parties == 2 else "`of: a`"
            self.fail((*path, verb), "wrong-kind", f"'{effect.agreement}' takes {shape}")
            return None
        texts = effect.between or (str(effect.of),)
        places: list[Path] = [(*path, "between", 0), (*path, "between", 1)] if effect.between else [(*path, "of")]
        states = [self.node(text, place, scope, STATE) for text, place in zip(texts, places, strict=True)]
        whole = tuple(state for state in states if state is not None)
        return (
            PartyStep(self.site((*path, verb)), effect.agreement, verb == "sign", whole)
            if len(whole) == len(texts)
            else None
        )

    def if_(self, effect: written.If, path: Path, scope: Scope) -> Step | None:
        condition = self.optional(effect.only_if, (*path, "if"), scope, Type.BOOL)
        then = self.steps(effect.then, (*path, "then"), scope)
        otherwise = self.steps(effect.otherwise, (*path, "else"), scope)
        return IfStep(self.site(path), condition, then, otherwise) if condition else None

    def chance(self, effect: written.Chance, path: Path, scope: Scope) -> Step | None:
        hits, of = (int(part) for part in effect.odds.split(" in "))
        if hits >= of:
            self.fail((*path, "chance"), "bad-chance", f"'{effect.odds}' is no chance: the first number must be lower")
        then = self.steps(effect.then, (*path, "then"), scope)
        return ChanceStep(
            self.site((*path, "chance")), hits, of, then, self.steps(effect.otherwise, (*path, "else"), scope)
        )

    def one_of(self, effect: written.OneOf, path: Path, scope: Scope) -> Step | None:
        lists = tuple(self.steps(part, (*path, "one_of", index), scope) for index, part in enumerate(effect.lists))
        return OneOfStep(self.site((*path, "one_of")), lists)

    def for_each(self, effect: written.ForEach, path: Path, scope: Scope) -> Step | None:
        ((name, source),) = effect.each.items()
        unique, bound = self.bind(name, _SET_TYPES[source], (*path, "for_each"), scope)
        where = self.optional(effect.where, (*path, "where"), bound, Type.BOOL)
        return ForEachStep(
            self.site((*path, "for_each")), unique, source, where, self.steps(effect.do, (*path, "do"), bound)
        )

    def pick(self, effect: written.Pick, path: Path, scope: Scope) -> Step | None:
        ((name, source),) = effect.one.items()
        unique, bound = self.bind(name, _SET_TYPES[source], (*path, "pick"), scope)
        if effect.most is not None and effect.least is not None:
            self.fail(path, "most-and-least", "say `most` or `least`, not both")
        where = self.optional(effect.where, (*path, "where"), bound, Type.BOOL)
        word = "most" if effect.most is not None else "least"
        key = self.optional(effect.most or effect.least, (*path, word), bound, INT)
        do = self.steps(effect.do, (*path, "do"), bound)
        otherwise = self.steps(effect.otherwise, (*path, "else"), scope)
        return PickStep(self.site((*path, "pick")), unique, source, where, key, word == "most", do, otherwise)

    def run(self, effect: written.Run, path: Path, scope: Scope) -> Step | None:
        blocks = self.symbols.folder.ruleset.blocks
        if not self.known(effect.block, blocks, (*path, "run"), "unknown-block", "a block of the ruleset"):
            return None
        if effect.block in self.blocks or len(self.blocks) >= MAX_BLOCKS:
            self.fail((*path, "run"), "block-cycle", f"the block '{effect.block}' runs itself")
            return None
        self.symbols.ran.add(effect.block)
        block = blocks[effect.block]
        bound, lets = self.arguments(effect, block.parameters, path, scope)
        kind = ("ruleset", self.symbols.folder_id)
        rules = ", ".join(dict.fromkeys(rule for rule in (self.rule, block.rule) if rule)) or None
        inside = Reader(kind, self.symbols, self.sites, self.report, rules, self.taken, (*self.blocks, effect.block))
        steps = inside.steps(block.do, ("blocks", effect.block, "do"), bound)
        return RunStep(self.site((*path, "run")), effect.block, (*lets, *steps))

    def arguments(
        self, effect: written.Run, parameters: Mapping[str, str], path: Path, scope: Scope
    ) -> tuple[dict[str, Node], Steps]:
        """The block's names, each standing for its argument; a number is worked out once."""
        bound: dict[str, Node] = {}
        lets: list[Step] = []
        for name in effect.arguments:
            self.known(
                name, parameters, (*path, "with", name), "unknown-name", f"a name that '{effect.block}' asks for"
            )
        for name, kind in parameters.items():
            if name not in effect.arguments:
                self.fail((*path, "run"), "missing-argument", f"'{effect.block}' needs `with: {{{name}: …}}`")
                # Known inside all the same: what the block does with it is not wrong too.
                bound[name] = Local(BLOCK_TYPES[kind], name)
                continue
            here = (*path, "with", name)
            value = self.node(effect.arguments[name], here, scope, BLOCK_TYPES[kind])
            if value is not None and kind == "number" and not isinstance(value, Number):
                unique, _ = self.bind(name, INT, here, {})
                lets.append(LetStep(self.site(here), unique, value))
                value = Local(INT, unique)
            bound[name] = value or Local(BLOCK_TYPES[kind], name)
        return bound, tuple(lets)

    def outcome(self, effect: written.OutcomeOf, path: Path, scope: Scope) -> Step | None:
        crisis = self.node(effect.of, (*path, "of"), scope, CRISIS)
        return OutcomeStep(self.site((*path, "outcome")), effect.outcome, crisis) if crisis else None

    def close(self, effect: written.Close, path: Path, scope: Scope) -> Step | None:
        crisis = self.node(effect.crisis, (*path, "close"), scope, CRISIS)
        return CloseStep(self.site((*path, "close")), crisis) if crisis else None

    def schedule(self, effect: written.Schedule, path: Path, scope: Scope) -> Step | None:
        known = self.known(effect.card, self.symbols.cards, (*path, "schedule"), "unknown-card", "a card")
        state = self.optional(effect.state, (*path, "for"), scope, STATE)
        return ScheduleStep(self.site((*path, "schedule")), effect.card, effect.rounds, state) if known else None

    def peek(self, effect: written.Peek, path: Path, scope: Scope) -> Step | None:
        known = self.known(effect.deck, self.symbols.folder.ruleset.decks, (*path, "peek"), "unknown-deck", "a deck")
        state = self.node(effect.by, (*path, "by"), scope, STATE)
        return PeekStep(self.site((*path, "peek")), effect.deck, state) if known and state else None

    def tally(self, effect: written.Tally, path: Path, scope: Scope) -> Step | None:
        known = self.known(
            effect.tally, self.symbols.folder.ruleset.tallies, (*path, "tally"), "unknown-tally", "a tally"
        )
        amount = self.node(effect.by, (*path, "by"), scope, INT)
        return TallyStep(self.site((*path, "tally")), effect.tally, amount) if known and amount else None

    def tell(self, effect: written.Tell, path: Path, scope: Scope) -> Step | None:
        text = self.text(effect.text, (*path, "tell"), scope)
        return TellStep(self.site((*path, "tell")), text) if text else None

    def end_game(self, effect: written.EndGame, path: Path, scope: Scope) -> Step | None:
        endings = self.symbols.folder.ruleset.endings
        known = self.known(effect.ending, endings, (*path, "end_game"), "unknown-ending", "an ending")
        return EndStep(self.site((*path, "end_game")), effect.ending) if known else None


_READERS: dict[type[written.EffectBase], Callable[..., Step | None]] = {
    written.Change: Reader.change,
    written.SetTo: Reader.set,
    written.Transfer: Reader.transfer,
    written.Sign: Reader.party,
    written.End: Reader.party,
    written.If: Reader.if_,
    written.Chance: Reader.chance,
    written.OneOf: Reader.one_of,
    written.ForEach: Reader.for_each,
    written.Pick: Reader.pick,
    written.Run: Reader.run,
    written.OutcomeOf: Reader.outcome,
    written.Close: Reader.close,
    written.Schedule: Reader.schedule,
    written.Peek: Reader.peek,
    written.Tally: Reader.tally,
    written.Tell: Reader.tell,
    written.EndGame: Reader.end_game,
}
"""How each kind of effect is read. ``Let`` is read by the list that it stands in."""
