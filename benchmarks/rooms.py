"""The same speech in other rooms: noise, echo, a telephone, a quiet and a clipped microphone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.rumble import RumbleFilter
from benchmarks.box import Response, response

Room = Callable[[Samples], Samples]


def clean(sound: Samples) -> Samples:
    """As it is."""
    return sound


def noisy(sound: Samples, *, snr_db: float) -> Samples:
    """Pink noise below the mean power of the louder half of the sound, as loud as it is above 80 Hz.

    What hums below that is in some recordings louder than the voice: measured with it, "10 dB" drowned them.
    """
    rng = np.random.default_rng(1)
    spectrum = np.fft.rfft(rng.standard_normal(len(sound)))
    spectrum /= np.sqrt(np.maximum(1, np.arange(len(spectrum))))
    noise = np.fft.irfft(spectrum, len(sound))
    rumble = RumbleFilter()
    voice = np.concatenate((rumble.hear(sound), rumble.end()))
    power = np.sort(voice**2)[len(voice) // 2 :].mean()
    noise *= np.sqrt(power / 10 ** (snr_db / 10) / (noise**2).mean())
    return np.asarray(sound + noise, np.float32)


def echoing(sound: Samples, *, dies_in_s: float = 0.6, echo: float = 0.8) -> Samples:
    """A room whose echo dies by 60 dB in so many seconds; it is `echo` times the direct sound."""
    rng = np.random.default_rng(2)
    seconds = np.arange(round(dies_in_s * MODEL_RATE_HZ)) / MODEL_RATE_HZ
    tail = rng.standard_normal(len(seconds)) * 10 ** (-3 * seconds / dies_in_s)
    tail[: round(0.004 * MODEL_RATE_HZ)] = 0.0
    tail *= echo / np.sqrt((tail**2).sum())
    tail[0] = 1.0
    return answered(sound, tail)


def boxed(sound: Samples, *, dies_in_s: float, apart_m: float) -> Samples:
    """A room of 5.2 by 3.9 by 2.6 m with a voice so far from the microphone, from mirror images."""
    voice, microphone = (1.2, 1.1, 1.3), (1.2 + 0.8 * apart_m, 1.1 + 0.6 * apart_m, 1.1)
    return answered(sound, response((5.2, 3.9, 2.6), voice=voice, microphone=microphone, dies_in_s=dies_in_s))


def answered(sound: Samples, response: Response) -> Samples:
    """The sound in a room that answers so, with the same peak."""
    size = len(sound) + len(response)
    heard = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[: len(sound)]
    return np.asarray(heard * (np.abs(sound).max() / np.abs(heard).max()), np.float32)


def telephone(sound: Samples) -> Samples:
    """8 kHz, mu-law, as a Bluetooth headset sends it."""
    import soxr

    narrow = np.clip(soxr.resample(sound, MODEL_RATE_HZ, 8_000), -1, 1)
    pressed = np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256)
    coarse = np.round(pressed * 127) / 127
    back = np.sign(coarse) * (256 ** np.abs(coarse) - 1) / 255
    return np.asarray(soxr.resample(back.astype(np.float32), 8_000, MODEL_RATE_HZ), np.float32)


def quiet(sound: Samples) -> Samples:
    """34 dB softer, in 16 bits."""
    return np.asarray(np.round(sound * 0.02 * 32768) / 32768, np.float32)


def clipped(sound: Samples) -> Samples:
    """Cut off at a fifth of the loudest sample, then as loud as a file can be."""
    limit = np.abs(sound).max() / 5
    return np.asarray(np.clip(sound, -limit, limit) / limit, np.float32)


ROOMS: dict[str, Room] = {
    "clean": clean,
    "noise20": lambda sound: noisy(sound, snr_db=20),
    "noise10": lambda sound: noisy(sound, snr_db=10),
    "noise5": lambda sound: noisy(sound, snr_db=5),
    "echo": echoing,
    "echo0.3": lambda sound: echoing(sound, dies_in_s=0.3, echo=0.9),
    "echo0.8": lambda sound: echoing(sound, dies_in_s=0.8, echo=0.7),
    "box0.5": lambda sound: boxed(sound, dies_in_s=0.5, apart_m=0.7),
    "box0.7far": lambda sound: boxed(sound, dies_in_s=0.7, apart_m=1.5),
    "noisy-echo": lambda sound: noisy(echoing(sound), snr_db=20),
    "telephone": telephone,
    "quiet": quiet,
    "clipped": clipped,
}
