"""A real terminal for a whole process: what it writes, and which keys it gets when."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LONGEST = 60
_CONTROL = re.compile(
    rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[PX^_].*?\x1b\\|[@-Z\\^_=>78])", re.DOTALL
)


class Step(NamedTuple):
    """Wait for a text, then press keys; with ``until``, press them each time it comes, until something else has."""

    text: str
    keys: str
    until: str = ""


@dataclass
class Ended:
    """How a process ended."""

    code: int
    raw: bytes
    modes: tuple[list[object], list[object]] = field(repr=False)
    """How the terminal was set before and after."""

    @property
    def text(self) -> str:
        """Everything that was written, without what only steers the terminal."""
        return plain(self.raw)

    @property
    def after(self) -> str:
        """What was written when the other screen had been left: what the person still sees."""
        return plain(self.raw.rpartition(b"\x1b[?1049l")[2])


def plain(raw: bytes) -> str:
    """Bytes as the text that they show."""
    return _CONTROL.sub(b"", raw).decode(errors="replace").replace("\r\n", "\n")


def in_terminal(
    *arguments: str,
    steps: Iterable[tuple[str, str] | Step] = (),
    size: tuple[int, int] = (80, 24),
    **environment: str,
) -> Ended:
    """Run Python with arguments on a terminal. Each step waits for a text and then presses keys.

    A key that is a signal's name, such as ``SIGINT``, is sent as that signal.
    """
    control, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    before = termios.tcgetattr(terminal)
    env = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src"), **environment}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=env,
        start_new_session=True,
        # Whoever runs the tests in the background has them started deaf to it, and a terminal has not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        raw = _talk(control, process, [Step(*each) for each in steps])
        return Ended(process.returncode, raw, (before, termios.tcgetattr(terminal)))
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(control)
        os.close(terminal)


def left_alone(*arguments: str, shown: str, seconds: float, **environment: str) -> int | None:
    """Run Python on a terminal, close the terminal when a text is there; the exit code, unless it runs on."""
    control, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    env = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src"), **environment}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=env,
        start_new_session=True,
        # Whoever runs the tests in the background has them started deaf to it, and a terminal has not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    os.close(terminal)
    raw, end = b"", time.monotonic() + LONGEST
    while shown not in plain(raw):
        assert time.monotonic() < end, plain(raw)[-2000:]
        if select.select([control], [], [], 0.1)[0]:
            raw += os.read(control, 65536)
    os.close(control)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _talk(control: int, process: subprocess.Popen[bytes], steps: list[Step]) -> bytes:
    raw, seen, end = b"", 0, time.monotonic() + LONGEST
    while time.monotonic() < end:
        done = process.poll() is not None
        while select.select([control], [], [], 0 if done else 0.05)[0]:
            raw += os.read(control, 65536)
        if done:
            assert not steps, f"never seen: {steps[0]} in {plain(raw)[-2000:]}"
            return raw
        fresh = plain(raw[seen:])
        if steps and steps[0].until and steps[0].until in fresh:
            del steps[0]
        if steps and steps[0].text in fresh:
            seen, keys, end = len(raw), steps[0].keys, time.monotonic() + LONGEST
            if not steps[0].until:
                del steps[0]
            if keys.startswith("SIG"):
                process.send_signal(getattr(signal, keys))
            else:
                pressed = keys.encode()
                assert os.write(control, pressed) == len(pressed), "more keys than a terminal takes at once"
    raise AssertionError(f"no end; waiting for {steps[:1]} in {plain(raw)[-2000:]}")
