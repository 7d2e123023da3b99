"""The model's download against a server on this machine that drops, lies and sends wrong bytes."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import pytest_socket

from audio.errors import DownloadFailed
from audio.model_download import OFFERS, Fetched, Offer, fetch

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


@pytest.fixture
def hub(socket_enabled: None) -> Iterator[Hub]:
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(hub))
    hub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield hub
    server.shutdown()
    server.server_close()
    thread.join()


def whole(folder: Path) -> bool:
    return all((folder / OFFER.name / name).read_bytes() == data for name, data in FILES.items())


def test_a_model_arrives_whole_and_its_progress_only_grows(hub: Hub, tmp_path: Path) -> None:
    seen = list(fetch(OFFER, tmp_path, hub=hub.address))
    assert whole(tmp_path)
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    total = sum(map(len, FILES.values()))
    assert seen[-1] == Fetched(total, total)
    assert not list(tmp_path.glob(".*"))


def test_a_dropped_connection_is_taken_up_where_it_broke(hub: Hub, tmp_path: Path) -> None:
    hub.drop_after, hub.drops_left = 300_000, 3
    list(fetch(OFFER, tmp_path, hub=hub.address))
    assert whole(tmp_path)
    assert [asked for path, asked in hub.asked if path.endswith("model.bin")] == [
        "",
        "bytes=300000-",
        "bytes=600000-",
        "bytes=900000-",
    ]


def test_a_server_that_knows_no_ranges_is_read_from_the_start(hub: Hub, tmp_path: Path) -> None:
    hub.drop_after, hub.drops_left, hub.honours_ranges = 300_000, 1, False
    list(fetch(OFFER, tmp_path, hub=hub.address))
    assert whole(tmp_path)


def test_wrong_bytes_are_thrown_away_and_fetched_again(hub: Hub, tmp_path: Path) -> None:
    hub.wrong_bytes_left = 1
    list(fetch(OFFER, tmp_path, hub=hub.address))
    assert whole(tmp_path)


def test_bytes_that_stay_wrong_never_become_a_model(hub: Hub, tmp_path: Path) -> None:
    hub.wrong_bytes_left = 99
    with pytest.raises(DownloadFailed, match="damaged"):
        list(fetch(OFFER, tmp_path, hub=hub.address))
    assert not (tmp_path / OFFER.name).exists()


def test_a_server_that_promises_more_than_it_sends_is_asked_for_no_more_than_the_file(
    hub: Hub, tmp_path: Path
) -> None:
    hub.claims["model.bin"] = len(MODEL) * 3
    list(fetch(OFFER, tmp_path, hub=hub.address))
    assert whole(tmp_path)


def test_a_server_that_sends_nothing_is_given_up_with_a_sentence(hub: Hub, tmp_path: Path) -> None:
    hub.drop_after, hub.drops_left = 0, 99
    with pytest.raises(DownloadFailed, match="try again"):
        list(fetch(OFFER, tmp_path, hub=hub.address, tries=2))


def test_cancelling_keeps_what_arrived_and_the_next_try_goes_on(hub: Hub, tmp_path: Path) -> None:
    running = fetch(OFFER, tmp_path, hub=hub.address)
    while next(running).done < 600_000:
        pass
    close: Callable[[], None] = getattr(running, "close")  # noqa: B009  (a generator is cancelled by closing it)
    close()
    assert not (tmp_path / OFFER.name).exists()
    hub.asked.clear()
    list(fetch(OFFER, tmp_path, hub=hub.address))
    assert whole(tmp_path)
    assert any(asked for _, asked in hub.asked)


@pytest.mark.parametrize("listing", [b"<html>busy</html>", b"{}", b'{"sha": "a", "siblings": [{}]}', b"[]"])
def test_nonsense_from_the_hub_is_one_sentence(hub: Hub, tmp_path: Path, listing: bytes) -> None:
    hub.listing = listing
    with pytest.raises(DownloadFailed, match="unexpected"):
        list(fetch(OFFER, tmp_path, hub=hub.address))


def test_a_model_without_its_weights_is_refused_before_anything_is_fetched(hub: Hub, tmp_path: Path) -> None:
    del hub.files["model.bin"]
    with pytest.raises(DownloadFailed, match=r"model\.bin"):
        list(fetch(OFFER, tmp_path, hub=hub.address))


def test_no_network_is_one_sentence(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="connection"):
        list(fetch(OFFER, tmp_path, hub="http://127.0.0.1:9", timeout_s=1))


def test_every_offer_names_a_folder_that_is_safe() -> None:
    assert all(offer.name == Path(offer.name).name and offer.size_mb > 0 for offer in OFFERS)
