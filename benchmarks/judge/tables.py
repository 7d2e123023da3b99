"""Figures of several methods on the same answers, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.judge.figures import Figures

Table = dict[str, Figures]
"""The figures of one set, by method."""
NAMES = 66
_LEAST = 9


def told(name: str, table: Table) -> str:
    """The table as lines: a figure a row, a method a column; at the end of how many the last figure is."""
    widths = {method: max(_LEAST, len(method)) + 2 for method in table}
    lines = [name, " " * NAMES + "".join(f"{one:>{width}}" for one, width in widths.items()) + "     of"]
    for row in in_order(table.values()):
        cells = [f"{_cell(table[method], row):>{width}}" for method, width in widths.items()]
        of = next(found[row].of for found in reversed(table.values()) if row in found)
        lines.append(f"{row:{NAMES}}{''.join(cells)}{of:7}")
    return "\n".join([*lines, ""])


def _cell(figures: Figures, row: str) -> str:
    if row not in figures:
        return "-"
    return f"{figures[row].value:.1f}" if row.startswith("ms ") else f"{figures[row].value:.3f}"


def in_order(many: Iterable[Iterable[str]]) -> Sequence[str]:
    """Every name once, each behind the one that it stands behind."""
    found: list[str] = []
    for names in many:
        place = 0
        for name in names:
            if name in found:
                place = found.index(name) + 1
            else:
                found.insert(place, name)
                place += 1
    return found


def plain(tables: dict[str, Table]) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """As JSON takes them."""
    return {
        name: {
            method: {row: {"value": one.value, "of": one.of} for row, one in figures.items()}
            for method, figures in table.items()
        }
        for name, table in tables.items()
    }
