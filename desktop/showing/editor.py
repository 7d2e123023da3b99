"""Saves what is changed in the editor, a moment later and off the UI thread; never into a bank we ship."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.pages.editor import EditorPage
from desktop.reading import Runs
from seeds.editing import complete
from seeds.errors import BankNotKept, SeedsError

if TYPE_CHECKING:
    from seeds.bank import Bank

_WAIT_MS = 400
_SAVED = "Your changes are saved."
_GONE = "Bank deleted. Earlier answers stay."
_BACK = "Your changes are gone; this is the bank as it came with Greenroom. Earlier answers stay."
_OWN_COPY = "This bank comes with Greenroom, so your changes are kept in a copy of your own."


class EditorDesk:
    """Keeps the file at what the page shows. `on_saved` tells each bank that was saved, `tell` a sentence.

    `on_deleted(words, put_back)` tells that the bank's file is gone, and how to have it back; `on_restored`
    that it is there again.
    """

    def __init__(
        self,
        page: EditorPage,
        *,
        run: Runs,
        folder: Path,
        on_saved: Callable[[Bank], None],
        tell: Callable[[str], None],
        on_failure: Callable[[BaseException], None],
        on_deleted: Callable[[str, Callable[[], None]], None],
        on_restored: Callable[[], None],
    ) -> None:
        self._page, self._run, self._folder = page, run, folder
        self._on_saved_bank, self._tell, self._on_failure = on_saved, tell, on_failure
        self._on_deleted, self._on_restored = on_deleted, on_restored
        self._unsaved: dict[str, Bank] = {}
        self._leaving: set[str] = set()
        self._failed: set[str] = set()
        self._in_hand: Bank | None = None
        self._wait = QTimer(singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._save_next)
        page.changed.connect(self._on_changed)
        page.delete_wished.connect(self.delete)

    def open(self, bank: Bank, *, question_id: str = "") -> None:
        """Show a bank, standing on this question."""
        self._page.show_bank(bank, stand_on=question_id)
        self._offer_deletion()

    def delete(self) -> None:
        """Delete the user's bank that is shown, its last edits with it; of a bank we ship only the copy."""
        self._delete(self._page.bank.name)

    def _delete(self, name: str) -> None:
        """Delete this bank, whichever one is shown by now; its last edits stay in hand until it is gone."""
        if self._in_hand is not None:
            QTimer.singleShot(_WAIT_MS // 8, self._page, lambda: self._delete(name))
            return
        if name in self._leaving:
            return
        self._leaving.add(name)
        self._run(
            self._deleting(name),
            name="deleting a bank",
            on_done=lambda content: self._on_gone(name, content),
            on_failure=lambda error: self._on_stayed(name, error),
        )

    def _deleting(self, name: str) -> Generator[None, None, bytes | None]:
        from seeds.keeping import remove

        yield
        return remove(name, self._folder)

    def _on_gone(self, name: str, content: bytes | None) -> None:
        """Nothing of it may be saved any more; what was not saved yet comes back with it, if it is wanted."""
        self._leaving.discard(name)
        last = self._unsaved.pop(name, None)
        if not self._unsaved:
            self._wait.stop()
        if content is not None:
            words = _BACK if _is_shipped(name) else _GONE
            self._on_deleted(words, lambda: self._put_back(name, last=last, content=content))

    def _on_stayed(self, name: str, error: BaseException) -> None:
        self._leaving.discard(name)
        if self._unsaved:
            self._wait.start()
        self._on_failure(error)

    def _put_back(self, name: str, *, last: Bank | None, content: bytes) -> None:
        """Bring a bank back as it was last; where that fails one may try again."""

        def work() -> Generator[None, None, None]:
            from seeds.keeping import put_back

            put_back(name, self._folder, content=_newest(last, content))
            yield  # not before it: closing the app cancels there

        self._run(
            work(),
            name="bringing a bank back",
            on_done=lambda _none: self._on_restored(),
            on_failure=lambda error: self._on_deleted(
                str(error), lambda: self._put_back(name, last=last, content=content)
            ),
        )

    def _offer_deletion(self) -> None:
        name = self._page.bank.name
        if not self._file(name).exists():
            self._page.pane.show_deletion("")
        else:
            self._page.pane.show_deletion("Undo all changes" if _is_shipped(name) else "Delete this bank")

    def save_now(self) -> None:
        """Save what is not saved yet, without waiting any longer, also what could not be saved before."""
        self._failed.clear()
        self._save_next()

    def _save_next(self) -> None:
        self._wait.stop()
        bank = None if self._in_hand is not None else self._next_to_save()
        if bank is None:
            return
        del self._unsaved[bank.name]
        self._in_hand = bank
        self._run(
            self._saving(bank),
            name="saving a bank",
            on_done=lambda is_new: self._on_saved(bank, is_new=is_new),
            on_failure=lambda error: self._on_failed(bank, error),
        )

    @property
    def unsaved(self) -> dict[str, Bank]:
        """Banks with edits that are not in their files yet, by name."""
        begun = {} if self._in_hand is None else {self._in_hand.name: self._in_hand}
        return begun | self._unsaved

    def take_kept(self, bank: Bank) -> None:
        """This bank was just written elsewhere, with the edits that were `unsaved`."""
        self._unsaved.pop(bank.name, None)
        self._failed.discard(bank.name)

    def close(self) -> None:
        """Save at once what is left, once every task has ended; perhaps before one of them came to save."""
        self._wait.stop()
        unsaved, self._unsaved, self._in_hand = self.unsaved, {}, None
        for bank in unsaved.values():
            if bank.name in self._leaving and not self._file(bank.name).exists():
                continue
            try:
                _save(bank, self._folder)
            except (SeedsError, OSError) as error:  # the app is closing: the log has it, and closing goes on
                self._on_failure(error)

    def _next_to_save(self) -> Bank | None:
        """What is not saved yet, the bank that is shown first; one that failed waits for the next edit."""
        waiting = [one for name, one in self._unsaved.items() if name not in self._leaving | self._failed]
        waiting.sort(key=lambda one: one.name != self._page.bank.name)
        return waiting[0] if waiting else None

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.toml"

    def _on_changed(self, bank: Bank) -> None:
        self._unsaved[bank.name] = complete(bank)
        self._failed.clear()
        self._page.show_status("")
        self._wait.start()

    def _saving(self, bank: Bank) -> Generator[None, None, bool]:
        yield
        return _save(bank, self._folder)

    def _on_saved(self, bank: Bank, *, is_new: bool) -> None:
        self._in_hand = None
        self._on_saved_bank(bank)
        self._offer_deletion()
        if is_new:
            self._tell(_OWN_COPY)
        if self._unsaved:
            self._wait.start()
        elif bank.name == self._page.bank.name:
            self._page.show_status(_SAVED)

    def _on_failed(self, bank: Bank, error: BaseException) -> None:
        """It stays unsaved, and goes with the next edit; the others need not wait for it."""
        self._in_hand = None
        self._unsaved.setdefault(bank.name, bank)
        self._failed.add(bank.name)
        self._page.show_status("Not saved yet.")
        self._on_failure(error)
        if self._next_to_save() is not None:
            self._wait.start()


def _is_shipped(name: str) -> bool:
    from seeds.shelf import Shelf

    return Shelf(None).is_shipped(name)


def _newest(last: Bank | None, content: bytes) -> bytes:
    """The last edits, where there are any that can be kept; else the file as it was."""
    from seeds.keeping import content_of

    try:
        return content if last is None else content_of(last)
    except BankNotKept:
        return content


def _save(bank: Bank, folder: Path) -> bool:
    """Write the bank into the user's folder; says whether it is the first copy of a bank we ship."""
    from seeds.keeping import save
    from seeds.shelf import Shelf

    shelf = Shelf(folder)
    is_new = shelf.is_shipped(bank.name) and not (folder / f"{bank.name}.toml").exists()
    save(bank, folder)
    return is_new
