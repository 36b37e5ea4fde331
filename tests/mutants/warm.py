"""A process that has the program and its content loaded, and runs tests in forks of itself: without the start.

One request a line comes in, as JSON, and one answer goes out. In a fork the function with the fault takes the place
of the one that was loaded; what the package has computed and kept is forgotten.
"""

import ctypes
import functools
import gc
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

PACKAGE = "alliance_game"
KEPT = "alliance_game.content"
"""What has been loaded is not loaded again: reading all content takes longer than the tests."""
MEMORY = 4 << 30
NOT_TO_BE_DONE = 97
"""The answer for a fault outside functions: only a process that begins anew has it."""
PARENT_DIES = 1


def put(module: str, function: str, text: str) -> bool:
    """Put the function of a changed module where the loaded one is; whether that could be done."""
    path = str(Path(module).resolve())
    new = {code.co_qualname: code for code in codes(compile(text, path, "exec"), function)}
    old = [each for each in gc.get_objects() if isinstance(each, FunctionType) and each.__code__.co_filename == path]
    done = False
    for each in old:
        code = new.get(each.__code__.co_qualname)
        if code is not None and code.co_firstlineno == each.__code__.co_firstlineno:
            if code.co_freevars != each.__code__.co_freevars:
                return False
            each.__code__ = code
            done = True
    return done


def codes(module: CodeType, function: str) -> Iterator[CodeType]:
    """The code of a function and of those inside it."""
    for each in module.co_consts:
        if isinstance(each, CodeType):
            if each.co_qualname == function or each.co_qualname.startswith(f"{function}.<locals>."):
                yield each
            yield from codes(each, function)


def forget() -> None:
    """What functions of the package have kept of earlier calls."""
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            home = getattr(each, "__module__", "") or ""
            if home.startswith(PACKAGE) and not home.startswith(KEPT):
                each.cache_clear()


def load() -> None:
    """Load what most tests need."""
    for name in ("hypothesis", "pytest", "tests.saves.playing"):
        import_module(name)
    from tests.table import Table

    Table()


def child(asked: dict[str, Any]) -> int:
    """In the fork: the fault, then the tests."""
    import pytest

    ctypes.CDLL(None).prctl(PARENT_DIES, signal.SIGKILL)
    limit = int(asked["seconds"]) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 2))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    forget()
    if asked["text"] and not put(asked["module"], asked["function"], asked["text"]):
        return NOT_TO_BE_DONE
    options = ["-x", "-q", "-rfE", "--tb=line", "--assert=plain", "-p", "no:cacheprovider", *asked["tests"]]
    return counted(options, asked["lines"]) if asked["lines"] else int(pytest.main(options))


def counted(options: list[str], report: str) -> int:
    """Run tests and write which lines of the program they run."""
    import coverage
    import pytest

    counting = coverage.Coverage(data_file=None, config_file=False, source=[f"src/{PACKAGE}"], messages=False)
    counting.start()
    # Whoever counts looks at each file when it is first met: tests that refuse what is asked of the disk may not meet
    # it then.
    for each in list(sys.modules.values()):
        if each.__name__.startswith(PACKAGE) and each.__file__:
            exec(compile("", each.__file__, "exec"))
    code = int(pytest.main(options))
    counting.stop()
    data = counting.get_data()
    root = Path.cwd()
    lines = {str(Path(name).relative_to(root)): sorted(data.lines(name) or ()) for name in data.measured_files()}
    Path(report).write_text(json.dumps(lines), encoding="utf-8")
    return code


def waited(process: int, wall: float) -> tuple[int, float, bool]:
    """The exit code of a fork, its seconds of processor time, and whether it was stopped for taking too long."""
    begun = time.monotonic()
    late = False
    while True:
        done, status, used = os.wait4(process, os.WNOHANG)
        if done:
            break
        if not late and time.monotonic() - begun > wall:
            late = True
            os.killpg(process, signal.SIGKILL)
        time.sleep(0.02)
    code = os.waitstatus_to_exitcode(status)
    return code, used.ru_utime + used.ru_stime, late or code in (-signal.SIGXCPU, -signal.SIGKILL)


def answered(asked: dict[str, Any]) -> dict[str, Any]:
    """Fork, wait, and tell."""
    with Path("output.txt").open("w+", encoding="utf-8", errors="replace") as output:
        process = os.fork()
        if not process:
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            code = 1
            try:
                code = child(asked)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        code, seconds, cut_off = waited(process, asked["wall"])
        output.seek(0)
        return {"code": code, "seconds": seconds, "output": output.read()[-20_000:], "cut_off": cut_off}


def main() -> None:
    """Answer requests until there are no more, or nobody is left to hear."""
    ctypes.CDLL(None).prctl(PARENT_DIES, signal.SIGKILL)
    load()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answered(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
