"""The faults that ``python -m tests.mutants`` puts into the program: real ones, one at a time, in a sample by lot."""

import ast
import sys
from pathlib import Path

import pytest

from tests.mutants.faults import Fault, faults
from tests.mutants.sampling import modules, sampled

ROOT = Path(__file__).parents[1]
TEXT = '''"""What it is, 1 < 2."""

Log = list[int] | None
MOST = 3


def nearest(items: list[int | None], at: int = 0) -> bool:
    """Whether 1 is near."""
    assert at >= 0
    if at < MOST and not items:
        raise ValueError(say("{n} is over 2.", n=1 + 1))
    items[at] += 1
    items[:at].append(max(at, 2))
    return at - 1 == len(items)
'''


def read(found: list[Fault]) -> set[tuple[str, str, str]]:
    return {(fault.kind, fault.before, fault.after) for fault in found}


def test_faults_of_every_kind_are_found() -> None:
    assert read(faults("m.py", TEXT)) == {
        ("constant", "3", "4"),
        ("constant", "3", "(2)"),
        ("constant", "0", "1"),
        ("constant", "0", "(-1)"),
        ("condition", "at < MOST and not items", "(not (at < MOST and (not items)))"),
        ("and, or", "at < MOST and not items", "(at < MOST or not items)"),
        ("comparison", "at < MOST", "(at <= MOST)"),
        ("comparison", "at < MOST", "(at >= MOST)"),
        ("sign removed", "not items", "(items)"),
        ("line removed", 'raise ValueError(say("{n} is over 2.", n=1 + 1))', "pass"),
        ("operator", "items[at] += 1", "items[at] -= 1"),
        ("line removed", "items[at] += 1", "pass"),
        ("constant", "1", "2"),
        ("constant", "1", "(0)"),
        ("line removed", "items[:at].append(max(at, 2))", "pass"),
        ("slice", "items[:at]", "items[:]"),
        ("other function", "max(at, 2)", "min(at, 2)"),
        ("arguments swapped", "max(at, 2)", "max(2, at)"),
        ("constant", "2", "3"),
        ("constant", "2", "(1)"),
        ("comparison", "at - 1 == len(items)", "(at - 1 != len(items))"),
        ("operator", "at - 1", "(at + 1)"),
        ("answer", "return at - 1 == len(items)", "return False"),
        ("answer", "return at - 1 == len(items)", "return True"),
    }


@pytest.mark.parametrize("module", ["saves/chain.py", "engine/view.py", "content/source.py"])
def test_each_fault_is_a_program_that_differs(module: str) -> None:
    """A fault changes what the program does, not only how it is written; and each has a key of its own."""
    source = (ROOT / "src" / "alliance_game" / module).read_text(encoding="utf-8")
    meant = ast.dump(ast.parse(source))
    found = faults(module, source)
    assert len({fault.key for fault in found}) == len(found)
    for fault in found:
        assert ast.dump(ast.parse(fault.put_into(source))) != meant, fault


def test_a_fault_keeps_its_key_when_lines_above_it_change() -> None:
    below = faults("m.py", TEXT.replace("MOST = 3\n", "MOST = 3\n\n\n"))
    assert [fault.key for fault in below] == [fault.key for fault in faults("m.py", TEXT)]


def test_a_sample_is_the_same_for_the_same_seed_and_has_some_of_every_large_module() -> None:
    names = modules(ROOT)
    chosen = sampled(ROOT, names, 300, 1)
    assert len(chosen) == len(set(chosen)) == 300
    assert chosen == sampled(ROOT, names, 300, 1)
    assert {fault.key for fault in chosen} != {fault.key for fault in sampled(ROOT, names, 300, 2)}
    assert {"machine", "view", "chain", "disk", "source"} <= {Path(fault.module).stem for fault in chosen}


@pytest.mark.skipif(sys.platform == "win32", reason="processes are limited as on Unix")
def test_a_process_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    from tests.mutants.copies import Copy, waited

    (tmp_path / "nothing").mkdir()
    copy = Copy(tmp_path / "nothing", tmp_path / "copy")
    end = waited([sys.executable, "-c", "while True: pass"], copy, 0.2, 60)
    assert end.cut_off
    assert end.seconds < 10
