"""Every error of the room is one clear sentence, and travels between processes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from audio import errors

EVERY = [
    *(kind() for kind in (errors.PortAudioMissing, errors.MicrophoneMissing, errors.LoudspeakerMissing)),
    *(
        kind("Blue Yeti")
        for kind in (
            errors.MicrophoneMissing,
            errors.MicrophoneBusy,
            errors.MicrophoneSilent,
            errors.MicrophoneVanished,
            errors.LoudspeakerMissing,
            errors.LoudspeakerBusy,
            errors.LoudspeakerVanished,
        )
    ),
    *(
        kind(Path("answer.wav"))
        for kind in (
            errors.FileMissing,
            errors.NotSound,
            errors.EmptySound,
            errors.DamagedSound,
            errors.FileUnreadable,
            errors.DiskFull,
            errors.ReadOnlyFolder,
        )
    ),
    errors.ModelMissing("base"),
    errors.ModelDamaged("base", file=Path("model.bin")),
    errors.ModelNotLoaded("large-v3"),
    errors.RecordingFailed(),
    errors.WorkerDied(),
    *(kind() for kind in (errors.VoiceMissing, errors.VoiceTimeout, errors.VoiceCancelled)),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_an_error_is_a_sentence_that_survives_a_journey(error: errors.AudioError) -> None:
    sentence = str(error)
    assert sentence[0].isupper() or sentence.startswith("answer.wav")
    assert sentence.endswith(".")
    assert "!" not in sentence
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(back), str(back)) == (type(error), sentence)


def test_a_microphone_is_called_by_its_name() -> None:
    assert "“Blue Yeti”" in str(errors.MicrophoneVanished("Blue Yeti"))
    assert "“" not in str(errors.MicrophoneVanished())
