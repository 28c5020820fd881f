"""The YAML language server that VS Code runs, spoken to over its standard input and output.

A client for tests: as little of the Language Server Protocol (3.17) as completion, hover and diagnostics need.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

PROGRAM = Path(__file__).parent.parent / ".tools/yaml-language-server/node_modules/yaml-language-server/bin"
PATIENCE = 30
"""Seconds after which an answer is not awaited any longer."""

SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        # No network: only the schemas that the files themselves name.
        "schemaStore": {"enable": False, "url": ""},
        "kubernetesCRDStore": {"enable": False},
    },
    "http": {"proxy": "", "proxyStrictSSL": False},
}

Message = dict[str, Any]


class Server:
    """One running server. `with Server(root) as server:` ends it."""

    def __init__(self, root: Path) -> None:
        program = PROGRAM / "yaml-language-server"
        assert program.is_file(), f"{program} is missing. Run: sh tests/tools.sh"
        self.root = root
        self._asked = 0
        self._opened = 0
        self._answers: dict[int, Message] = {}
        self._found: dict[str, list[Message]] = {}
        self._inbox: Queue[Message | None] = Queue()
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout
        Thread(target=self._listen, daemon=True).start()
        able = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        folders = [{"uri": root.as_uri(), "name": root.name}]
        start = {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": folders, "capabilities": able}
        self._ask("initialize", start)
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self._ask("shutdown", None)
        self._tell("exit", None)
        try:
            self._process.wait(10)
        finally:
            self._process.kill()
            for stream in (self._input, self._output):
                stream.close()
            self._process.wait()

    def problems(self, texts: Mapping[str, str]) -> dict[str, list[tuple[int, str]]]:
        """The line (from 1) and the message of each diagnostic of texts, as if they were saved at their paths."""
        opened = {path: self._open(path, text) for path, text in texts.items()}
        while not self._found.keys() >= set(opened.values()):
            self._take()
        return {
            path: sorted((one["range"]["start"]["line"] + 1, one["message"]) for one in self._found[uri])
            for path, uri in opened.items()
        }

    def completions(self, path: str, text: str) -> dict[str, str]:
        """What is offered at the sign '‸' in a text, with what is said of it."""
        answer = self._at("textDocument/completion", path, text) or {}
        items = answer.get("items", []) if isinstance(answer, dict) else answer
        return {item["label"]: _words(item.get("documentation")) for item in items}

    def hover(self, path: str, text: str) -> str:
        """What is said of the word at the sign '‸' in a text."""
        return _words((self._at("textDocument/hover", path, text) or {}).get("contents"))

    def _at(self, method: str, path: str, text: str) -> Any:
        before, after = text.split("‸")
        uri = self._open(path, before + after)
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self._ask(method, {"textDocument": {"uri": uri}, "position": place})

    def _open(self, path: str, text: str) -> str:
        # Each text has an address of its own: the server remembers what it knew of an earlier one.
        self._opened += 1
        uri = f"{(self.root / path).as_uri()}?{self._opened}"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while self._asked not in self._answers:
            self._take()
        answer = self._answers.pop(self._asked)
        assert "error" not in answer, answer
        return answer.get("result")

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._input.flush()

    def _take(self) -> None:
        """Wait for one message, and keep or answer it."""
        try:
            message = self._inbox.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError(f"The YAML language server said nothing for {PATIENCE} seconds.") from None
        assert message is not None, "The YAML language server ended."
        if "method" not in message:
            self._answers[message["id"]] = message
        elif message["method"] == "textDocument/publishDiagnostics":
            self._found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message:
            asked = message["method"] == "workspace/configuration"
            result = [SETTINGS.get(item["section"]) for item in message["params"]["items"]] if asked else None
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


def _words(said: Any) -> str:
    return said.get("value", "") if isinstance(said, dict) else said or ""
