"""How long one waits after Stop: sound played at real speed into the listening process the app uses.

    python -m benchmarks.feedback AUDIO... [--model tiny.en] [--models FOLDER]
        [--after 0.0] [--minutes N] [--virtual-mic] [--battery] [--busy] [--no-whole] [--json]

Feedback is complete when all the words are there and have been judged, against the first question of the
first bank; what can be judged ahead is, as in the app. The last of those words are drafts; Stop to the words
that stay, once what was drafted has been read again, is told beside it. As in the app the quick model drafts
beside a larger one. Each recording ends with its last
word, as somebody does who presses Stop right after it (`--after` waits longer). With `--virtual-mic` it is
spoken into a microphone of a virtual sound card and comes through the sound server, PortAudio and the
recorder; the clock then also counts the closing of the take, and the run fails if the recorder or the system
lost a sample. `--minutes` plays the recordings one after another, over and over, as a single answer of that
length: 30 for the long run. With `--battery` the listening process believes that no plug is in, and works as
frugally as it then does; with `--busy` as many processes as there are processors reckon beside it all the
while. The backlog is what was said and not written down yet, the memory that of the listening process: both
are looked at from the first word until all words are those that stay. Beside it, in the same run:
faster-whisper's call on the whole file, same model, beam 5 (`--no-whole` leaves it out). The word difference
is that of the live transcript that stays against the whole-file one, filled pauses left out.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import psutil
import soundfile as sf

from audio import models
from audio.clip import MODEL_RATE_HZ, Samples
from audio.speech import Speech
from audio.worker import Drafted, Event, Failed, Finished, Loaded, Settled, Worker
from benchmarks.busy import busy, processors
from benchmarks.recipes import loaded, text_of
from benchmarks.recordings import sound_of
from benchmarks.scoring import word_difference
from benchmarks.watched import battery
from coach import rubric
from coach.review import Review, review
from coach.transcript import Heard, Sound, Transcript
from desktop.session import JUDGED_AFTER_SHARE, JUDGED_AFTER_WORDS, SILENT_S
from seeds.shelf import Shelf
from tests.sound import SoundCard

_TICK_S = 0.02
_BLOCK_S = 0.1
_DEADLINE_S = 600.0


class Play(Protocol):
    """Has the worker hear a sound at real speed; when Stop was, on `time.perf_counter`."""

    def __call__(self, sound: Samples, *, worker: Worker, watch: Watch) -> float:
        """Play it to its end, and wait for its words."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one recording showed."""

    file: str
    duration_s: float
    model: str
    stop_to_words_s: float
    stop_to_feedback_s: float
    stop_to_settled_s: float
    whole_file_s: float | None
    ratio: float | None
    wer_live_against_whole: float | None
    wer_drafted_against_settled: float
    peak_backlog_s: float
    peak_memory_mb: float
    cpu_s_per_minute: float


