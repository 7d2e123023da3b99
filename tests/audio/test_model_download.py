"""The model's download against a server on this machine that drops, lies and sends wrong bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from audio.errors import DownloadFailed
from audio.model_download import Fetched, _need_room, fetch
from audio.offers import OFFERS, Offer
from tests.audio.hub import FILES, MODEL, OFFER, Hub, open_hub


@pytest.fixture
def hub(socket_enabled: None) -> Iterator[Hub]:
    with open_hub() as made:
        yield made


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


@pytest.mark.parametrize(("free", "need"), [(0, "1.7 GB"), (1_500_000_000, "130 MB")])
def test_how_much_room_is_missing_is_told_as_people_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, need: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=free))
    offer = Offer("medium.en", "somewhere", 1530)
    with pytest.raises(DownloadFailed, match=f"Free about {need}, then"):
        _need_room(tmp_path, 1_530_000_000, offer=offer)
