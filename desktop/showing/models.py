"""Speech models that are not here yet: fetched or brought in off the UI thread, told on the settings page."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.spelled import size
from desktop.pages.settings import SettingsPage
from desktop.tasks import Task, Tasks
from desktop.widgets.offer_row import OfferLine

if TYPE_CHECKING:
    from audio.model_download import Fetched
    from audio.offers import Offer

TITLES = {
    "tiny.en": "Quick",
    "base": "Balanced",
    "base.en": "Balanced, English only",
    "small": "Careful",
    "small.en": "Careful",
    "medium.en": "Thorough",
    "large-v3": "Largest",
}
SHARE_OF_A_STEP = 0.005


class ModelsDesk:
    """Keeps the offers; `on_new` is told the name of a model that has come, `tell_error` what went wrong."""

    def __init__(
        self,
        page: SettingsPage,
        *,
        tasks: Tasks,
        folder: Path,
        on_new: Callable[[str], None],
        tell_error: Callable[[BaseException], None],
        hub: str = "",
    ) -> None:
        self._page, self._tasks, self._folder = page, tasks, folder
        self._on_new, self._tell_error = on_new, tell_error
        self._hub = hub
        self._here: frozenset[str] = frozenset()
        self._parts: dict[str, float] = {}
        self._faults: dict[str, str] = {}
        self._running: dict[str, Task] = {}
        self._again: set[str] = set()
        page.fetch_wished.connect(self.fetch)
        page.cancel_wished.connect(self.cancel)

    def show_here(self, names: frozenset[str]) -> None:
        """These models are on this computer, so they are not offered."""
        self._here = names
        self.show()

    def show(self) -> None:
        """Show the offers as they stand."""
        self._page.more_models.show_offers(tuple(self._line(one) for one in self._offers()))

    def fetch(self, name: str) -> None:
        """Fetch this one, or go on with what has come of it."""
        offer = next((one for one in self._offers() if one.name == name), None)
        if offer is None:
            return
        self._parts[name] = 0.0
        self._faults.pop(name, None)
        self.show()
        if name in self._running:  # the one before was cancelled and is not gone: two must not write one file
            self._again.add(name)
            return
        self._running[name] = self._tasks.run(
            self._fetching(offer),
            name=f"fetching {name}",
            on_value=partial(self._on_part, name),
            on_done=lambda _: self._on_done(name),
            on_failure=partial(self._on_fault, name),
            on_cancel=lambda: self._on_cancelled(name),
        )

    def cancel(self, name: str) -> None:
        """Stop; what has come stays on disk and is gone on with another time."""
        if name in self._running:
            self._running[name].cancel()
            self._again.discard(name)
            self._parts.pop(name, None)
            self.show()

    def bring_in(self, source: Path) -> None:
        """Copy a model from a folder of this computer."""
        from audio.models import own_name

        self._tasks.run(
            self._copying(source),
            name="bringing in a model",
            on_done=lambda _: self._on_new(own_name(source.name)),
            on_failure=self._tell_error,
        )

    def _offers(self) -> tuple[Offer, ...]:
        from audio.offers import OFFERS

        return tuple(one for one in OFFERS if one.name not in self._here)

    def _line(self, offer: Offer) -> OfferLine:
        title = TITLES.get(offer.name, offer.name)
        return OfferLine(
            offer.name,
            title,
            size(offer.size_mb * 10**6),
            part=self._parts.get(offer.name),
            fault=self._faults.get(offer.name, ""),
        )

    def _fetching(self, offer: Offer) -> Generator[float, None, None]:
        from audio.model_download import HUB, fetch

        yield from _shares(fetch(offer, self._folder, hub=self._hub or HUB))

    def _copying(self, source: Path) -> Generator[float, None, None]:
        from audio.model_import import bring_in

        yield from _shares(bring_in(source, self._folder))

    def _on_part(self, name: str, part: float) -> None:
        if name in self._parts and part != self._parts.get(name):
            self._parts[name] = part
            self.show()

    def _on_fault(self, name: str, error: BaseException) -> None:
        self._faults[name] = str(error)
        self._end(name)

    def _on_done(self, name: str) -> None:
        self._end(name)
        self._on_new(name)

    def _on_cancelled(self, name: str) -> None:
        self._end(name)
        if name in self._again:
            self._again.discard(name)
            self.fetch(name)

    def _end(self, name: str) -> None:
        self._running.pop(name, None)
        self._parts.pop(name, None)
        self.show()


def _shares(steps: Iterator[Fetched]) -> Generator[float, None, None]:
    """Progress as shares of the whole, 0 to 1, in steps one can see; closes the steps behind it."""
    told = -1.0
    try:
        for one in steps:
            share = one.done / max(one.total, 1)
            if share - told >= SHARE_OF_A_STEP or share >= 1:
                told = share
            yield told  # each step, so that cancelling takes effect at once
    finally:
        if isinstance(steps, Generator):
            steps.close()
