"""What an answer can be to a point, and the chances of it."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Reason = Literal["made", "half", "absent", "negated", "named", "others", "hypothetical", "vague"]
REASONS: tuple[Reason, ...] = (
    "made",
    "half",
    "absent",
    "negated",
    "named",
    "others",
    "hypothetical",
    "vague",
)
"""In the order of the model's outputs."""

Chances = npt.NDArray[np.float32]


def chances_of(logits: Chances) -> Chances:
    """Logits (n, len(REASONS)) as chances, each row adding up to one."""
    powers = np.exp(logits - logits.max(1, keepdims=True))
    chances: Chances = powers / powers.sum(1, keepdims=True)
    return chances


def made_of(chances: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.floating[Any]]:
    """How likely a point is made, (..., len(REASONS)) -> (...): what is half made counts half."""
    made: npt.NDArray[np.floating[Any]] = (
        chances[..., REASONS.index("made")] + 0.5 * chances[..., REASONS.index("half")]
    )
    return made


def log_odds(chance: float, *, surest: float = 0.98) -> float:
    """The natural logarithm of the odds; surer than `surest` either way is taken as that."""
    held = min(surest, max(1 - surest, chance))
    return math.log(held / (1 - held))
