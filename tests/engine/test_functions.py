"""Functions of the rules that are written and compiled when they are first called."""

from threading import Barrier, Thread

from alliance_game.engine.functions import Sources, execute, functions_of
from alliance_game.engine.machine import Functions, Machine
from alliance_game.engine.rules import Rules, compile_rules
from alliance_game.engine.setup import first_cells
from tests.table import library

NAME = "legal_diplomacy_2"


def uncalled(rules: Rules) -> Functions:
    """The functions of these rules, as they are at first."""
    machine = Machine(rules.layout, rules.moves)
    functions = functions_of(Sources(rules.layout, rules.moves), machine)
    machine.bind(functions)
    return functions


def rules() -> Rules:
    return compile_rules(library(), "concert", 4)


def test_whoever_holds_a_function_holds_the_real_one_once_it_is_called() -> None:
    functions, cells = uncalled(rules()), first_cells(rules(), 3)
    held = functions[NAME]
    stand_in = held.__code__
    moves = held(cells)
    real = held.__code__
    assert functions[NAME] is held
    assert stand_in is not real
    assert real.co_varnames[: real.co_argcount] == ("v",)
    assert held(cells) == moves
    assert held.__code__ is real
    assert moves == execute(Sources(rules().layout, rules().moves)[NAME], {})[NAME](cells)


def test_a_function_can_be_called_first_by_several_threads() -> None:
    """Bots think in threads while the screen asks what they may not yet have asked."""
    functions, cells = uncalled(rules()), first_cells(rules(), 3)
    together, found = Barrier(8), []

    def call() -> None:
        together.wait()
        found.append(functions[NAME](cells))

    threads = [Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [functions[NAME](cells)] * 8


def test_the_whole_source_is_that_of_every_function() -> None:
    sources = Sources(rules().layout, rules().moves)
    assert len(sources) == len(list(sources)) == len(set(sources))
    assert {name for name in execute(rules().source, {}) if name != "__builtins__"} == set(sources)
