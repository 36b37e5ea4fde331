"""The functions of compiled rules, each written and compiled when it is first called.

Rules have some two hundred; before the first question of a game is on the screen, a dozen have been called.

The only ``exec`` of the program is here; the source it runs contains nothing but what our own tree printed.
"""

import linecache
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import blake2b

from ..language.printer import median
from ..language.program import Choosing, Procedure, Question
from . import markers
from .chance import draw
from .layout import Layout
from .legality import LegalityWriter, MoveOf
from .machine import Functions, Machine
from .writer import Writer


class Sources(Mapping[str, str]):
    """The source of every function by its name, in a fixed order."""

    def __init__(self, layout: Layout, moves: tuple[MoveOf, ...]) -> None:
        self.layout = layout
        self.moves = moves

    @cached_property
    def units(self) -> dict[str, Question | Procedure | Choosing]:
        """What the rules say."""
        return {unit.name: unit for unit in self.layout.program.units}

    @cached_property
    def actors(self) -> dict[str, tuple[int, tuple[int, ...]]]:
        """Who acts, and with which forms of tactics: a function for each lists the legal moves."""
        acting = [(phase.id, phase.act) for phase in self.layout.program.phases if phase.act is not None]
        seats = range(self.layout.players)
        return {f"legal_{name}_{actor}": (actor, act.forms) for name, act in acting for actor in seats}

    def __getitem__(self, name: str) -> str:
        # A writer of its own: bots think in threads, and two functions may be written at the same time.
        writer = Writer(self.layout)
        if name in self.actors:
            LegalityWriter(writer, self.moves).function(name, *self.actors[name])
        else:
            writer.unit(self.units[name])
        return writer.source()

    def __iter__(self) -> Iterator[str]:
        yield from self.units
        yield from self.actors

    def __len__(self) -> int:
        return len(self.units) + len(self.actors)


def functions_of(sources: Sources, machine: Machine) -> Functions:
    """The functions of a game, for its machine.

    At first each of them is a stand-in, which takes on the code of the real one when it is called. Whoever holds it
    holds the real one from then on, so that later calls cost nothing more.
    """

    def become(name: str) -> object:
        functions[name].__code__ = execute(sources[name], {})[name].__code__
        return functions[name]

    stand_ins = "".join(f"def {name}(*given): return BECOME({name!r})(*given)\n" for name in sources)
    functions = execute(stand_ins, {**tables(sources.layout, machine), "BECOME": become})
    return functions


def tables(layout: Layout, machine: Machine) -> dict[str, object]:
    """What the generated code refers to besides its own functions."""
    found: dict[str, object] = {"draw": draw, "median": median, "MET": 0, "FAILED": 1, "TELL": markers.TELL}
    for tag in sorted(layout.program.symbols.tags):
        # The last entry answers for an empty slot, whose card is -1.
        found[f"TAG_{tag}"] = [*(tag in card.tags for card in machine.cards), False]
    return found | machine.helpers()


def execute(source: str, names: Mapping[str, object]) -> Functions:
    """The functions of a generated module."""
    file = f"<rules {blake2b(source.encode(), digest_size=4).hexdigest()}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = dict(names)
    exec(compile(source, file, "exec"), namespace)  # noqa: S102 - see the module's first lines
    return namespace  # type: ignore[return-value]
