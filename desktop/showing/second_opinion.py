"""A second opinion on the points of an answer, by a language model the person runs; asked when they wish it.

It is shown beside our own verdict and changes nothing: what it says is never kept, and is gone with the app.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from functools import partial
from typing import TYPE_CHECKING

from coach.spelled import duration
from desktop.pages.review import OpinionView, ReviewPage
from desktop.pages.settings import SettingsPage
from desktop.settings import Settings
from desktop.tasks import Task, Tasks

if TYPE_CHECKING:
    from coach.attempt import Attempt
    from coach.coverage import PointCoverage, Verdict

LONGEST_NAME = 28
_Key = tuple[str, str, str]  # an answer, a model, a point
_Told = tuple[int, "Verdict | None", bool]  # the point's number, the verdict, whether on the whole answer
_TOLD: dict[Verdict | None, str] = {
    "covered": "covered.",
    "partial": "partly covered.",
    "missed": "not heard.",
    None: "no clear answer.",
}
_UNCHANGED = "It changes no verdict, is not kept, and may be wrong as well."
_NO_NAME = "Write the model’s name first, as its server calls it."
_SAFE = "Your review stays as it is."
_QUESTION = "How did you make sure the new release was safe?"
_POINT = "Tested it before the release."
_SAID = "so before the release we ran all the tests twice and we looked at each one that failed"


def short_name(model: str) -> str:
    """A model’s name for a narrow row: without the folders before it, and not too long."""
    name = model.rsplit("/", 1)[-1] or model
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


class Opinions:
    """Keeps what models said while the app runs, by answer, model and point; asks one point after another."""

    def __init__(self, page: ReviewPage, *, tasks: Tasks, settings: Callable[[], Settings]) -> None:
        self._page, self._tasks, self._settings = page, tasks, settings
        self._said: dict[_Key, str] = {}
        self._attempt: Attempt | None = None
        self._asking: Task | None = None
        self._words = ""
        page.opinion_wished.connect(self._on_wish)

    def show(self, attempt: Attempt | None) -> None:
        """Show what is known of this answer; who asks about another one stops."""
        before, self._attempt = self._attempt, attempt
        if attempt is None or before is None or attempt.id != before.id:
            self.stop()
        elif attempt.review.heard.transcript != before.review.heard.transcript:
            self.stop()  # it was written down anew: what was said of it was said of other words
            self._said = {key: words for key, words in self._said.items() if key[0] != attempt.id}
        self._show()

    def stop(self) -> None:
        """Ask no more: the page is left, or something else is chosen."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        self._words = ""
        self._show()

    def _on_wish(self) -> None:
        if self._asking is not None:
            self.stop()
            self._words = f"Stopped. {_SAFE}"
            self._show()
        elif self._attempt is not None and self._settings().second_opinion:
            self._ask(self._attempt)

    def _ask(self, attempt: Attempt) -> None:
        coverage, model = attempt.review.coverage, self._settings().opinion_model
        if coverage is None or not model:
            self._words = "" if model else f"{_NO_NAME} It is in Settings."
            self._show()
            return
        new = [point for point in coverage.points if (attempt.id, model, point.id) not in self._said]
        points = new or list(coverage.points)
        self._words = f"Asking {short_name(model)}: 1 of {len(points)}."
        self._asking = self._tasks.run(
            _asking(attempt, points, settings=self._settings()),
            name="asking for a second opinion",
            on_value=partial(self._on_said, [(attempt.id, model, point.id) for point in points]),
            on_done=lambda _: self._on_end(""),
            on_failure=lambda error: self._on_end(f"{_sentence(error)} {_SAFE}"),
        )
        self._show()

    def _on_said(self, keys: list[_Key], told: _Told | None) -> None:
        if told is None:  # it only waits
            return
        number, verdict, of_all = told
        name = short_name(keys[number][1])
        read = "" if of_all else ", on a part of your answer"
        self._said[keys[number]] = f"Second opinion ({name}){read}: {_TOLD[verdict]}"
        self._words = f"Asking {name}: {min(number + 2, len(keys))} of {len(keys)}."
        self._show()

    def _on_end(self, words: str) -> None:
        self._asking = None
        self._words = words
        self._show()

    def _show(self) -> None:
        settings, shown = self._settings(), self._attempt.id if self._attempt else ""
        wanted = (shown, settings.opinion_model)
        lines = {key[2]: words for key, words in self._said.items() if key[:2] == wanted}
        words = self._words or (_whose(settings) if lines else _where(settings))
        view = OpinionView(settings.second_opinion, self._asking is not None, words, lines)
        self._page.show_opinions(view)


