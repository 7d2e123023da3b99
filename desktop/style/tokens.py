"""The design tokens as values: read once from tokens.toml, never changed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

Color = Literal[
    "window",
    "sunken",
    "surface",
    "hover",
    "line",
    "line2",
    "edge",
    "ink",
    "ink2",
    "ink3",
    "accent",
    "accent_hover",
    "accent_press",
    "on_accent",
    "accent_soft",
    "accent_ink",
    "amber",
    "amber_soft",
    "clay",
    "clay_soft",
    "band",
]
Role = Literal[
    "caption",
    "small",
    "body",
    "strong",
    "section",
    "title",
    "figure",
    "display",
    "lede",
    "item",
    "quote",
    "read",
    "lead",
    "question",
    "timer",
]
Voice = Literal["ui", "timer", "spoken"]
Shade = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class TypeRole:
    """One size of text: pixels and line height at 100 %; `grow` is the largest factor it is scaled by."""

    font: Voice
    px: int
    line: int
    weight: int
    grow: float = 9.0


@dataclass(frozen=True, slots=True)
class Space:
    """Gaps in pixels; they never grow with the text."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - the name of the size between m and xl
    xl: int
    x2: int
    x3: int
    x4: int


@dataclass(frozen=True, slots=True)
class Radius:
    """Round corners, pixels: marks, controls, cards."""

    mark: int
    control: int
    card: int


@dataclass(frozen=True, slots=True)
class Size:
    """Heights and widths in pixels at 100 %."""

    control: int
    control_large: int
    row: int
    nav: int
    rail: int
    column: int
    aside: int
    list: int
    icon: int
    focus: int
    hairline: int


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """Effective widths (window / text size) below which pages change: icons only; one column."""

    rail: int
    single: int


@dataclass(frozen=True, slots=True)
class Motion:
    """Lengths of the few movements, milliseconds."""

    hover: int
    page: int
    disclose: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """A pairing that may be used: `front` on any of `on` keeps at least this ratio (WCAG 2.x)."""

    front: Color
    on: tuple[Color, ...]
    least: float


def _read() -> Mapping[str, Any]:
    return tomllib.loads(files("desktop.style").joinpath("tokens.toml").read_text(encoding="utf-8"))


_TOKENS = _read()

COLORS: Mapping[Shade, Mapping[Color, str]] = _TOKENS["color"]
ROLES: Mapping[Role, TypeRole] = {name: TypeRole(**spec) for name, spec in _TOKENS["type"].items()}
FAMILIES: Mapping[Voice, tuple[str, ...]] = {
    "ui": (_TOKENS["font"]["ui"], *_TOKENS["font"]["ui_fallback"]),
    "timer": (_TOKENS["font"]["timer"], *_TOKENS["font"]["ui_fallback"]),
    "spoken": (_TOKENS["font"]["spoken"], *_TOKENS["font"]["spoken_fallback"]),
}
SPACE = Space(**_TOKENS["space"])
RADIUS = Radius(**_TOKENS["radius"])
SIZE = Size(**_TOKENS["size"])
BREAKPOINT = Breakpoint(**_TOKENS["breakpoint"])
MOTION = Motion(**_TOKENS["motion"])
CONTRASTS = tuple(Contrast(pair["front"], tuple(pair["on"]), pair["least"]) for pair in _TOKENS["contrast"])
