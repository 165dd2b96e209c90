"""A client of yaml-language-server, as small as tests of schemas need it: JSON-RPC over stdin and stdout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.helpers.paths import ROOT

# Where `make editor-test` installs the server; MEMEGEN_YAML_SERVER names another place.
SERVER = Path(
    os.environ.get("MEMEGEN_YAML_SERVER", ROOT / ".editor" / "node_modules" / ".bin" / "yaml-language-server")
)
# Settings by which the server asks no catalogue of the web for schemas.
SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}


def is_available() -> bool:
    """Whether there is a server, and Node.js to run it."""
    return SERVER.is_file() and shutil.which("node") is not None


class LanguageServer:
    """A server that runs until :meth:`close`."""

    def __init__(self, folder: Path) -> None:
        """Start a server for the files in *folder*."""
        self._server = subprocess.Popen(
            ["node", str(SERVER.resolve()), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self._count = 0
        self._published: dict[str, list[dict[str, Any]]] = {}
        capabilities = {"workspace": {"configuration": True}, "textDocument": {"publishDiagnostics": {}}}
        folders = [{"uri": folder.as_uri(), "name": "work"}]
        self._ask(
            "initialize", processId=None, rootUri=folder.as_uri(), workspaceFolders=folders, capabilities=capabilities
        )
        self._notify("initialized")
        self._notify("workspace/didChangeConfiguration", settings=SETTINGS)

    def problems(self, file: Path) -> list[dict[str, Any]]:
        """Open a file and return what the editor underlines in it."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text("utf-8")}
        self._notify("textDocument/didOpen", textDocument=document)
        while file.as_uri() not in self._published:
            self._receive()
        return self._published[file.as_uri()]

    def hover(self, file: Path, line: int, column: int) -> str:
        """Return what the editor shows for a place in an open file; lines and columns count from 1."""
        answer = self._ask("textDocument/hover", **_place(file, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def completions(self, file: Path, line: int, column: int) -> list[str]:
        """Return the words that the editor offers at a place in an open file."""
        answer = self._ask("textDocument/completion", **_place(file, line, column))
        return [str(item["label"]) for item in answer["items"]]

    def close(self) -> None:
        """End the server."""
        self._server.kill()
        self._server.communicate()

    def _ask(self, method: str, **params: Any) -> Any:
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": params})
        while (message := self._receive()).get("id") != number or "method" in message:
            pass
        assert "error" not in message, message
        return message["result"]

    def _notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message; note diagnostics, and answer what the server asks."""
        assert self._server.stdout
        size = 0
        while line := self._server.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        message: dict[str, Any] = json.loads(self._server.stdout.read(size))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            asked = message["params"]["items"]
            self._send({"id": message["id"], "result": [SETTINGS.get(item.get("section", ""), {}) for item in asked]})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message


def _place(file: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line - 1, "character": column - 1}}
