"""Cards that come at a certain time: those of a scenario, or those that an option puts in their place."""

from ..definitions import Scenario
from .card_rules import starting_values
from .program import DatedRule, Procedure
from .reading import CRISIS_NAME, Reading
from .tree import Node


def dated_rules(
    reading: Reading, kind: tuple[str, ...], scenario: Scenario | None, length: str
) -> tuple[DatedRule, ...]:
    """The dated cards that come in a game of this length; ``kind`` is where the scenario is written."""
    states, written = (scenario.states, scenario.dated) if scenario is not None else ((), ())
    options = reading.symbols.folder.ruleset.options
    found, seats = list[DatedRule](), {each.id: seat for seat, each in enumerate(states)}
    for index, dated in enumerate(written):
        scope: dict[str, Node] = {"crisis": CRISIS_NAME}
        option = next((name for name, each in options.items() if each.puts(dated)), None)
        reader = reading.reader(kind if option is None else reading.ruleset, None, scope)
        above = ("options", option, "instead") if option is not None else ()
        steps = starting_values(reader, dated.start, (*above, "dated", index, "start"), scope)
        procedure = Procedure(f"dated_{index}", ("crisis",), steps) if steps else None
        if (turn := dated.round_in(length)) is not None:
            found.append(DatedRule(turn, dated.card, seats.get(dated.state or "", -1), procedure))
    return tuple(found)
