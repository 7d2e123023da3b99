from __future__ import annotations

import random

from benchmarks.judge.packs import packed

ROOM = 600


def test_every_text_is_in_one_pack_and_a_pack_has_room_for_all_filled_up() -> None:
    chance = random.Random(1)
    sizes = [chance.randint(5, 300) for _text in range(200)] + [900]
    found = packed(sizes, ROOM, chance=chance)
    assert sorted(at for pack in found for at in pack) == list(range(len(sizes)))
    for pack in found:
        assert len(pack) == 1 or max(sizes[at] for at in pack) * len(pack) <= ROOM
    assert len(found) < 100


def test_texts_of_about_one_length_are_together() -> None:
    sizes = [20, 200] * 30
    found = packed(sizes, ROOM, chance=random.Random(2))
    assert sum(len({sizes[at] for at in pack}) > 1 for pack in found) <= 1


def test_of_nothing_there_are_no_packs() -> None:
    assert packed([], ROOM, chance=random.Random(3)) == []
