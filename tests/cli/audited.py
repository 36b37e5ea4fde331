"""Run command lines in a process that writes down whatever it asks the system for: files, folders, sockets, programs.

``python -m tests.cli.audited REPORT`` reads a list of runs as JSON from its standard input.
"""

import asyncio
import io
import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
READ = ("os.listdir", "os.scandir", "glob.glob", "os.walk", "os.chdir")
CHANGED = (
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.utime", "os.setxattr", "os.removexattr", "os.mkfifo", "os.mknod", "tempfile.mkdtemp", "tempfile.mkstemp",
)  # fmt: skip
TOLD = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.forkpty", "os.kill",
    "os.startfile", "pty.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "webbrowser.", "pickle.",
    "ctypes.dlopen", "syslog.",
)  # fmt: skip


class Asked(NamedTuple):
    """Something that was asked for: in which run, what, and of which file or thing."""

    run: int
    kind: str
    """``read``, ``write``, ``import``, ``exec``, or the name of the event."""
    what: str


class Record:
    """Listens to the interpreter."""

    def __init__(self) -> None:
        self.run = -1
        self.asked: dict[Asked, None] = {}

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Write down what matters."""
        if self.run < 0:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = bool((flags or 0) & WRITES) if mode is None else bool(set(mode) & set("wax+"))
            self.note("write" if writes else "read", path)
        elif event in READ:
            self.note("read", arguments[0] if arguments and arguments[0] is not None else ".")
        elif event in CHANGED:
            for each in arguments[: 2 if event in ("os.rename", "os.link", "os.symlink") else 1]:
                self.note("write", each, arguments[-1] if event in ("os.remove", "os.rmdir") else -1)
        elif event == "import":
            self.note("import", arguments[1] or "")
        elif event == "exec":
            self.note("exec", getattr(arguments[0], "co_filename", "?"))
        elif event.startswith(TOLD):
            self.note(event, " ".join(map(str, arguments)))

    def note(self, kind: str, what: object, folder: object = -1) -> None:
        """Once for each run; ``folder`` is a descriptor that a path begins at, or -1."""
        if isinstance(what, int) or (folder != -1 and sys.platform != "linux"):
            # Only Linux tells where a descriptor leads.
            return
        text = os.fsdecode(what) if isinstance(what, bytes | os.PathLike) else str(what)
        if kind in ("read", "write"):
            at = os.getcwd() if folder == -1 else os.readlink(f"/proc/self/fd/{folder}")  # noqa: PTH109, PTH115
            text = os.path.join(at, text)  # noqa: PTH118 - nothing here may be heard itself
        self.asked[Asked(self.run, kind, text)] = None


def perform(run: dict[str, Any]) -> int:
    """Run a command line, or the program on the screen."""
    sys.stdin = io.StringIO(run["typed"])
    if run["arguments"] == ["<screen>"]:
        return asyncio.run(screen(run["typed"].split()))
    from alliance_game.cli import main

    return main(run["arguments"])


async def screen(keys: list[str]) -> int:
    """The program on a screen that nobody sees, and some keys."""
    from alliance_game import tui
    from alliance_game.saves import saves_folder
    from alliance_game.settings import load_settings
    from alliance_game.tui.app import AllianceApp
    from alliance_game.tui.games.start import MenuScreen

    assert tui
    app = AllianceApp(saves_folder(), lambda _: MenuScreen(), load_settings()[0])
    async with app.run_test(size=(100, 30)) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
    return 0


def run_all(report: Path) -> None:
    """Perform every run that is asked for."""
    record = Record()
    runs = json.loads(sys.stdin.read())
    sys.addaudithook(record.hear)
    codes = []
    for number, run in enumerate(runs):
        os.chdir(run["folder"])
        record.run = number
        codes.append(perform(run))
        record.run = -1
    report.write_text(json.dumps({"codes": codes, "asked": list(record.asked)}), encoding="utf-8")


if __name__ == "__main__":
    run_all(Path(sys.argv[1]))
