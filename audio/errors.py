"""What can go wrong with sound, as a small family.

AudioError
├── ModelError             a speech model cannot be used
│   ├── ModelMissing       its folder or a file of it is not there
│   └── ModelDamaged       a file of it is not what it should be
├── DownloadFailed         a model could not be fetched; the text is the sentence for the user
└── WorkerDied             the listening process ended twice during one answer
"""

from __future__ import annotations

from pathlib import Path


class AudioError(Exception):
    """Anything in this room that keeps it from doing its work."""


class ModelError(AudioError):
    """A speech model cannot be used; `name` is the model's, `file` the one at fault if one is."""

    def __init__(self, name: str, *, file: Path | None = None) -> None:
        super().__init__(name if file is None else f"{name}: {file}")
        self.name = name
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        """Lets the error travel from the listening process."""
        return (_rebuilt, (type(self), self.name, self.file))


def _rebuilt(kind: type[ModelError], name: str, file: Path | None) -> ModelError:
    return kind(name, file=file)


class ModelMissing(ModelError):
    """The model's folder, or a file of it, is not there."""


class ModelDamaged(ModelError):
    """A file of the model is not what it should be."""


class DownloadFailed(AudioError):
    """A speech model could not be fetched; what was there before is untouched. Its text says what to do."""


class WorkerDied(AudioError):
    """The listening process ended twice during one answer; the recording is untouched."""
