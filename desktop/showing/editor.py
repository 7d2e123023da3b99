"""Saves what is changed in the editor, a moment later and off the UI thread; never into a bank we ship."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.pages.editor import EditorPage
from desktop.reading import Runs
from seeds.editing import complete
from seeds.errors import SeedsError

if TYPE_CHECKING:
    from seeds.bank import Bank

_WAIT_MS = 400
_SAVED = "Your changes are saved."
_OWN_COPY = "This bank comes with Greenroom, so your changes are kept in a copy of your own."


class EditorDesk:
    """Keeps the file at what the page shows. `on_saved` tells each bank that was saved, `tell` a sentence."""

    def __init__(
        self,
        page: EditorPage,
        *,
        run: Runs,
        folder: Path,
        on_saved: Callable[[Bank], None],
        tell: Callable[[str], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        self._page, self._run, self._folder = page, run, folder
        self._on_saved_bank, self._tell, self._on_failure = on_saved, tell, on_failure
        self._wanted: Bank | None = None
        self._is_saving = False
        self._wait = QTimer(singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.save_now)
        page.changed.connect(self._on_changed)

    def open(self, bank: Bank, *, question_id: str = "") -> None:
        """Show a bank, standing on this question."""
        self._page.show_bank(bank, stand_on=question_id)

    def save_now(self) -> None:
        """Save what is not saved yet, without waiting any longer."""
        self._wait.stop()
        bank, self._wanted = (None, self._wanted) if self._is_saving else (self._wanted, None)
        if bank is None:
            return
        self._is_saving = True
        self._run(
            self._saving(bank),
            name="saving a bank",
            on_done=lambda is_new: self._on_saved(bank, is_new=is_new),
            on_failure=lambda error: self._on_failed(bank, error),
        )

    def close(self) -> None:
        """Save at once what is left; after every task has ended."""
        self._wait.stop()
        bank, self._wanted = self._wanted, None
        if bank is not None:
            try:
                _save(bank, self._folder)
            except (SeedsError, OSError) as error:  # the app is closing: the log has it, and closing goes on
                self._on_failure(error)

    def _on_changed(self, bank: Bank) -> None:
        self._wanted = complete(bank)
        self._page.show_status("")
        self._wait.start()

    def _saving(self, bank: Bank) -> Generator[None, None, bool]:
        yield
        return _save(bank, self._folder)

    def _on_saved(self, bank: Bank, *, is_new: bool) -> None:
        self._is_saving = False
        self._on_saved_bank(bank)
        if is_new:
            self._tell(_OWN_COPY)
        if self._wanted is not None:
            self._wait.start()
        elif bank.name == self._page.bank.name:
            self._page.show_status(_SAVED)

    def _on_failed(self, bank: Bank, error: BaseException) -> None:
        """It stays wanted, and goes with the next edit."""
        self._is_saving = False
        self._wanted = self._wanted or bank
        self._page.show_status("Not saved yet.")
        self._on_failure(error)


def _save(bank: Bank, folder: Path) -> bool:
    """Write the bank into the user's folder; says whether it is the first copy of a bank we ship."""
    from seeds.keeping import save
    from seeds.shelf import Shelf

    shelf = Shelf(folder)
    is_new = shelf.is_shipped(bank.name) and not (folder / f"{bank.name}.toml").exists()
    save(bank, folder)
    return is_new
