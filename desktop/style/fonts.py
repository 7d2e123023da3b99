"""The fonts: Inter for what the app says, Source Serif 4 for what is said aloud, both brought along.

They come as variable fonts. On a variable font of the application `setWeight` does nothing and
`setVariableAxis` works; on a static one installed in the system it is the other way round, so both are set.
The optical size (axis opsz: Inter 14 to 32, Source Serif 4 8 to 60) follows the size of the letters.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from desktop.style.theme import Theme, current
from desktop.style.tokens import FAMILIES, ROLES, Role, Voice

_PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4")
_OPTICAL: dict[Voice, tuple[int, int]] = {"ui": (14, 32), "timer": (14, 32), "spoken": (8, 60)}
_TIGHT_FROM_PX = 20
_TIGHT_PERCENT = 98.5


def load() -> tuple[str, ...]:
    """Make the fonts known to Qt and give back their families; without them the system's fonts serve."""
    return tuple(family for package in _PACKAGES for file in _files(package) for family in _families(file))


def _files(package: str) -> list[Path]:
    found = find_spec(package)
    if found is None or found.origin is None:
        return []
    return sorted(Path(found.origin).parent.glob("files/*.ttf"))


def _families(file: Path) -> list[str]:
    """The families in one file; a file already loaded is found again, not loaded twice."""
    if file not in _loaded:
        _loaded[file] = QFontDatabase.addApplicationFont(str(file))
    number = _loaded[file]
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []


_loaded: dict[Path, int] = {}


def font(
    role: Role, *, weight: int | None = None, tabular: bool = False, theme: Theme | None = None
) -> QFont:
    """The font of a role in the current theme; `tabular` gives all figures one width."""
    spec = ROLES[role]
    px = (theme or current()).text_px(role)
    made = QFont(list(FAMILIES[spec.font]))
    made.setPixelSize(px)
    made.setWeight(QFont.Weight(weight or spec.weight))
    made.setVariableAxis(QFont.Tag("wght"), weight or spec.weight)
    least, most = _OPTICAL[spec.font]
    made.setVariableAxis(QFont.Tag("opsz"), min(most, max(least, px)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spec.px >= _TIGHT_FROM_PX:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _TIGHT_PERCENT)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
