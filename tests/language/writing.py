"""Expressions by lot, in the names of any ruleset: of each type, with every operator, as deep as authors go."""

from random import Random

from alliance_game.language.resolver import resolve
from alliance_game.language.symbols import Symbols
from alliance_game.language.tree import Type

from .words_of_concert import SCOPE

States = list[str]
SHAPES = {
    "world": "world.{name}",
    "state": "{state}.{name}",
    "pair": "{state}.{name}({other})",
    "crisis": "{crisis}.{name}",
    "crisis_state": "{crisis}.{name}({state})",
}
"""How what something has is written."""
SIGNS = ("==", "!=", "<", "<=", ">", ">=")


class Writer:
    """Writes expressions; ``states`` and ``crises`` are the names that stand for one."""

    def __init__(self, symbols: Symbols, lot: Random) -> None:
        self.symbols = symbols
        self.lot = lot
        self.count = 0
        self.known = {
            (scope, kind): [name for name in sorted(symbols.members(scope)) if self.type_of(scope, name) is kind]
            for scope in SHAPES
            for kind in (Type.INT, Type.BOOL)
        }

    def type_of(self, scope: str, name: str) -> Type:
        """A named value may be a number or a yes or no."""
        return resolve(
            SHAPES[scope].format(name=name, state="self", other="partner", crisis="crisis"), SCOPE, self.symbols
        ).type

    def one(self, kind: Type, states: States, crises: States) -> str | None:
        """A track or a named value of some kind; ``None`` if the lot falls on a scope that has none."""
        scope = self.lot.choice([*SHAPES])
        known = self.known[scope, kind]
        if not known or ("crisis" in scope and not crises):
            return None
        state, other, crisis = self.lot.choice(states), self.lot.choice(states), self.lot.choice(crises or ["?"])
        return SHAPES[scope].format(name=self.lot.choice(known), state=state, other=other, crisis=crisis)

    def expression(self, depth: int, states: States, crises: States) -> str:
        """A number or a yes or no."""
        return self.lot.choice((self.number, self.truth))(depth, states, crises)

    def number(self, depth: int, states: States, crises: States) -> str:
        """A number."""
        if depth <= 0 or self.lot.random() < 0.3:
            return self.plain_number(states, crises)

        def part() -> str:
            return self.number(depth - 1, states, crises)

        match self.lot.randrange(7):
            case 0 | 1:
                return f"({part()} {self.lot.choice('+-*')} {part()})"
            case 2:
                return f"({part()}) // {self.lot.choice(('2', '7', 'players', '(players + 1)'))}"
            case 3:
                return f"-({part()})"
            case 4:
                name = self.lot.choice(("min", "max", "div"))
                return self.lot.choice((f"abs({part()})", f"{name}({part()}, {part()})"))
            case 5:
                return f"({part()} if {self.truth(depth - 1, states, crises)} else {part()})"
        return self.over(depth, states, crises, ("sum", "max", "min", "median", "count"))

    def plain_number(self, states: States, crises: States) -> str:
        """A number that stands alone."""
        alone = ("n", "round", "players", "0", "1", "12", "999999999", *self.symbols.constants)
        return self.one(Type.INT, states, crises) or self.lot.choice(alone)

    def truth(self, depth: int, states: States, crises: States) -> str:
        """A yes or no."""
        if depth <= 0 or self.lot.random() < 0.4:
            return self.plain_truth(depth, states, crises)

        def part() -> str:
            return self.truth(depth - 1, states, crises)

        match self.lot.randrange(4):
            case 0 | 1:
                return f"({part()} {self.lot.choice(('and', 'or'))} {part()})"
            case 2:
                return f"not ({part()})"
        return self.over(depth, states, crises, ("any", "all"))

    def plain_truth(self, depth: int, states: States, crises: States) -> str:
        """A comparison, an agreement, a tag."""
        a, b = self.lot.choice(states), self.lot.choice(states)
        found = [f"{a} {self.lot.choice(SIGNS[:2])} {b}", f"{a} {self.lot.choice(SIGNS[:2])} first"]
        for name, parties in self.symbols.agreements.items():
            found.append(f"{a}.{name}({b})" if parties == 2 else f"{a}.{name}")
        if (named := self.one(Type.BOOL, states, crises)) is not None:
            found.append(named)
        if crises:
            crisis = self.lot.choice(crises)
            found += [f"{crisis}.targeted", f"{crisis}.target {self.lot.choice(SIGNS[:2])} {a}"]
            found += [f"{crisis}.tagged({tag})" for tag in sorted(self.symbols.tags)[:3]]
        if self.lot.random() < 0.5:
            left, right = (self.number(depth - 1, states, crises) for _ in range(2))
            return f"{left} {self.lot.choice(SIGNS)} {right}"
        return self.lot.choice(found)

    def over(self, depth: int, states: States, crises: States, functions: tuple[str, ...]) -> str:
        """Something counted over all states or all crises."""
        function = self.lot.choice(functions)
        self.count += 1
        name = f"each_{self.count}"
        source = self.lot.choice(("states", "crises")) if crises else "states"
        inner = ([*states, name], crises) if source == "states" else (states, [*crises, name])
        where = function == "all" or self.lot.random() < 0.5
        condition = f" where {self.truth(depth - 1, *inner)}" if where else ""
        body = f"{self.number(depth - 1, *inner)} for " if function in ("sum", "max", "min", "median") else ""
        return f"{function}({body}{name} in {source}{condition})"
