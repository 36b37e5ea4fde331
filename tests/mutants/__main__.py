"""Put faults into the program, one at a time, and see whether the tests notice.

``python -m tests.mutants --sample 300 --seed 1 --jobs 2`` tries 300 faults, drawn by lot from all modules of the
engine, the saves and the text cleaner. The program itself is never touched: everything happens in copies. It can be
stopped at any time and goes on where it was with the same command; ``--again`` tries once more what was unnoticed,
with longer lists of tests if ``--seconds`` is larger. It needs ``coverage``, and much time: about ten seconds of
processor time for a fault that is noticed, up to ``--seconds`` for one that is not.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import count
from pathlib import Path
from queue import SimpleQueue

from . import results
from .chosen_tests import FileOfTests, measured, test_files
from .copies import Copy
from .faults import Fault
from .running import Judge
from .sampling import MODULES, modules, sampled

ROOT = Path(__file__).parents[2]


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sample", type=int, default=300, help="how many faults (default 300)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (default 2)")
    parser.add_argument("--seconds", type=float, default=60, help="of tests for a fault at most (default 60)")
    parser.add_argument("--only", nargs="+", default=MODULES, help="modules or folders of the program")
    parser.add_argument("--tests", nargs="+", help="files of tests instead of all that are known to be near")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "mutants", help="where results are kept")
    parser.add_argument("--again", action="store_true", help="try again what was unnoticed")
    parser.add_argument("--anew", action="store_true", help="each in a process that begins anew: surer, slower")
    parser.add_argument("--lines", action="store_true", help="only measure which tests run which lines")
    parser.add_argument("--report", action="store_true", help="only say what is known so far")
    return parser.parse_args()


def main() -> None:
    """Measure, try, report."""
    asked = arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    file = asked.folder / "results.jsonl"
    wanted = sampled(ROOT, modules(ROOT, asked.only), asked.sample, asked.seed)
    if not asked.report:
        tests = lines(asked.folder, asked.tests or test_files(ROOT))
        if not asked.lines:
            known = results.kept(file)
            left = [fault for fault in wanted if to_try(known.get(fault.key), asked.again)]
            for result in tried(left, Judge(tests, asked.seconds, anew=asked.anew), asked.jobs):
                results.keep(file, result)
                sys.stderr.write(
                    f"{result.verdict}: {result.module}:{result.line} {result.seconds:.0f} s {result.by}\n"
                )
    known = results.kept(file)
    found = [known[fault.key] for fault in wanted if fault.key in known]
    sys.stdout.write(results.summary(found, len(wanted)) + "\n")


def to_try(known: results.Result | None, again: bool) -> bool:
    """Whether a fault is to be tried."""
    return known is None or (again and known.verdict == results.UNNOTICED)


def lines(folder: Path, names: Sequence[str]) -> list[FileOfTests]:
    """Which lines the tests run."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Copy(ROOT, Path(temporary) / "copy")
        try:
            return [*measured(copy, folder / "lines", names)]
        finally:
            copy.close()


def tried(left: Sequence[Fault], judge: Judge, jobs: int) -> Iterator[results.Result]:
    """Faults one after another, in as many copies as there are jobs."""
    free: SimpleQueue[Copy] = SimpleQueue()
    turns = count(0, 2)

    def one(fault: Fault) -> results.Result:
        copy = free.get()
        try:
            return judge.judged(fault, copy, next(turns))
        finally:
            free.put(copy)

    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(jobs) as pool:
        copies = [Copy(ROOT, Path(temporary) / str(number)) for number in range(jobs)]
        for each in copies:
            free.put(each)
        try:
            yield from (done.result() for done in as_completed([pool.submit(one, fault) for fault in left]))
        finally:
            pool.shutdown(cancel_futures=True)
            for each in copies:
                each.close()


if __name__ == "__main__":
    main()