class JudgeAhead:
    """Judges what was said so far beside everything else, as the session does, and the whole at the end."""

    def __init__(self) -> None:
        banks = Shelf(None).banks()
        self._question = banks[0].questions[0]
        self._aside = ThreadPoolExecutor(1)
        self._going: Future[Review] | None = None
        self._words = 0
        self._heard = Heard(Transcript(()), Sound(0.0))

    def look(self, heard: Heard) -> None:
        """More was heard: judge it, if it is enough and nothing is being judged."""
        self._heard = heard
        self._judge(least=max(JUDGED_AFTER_WORDS, self._words // JUDGED_AFTER_SHARE))

    def stop(self, *, left_s: float) -> None:
        """Stop was pressed, with so much sound not written down."""
        if left_s <= SILENT_S:
            self._judge(least=1)

    def _judge(self, *, least: int) -> None:
        words = len(self._heard.transcript.words)
        if (self._going is None or self._going.done()) and words - self._words >= least:
            self._words = words
            self._going = self._aside.submit(review, self._heard, question=self._question)

    def end(self, heard: Heard) -> None:
        """The whole answer."""
        if self._going is not None:
            self._going.result()
        review(heard, question=self._question)
        self._aside.shutdown()


@dataclass(slots=True)
class Watch:
    """The worst that was seen while one answer was played."""

    upto_s: float = 0.0
    backlog_s: float = 0.0
    memory_mb: float = 0.0
    is_whole: bool = False
    heard: list[Heard] = field(default_factory=list)
    judge: JudgeAhead = field(default_factory=JudgeAhead)

    def note(self, event: Event) -> None:
        """What the worker tells; a failure is raised."""
        if isinstance(event, Failed):
            raise event.error
        if isinstance(event, Settled):
            self.upto_s = event.upto_s
        if isinstance(event, Drafted | Finished):  # words that are whole are drafted too
            self.heard.append(event.heard)
            self.is_whole = isinstance(event, Finished)

    def look(self, worker: Worker, *, played_s: float) -> None:
        """How far behind it is now, with so much played, and what it holds."""
        self.backlog_s = max(self.backlog_s, played_s - self.upto_s)
        if worker.process_id is not None:
            held = psutil.Process(worker.process_id).memory_info().rss / 2**20
            self.memory_mb = max(self.memory_mb, held)


def main() -> None:
    """Measures and prints; with --json one object."""
    options = _options()
    if options.battery:
        battery.pretend()
    burners = processors() if options.busy else 0
    with busy(burners), tempfile.TemporaryDirectory(prefix="gr") as room:
        folder = models.find(options.model, own=options.models, cache=options.models or Path(room))
        ways = _through_the_air(Path(room, "card")) if options.virtual_mic else nullcontext(_play)
        with ways as play:
            rows = []
            for row in _rows(_answers(options), folder, play=play, plain=not options.no_whole):
                rows.append(row)
                if not options.json:
                    print("  ".join(f"{key} {value}" for key, value in asdict(row).items()), flush=True)
    summed = {**summary(rows), "battery": options.battery, "busy_processes": burners}
    if options.json:
        print(json.dumps({"results": [asdict(row) for row in rows], **summed}))
    else:
        print("  ".join(f"{key} {value}" for key, value in summed.items()))


def summary(rows: Sequence[Row]) -> dict[str, float | None]:
    """All answers together: the waits in seconds, and the share of the words that a draft had otherwise."""
    waits = [row.stop_to_feedback_s for row in rows]
    words = [row.stop_to_words_s for row in rows]
    settled = [row.stop_to_settled_s for row in rows]
    changed = [row.wer_drafted_against_settled for row in rows]
    return {
        "answers": len(waits),
        "median_s": round(statistics.median(waits), 3),
        "p95_s": round(float(np.percentile(waits, 95)), 3),
        "worst_s": max(waits),
        "words_median_s": round(statistics.median(words), 3),
        "words_p95_s": round(float(np.percentile(words, 95)), 3),
        "settled_median_s": round(statistics.median(settled), 3),
        "settled_p95_s": round(float(np.percentile(settled, 95)), 3),
        "drafted_changed_median": round(statistics.median(changed), 4),
        "drafted_changed_most": max(changed),
        "load_at_the_end": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }


def _answers(options: argparse.Namespace) -> Iterator[tuple[str, Samples]]:
    """Each answer's name and sound, up to its Stop."""
    if options.minutes is None:
        for path in options.audio:
            yield path.name, _to_last_word(sound_of(path), after_s=options.after)
        return
    wanted, parts = round(60 * options.minutes * MODEL_RATE_HZ), list[Samples]()
    for path in itertools.cycle(options.audio):
        parts.append(sound_of(path))
        if sum(map(len, parts)) >= wanted:
            break
    whole = np.concatenate(parts)[:wanted]
    yield f"{options.minutes:g} minutes", _to_last_word(whole, after_s=options.after)


def _rows(
    answers: Iterator[tuple[str, Samples]], folder: models.ModelFolder, *, play: Play, plain: bool
) -> Iterator[Row]:
    rubric.warm()
    worker = Worker()
    worker.load(folder)
    _wait(worker, Loaded, Watch())
    model = loaded(folder) if plain else None
    for name, sound in answers:
        yield _row(name, sound, worker=worker, plain=model, model=folder.name, play=play)
    worker.stop()


def _row(name: str, sound: Samples, *, worker: Worker, plain: Any, model: str, play: Play) -> Row:
    length_s = len(sound) / MODEL_RATE_HZ
    watch = Watch()
    cpu_before_s = _cpu_s(worker)
    stopped = play(sound, worker=worker, watch=watch)
    words_s = time.perf_counter() - stopped
    drafted = watch.heard[-1]
    watch.judge.end(drafted)
    waited_s = time.perf_counter() - stopped
    settled_s = words_s
    if not watch.is_whole:
        _wait(worker, Finished, watch)
        settled_s = time.perf_counter() - stopped
    settled = watch.heard[-1]
    cpu_s = _cpu_s(worker) - cpu_before_s
    began = time.perf_counter()
    whole = text_of(plain, sound) if plain is not None else None
    whole_s = time.perf_counter() - began
    apart = None if whole is None else word_difference(settled.transcript.text, whole)
    return Row(
        file=name,
        duration_s=round(length_s, 2),
        model=model,
        stop_to_words_s=round(words_s, 3),
        stop_to_feedback_s=round(waited_s, 3),
        stop_to_settled_s=round(settled_s, 3),
        whole_file_s=None if whole is None else round(whole_s, 3),
        ratio=None if whole is None else round(whole_s / max(waited_s, 0.001), 1),
        wer_live_against_whole=None if apart is None else round(apart, 4),
        wer_drafted_against_settled=round(
            word_difference(drafted.transcript.text, settled.transcript.text), 4
        ),
        peak_backlog_s=round(watch.backlog_s, 2),
        peak_memory_mb=round(watch.memory_mb, 1),
        cpu_s_per_minute=round(60 * cpu_s / length_s, 2),
    )


@contextmanager
def _through_the_air(folder: Path) -> Iterator[Play]:
    """A virtual sound card in `folder` for as long as this lasts, and how to speak into its microphone."""
    from audio.recorder import Recorder
    from audio.take import Take

    card = SoundCard(folder)
    before = dict(os.environ)
    card.start()
    os.environ.update(card.environment)

    def speak(sound: Samples, *, worker: Worker, watch: Watch) -> float:
        said = folder / "said.wav"
        sf.write(said, sound, MODEL_RATE_HZ)
        take = Take.begin(folder / "takes", rate_hz=48_000, about={})
        recorder = Recorder()
        recorder.start(take)
        worker.follow(take.sound, rate_hz=take.rate_hz)
        mouth = card.speak(said)
        while mouth.poll() is None:
            time.sleep(_TICK_S)
            _look(worker, watch, played_s=take.duration_s)
        stopped = time.perf_counter()
        watch.judge.stop(left_s=take.duration_s - watch.upto_s)
        state = recorder.stop()
        worker.close(take.frames)
        _wait(worker, Drafted, watch, played_s=take.duration_s)
        take.discard()
        if state.lost or state.overflows:
            raise RuntimeError(f"Lost: {state.lost} samples here, {state.overflows} times in the system.")
        return stopped

    try:
        yield speak
    finally:
        card.stop()
        os.environ.clear()
        os.environ.update(before)


def _play(sound: Samples, *, worker: Worker, watch: Watch) -> float:
    """Writes the take at real speed; Stop is at its last sample."""
    whole = np.clip(np.round(sound * 32767), -32768, 32767).astype("<i2")
    block = round(_BLOCK_S * MODEL_RATE_HZ)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sound.pcm")
        with path.open("wb", buffering=0) as file:
            worker.follow(path, rate_hz=MODEL_RATE_HZ)
            began = time.perf_counter()
            for first in range(0, len(whole), block):
                due_s = began + min(first + block, len(whole)) / MODEL_RATE_HZ
                while (left_s := due_s - time.perf_counter()) > 0:
                    time.sleep(min(left_s, _TICK_S))
                    _look(worker, watch, played_s=time.perf_counter() - began)
                file.write(whole[first : first + block].tobytes())
            stopped, length_s = time.perf_counter(), len(whole) / MODEL_RATE_HZ
            watch.judge.stop(left_s=length_s - watch.upto_s)
            worker.close(len(whole))
            _wait(worker, Drafted, watch, played_s=length_s)
            return stopped


def _look(worker: Worker, watch: Watch, *, played_s: float) -> None:
    for event in worker.events():
        watch.note(event)
        if isinstance(event, Settled):
            watch.judge.look(event.heard)
    watch.look(worker, played_s=played_s)


def _wait(
    worker: Worker, kind: type[Loaded | Drafted | Finished], watch: Watch, *, played_s: float = 0.0
) -> None:
    """Until such an event comes, with so much played; what that takes is looked at every now and then."""
    deadline, look_at = time.monotonic() + _DEADLINE_S, 0.0
    while (now := time.monotonic()) < deadline:
        if now >= look_at:
            watch.look(worker, played_s=played_s)
            look_at = now + _TICK_S
        for event in worker.events():
            watch.note(event)
            if isinstance(event, kind) or (kind is Drafted and watch.is_whole):
                return
        time.sleep(0.002)
    raise TimeoutError("The listening process gave no answer.")


def _cpu_s(worker: Worker) -> float:
    if worker.process_id is None:
        return 0.0
    times = psutil.Process(worker.process_id).cpu_times()
    return float(times.user + times.system)


def _to_last_word(sound: Samples, *, after_s: float) -> Samples:
    """The sound up to the end of its last voice, and `after_s` of what follows, silence if it has no more."""
    speech = Speech()
    speech.hear(sound)
    speech.end()
    spans = speech.spans()
    length = round((spans[-1].end_s + after_s) * MODEL_RATE_HZ) if spans else len(sound)
    return np.pad(sound[:length], (0, max(0, length - len(sound))))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("audio", type=Path, nargs="+")
    parser.add_argument("--model", default=models.BUNDLED)
    parser.add_argument("--models", type=Path, help="a folder with models of your own")
    parser.add_argument("--after", type=float, default=0.0, help="seconds from the last word to Stop")
    parser.add_argument("--minutes", type=float, help="one answer of this length, made of all the recordings")
    parser.add_argument("--no-whole", action="store_true", help="without the call on the whole file")
    parser.add_argument("--virtual-mic", action="store_true", help="speak into a virtual sound card")
    parser.add_argument("--battery", action="store_true", help="as frugal as on battery")
    parser.add_argument("--busy", action="store_true", help="all processors busy with other work")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
