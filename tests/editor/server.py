"""The language server that editors use for YAML, driven as an editor drives it: JSON over pipes."""

import json
import os
import shutil
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

VARIABLE = "ALLIANCE_GAME_YAML_SERVER"
"""The folder in which ``npm install yaml-language-server@1.25.0`` was run."""
PATIENCE = 300
"""So many seconds a server may live."""
_SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
_ABLE = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
}


def command() -> list[str] | None:
    """How the server is started here; nothing if node or the server is missing."""
    script = Path(os.environ.get(VARIABLE, ""), "node_modules", "yaml-language-server", "bin", "yaml-language-server")
    node = shutil.which("node")
    return [node, str(script), "--stdio"] if node and os.environ.get(VARIABLE) and script.is_file() else None


class Server:
    """One server with one folder open."""

    def __init__(self, folder: Path, schemas: dict[str, str] | None = None) -> None:
        started = command()
        assert started is not None
        self._settings = _SETTINGS | {"schemas": schemas or {}}
        self._process = subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        # Whoever waits for a server that says nothing more learns that it has ended.
        self._patience = threading.Timer(PATIENCE, self._process.kill)
        self._patience.start()
        self._last = 0
        self._told: dict[str, list[dict[str, Any]]] = {}
        opened = [{"uri": folder.as_uri(), "name": folder.name}]
        self._ask("initialize", processId=None, rootUri=folder.as_uri(), workspaceFolders=opened, capabilities=_ABLE)
        self._send({"method": "initialized", "params": {}})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._patience.cancel()
        self._process.kill()
        self._process.communicate()

    def faults(self, file: Path, text: str | None = None) -> list[tuple[int, str]]:
        """What is underlined in a file, or in a text in its place: the line, counted from 1, and the words."""
        uri = self._show(file, file.read_text(encoding="utf-8") if text is None else text)
        return [(each["range"]["start"]["line"] + 1, each["message"]) for each in self._told[uri]]

    def offers(self, file: Path, text: str) -> dict[str, str]:
        """What is offered where ``|`` stands in the text: the words of the menu, and what each would write."""
        found = self._ask("textDocument/completion", **self._at(file, text))
        items = found["items"] if isinstance(found, dict) else found
        return {each["label"]: each.get("insertText") or each["textEdit"]["newText"] for each in items}

    def hover(self, file: Path, text: str) -> str:
        """What is said where ``|`` stands in the text."""
        found = self._ask("textDocument/hover", **self._at(file, text))
        return str(found["contents"]["value"]) if found else ""

    def _at(self, file: Path, text: str) -> dict[str, Any]:
        before, _, after = text.partition("|")
        lines = before.split("\n")
        return {
            "textDocument": {"uri": self._show(file, before + after)},
            "position": {"line": len(lines) - 1, "character": len(lines[-1])},
        }

    def _show(self, file: Path, text: str) -> str:
        """Open a text beside the file, under a name that was not used before, until it has been judged."""
        self._last += 1
        uri = file.with_stem(f"{file.stem}_{self._last}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while uri not in self._told:
            self._take()
        return uri

    def _ask(self, method: str, **params: Any) -> Any:
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": params})
        while (message := self._take()).get("id") != number or "method" in message:
            pass
        assert "error" not in message, message
        return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """The next message; what the server asks is answered."""
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        match message.get("method"):
            case "workspace/configuration":
                asked = message["params"]["items"]
                settings = [self._settings if each.get("section") == "yaml" else {} for each in asked]
                self._send({"id": message["id"], "result": settings})
            case "textDocument/publishDiagnostics":
                self._told[message["params"]["uri"]] = message["params"]["diagnostics"]
            case str() if "id" in message:
                self._send({"id": message["id"], "result": None})
        return message
