"""How a box-shaped room answers a clap: by mirror images of the voice (Allen & Berkley 1979)."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt

from audio.clip import MODEL_RATE_HZ
from audio.rumble import RumbleFilter

Place = tuple[float, float, float]
Response = npt.NDArray[np.float64]

_SOUND_M_S = 343.0
_LOW_HZ, _HIGH_HZ = 600.0, 2_500.0
_LASTS = (1.15, 1.0, 0.75)
"""How long low, middle and high tones last, as shares of the whole; carpets and air swallow the high ones."""
_TRIES = 4


def response(size: Place, *, voice: Place, microphone: Place, dies_in_s: float) -> Response:
    """The room's answer from the direct sound on, 1 at its highest; sizes and places in metres.

    Walls swallow as much as Eyring's formula asks for, corrected until the echo falls by 60 dB in
    `dies_in_s` (by the fall from 5 to 25 dB below its whole energy, ISO 3382). What lies below 80 Hz is taken
    out, as the authors do: stiff walls would add it up, and a hum would drown the voice.
    """
    aim_s = dies_in_s
    for _ in range(_TRIES):
        found = _response(
            np.array(size), np.array(voice), np.array(microphone), dies_in_s=aim_s, length_s=1.1 * dies_in_s
        )
        aim_s *= dies_in_s / _dies_in_s(found)
    first = int(np.abs(found).argmax())
    return np.asarray(found[max(0, first - 8) :] / np.abs(found).max(), np.float64)


def _response(
    size: Response, voice: Response, microphone: Response, *, dies_in_s: float, length_s: float
) -> Response:
    length = round(length_s * MODEL_RATE_HZ)
    walls = 2 * float(size[0] * size[1] + size[0] * size[2] + size[1] * size[2])
    sabine = 0.161 * float(np.prod(size)) / walls
    swallowed = [min(0.98, 1 - np.exp(-sabine / (dies_in_s * lasts))) for lasts in _LASTS]
    reach = np.ceil(_SOUND_M_S * length_s / (2 * size)).astype(int)
    grid = np.stack(np.meshgrid(*(np.arange(-far, far + 1) for far in reach), indexing="ij"), -1)
    boxes = grid.reshape(-1, 3)
    rng = np.random.default_rng(round(1000 * float(np.sum(voice))))
    bands = np.zeros((len(_LASTS), length + 2))
    for mirrored in product((0, 1), repeat=3):
        flip = np.array(mirrored)
        away = np.linalg.norm((1 - 2 * flip) * voice + 2 * boxes * size - microphone, axis=1)
        away = np.maximum(away + rng.uniform(-0.02, 0.02, len(boxes)), 0.05)
        bounces = np.abs(2 * boxes - flip).sum(axis=1)
        at = away / _SOUND_M_S * MODEL_RATE_HZ
        near = at < length
        place, part = at[near].astype(int), at[near] % 1
        for band, share in zip(bands, swallowed, strict=True):
            height = np.sqrt(1 - share) ** bounces[near] / (4 * np.pi * away[near])
            np.add.at(band, place, height * (1 - part))
            np.add.at(band, place + 1, height * part)
    return _together(bands[:, :length])


def _together(bands: Response) -> Response:
    size = 2 * bands.shape[1]
    hz = np.fft.rfftfreq(size, 1 / MODEL_RATE_HZ)
    low = 1 / (1 + (hz / _LOW_HZ) ** 4)
    high = 1 - 1 / (1 + (hz / _HIGH_HZ) ** 4)
    weights = np.stack((low, 1 - low - high, high))
    whole = np.fft.irfft((np.fft.rfft(bands, size, axis=1) * weights).sum(axis=0), size)
    low_cut = RumbleFilter()
    heard = low_cut.hear(whole[: bands.shape[1]].astype(np.float32))
    return np.asarray(np.concatenate((heard, low_cut.end())), np.float64)


def _dies_in_s(found: Response) -> float:
    left = np.cumsum((found**2)[::-1])[::-1]
    left_db = 10 * np.log10(left / left[0] + 1e-12)
    return 3 * float(np.argmax(left_db < -25) - np.argmax(left_db < -5)) / MODEL_RATE_HZ
