"""Analyses one recording on the command line, with the listener that also hears the practice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.refusals import Refusal, unknown

if TYPE_CHECKING:
    from audio.models import ModelFolder
    from coach.review import Review
    from coach.transcript import Heard
    from desktop.paths import Paths
    from seeds.bank import Bank, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """The question an answer is held against, and the bank it is from."""

    bank: Bank
    question: Question


def find_question(named: str | None, *, bank_file: Path | None, paths: Paths) -> Asked | None:
    """The question called BANK/ID, or ID alone where a bank's file is given; None if none is asked for."""
    if bank_file is not None:
        return _in_bank(_load(bank_file), named)
    if named is None:
        return None
    bank_name, slash, question_id = named.rpartition("/")
    if not slash:
        raise Refusal(f"“{named}” names no bank; write it as BANK/ID.")
    return _in_bank(shelf_bank(bank_name, paths=paths), question_id)


def shelf_bank(name: str, *, paths: Paths) -> Bank:
    """The bank on the shelf by its name."""
    from seeds.shelf import Shelf

    shelf = Shelf(paths.banks)
    if name not in shelf.names():
        raise unknown("bank", name, known=shelf.names())
    return shelf.bank(name)


def _load(path: Path) -> Bank:
    from seeds.loader import BankError, load_bank

    try:
        return load_bank(path)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror or error}.") from error
    except BankError as error:
        raise Refusal(f"{path} is not a bank yet: {'; '.join(map(str, error.faults))}.") from error


def _in_bank(bank: Bank, named: str | None) -> Asked:
    if named is None:
        if len(bank.questions) == 1:
            return Asked(bank, bank.questions[0])
        ids = ", ".join(one.id for one in bank.questions)
        raise Refusal(f"Name the question with --question; {bank.name} holds: {ids}.")
    question = bank.question(named.rpartition("/")[2])
    if question is None:
        raise unknown(f"question in {bank.name}", named, known=[one.id for one in bank.questions])
    return Asked(bank, question)


def analyze(
    path: Path,
    *,
    named: str | None,
    bank_file: Path | None,
    model: str,
    paths: Paths,
    on_progress: Callable[[float], None],
) -> tuple[Review, Question | None]:
    """The recording judged, and the question it was held against; raises `Refusal` for input at fault.

    Without a `model` it is the one that was chosen in Settings, as in the window.
    """
    from audio.errors import FileError
    from desktop.settings import SettingsFile

    chosen = SettingsFile(paths.settings).read().settings
    asked = find_question(named, bank_file=bank_file, paths=paths)
    question = asked.question if asked else None
    heard: Heard | None = None
    try:
        for heard in hear_file(path, model=model or _installed(chosen.model, paths=paths), paths=paths):
            on_progress(heard.sound.duration_s)
    except FileError as error:
        raise Refusal(str(error)) from error
    if heard is None:
        raise Refusal(f"{path} holds no sound.")
    from coach.review import review

    return review(heard, question=question, markers=chosen.markers), question


def hear_file(path: Path, *, model: str, paths: Paths) -> Iterator[Heard]:
    """What is heard in the file so far, again and again; the last one is whole.

    Blocks are read as they are needed, so a file of hours takes no more memory than one of minutes. As while
    one speaks the quick model is asked where a larger one has left a voice without a word.
    """
    from audio.clip import blocks
    from audio.listener import Listener
    from audio.listening import drafter_for
    from audio.transcriber import Transcriber

    folder = find_model(model, paths=paths)  # first: what is at fault here would leave the sound open
    sound = blocks(path)
    quick = drafter_for(folder, threads=threads())
    listener = Listener(Transcriber(folder, threads=threads()), drafter=quick)
    for block in sound:
        listener.hear(block)
        yield from listener.work()
    yield from listener.finish()


def find_model(name: str, *, paths: Paths) -> ModelFolder:
    """The speech model of that name, whole and ready, for "" the best that keeps up; raises `Refusal`.

    Where none was chosen, another one that is whole stands in for a damaged one.
    """
    from audio import models, pace_of_machine
    from audio.errors import ModelError, ModelMissing

    known = [one.name for one in models.known(own=paths.models, cache=paths.models)]
    wanted = name or pace_of_machine.choose(pace_of_machine.kept(paths.pace), installed=tuple(known)).model
    if wanted not in known:
        raise unknown("speech model", wanted, known=known) from ModelMissing(wanted)
    faults: list[ModelError] = []
    for one in (wanted,) if name else (wanted, *(other for other in known if other != wanted)):
        try:
            return models.ready(models.find(one, own=paths.models, cache=paths.models))
        except ModelError as error:
            faults.append(error)
    raise Refusal(str(faults[0])) from faults[0]


def _installed(name: str, *, paths: Paths) -> str:
    """The model chosen in Settings, or "" where it is gone: the window takes another one then, too."""
    from audio import models

    known = [one.name for one in models.known(own=paths.models, cache=paths.models)]
    return name if name in known else ""


def threads() -> int:
    """Processor threads for the speech model: all cores but never more than four, where it gains no more."""
    return max(1, min(4, os.cpu_count() or 1))


def told(review: Review, *, question: Question | None, paths: Paths) -> str:
    """The review for people, with what to do next time, by the bands chosen in Settings."""
    from coach.export import review_as_text
    from coach.suggestions import suggest, summary
    from desktop.settings import SettingsFile

    norms = SettingsFile(paths.settings).read().settings.norms
    line = summary(review, question=question, norms=norms)
    suggestions = suggest(review, question=question, earlier=(), norms=norms)
    return review_as_text(review, question=question, line=line, suggestions=suggestions, norms=norms)
