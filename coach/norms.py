"""The quiet bands, inside which Greenroom says nothing: how each is measured and where it comes from.

A figure is held against its band as it is shown: a rate that reads 5.5 is not above a band up to 5.5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from math import inf

Band = tuple[float, float]
MELODY_SEMITONES: Band = (2.0, inf)
"""Under about 2 sounds flat: a convention. More is livelier; more than a voice can is not shown at all."""
SIGNAL_TO_NOISE_DB: Band = (15.0, inf)
"""At least 15 dB is what ASHA (1995) asks of classrooms, so that every word is understood."""
CLIPPED_PERCENT: Band = (0.0, 0.1)
"""A clipped hundredth of a second in ten seconds is hardly heard; a convention."""
CLAUSE_PAUSES: Band = (0.0, 1.0)
"""How many long pauses inside a clause need no remark; a convention."""


_DIGITS = {
    "pace": 0,
    "articulation": 1,
    "fillers": 1,
    "longest_pause": 1,
    "first_word": 1,
    "melody": 1,
    "loudness_range": 0,
    "fading_ends": 0,
    "signal_to_noise": 0,
    "clause_pauses": 0,
    "clipped": 1,
}


def as_shown(figure: str, value: float) -> float:
    """The value as people read it: rounded to what is shown, a length down to whole seconds as a clock is.

    KeyError for a name that `NOTES` does not have.
    """
    return math.floor(value) if figure == "length" else round(value, _DIGITS[figure])


def side(figure: str, value: float, band: Band | None) -> int:
    """-1 below the band, 1 above it, 0 inside or without one; value and limits as they are shown."""
    if band is None:
        return 0
    shown, (low, high) = as_shown(figure, value), band
    return 1 if shown > _limit(figure, high) else -1 if shown < _limit(figure, low) else 0


def _limit(figure: str, value: float) -> float:
    return value if math.isinf(value) else as_shown(figure, value)


@dataclass(frozen=True, slots=True)
class Norms:
    """Lowest and highest value that needs no remark; each can be changed in Settings.

    Pace in words a minute, filled pauses a minute, length and first word in seconds, articulation in
    syllables a second. A pause over `long_pause_s` is long, one over `noticed_pause_s` is noticed.
    """

    pace_wpm: Band = (110.0, 175.0)
    fillers_per_minute: Band = (0.0, 5.0)
    length_s: Band = (60.0, 120.0)
    articulation_syllables_per_s: Band = (3.5, 5.5)
    first_word_s: Band = (0.0, 4.0)
    long_pause_s: float = 1.0
    noticed_pause_s: float = 2.0

    def band(self, figure: str) -> Band | None:
        """The band of a figure by its name in `NOTES`, None without a norm; KeyError for another name."""
        bands: dict[str, Band | None] = {
            "length": self.length_s,
            "pace": self.pace_wpm,
            "articulation": self.articulation_syllables_per_s,
            "fillers": self.fillers_per_minute,
            "longest_pause": (0.0, self.noticed_pause_s),
            "first_word": self.first_word_s,
            "melody": MELODY_SEMITONES,
            "loudness_range": None,
            "fading_ends": None,
            "signal_to_noise": SIGNAL_TO_NOISE_DB,
            "clause_pauses": CLAUSE_PAUSES,
            "clipped": CLIPPED_PERCENT,
        }
        return bands[figure]


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about a figure when one asks: how it is measured, and the source of its band."""

    measured: str
    source: str

    @property
    def text(self) -> str:
        """Both sentences together."""
        return f"{self.measured} {self.source}"


NOTES: dict[str, Note] = {
    "length": Note(
        "From the first moment of the recording to its last.",
        "One to two minutes is what interview coaches advise. It is a convention, not an experiment.",
    ),
    "pace": Note(
        "Words without um and uh, divided by the time from the first word to the last, pauses included.",
        "Speech coaching tools use 100 to 165 (Microsoft) and 130 to 175 (Read.ai) words a minute; "
        "American conversation is about 150 (NCVS).",
    ),
    "articulation": Note(
        "Syllables a second with all pauses taken out: how fast you speak while you speak.",
        "About 4 to 5.5 is usual in American English, more in longer phrases (Jacewicz and others, 2010); "
        "that nothing is said from 3.5 on is a convention: who thinks aloud is slower.",
    ),
    "fillers": Note(
        "Um, uh, er and hmm, divided by the minutes from your first sound to your last.",
        "That fewer than 5 a minute need no remark is a convention, not an experiment; you can change it in "
        "Settings. Words such as “like” are counted apart.",
    ),
    "longest_pause": Note(
        "The longest silence of at least a quarter of a second between your first word and your last.",
        "The quarter second follows De Jong and Bosker (2013). Over one second is a long pause, over two are "
        "noticed; between two thoughts they do no harm (Kahng 2018).",
    ),
    "first_word": Note(
        "From the start of the recording to your first word; um and uh before it are part of the wait.",
        "A rule of thumb: up to about four seconds sounds like thinking, not like searching.",
    ),
    "melody": Note(
        "How far your pitch moves: its standard deviation in semitones about your own median, so that high "
        "and low voices are alike.",
        "The measure is that of Hincks and Edlund (2009); where flat and lively begin is a convention.",
    ),
    "loudness_range": Note(
        "How far your loud moments stand above your soft ones, within your speech: all but the loudest "
        "twentieth and the softest tenth of it.",
        "There is no agreed norm, and microphones differ. It is best read beside your own other answers.",
    ),
    "fading_ends": Note(
        "Phrases of two seconds or more whose last half second is 10 dB or more softer than the rest.",
        "The 10 dB are a convention, and there is no norm for how many. Your ear decides.",
    ),
    "signal_to_noise": Note(
        "How far your voice stands above the sound of the room between your words.",
        "15 dB or more is recommended for classrooms, so that every word is understood (ASHA 1995). "
        "A quieter room or a closer microphone helps.",
    ),
    "clause_pauses": Note(
        "Silences of more than one second inside a clause, told from the words and punctuation beside them.",
        "Listeners notice these more than pauses between clauses (Kahng 2018). "
        "That one is nothing to mind is a convention.",
    ),
    "clipped": Note(
        "The share of your recording in which the sound was as loud as the microphone can take, counted in "
        "hundredths of a second: there it is cut off.",
        "None is best, and a tenth of a percent is hardly heard: a convention. Turn the microphone down, or "
        "sit farther from it.",
    ),
}
