"""Copies of the project in which tests are run on faults. The project itself stays as it is."""

import json
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
    """How some tests ended."""

    code: int
    seconds: float
    """Of processor time, their own and that of the processes they started."""
    output: str
    cut_off: bool
    """Whether they were stopped for taking too long."""


class Copy:
    """A copy of the project, and a process in it that has everything loaded."""

    def __init__(self, root: Path, target: Path) -> None:
        shutil.copytree(root, target, ignore=LEFT_OUT)
        self.folder = target
        self.environment = environment(target)
        self._warm: subprocess.Popen[str] | None = None

    def close(self) -> None:
        """End the process."""
        if self._warm is not None:
            self._warm.kill()
            self._warm.wait()

    def ask(self, **asked: object) -> End:
        """Have the process that is loaded run tests in a fork of itself; see ``warm``."""
        if self._warm is None:
            command = [sys.executable, "-m", "tests.mutants.warm"]
            pipe = subprocess.PIPE
            self._warm = subprocess.Popen(
                command, cwd=self.folder, stdin=pipe, stdout=pipe, env=self.environment, text=True
            )
        into, out = self._warm.stdin, self._warm.stdout
        assert into is not None
        assert out is not None
        into.write(json.dumps(asked) + "\n")
        into.flush()
        return End(**json.loads(out.readline()))

    def run(self, tests: list[str], seconds: float, wall: float) -> End:
        """Run tests in a process that begins anew."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-rfE", "--tb=line", "-p", "no:cacheprovider", *tests]
        return waited(command, self, seconds, wall)


def environment(copy: Path) -> dict[str, str]:
    """What a process in a copy sees: the program of the copy, and folders of its own."""
    own = {
        "PYTHONPATH": str(copy / "src"),
        "XDG_CACHE_HOME": str(copy / "cache"),
        "ALLIANCE_GAME_SAVES": str(copy / "played"),
    }
    # Where Python has it, this way of counting lines takes almost no time.
    swift = {"COVERAGE_CORE": "sysmon"} if sys.version_info >= (3, 12) else {}
    return os.environ | own | swift


def waited(command: list[str], copy: Copy, seconds: float, wall: float) -> End:
    """Run a command in a copy to its end, or until it has taken so many seconds of processor time or of the clock."""
    limits = f"ulimit -t {int(seconds) + 1} && ulimit -v {MEMORY}"
    with (copy.folder / "output.txt").open("w+", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", f'{limits} && exec "$@"', "sh", *command],
            cwd=copy.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=copy.environment,
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
