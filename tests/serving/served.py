"""The server as a process of its own."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]


class Served:
    """``alliance-game serve`` while it runs, and what it says."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.browsers = folder / "saves" / "browsers"
        environment = {
            **os.environ,
            "ALLIANCE_GAME_SAVES": str(folder / "saves"),
            "ALLIANCE_GAME_SETTINGS": str(folder / "settings.yaml"),
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alliance_game", "serve", "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        self.said = [self.process.stdout.readline(), self.process.stdout.readline()]
        self.talk: list[str] = []
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()
        found = re.fullmatch(r"Address: (http://\S+)\n", self.said[0])
        assert found is not None, "".join(self.talk)
        self.url = found[1]
        self.port = int(self.url.rpartition(":")[2])

    def _listen(self) -> None:
        assert self.process.stderr is not None
        self.talk.extend(self.process.stderr)

    def players(self) -> list[int]:
        """The processes that play now."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [int(each) for each in found.stdout.split()]

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl+C does; gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        code = self.process.wait(30)
        self._listening.join()
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.process.stdout.close()
        self.process.stderr.close()
        return code

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.process.stdout or not self.process.stdout.closed:
            self.stop()
