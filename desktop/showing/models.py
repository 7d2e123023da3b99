"""Speech models that are not here yet: fetched or brought in off the UI thread, told on the settings page."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.spelled import size
from desktop.pages.settings import SettingsPage
from desktop.tasks import Task, Tasks, Work
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
        self._again: dict[str, Callable[[], None]] = {}
        self._copies: set[str] = set()
        page.fetch_wished.connect(self.fetch)
        page.cancel_wished.connect(self.cancel)

    def show_here(self, names: frozenset[str]) -> None:
        """These models are on this computer, so they are not offered."""
        self._here = names
        self.show()

    def show(self) -> None:
        """Show the offers as they stand."""
        self._page.more_models.show_offers(tuple(self._lines()))

    def fetch(self, name: str) -> None:
        """Fetch this one, or go on with what has come of it."""
        offer = next((one for one in self._offers() if one.name == name), None)
        if (
            offer is not None
            and name not in self._parts
            and self._may_begin(name, again=partial(self.fetch, name))
        ):
            self._begin(name, self._fetching(offer), f"fetching {name}")

    def cancel(self, name: str) -> None:
        """Stop; what was fetched stays on disk and is gone on with another time, a copy is not kept."""
        if name in self._running:
            self._running[name].cancel()
            self._again.pop(name, None)
            self._copies.discard(name)
            self._parts.pop(name, None)
            self.show()

    def bring_in(self, source: Path) -> None:
        """Copy a model from a folder of this computer; one whose name is on its way already is not begun."""
        from audio.errors import DownloadFailed
        from audio.models import own_name

        name = own_name(source.name)
        if name in self._parts:
            self._tell_error(
                DownloadFailed(
                    f"{TITLES.get(name, name)} is on its way already. "
                    "Wait until it is here, or cancel it in Settings first."
                )
            )
            return
        self._copies.add(name)
        if self._may_begin(name, again=partial(self.bring_in, source)):
            self._begin(name, self._copying(source), f"bringing in {name}")

    def _may_begin(self, name: str, *, again: Callable[[], None]) -> bool:
        """Shows that it comes, and whether it may begin now: two must not write one file.

        One that was cancelled and is not gone keeps it waiting; `again` is called then.
        """
        self._parts[name] = 0.0
        self._faults.pop(name, None)
        self.show()
        if name in self._running:
            self._again[name] = again
        return name not in self._running

    def _begin(self, name: str, work: Work, called: str) -> None:
        self._running[name] = self._tasks.run(
            work,
            name=called,
            on_value=partial(self._on_part, name),
            on_done=lambda _: self._on_done(name),
            on_failure=partial(self._on_fault, name),
            on_cancel=lambda: self._on_cancelled(name),
        )

    def _offers(self) -> tuple[Offer, ...]:
        from audio.offers import OFFERS

        return tuple(one for one in OFFERS if one.name not in self._here)

    def _lines(self) -> Iterator[OfferLine]:
        """What is copied from a folder comes first, or in the place of its offer."""
        offers = self._offers()
        for name in sorted(self._copies.difference(one.name for one in offers)):
            yield self._copy_line(name)
        for one in offers:
            yield self._copy_line(one.name) if one.name in self._copies else self._line(one)

    def _copy_line(self, name: str) -> OfferLine:
        title = TITLES.get(name, name)
        return OfferLine(name, title, "from a folder", part=self._parts.get(name), is_copy=True)

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
        """What a download lacks stands in its row, which can go on; the row of a copy goes with it."""
        if name in self._copies:
            self._tell_error(error)
        else:
            self._faults[name] = str(error)
        self._end(name)

    def _on_done(self, name: str) -> None:
        self._end(name)
        self._on_new(name)

    def _on_cancelled(self, name: str) -> None:
        again = self._again.pop(name, None)
        self._end(name)
        if again is not None:
            again()

    def _end(self, name: str) -> None:
        self._running.pop(name, None)
        self._parts.pop(name, None)
        self._copies.discard(name)
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
