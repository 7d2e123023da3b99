"""A language model's server on this machine that answers well, or lies, dawdles, breaks off, points away."""

from __future__ import annotations

import contextlib
import json
import socket
import socketserver
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field


def reply(body: bytes, *, status: str = "200 OK", head: str = "") -> bytes:
    """A whole answer over HTTP."""
    lines = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"{lines}{head}\r\n".encode() + body


def said(content: object) -> bytes:
    """A chat completion in which the model says this."""
    message = {"role": "assistant", "content": content}
    return json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": message}]}).encode()


def ended(asking: Generator[None, None, object]) -> object:
    """What somebody who asks, and waits, has at the end."""
    try:
        while True:
            next(asking)
    except StopIteration as end:
        return end.value


@dataclass
class ModelServer:
    """What the server says, and what it was asked.

    `answers` are raw bytes, one a question, the last one again and again; `wait_s` comes before each, and
    `drip_s` between its single bytes; with `stays` it never hangs up by itself.
    """

    address: str = ""
    answers: list[bytes] = field(default_factory=lambda: [reply(said("covered"))])
    wait_s: float = 0.0
    drip_s: float = 0.0
    stays: bool = False
    asked: list[dict[str, object]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def say(self, *answers: bytes) -> None:
        """From now on answer so."""
        self.answers = list(answers)

    def next_answer(self) -> bytes:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def messages(self) -> list[str]:
        """What the model was given, question by question: the part that stands in for the person."""
        return [_given(one) for one in self.asked]


def _given(asked: dict[str, object]) -> str:
    messages = asked["messages"]
    assert isinstance(messages, list)
    return str(messages[-1]["content"])


def _handler(server: ModelServer) -> type[socketserver.BaseRequestHandler]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            line: socket.socket = self.request
            head, body = _request(line)
            server.heads.append(head)
            server.asked.append(json.loads(body))
            if server.closing.wait(server.wait_s):
                return
            answer = server.next_answer()
            with contextlib.suppress(OSError):  # the one who asked has hung up
                for piece in [answer] if not server.drip_s else [bytes([one]) for one in answer]:
                    line.sendall(piece)
                    if server.closing.wait(server.drip_s):
                        return
                if server.stays:
                    line.settimeout(10)
                    line.recv(1)

    return Handler


def _request(line: socket.socket) -> tuple[str, bytes]:
    came = b""
    while b"\r\n\r\n" not in came:
        came += line.recv(65536)
    head, _, body = came.partition(b"\r\n\r\n")
    fields = dict(one.lower().split(": ", 1) for one in head.decode().split("\r\n")[1:])
    while len(body) < int(fields["content-length"]):
        body += line.recv(65536)
    return head.decode(), body


class _Listening(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False


@contextlib.contextmanager
def open_model_server() -> Iterator[ModelServer]:
    """A server on a free port of this machine, for as long as it is wanted."""
    server = ModelServer()
    with _Listening(("127.0.0.1", 0), _handler(server)) as listening:
        server.address = f"http://127.0.0.1:{listening.server_address[1]}/v1"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            listening.shutdown()
            thread.join()