def _whose(settings: Settings) -> str:
    return f"From {short_name(settings.opinion_model)}, which you run. {_UNCHANGED}"


def _where(settings: Settings) -> str:
    """Said before anybody asks, where an answer would leave this computer."""
    there = settings.words_go_to
    return f"Sends the words of this answer to {there}, in your network." if there else ""


class OpinionTrial:
    """Puts a made-up answer to the model chosen in Settings, and says in a sentence what came of it."""

    def __init__(self, page: SettingsPage, *, tasks: Tasks, settings: Callable[[], Settings]) -> None:
        self._page, self._tasks, self._settings = page, tasks, settings
        self._running: Task | None = None
        self._began_s = 0.0
        page.second_opinion.try_wished.connect(self._on_wish)
        page.second_opinion.changed.connect(lambda _name, _value: self.end())

    def end(self) -> None:
        """Stop, and say nothing of a trial any more."""
        self._stop()
        self._page.second_opinion.show_trial("")

    def _on_wish(self) -> None:
        if self._running is not None:
            self.end()
            return
        settings = self._settings()
        if not settings.opinion_model:
            self._page.second_opinion.show_trial(_NO_NAME)
            return
        self._began_s = time.monotonic()
        self._page.second_opinion.show_trial(
            "Asking it about a made-up answer. The first time a model may have to be loaded.", is_running=True
        )
        self._running = self._tasks.run(
            _trying(settings),
            name="trying a language model",
            on_done=self._on_done,
            on_failure=lambda error: self._tell(_sentence(error)),
        )

    def _on_done(self, verdict: Verdict | None) -> None:
        took = f"It answered in {duration(time.monotonic() - self._began_s)}"
        if verdict == "covered":
            self._tell(f"{took} and found the point of a made-up answer, as it should. It can be asked.")
        elif verdict is None:
            self._tell(f"{took}, but not in one of the three words asked for. Try another model.")
        else:
            self._tell(
                f"{took}, but did not find the point of a made-up answer. Another model may judge better."
            )

    def _tell(self, words: str) -> None:
        self._running = None
        self._page.second_opinion.show_trial(words)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None


def _sentence(error: BaseException) -> str:
    from coach.language_model import LanguageModelError

    return str(error) if isinstance(error, LanguageModelError) else "The language model could not be asked."


def _asking(
    attempt: Attempt, points: list[PointCoverage], *, settings: Settings
) -> Generator[_Told | None, None, None]:
    """Yields the point’s number, the verdict, and whether it is on the whole answer; None while it waits."""
    from coach.language_model import server_at
    from coach.second_opinion import goes_whole, opinion

    server, transcript = server_at(settings.opinion_address), attempt.review.heard.transcript
    for number, point in enumerate(points):
        verdict = yield from opinion(
            point,
            question=attempt.question.prompt,
            transcript=transcript,
            server=server,
            model=settings.opinion_model,
        )
        yield number, verdict, goes_whole(transcript)


def _trying(settings: Settings) -> Generator[None, None, Verdict | None]:
    from coach.coverage import PointCoverage
    from coach.language_model import server_at
    from coach.second_opinion import opinion
    from coach.transcript import Transcript, Word

    words = tuple(Word(one, at, at + 0.5, 1.0) for at, one in enumerate(_SAID.split()))
    return (
        yield from opinion(
            PointCoverage("trial", "", _POINT, "missed", 0.0, None, ""),
            question=_QUESTION,
            transcript=Transcript(words),
            server=server_at(settings.opinion_address),
            model=settings.opinion_model,
        )
    )
