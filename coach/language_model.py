"""The only door to a language model that a person runs themselves: one question, one answer, within a time.

Spoken to as OpenAI's chat completions, which Ollama, llama.cpp and vLLM understand. What is sent are words of
an answer, so it goes to this computer or to the person's own network and nowhere else: an address is written
in numbers (no name is looked up, none can lead elsewhere), no redirection is followed, no proxy is used.

LanguageModelError
├── AddressRefused     not an address to send an answer to
├── ModelRefused       a model that does not run where it is asked
├── ServerSilent       nobody answers there, not in time, or not to the end
└── AnswerUnusable     what came back is no answer of a language model
"""

from __future__ import annotations

import ipaddress
import json
import re
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import socket

USUAL_ADDRESS = "http://127.0.0.1:11434/v1"
"""Where Ollama listens."""
MOST_BYTES = 200_000
"""A one-word answer takes under a thousand, one with all its reasoning some ten thousand."""
_CONNECT_WITHIN_S = 2.0
_STEP_S = 0.1
_OWN_NETWORKS = tuple(
    ipaddress.ip_network(one) for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)
"""Private networks (RFC 1918, RFC 4193); link-local ones are left out: clouds answer there."""
_CLOUD = re.compile(r"(?<![a-z])cloud(?![a-z])", re.IGNORECASE)
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNKED = re.compile(rb"^transfer-encoding:.*chunked[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class LanguageModelError(Exception):
    """The language model cannot be asked; the text is a sentence fit to be shown."""


class AddressRefused(LanguageModelError):
    """Not an address to send an answer to."""


class ModelRefused(LanguageModelError):
    """A model that does not run where it is asked: its server would pass on what is sent to it."""


class ServerSilent(LanguageModelError):
    """Nobody answers there, not in time, or not to the end."""


class AnswerUnusable(LanguageModelError):
    """What came back is no answer of a language model."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a language model is asked; `is_here` says that it is on this computer."""

    host: str
    port: int
    path: str
    is_here: bool

    @property
    def place(self) -> str:
        """Host and port, as in an address."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def server_at(address: str) -> Server:
    """The server of an address such as http://127.0.0.1:11434/v1; raises AddressRefused.

    The port is 80 where none is given; without a path it is /v1, as the servers have it.
    """
    text = address.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port or 80
    except ValueError as error:
        raise AddressRefused(f"This is no address. One looks like this: {USUAL_ADDRESS}") from error
    if not text or not host or parts.query or parts.fragment or parts.username is not None:
        raise AddressRefused(f"This is no address. One looks like this: {USUAL_ADDRESS}")
    if parts.scheme != "http":
        raise AddressRefused("Greenroom asks over plain http, on your own computer or network only.")
    where = _numbers(host)
    path = parts.path.rstrip("/").removesuffix("/chat/completions") or "/v1"
    if not re.fullmatch(r"[!-~]+", path):
        raise AddressRefused(f"This is no address. One looks like this: {USUAL_ADDRESS}")
    return Server(str(where), port, f"{path}/chat/completions", where.is_loopback)


def _numbers(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address of this computer or of a private network; raises AddressRefused for any other."""
    if host == "localhost":
        host = "127.0.0.1"
    try:
        where = ipaddress.ip_address("" if "%" in host else host)  # behind it stands a name too
    except ValueError as error:
        raise AddressRefused(
            "Write the address in numbers, such as 127.0.0.1, or as localhost: names are not looked up."
        ) from error
    if isinstance(where, ipaddress.IPv6Address):
        where = where.ipv4_mapped or where
    if where.is_unspecified:  # as servers print it when they listen everywhere
        where = ipaddress.ip_address("127.0.0.1")
    if where.is_loopback or any(where in one for one in _OWN_NETWORKS if one.version == where.version):
        return where
    raise AddressRefused(
        "That address is not on your own computer or network. What you say is sent nowhere else."
    )


def check_model(model: str) -> None:
    """Raises ModelRefused for a model that the server passes on to the internet, as far as its name tells.

    Ollama's are called gpt-oss:120b-cloud or glm-4.6:cloud, and are asked like those that run here.
    """
    if _CLOUD.search(model):
        raise ModelRefused(
            "A model with “cloud” in its name runs on computers of others, and your server would send them "
            "your words. Choose one that runs on yours."
        )


def ask(
    server: Server, *, model: str, messages: list[dict[str, str]], within_s: float
) -> Generator[None, None, str]:
    """Put one question and return what the model says; yields every tenth of a second while it waits.

    Closing the generator hangs up. Raises ModelRefused, ServerSilent and AnswerUnusable.
    """
    check_model(model)
    plain = {"model": model, "messages": messages, "temperature": 0, "max_tokens": 1024, "stream": False}
    return _content((yield from _exchanged(server, plain, within_s=within_s)), server)


def _exchanged(
    server: Server, plain: Mapping[str, object], *, within_s: float
) -> Generator[None, None, bytes]:
    """What the server sends back, head and body, as it came."""
    import socket

    ends = time.monotonic() + within_s
    came = bytearray()
    try:
        with socket.create_connection((server.host, server.port), timeout=_CONNECT_WITHIN_S) as line:
            line.sendall(_request(server, plain))
            line.settimeout(_STEP_S)
            while not _is_whole(came):
                yield
                if time.monotonic() > ends:
                    raise ServerSilent(f"No answer came from {server.place} within {within_s:.0f} s.")
                block = _received(line)
                if block == b"":
                    break
                came += block or b""
                if len(came) > MOST_BYTES:
                    raise AnswerUnusable(f"The server at {server.place} sent far more than an answer.")
    except OSError as error:
        raise ServerSilent(
            f"No server answers at {server.place}. Start it, or look at the address; then try again."
        ) from error
    return bytes(came)


def _received(line: socket.socket) -> bytes | None:
    """What came within a step; None for nothing yet, b"" at the end."""
    try:
        return line.recv(1 << 16)
    except TimeoutError:
        return None


def _request(server: Server, plain: Mapping[str, object]) -> bytes:
    body = json.dumps(plain).encode()
    head = (
        f"POST {server.path} HTTP/1.1\r\nHost: {server.place}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def _is_whole(came: bytearray) -> bool:
    """Whether all has come, so that nobody need wait for the server to hang up."""
    head, end, body = bytes(came).partition(b"\r\n\r\n")
    if not end:
        return False
    if _CHUNKED.search(head):
        return body.endswith(b"0\r\n\r\n")
    length = _LENGTH.search(head)
    return length is not None and len(body) >= int(length[1])


class _Come:
    """What has come, where `http.client` expects the socket that it comes from."""

    def __init__(self, came: bytes) -> None:
        self._came = came

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self._came)


def _content(came: bytes, server: Server) -> str:
    """What the model says in this answer."""
    import http.client

    if not came:
        raise ServerSilent(f"The server at {server.place} hung up without an answer. Try again.")
    answer = http.client.HTTPResponse(cast("socket.socket", _Come(came)))
    try:
        answer.begin()
        body = answer.read()
    except http.client.IncompleteRead as error:
        raise ServerSilent(f"The answer from {server.place} broke off. Try again.") from error
    except (http.client.HTTPException, ValueError, OverflowError) as error:
        raise _odd(server) from error
    if answer.status != 200:
        raise AnswerUnusable(_refusal(answer.status, server))
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise _odd(server) from error
    if content is not None and not isinstance(content, str):
        raise _odd(server)
    return content or ""  # a model that only thought, up to its limit, says nothing


def _refusal(status: int, server: Server) -> str:
    told: dict[int, str] = {
        401: "asks for a key, and Greenroom has none. Start it without one.",
        403: "does not let Greenroom ask. Start it without a key.",
        404: "knows no such model, or no such address. Look at both, then try again.",
    }
    if 300 <= status < 400:
        return f"The server at {server.place} points to another address. That is not followed."
    return (
        f"The server at {server.place} {told.get(status, f'could not answer ({status}). Look at its log.')}"
    )


def _odd(server: Server) -> AnswerUnusable:
    return AnswerUnusable(
        f"What came from {server.place} is no answer of a language model. Its address often ends in /v1."
    )
