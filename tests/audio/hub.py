"""A model hub on this machine that can be told to drop, to lie and to send wrong bytes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest_socket

from audio.offers import Offer

OFFER = Offer("small.en", "Systran/faster-whisper-small.en", 1)
MODEL = bytes(range(256)) * 8_000
FILES = {"config.json": b"{}", "model.bin": MODEL, "tokenizer.json": b'{"a": 1}' * 50}


@dataclass
class Hub:
    """What the server does wrong, and what it was asked."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=lambda: dict(FILES))
    drop_after: int | None = None
    drops_left: int = 0
    honours_ranges: bool = True
    wrong_bytes_left: int = 0
    claims: dict[str, int] = field(default_factory=dict)
    listing: bytes | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)

    def described(self) -> bytes:
        if self.listing is not None:
            return self.listing
        siblings: list[dict[str, object]] = []
        for name, data in self.files.items():
            if name == "model.bin":
                large = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
                siblings.append({"rfilename": name, "size": len(data), "lfs": large})
            else:
                blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
                siblings.append({"rfilename": name, "size": len(data), "blobId": blob})
        return json.dumps({"sha": "abc", "siblings": siblings}).encode()


def handler(hub: Hub) -> type[BaseHTTPRequestHandler]:  # noqa: C901  (one small method a fault)
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the parent's name)
            """Says nothing."""

        def do_GET(self) -> None:
            hub.asked.append((self.path, self.headers.get("Range", "")))
            if self.path.startswith("/api/"):
                self._send(hub.described())
                return
            data = hub.files.get(self.path.rpartition("/")[2])
            if data is None:
                self.send_error(404)
            elif self.path.endswith("model.bin"):
                self._model(data)
            else:
                self._send(data)

        def _model(self, data: bytes) -> None:
            start = 0
            asked = self.headers.get("Range", "")
            if asked and hub.honours_ranges:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
            body = data[start:]
            if hub.wrong_bytes_left:
                hub.wrong_bytes_left -= 1
                body = bytes(len(body))
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            self.send_header("Content-Length", str(hub.claims.get("model.bin", len(body))))
            self.end_headers()
            if hub.drop_after is not None and hub.drops_left:
                hub.drops_left -= 1
                body = body[: hub.drop_after]
            self.wfile.write(body)
            self.close_connection = True

        def _send(self, data: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler


@contextlib.contextmanager
def open_hub() -> Iterator[Hub]:
    """The hub, until the block ends; the test has asked for sockets."""
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(hub))
    hub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
