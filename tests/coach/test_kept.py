from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from coach.kept import Kept


class Squares:
    """Squares numbers, and knows which it was given."""

    def __init__(self) -> None:
        self.given: list[int] = []

    def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.given += numbers
        return [one * one for one in numbers]


def test_what_is_known_is_not_computed_again_and_the_order_is_that_of_the_question() -> None:
    kept: Kept[int, int] = Kept(10)
    squares = Squares()
    assert kept.each([3, 1, 3], squares) == [9, 1, 9]
    assert kept.each([1, 2, 3], squares) == [1, 4, 9]
    assert kept.each([], squares) == []
    assert squares.given == [3, 1, 2]


def test_only_what_was_asked_for_longest_ago_is_forgotten() -> None:
    kept: Kept[int, int] = Kept(3)
    squares = Squares()
    for asked in ([1, 2, 3], [1], [4], [1, 3, 4]):
        kept.each(asked, squares)
    assert squares.given == [1, 2, 3, 4]
    assert kept.each(range(9), squares) == [one * one for one in range(9)]
    assert len(kept) == 3


def test_two_who_ask_at_once_both_get_all_though_only_few_are_kept() -> None:
    kept: Kept[int, int] = Kept(2)
    both = Barrier(2)

    def together(numbers: Sequence[int]) -> list[int]:
        both.wait(10)
        return [one * one for one in numbers]

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda numbers: kept.each(numbers, together), ([1, 2, 3], [3, 4, 5]))
    assert (one, other) == ([1, 4, 9], [9, 16, 25])
