"""How often a discourse marker is counted where it fills a gap, and where it does not.

    python -m benchmarks.markers [FILE]

The file has a sentence a line, the fillers in braces; the usual one is `markers.txt` beside this.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from coach.fillers import DEFAULT_MARKERS, find_fillers
from coach.marker_place import bare
from tests.coach.spoken import spoken

TABLE = Path(__file__).with_name("markers.txt")
_FILLING = re.compile(r"\{([^}]*)\}")


def main() -> None:
    """Prints precision and recall over all markers, then each sentence in which one was wrong."""
    lines = sentences(Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE)
    hits, misses, false_alarms, wrong = judged(lines)
    print(
        f"sentences {len(lines)}  fillers {hits + misses}  precision {hits / max(1, hits + false_alarms):.3f}"
        f"  recall {hits / max(1, hits + misses):.3f}  wrong {len(wrong)}"
    )
    for line in wrong:
        print("  ", line)


def sentences(table: Path) -> list[str]:
    """The table's sentences, without its remarks."""
    lines = table.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def judged(lines: list[str]) -> tuple[int, int, int, list[str]]:
    """Markers rightly counted, missed, wrongly counted, and the sentences with a fault."""
    hits = misses = false_alarms = 0
    wrong: list[str] = []
    for line in lines:
        said, found = _said(line), _found(line)
        hits += (said & found).total()
        misses += (said - found).total()
        false_alarms += (found - said).total()
        if said != found:
            wrong.append(f"{line}   counted: {', '.join(found.elements()) or 'nothing'}")
    return hits, misses, false_alarms, wrong


def _said(line: str) -> Counter[str]:
    usual = {bare(marker): marker for marker in DEFAULT_MARKERS}
    found = (bare(marker) for marker in _FILLING.findall(line))
    return Counter(usual.get(marker, marker) for marker in found)


def _found(line: str) -> Counter[str]:
    plain = line.replace("{", "").replace("}", "")
    fillers = find_fillers(spoken(plain).transcript)
    return Counter(one.text for one in fillers if one.kind == "discourse_marker")


if __name__ == "__main__":
    main()
