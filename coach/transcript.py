"""What was heard: words and filled pauses with their times, and where the sound holds speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WordKind = Literal["word", "filled_pause"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the recording, in seconds from its start."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """How long the stretch is, in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Word:
    """One word or filled pause as it was said, with its punctuation; `probability` is 0 to 1.

    One that `is_timed` was found in the sound, phone by phone: its times are good to some hundredths of a
    second. Those of others are Whisper's guess.
    """

    text: str
    start_s: float
    end_s: float
    probability: float
    kind: WordKind = "word"
    is_timed: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """All words of one recording in time order, filled pauses among them: joined, it is verbatim."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The verbatim transcript, words joined by single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def spoken(self) -> tuple[Word, ...]:
        """The words without the filled pauses."""
        return tuple(word for word in self.words if word.kind == "word")


@dataclass(frozen=True, slots=True)
class Sound:
    """What the sound itself shows of one recording.

    `loudness_db` are dBFS of successive frames of `frame_s` seconds; `speech` are the stretches in which a
    voice is heard, unpadded, in time order; `clipped_share` is the share (0 to 1) of frames at full scale.
    `pitch_hz` is the pitch of the same frames, 0 where no voice is steady; sounds kept by earlier versions
    have none. `lost_s` are the seconds known to have been lost while it was recorded: what stands before
    and after them in the recording was said so far apart.
    """

    duration_s: float
    frame_s: float = 0.1
    loudness_db: tuple[float, ...] = ()
    speech: tuple[Span, ...] = ()
    clipped_share: float = 0.0
    pitch_hz: tuple[float, ...] = ()
    lost_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything the listener hands up about one recording, or about a recording so far."""

    transcript: Transcript
    sound: Sound
    model: str = ""
