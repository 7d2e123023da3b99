"""What can go wrong with sound, as a small family; `str(error)` is a sentence with the next step.

AudioError
├── DeviceError               a microphone or a loudspeaker; `device` is its name, "" for the system's choice
│   ├── PortAudioMissing      the library that reaches the sound devices is not installed
│   ├── MicrophoneMissing     there is none, or none of that name
│   ├── MicrophoneBusy        it is there and cannot be opened
│   ├── MicrophoneSilent      it was opened and gives no sound
│   ├── MicrophoneVanished    it gave no more sound while one recorded
│   ├── LoudspeakerMissing    there is none, or none of that name
│   ├── LoudspeakerBusy       it is there and cannot be opened
│   └── LoudspeakerVanished   it took no more sound while one played
├── FileError                 a sound file or its folder; `path` says which
│   ├── FileMissing           there is no such file
│   ├── NotSound              it holds nothing that can be heard
│   ├── EmptySound            it is a sound file without any sound
│   ├── DamagedSound          it cannot be read to its end; `upto_s` is what can be
│   ├── FileUnreadable        the system does not let us read or write it
│   ├── DiskFull              there is no room for more
│   └── ReadOnlyFolder        the folder cannot be written
├── VoiceError                the speaking voice
│   ├── VoiceMissing          the system has none
│   ├── VoiceTimeout          it did not answer, twice
│   └── VoiceCancelled        somebody stopped it; no failure
├── ModelError                a speech model cannot be used
│   ├── ModelMissing          its folder or a file of it is not there
│   ├── ModelDamaged          a file of it is not what it should be
│   └── ModelNotLoaded        the listening process ended twice while it loaded it
├── RecordingFailed           what was said could not be brought to disk, for a reason nobody thought of
├── DownloadFailed            a model could not be fetched; the text is the sentence for the user
└── WorkerDied                the listening process ended twice during one answer
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import ClassVar


class AudioError(Exception):
    """Anything in this room that keeps it from doing its work."""


class DeviceError(AudioError):
    """A microphone or a loudspeaker cannot be used; `device` is its name, "" for the system's own choice."""

    kind: ClassVar[str] = "device"
    sentence: ClassVar[str] = "{named} cannot be used."

    def __init__(self, device: str = "") -> None:
        super().__init__(device)
        self.device = device

    def __str__(self) -> str:
        named = f"The {self.kind} “{self.device}”" if self.device else f"The {self.kind}"
        return self.sentence.format(named=named)


class PortAudioMissing(DeviceError):
    """The library that reaches the sound devices is not installed."""

    sentence = (
        "The sound library PortAudio is missing; on Debian and Ubuntu “apt install libportaudio2” brings it."
    )


class MicrophoneMissing(DeviceError):
    """There is no microphone, or none of that name."""

    kind = "microphone"

    def __str__(self) -> str:
        if self.device:
            return f"There is no microphone “{self.device}”; plug it in or choose another one."
        return "No microphone was found; plug one in, or allow microphones in the system settings."


class MicrophoneBusy(DeviceError):
    """The microphone is there and cannot be opened."""

    kind = "microphone"
    sentence = "{named} cannot be opened; close other programs that use it, or allow it in the settings."


class MicrophoneSilent(DeviceError):
    """The microphone was opened, and nothing came of it, not even silence."""

    kind = "microphone"
    sentence = (
        "{named} was opened and gives no sound; try again, plug it in anew if it has a plug, "
        "or choose another one."
    )


class MicrophoneVanished(DeviceError):
    """The microphone gave no more sound while one recorded."""

    kind = "microphone"
    sentence = "{named} went away; what was recorded is safe. Plug it in again or choose another one."


class LoudspeakerMissing(DeviceError):
    """There is no loudspeaker, or none of that name."""

    kind = "loudspeaker"

    def __str__(self) -> str:
        if self.device:
            return f"There is no loudspeaker “{self.device}”; plug it in or choose another one."
        return "No loudspeaker was found; plug one in or choose another one."


class LoudspeakerBusy(DeviceError):
    """The loudspeaker is there and cannot be opened."""

    kind = "loudspeaker"
    sentence = "{named} cannot be opened; close other programs that use it, or choose another one."


class LoudspeakerVanished(DeviceError):
    """The loudspeaker took no more sound while one played."""

    kind = "loudspeaker"
    sentence = "{named} went away; plug it in again or choose another one."


