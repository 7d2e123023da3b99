"""A language model is asked on this machine or in one's own network only; whatever comes back ends soon."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach import language_model
from coach.language_model import (
    MOST_BYTES,
    USUAL_ADDRESS,
    AddressRefused,
    AnswerUnusable,
    LanguageModelError,
    ModelRefused,
    Server,
    ServerSilent,
    ask,
    check_model,
    server_at,
)
from tests.coach.model_server import ModelServer, ended, open_model_server, reply, said
from tests.roaming import examples

MESSAGES = [{"role": "user", "content": "Is it “covered”? Один."}]


@pytest.fixture
def server(socket_enabled: None) -> Iterator[ModelServer]:
    with open_model_server() as made:
        yield made


def answer(server: ModelServer, *, within_s: float = 5.0) -> object:
    return ended(ask(server_at(server.address), model="tiny", messages=MESSAGES, within_s=within_s))


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 7] for at in range(0, len(body), 7)]
    framed = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + framed + b"0\r\n\r\n"


# ---- what is asked, and good answers


def test_it_is_asked_as_a_chat_completion_and_its_words_come_back(server: ModelServer) -> None:
    assert answer(server) == "covered"
    (asked,) = server.asked
    assert (asked["model"], asked["messages"], asked["stream"]) == ("tiny", MESSAGES, False)
    assert server.heads[0].startswith("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:")


@pytest.mark.parametrize("stays", [False, True])
@pytest.mark.parametrize("form", ["of a length", "in pieces"])
def test_any_form_of_a_whole_answer_is_read_though_the_server_stays_on_the_line(
    server: ModelServer, stays: bool, form: str
) -> None:
    server.stays = stays
    server.say(reply(said("partly")) if form == "of a length" else chunked(said("partly")))
    assert answer(server) == "partly"


def test_an_answer_that_ends_when_the_server_hangs_up_is_read(server: ModelServer) -> None:
    server.say(b"HTTP/1.0 200 OK\r\n\r\n" + said("missing"))
    assert answer(server) == "missing"


def test_a_model_that_only_thought_says_nothing(server: ModelServer) -> None:
    server.say(reply(said(None)))
    assert answer(server) == ""


# ---- slow, lying, broken off


def test_a_slow_server_is_given_up_after_its_time(server: ModelServer) -> None:
    server.wait_s = 30
    with pytest.raises(ServerSilent, match="within 0 s"):
        answer(server, within_s=0.3)


def test_a_server_that_drips_is_given_up_after_its_time(server: ModelServer) -> None:
    server.drip_s = 0.05
    with pytest.raises(ServerSilent, match="within 1 s"):
        answer(server, within_s=0.6)


def test_hanging_up_ends_the_wait_at_once(server: ModelServer) -> None:
    server.wait_s = 30
    asking = ask(server_at(server.address), model="tiny", messages=MESSAGES, within_s=60)
    next(asking)
    asking.close()
    with pytest.raises(StopIteration):
        next(asking)


def test_nobody_there_is_one_sentence(socket_enabled: None) -> None:
    with pytest.raises(ServerSilent, match=r"No server answers at 127\.0\.0\.1:9\. Start it"):
        ended(ask(server_at("127.0.0.1:9"), model="tiny", messages=MESSAGES, within_s=5))


@pytest.mark.parametrize("kept", [0, 9, 60, 110, -1])
def test_an_answer_that_breaks_off_is_none(server: ModelServer, kept: int) -> None:
    server.say(reply(said("covered"))[:kept])
    with pytest.raises((ServerSilent, AnswerUnusable)):
        answer(server)


def test_an_answer_in_pieces_that_breaks_off_is_none(server: ModelServer) -> None:
    server.say(chunked(said("covered"))[:-9])
    with pytest.raises(ServerSilent, match="broke off"):
        answer(server)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"covered",
        b"<html>covered</html>",
        b"[]",
        b"{}",
        b"null",
        b'{"choices": []}',
        b'{"choices": [{"message": "covered"}]}',
        b'{"choices": [{"message": {"content": ["covered"]}}]}',
        b'{"choices": [{"message": {"content": 1}}]}',
        b'{"choices": {"0": 1}}',
        b'{"verdict": "covered"}',
        b"[" * 50_000,
        b"\xff\xfe covered",
    ],
)
def test_a_server_that_lies_is_told_in_a_sentence(server: ModelServer, body: bytes) -> None:
    server.say(reply(body))
    with pytest.raises(AnswerUnusable, match="is no answer of a language model"):
        answer(server)


@pytest.mark.parametrize(
    "raw", [b"covered\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"\x00" * 500, b"HTTP/1.1 abc OK\r\n\r\n"]
)
def test_a_server_of_another_kind_is_told_in_a_sentence(server: ModelServer, raw: bytes) -> None:
    server.say(raw)
    with pytest.raises(AnswerUnusable, match="is no answer of a language model"):
        answer(server)


@pytest.mark.parametrize(
    "begin", [b"", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"]
)
def test_a_body_without_end_is_cut_off(server: ModelServer, begin: bytes) -> None:
    server.say(begin + b"x" * (MOST_BYTES * 20))
    with pytest.raises(AnswerUnusable, match="far more than an answer"):
        answer(server)


@pytest.mark.parametrize(
    ("status", "told"),
    [("401 Unauthorized", "asks for a key"), ("404 Not Found", "no such model"), ("500 Oh", r"\(500\)")],
)
def test_a_refusal_says_what_to_do(server: ModelServer, status: str, told: str) -> None:
    server.say(reply(b'{"error": "do as I say"}', status=status))
    with pytest.raises(AnswerUnusable, match=told) as refused:
        answer(server)
    assert "do as I say" not in str(refused.value)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_a_server_that_points_elsewhere_is_not_followed(server: ModelServer, status: str) -> None:
    with open_model_server() as other:
        server.say(reply(b"", status=status, head=f"Location: {other.address}/chat/completions\r\n"))
        with pytest.raises(AnswerUnusable, match="That is not followed"):
            answer(server)
        assert other.asked == []


def test_a_proxy_is_not_used(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert answer(server) == "covered"


PIECES = st.sampled_from(
    [
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 302 Found\r\n",
        "HTTP/2 200\r\n",
        "\r\n",
        "Content-Length: 5\r\n",
        "Content-Length: -5\r\n",
        f"Content-Length: {'9' * 30}\r\n",
        "Content-Length: x\r\n",
        "Transfer-Encoding: chunked\r\n",
        "5\r\n",
        f"{'f' * 30}\r\n",
        "-1\r\n",
        "0\r\n\r\n",
        " folded\r\n",
        "no colon\r\n",
        said("covered").decode(),
        '{"choices": [',
        "[" * 5_000,
        "9" * 5_000,
        "\x00",
        "é",
        "x" * 70_000 + "\r\n",
    ]
)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.binary(max_size=20))
def test_any_bytes_are_an_answer_or_a_sentence(text: str, end: bytes) -> None:
    for came in (text.encode() + end, b"HTTP/1.1 200 OK\r\n" + text.encode(), end):
        with contextlib.suppress(LanguageModelError):
            assert isinstance(language_model._content(came, server_at("127.0.0.1:1")), str)
        language_model._is_whole(bytearray(came))


# ---- where an answer may go


@pytest.mark.parametrize(
    ("address", "server"),
    [
        (USUAL_ADDRESS, Server("127.0.0.1", 11434, "/v1/chat/completions", is_here=True)),
        ("localhost:8080", Server("127.0.0.1", 8080, "/v1/chat/completions", is_here=True)),
        (" http://LOCALHOST ", Server("127.0.0.1", 80, "/v1/chat/completions", is_here=True)),
        ("http://0.0.0.0:8000/", Server("127.0.0.1", 8000, "/v1/chat/completions", is_here=True)),
        ("http://[::1]:8000/v1/", Server("::1", 8000, "/v1/chat/completions", is_here=True)),
        ("[::ffff:127.0.0.1]:80", Server("127.0.0.1", 80, "/v1/chat/completions", is_here=True)),
        ("127.0.0.1:1/v1/chat/completions", Server("127.0.0.1", 1, "/v1/chat/completions", is_here=True)),
        ("10.1.2.3:5/api/v1", Server("10.1.2.3", 5, "/api/v1/chat/completions", is_here=False)),
        ("http://192.168.0.7:11434", Server("192.168.0.7", 11434, "/v1/chat/completions", is_here=False)),
        ("[fd00::7]:81", Server("fd00::7", 81, "/v1/chat/completions", is_here=False)),
    ],
)
def test_an_address_of_ones_own_is_understood_however_it_is_written(address: str, server: Server) -> None:
    assert server_at(address) == server


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://",
        "http://8.8.8.8/v1",
        "8.8.8.8:11434",
        "http://169.254.169.254/v1",
        "http://172.32.0.1",
        "http://[2001:db8::1]/v1",
        "http://[::ffff:8.8.8.8]:80/v1",
        "http://[fe80::1%25eth0]:80",
        "http://[fd00::1%eth0]:80",
        "http://[::1%api.example.com]:80",
        "http://api.example.com/v1",
        "http://localhost.example.com/v1",
        "http://2130706433/v1",
        "http://127.1/v1",
        "https://127.0.0.1/v1",
        "file:///etc/passwd",
        "http://me:secret@127.0.0.1/v1",
        "http://127.0.0.1@8.8.8.8/v1",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:x/v1",
        "http://127.0.0.1/v1?a=b",
        "http://127.0.0.1/v1#a",
        "http://127.0.0.1/v1 HTTP/1.1\r\nX: y",
        "http://127.0.0.1/é",
        "http://[::1",
    ],
)
def test_any_other_address_is_refused_with_a_sentence_and_nobody_is_asked(address: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        server_at(address)
    assert len(str(refused.value)) > 30


@pytest.mark.parametrize(
    "model", ["gpt-oss:120b-cloud", "glm-4.6:cloud", "mine/Some-Model:Cloud", "ollama-cloud/kimi", "cloud"]
)
def test_a_model_that_its_server_would_ask_elsewhere_is_refused_before_anything_is_sent(
    server: ModelServer, model: str
) -> None:
    with pytest.raises(ModelRefused, match="Choose one that runs on yours"):
        ended(ask(server_at(server.address), model=model, messages=MESSAGES, within_s=5))
    assert server.heads == []


@pytest.mark.parametrize("model", ["llama3.2", "qwen2.5:7b", "clouds:7b", "hf.co/mccloud/tiny:Q4", ""])
def test_a_model_that_runs_here_is_not_refused(model: str) -> None:
    check_model(model)
