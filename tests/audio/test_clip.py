"""Whatever PyAV reads becomes a clip, in bounded memory; what it cannot read is told in one sentence."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import numpy as np
import pytest
import soundfile as sf

from audio.clip import Clip, Whole, as_samples, as_whole, blocks, read_clip, write_flac
from audio.errors import (
    AudioError,
    DamagedSound,
    DiskFull,
    EmptySound,
    FileError,
    FileMissing,
    FileUnreadable,
    NotSound,
    ReadOnlyFolder,
    writing_failed,
)
from audio.rate import resample
from tests.audio.fakes_sound import noise, tone


def encoded(path: Path, *, codec: str, seconds: float = 2.0, layout: str = "mono") -> Path:
    """A tone at 48 kHz in whatever container the name asks for."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=48_000, layout=layout)
        sound = np.tile(tone(seconds, rate_hz=48_000), (2 if layout == "stereo" else 1, 1))
        frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout=layout)
        frame.sample_rate = 48_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "layout"),
    [
        ("a.wav", "pcm_s16le", "mono"),
        ("a.flac", "flac", "stereo"),
        ("a.mp3", "libmp3lame", "mono"),
        ("a.m4a", "aac", "stereo"),
        ("a.ogg", "libopus", "mono"),
        ("a.webm", "libopus", "stereo"),
        ("a.mkv", "pcm_s16le", "mono"),
    ],
)
def test_every_usual_format_is_read(tmp_path: Path, name: str, codec: str, layout: str) -> None:
    clip = read_clip(encoded(tmp_path / name, codec=codec, layout=layout))
    assert clip.rate_hz == 48_000
    assert clip.duration_s == pytest.approx(2.0, abs=0.08)
    assert np.abs(clip.samples[10_000:80_000]).max() == pytest.approx(0.3, abs=0.05)


def test_blocks_are_the_whole_file_at_the_asked_rate(tmp_path: Path) -> None:
    path = encoded(tmp_path / "a.flac", codec="flac", seconds=3.4)
    parts = list(blocks(path, rate_hz=16_000, block_s=1.0))
    assert [len(part) for part in parts[:-1]] == [16_000] * 3
    sound = np.concatenate(parts)
    assert len(sound) == pytest.approx(3.4 * 16_000, abs=2)
    assert np.abs(sound[500:-500] - tone(3.4)[500 : len(sound) - 500]).max() < 0.01


def test_an_hour_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "hour.flac"
    with sf.SoundFile(path, "w", samplerate=16_000, channels=1) as file:
        for _ in range(60):
            file.write(np.zeros(60 * 16_000, np.int16))
    seconds = 0.0
    stream = blocks(path, block_s=1.0)
    next(stream)
    tracemalloc.start()
    for block in stream:
        seconds += len(block) / 16_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds == 3599
    assert peak < 4_000_000


def test_a_file_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="There is no file"):
        blocks(tmp_path / "none.wav")


@pytest.mark.parametrize("content", [b"hello, this is a letter\n" * 50, b"\x00" * 5000, b"RIFFxxxxWAVEjunk"])
def test_a_file_that_is_no_sound_is_told_at_once(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.wav"
    path.write_bytes(content)
    with pytest.raises((NotSound, EmptySound)):
        blocks(path)


def test_a_folder_is_no_sound(tmp_path: Path) -> None:
    with pytest.raises(NotSound):
        blocks(tmp_path)


def test_an_empty_file_is_told_as_empty(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    sf.write(tmp_path / "b.wav", np.zeros(0, np.float32), 16_000)
    for name in ("a.wav", "b.wav"):
        with pytest.raises(EmptySound, match="no sound in it"):
            blocks(tmp_path / name)


def test_a_picture_without_sound_is_told_as_such(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "film.mkv"), "w") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode(None))
    with pytest.raises(NotSound):
        blocks(tmp_path / "film.mkv")


def test_a_playlist_cannot_lead_to_the_network(tmp_path: Path) -> None:
    path = tmp_path / "list.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    with pytest.raises(AudioError):
        list(blocks(path))


def test_what_comes_before_the_damage_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    sf.write(path, noise(10.0), 16_000)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) // 2))
    heard: list[int] = []
    with pytest.raises(DamagedSound) as told:
        heard.extend(len(block) for block in blocks(path))
    assert told.value.upto_s == pytest.approx(sum(heard) / 16_000, abs=0.5)
    assert 3 < told.value.upto_s < 7


def test_a_file_that_was_cut_off_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    sf.write(path, noise(4.0), 16_000)
    path.write_bytes(path.read_bytes()[:64_044])
    assert read_clip(path).duration_s == pytest.approx(2.0, abs=0.2)


def test_a_flac_file_is_what_was_given(tmp_path: Path) -> None:
    said = as_whole(noise(2.0))
    kept = write_flac(tmp_path / "new" / "a.flac", np.array_split(said, 7), rate_hz=44_100)
    samples, rate_hz = sf.read(kept.path, dtype="int16")
    assert np.array_equal(samples, said)
    assert (rate_hz, kept.frames) == (44_100, len(said))


def test_an_interrupted_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(b"old")

    def broken() -> Whole:
        raise InterruptedError("the power went")

    with pytest.raises(FileUnreadable):
        write_flac(path, (broken() for _ in range(2)), rate_hz=16_000)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.flac"]


def test_a_folder_that_forbids_writing_is_named() -> None:
    error = writing_failed(PermissionError(13, "no"), path=Path("recordings/a.flac"))
    assert isinstance(error, ReadOnlyFolder)
    assert str(error).startswith("The folder recordings cannot be written;")


def test_another_rate_is_the_same_sound() -> None:
    clip = Clip(tone(1.0, rate_hz=48_000), 48_000).at(16_000)
    assert clip.duration_s == pytest.approx(1.0)
    assert np.abs(clip.samples[200:-200] - tone(1.0)[200:-200]).max() < 0.001
    assert resample(clip.samples, from_hz=16_000, to_hz=16_000) is clip.samples


def test_full_scale_is_a_whole_number_of_sixteen_bits_and_what_is_louder_is_cut_off() -> None:
    samples = np.asarray([0.0, 0.5, -1.0, 1.0, 2.0, -2.0, 0.6 / 32_768], np.float32)
    assert as_whole(samples).tolist() == [0, 16_384, -32_768, 32_767, 32_767, -32_768, 1]
    assert as_samples(np.asarray([0, 16_384, -32_768], np.int16)).tolist() == [0.0, 0.5, -1.0]


def test_a_file_that_was_kept_says_how_long_it_is(tmp_path: Path) -> None:
    kept = write_flac(tmp_path / "kept.flac", [as_whole(noise(0.5))], rate_hz=16_000)
    assert (kept.frames, kept.duration_s) == (8_000, 0.5)


@pytest.mark.parametrize(("free_bytes", "told"), [(0, DiskFull), (10**12, FileUnreadable)])
def test_a_file_that_does_not_read_back_is_not_kept_and_told_by_the_room_there_is(
    free_bytes: int, told: type[FileError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio.clip._read_back", lambda _path: (0, 0))
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=free_bytes))
    with pytest.raises(told):
        write_flac(tmp_path / "kept.flac", [as_whole(noise(0.5))], rate_hz=16_000)
    assert list(tmp_path.iterdir()) == []