class FileError(AudioError):
    """A sound file or its folder cannot be used; `path` says which."""

    sentence: ClassVar[str] = "{path} cannot be used."

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return self.sentence.format(path=self.path)


class FileMissing(FileError):
    """There is no such file."""

    sentence = "There is no file {path}; check the name."


class NotSound(FileError):
    """It holds nothing that can be heard."""

    sentence = "{path} holds no sound that can be read; give a recording such as WAV, FLAC, MP3, M4A or Ogg."


class EmptySound(FileError):
    """It is a sound file without any sound."""

    sentence = "{path} is empty: there is no sound in it; record it again or give another file."


class DamagedSound(FileError):
    """It cannot be read to its end; `upto_s` seconds of it can be."""

    def __init__(self, path: Path, upto_s: float = 0.0) -> None:
        AudioError.__init__(self, path, upto_s)
        self.path = path
        self.upto_s = upto_s

    def __str__(self) -> str:
        return f"{self.path} is damaged after {self.upto_s:.1f} s; give a whole copy of it."


class FileUnreadable(FileError):
    """The system does not let us read or write it."""

    sentence = "{path} cannot be opened; allow access to it, or give another file."


class DiskFull(FileError):
    """There is no room for more."""

    sentence = "The disk is full, so {path} cannot grow; what was written is safe. Free about 50 MB to go on."


class ReadOnlyFolder(FileError):
    """The folder cannot be written."""

    sentence = "The folder {path} cannot be written; allow writing there, or choose another one."


class VoiceError(AudioError):
    """The speaking voice does not speak."""


class VoiceMissing(VoiceError):
    """The system has no voice."""

    def __str__(self) -> str:
        return "No voice was found; on Debian and Ubuntu “apt install espeak-ng” brings one."


class VoiceTimeout(VoiceError):
    """The voice did not answer, twice."""

    def __str__(self) -> str:
        return "The voice did not answer in time; try again, or choose another voice in the settings."


class VoiceCancelled(VoiceError):
    """Somebody stopped it; no failure."""

    def __str__(self) -> str:
        return "The voice was stopped."


class ModelError(AudioError):
    """A speech model cannot be used; `name` is the model's, `file` the one at fault if one is."""

    sentence: ClassVar[str] = "The speech model “{name}” cannot be used{file}; choose another one."

    def __init__(self, name: str, *, file: Path | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.file = file

    def __str__(self) -> str:
        at_fault = f" ({self.file})" if self.file is not None else ""
        return self.sentence.format(name=self.name, file=at_fault)

    def __reduce__(self) -> tuple[object, ...]:
        """Lets the error travel from the listening process."""
        return (_rebuilt, (type(self), self.name, self.file))


def _rebuilt(kind: type[ModelError], name: str, file: Path | None) -> ModelError:
    return kind(name, file=file)


class ModelMissing(ModelError):
    """The model's folder, or a file of it, is not there."""

    sentence = "The speech model “{name}” is not on this computer{file}; fetch it, or choose another one."


class ModelDamaged(ModelError):
    """A file of the model is not what it should be."""

    sentence = "The speech model “{name}” is damaged{file}; fetch it again, or choose another one."


class ModelNotLoaded(ModelError):
    """The listening process ended twice while it loaded the model, as it does where memory runs out."""

    sentence = "The speech model “{name}” could not be loaded{file}; there may be too little memory for it."


class RecordingFailed(AudioError):
    """What was said could not be brought to disk, for a reason nobody thought of; the log has it."""

    def __str__(self) -> str:
        return "The recording broke off; what is on disk of it is safe. Try again; the log has the details."


class DownloadFailed(AudioError):
    """A speech model could not be fetched; what was there before is untouched. Its text says what to do."""


class WorkerDied(AudioError):
    """The listening process ended twice during one answer; the recording is untouched."""

    def __str__(self) -> str:
        return "Writing it down did not work; the sound is safe. Try again, or use a smaller speech model."


_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)


def writing_failed(error: OSError, *, path: Path) -> FileError:
    """The member of the family that says why `path` could not be written."""
    if error.errno in _FULL:
        return DiskFull(path)
    if error.errno in _FORBIDDEN:
        return ReadOnlyFolder(path.parent)
    return FileUnreadable(path)
