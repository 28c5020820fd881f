"""A client for the YAML language server that VS Code runs, over standard input and output.

This client implements only what completion, hover and diagnostics need of the Language Server Protocol (3.17).
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

PROGRAM = Path(__file__).parent.parent / "node_modules/yaml-language-server/bin"
TIMEOUT = 30
"""Seconds to wait for an answer."""

SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        # No network access: only the schemas that the files themselves name.
        "schemaStore": {"enable": False, "url": ""},
        "kubernetesCRDStore": {"enable": False},
    },
    "http": {"proxy": "", "proxyStrictSSL": False},
}

Message = dict[str, Any]


class Server:
    """A running server. `with Server(root) as server:` stops it at the end."""

    def __init__(self, root: Path) -> None:
        program = PROGRAM / "yaml-language-server"
        assert program.is_file(), f"{program} is missing. Run: sh tests/tools.sh"
        self.root = root
        self._last_id = 0
        self._last_document = 0
        self._answers: dict[int, Message] = {}
        self._diagnostics: dict[str, list[Message]] = {}
        self._inbox: Queue[Message | None] = Queue()
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout
        Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        folders = [{"uri": root.as_uri(), "name": root.name}]
        start = {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": folders, "capabilities": capabilities}
        self._request("initialize", start)
        self._notify("initialized", {})
        self._notify("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self._request("shutdown", None)
        self._notify("exit", None)
        try:
            self._process.wait(10)
        finally:
            self._process.kill()
            for stream in (self._input, self._output):
                stream.close()
            self._process.wait()

    def problems(self, texts: Mapping[str, str]) -> dict[str, list[tuple[int, str]]]:
        """Return the line (from 1) and message of each diagnostic for texts, as if they were saved at their paths."""
        opened = {path: self._open(path, text) for path, text in texts.items()}
        while not self._diagnostics.keys() >= set(opened.values()):
            self._receive()
        return {
            path: sorted((item["range"]["start"]["line"] + 1, item["message"]) for item in self._diagnostics[uri])
            for path, uri in opened.items()
        }

    def completions(self, path: str, text: str) -> dict[str, str]:
        """Return the completions at the character '‸' in a text, with their documentation."""
        answer = self._at("textDocument/completion", path, text) or {}
        items = answer.get("items", []) if isinstance(answer, dict) else answer
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def hover(self, path: str, text: str) -> str:
        """Return the hover text for the word at the character '‸' in a text."""
        return _text((self._at("textDocument/hover", path, text) or {}).get("contents"))

    def _at(self, method: str, path: str, text: str) -> Any:
        before, after = text.split("‸")
        uri = self._open(path, before + after)
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self._request(method, {"textDocument": {"uri": uri}, "position": position})

    def _open(self, path: str, text: str) -> str:
        # Each text has its own URI, since the server remembers earlier texts.
        self._last_document += 1
        uri = f"{(self.root / path).as_uri()}?{self._last_document}"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def _request(self, method: str, params: Any) -> Any:
        self._last_id += 1
        self._send({"id": self._last_id, "method": method, "params": params})
        while self._last_id not in self._answers:
            self._receive()
        answer = self._answers.pop(self._last_id)
        assert "error" not in answer, answer
        return answer.get("result")

    def _notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._input.flush()

    def _receive(self) -> None:
        """Wait for one message, and store or answer it."""
        try:
            message = self._inbox.get(timeout=TIMEOUT)
        except Empty:
            raise AssertionError(f"The YAML language server sent nothing for {TIMEOUT} seconds.") from None
        assert message is not None, "The YAML language server exited."
        if "method" not in message:
            self._answers[message["id"]] = message
        elif message["method"] == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message:
            is_configuration = message["method"] == "workspace/configuration"
            result = (
                [SETTINGS.get(item["section"]) for item in message["params"]["items"]] if is_configuration else None
            )
            self._send({"id": message["id"], "result": result})

    def _listen(self) -> None:
        stream = self._output
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                self._inbox.put(None)
                return
            self._inbox.put(json.loads(stream.read(length)))


def _text(content: Any) -> str:
    return content.get("value", "") if isinstance(content, dict) else content or ""
