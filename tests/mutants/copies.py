"""Copies of the project that faults are put into, and processes that run tests there. The project stays as it is."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import NamedTuple

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "dist", "build")
MEMORY = 4 << 20
"""So many kilobytes a process may take."""


class End(NamedTuple):
    """How a process ended."""

    code: int
    seconds: float
    """Of processor time, its own and that of the processes it started."""
    output: str
    cut_off: bool
    """Whether it was stopped for taking too long."""


def copied(root: Path, target: Path) -> Path:
    """A fresh copy of the project."""
    shutil.copytree(root, target, ignore=LEFT_OUT)
    return target


def environment(copy: Path) -> dict[str, str]:
    """What a process in a copy sees: the program of the copy, and folders of its own."""
    own = {"PYTHONPATH": "src", "XDG_CACHE_HOME": str(copy / "cache"), "ALLIANCE_GAME_SAVES": str(copy / "played")}
    # Where Python has it, this way of counting lines takes almost no time.
    swift = {"COVERAGE_CORE": "sysmon"} if sys.version_info >= (3, 12) else {}
    return os.environ | own | swift


def waited(command: list[str], copy: Path, seconds: float, wall: float) -> End:
    """Run a command in a copy to its end, or until it has taken so many seconds of processor time or of the clock."""

    limits = f"ulimit -t {int(seconds) + 1} && ulimit -v {MEMORY}"
    with (copy / "output.txt").open("w+", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", f'{limits} && exec "$@"', "sh", *command],
            cwd=copy,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment(copy),
            start_new_session=True,
        )
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            os.killpg(process.pid, signal.SIGKILL)

        timer = Timer(wall, stop)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = code = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    cut_off = bool(late) or code in (-signal.SIGXCPU, -signal.SIGKILL)
    return End(code, used.ru_utime + used.ru_stime, text[-20_000:], cut_off)
