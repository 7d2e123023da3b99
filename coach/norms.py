"""The quiet bands, inside which Greenroom says nothing: how each is measured and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

Band = tuple[float, float]


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

    def band(self, figure: str) -> Band:
        """The band of a figure by its name in `NOTES`; KeyError for a name that is not there."""
        return {
            "length": self.length_s,
            "pace": self.pace_wpm,
            "articulation": self.articulation_syllables_per_s,
            "fillers": self.fillers_per_minute,
            "longest_pause": (0.0, self.noticed_pause_s),
            "first_word": self.first_word_s,
        }[figure]


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
        "About 4 to 5.5 is usual in American English, more in longer phrases (Jacewicz and others, 2010).",
    ),
    "fillers": Note(
        "Um, uh, er and hmm, divided by the minutes from your first sound to your last.",
        "Listeners hardly mind fewer than 5 a minute, and are put off near 12. "
        "Words such as “like” are counted apart.",
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
}
