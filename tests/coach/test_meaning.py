from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from coach.meaning import WIDTH, Meaning
from coach.network import Network

ASKED = ["I measured it first", "then I shipped it"]


def test_a_text_is_computed_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[str] = []
    rows = Network.rows

    def counted(self: Network, texts: list[str], *, width: int) -> object:
        computed.extend(texts)
        return rows(self, texts, width=width)

    monkeypatch.setattr(Network, "rows", counted)
    meaning = Meaning(threads=1)
    first = meaning.vectors(ASKED)
    again = meaning.vectors([*reversed(ASKED), "and it held", ASKED[0]])
    assert computed == [*ASKED, "and it held"]
    assert np.array_equal(again[[1, 0]], first)
    assert np.array_equal(again[3], first[0])
    assert meaning.vectors([]).shape == (0, WIDTH)


def test_two_who_come_at_once_load_the_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    really = Network._opened

    def counted(self: Network) -> object:
        opened.append(self)
        return really(self)

    monkeypatch.setattr(Network, "_opened", counted)
    network = Network("matcher", longest=64, threads=1)
    with ThreadPoolExecutor(2) as both:
        for loading in [both.submit(network.load) for _ in range(2)]:
            loading.result()
    assert opened == [network]
