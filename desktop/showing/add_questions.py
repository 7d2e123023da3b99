"""Reads what was pasted off the UI thread, shows what was understood, and keeps it when asked to."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.pages.add_questions import AddQuestionsPage, BankChoice, Kept, Understood
from seeds.bank import Bank
from seeds.errors import SeedsError
from seeds.importing.limits import LARGEST_BYTES
from seeds.letters import tidy_text

if TYPE_CHECKING:
    from desktop.tasks import Task

_PAGES = frozenset({".html", ".htm", ".xhtml"})
MOST_SHOWN = 200_000
"""Letters shown of a long file: about 80 pages; all of it is read."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be understood: bytes as pasted or as in a file, and the file's name if there is one."""

    data: bytes
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """As much of a file as a person may want to see; a saved page without its markup."""

    text: str
    is_cut: bool = False
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a text could not be understood, in a sentence."""

    words: str


class TooLarge(SeedsError):
    """A file larger than any page of questions."""


Reads = Callable[[Text], Understood]


def understand(text: Text) -> Understood:
    """The questions in a text; raises SeedsError with a sentence."""
    from seeds.importer import read_bank

    read = read_bank(text.data, name="", file_name=text.file_name)
    return Understood(read.bank.questions, left_out=read.left_out, notes=read.notes, title=read.bank.title)


def read_file(path: Path) -> Text:
    """A file's bytes; raises TooLarge or OSError."""
    with path.open("rb") as file:
        data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise TooLarge(
            f"{path.name} is larger than {LARGEST_BYTES // 1_000_000} MB. You can paste a part of it instead."
        )
    return Text(data, path.name)


def show(text: Text) -> Shown:
    """The words of a file; raises SeedsError where it holds none, such as a picture."""
    from seeds.importing.decoding import decoded
    from seeds.importing.html_page import html_lines

    words, name = decoded(text.data), text.file_name
    if Path(name).suffix.lower() in _PAGES:
        words, name = "\n".join(line.text for line in html_lines(words)), ""
    return Shown(tidy_text(words[:MOST_SHOWN]), is_cut=len(words) > MOST_SHOWN, file_name=name)


def keep(kept: Kept, *, folder: Path, unsaved: Mapping[str, Bank]) -> tuple[Bank, str]:
    """Save the questions; returns their bank and the id of the first one. Raises SeedsError.

    A new bank whose title one of the user's own banks has already is that bank. `unsaved` are banks with
    edits that are not in their files yet: these are kept with it.
    """
    from seeds import editing
    from seeds.keeping import name_for, save
    from seeds.shelf import Shelf

    shelf = Shelf(folder)
    own = {bank.name: bank for bank in shelf.banks() if shelf.is_own(bank.name)} | dict(unsaved)
    titles = {bank.title.casefold(): bank for bank in own.values()}
    bank = own.get(kept.bank) or titles.get(kept.title.casefold())
    if bank is None:
        taken = {*shelf.names(), *_files_in(folder)}
        bank = Bank(editing.free_id(name_for(kept.title), taken=taken, kind="bank"), kept.title, ())
    known = len(bank.questions)
    bank = editing.complete(editing.with_questions(bank, kept.questions))
    saved = replace(bank, name=save(bank, folder).stem)
    return saved, bank.questions[known].id if len(bank.questions) > known else ""


def _files_in(folder: Path) -> set[str]:
    """Names that files have already, also those that cannot be read as banks."""
    return {path.stem for path in folder.glob("*.toml")}


class AddQuestionsDesk:
    """Keeps the page at the newest text; `on_kept(bank, question id, number)` comes when they are on disk.

    `unsaved` says which banks have edits that are not in their files yet.
    """

    def __init__(
        self,
        page: AddQuestionsPage,
        *,
        run: Callable[..., Task],
        folder: Path,
        choose_file: Callable[[], Path | None],
        on_kept: Callable[[Bank, str, int], None],
        on_failure: Callable[[BaseException], None],
        unsaved: Callable[[], Mapping[str, Bank]],
        read: Reads = understand,
    ) -> None:
        self._page, self._run, self._folder = page, run, folder
        self._choose_file, self._read = choose_file, read
        self._on_kept, self._on_failure, self._unsaved = on_kept, on_failure, unsaved
        self._reading: Task | None = None
        self._is_keeping = False
        self._file_name = ""
        page.text_changed.connect(self._on_text)
        page.file_wished.connect(self._on_file_wished)
        page.file_dropped.connect(self.open_file)
        page.keep_wished.connect(self._on_keep)

    def begin(self) -> None:
        """Show an empty page, with the user's own banks to keep questions in."""
        self._forget()
        self._file_name = ""
        self._page.open(())
        self._run(self._finding_banks(), name="looking for banks", on_done=self._page.footer.offer)

    def open_file(self, path: Path) -> None:
        """Read a file and show what it holds."""
        self._start(self._reading_file(path))

    def _finding_banks(self) -> Generator[None, None, tuple[BankChoice, ...]]:
        from seeds.shelf import Shelf

        yield
        shelf = Shelf(self._folder)
        return tuple(BankChoice(one.name, one.title) for one in shelf.banks() if shelf.is_own(one.name))

    def _on_file_wished(self) -> None:
        path = self._choose_file()
        if path is not None:
            self.open_file(path)

    def _on_text(self, text: str) -> None:
        if not text.strip():
            self._forget()
            self._file_name = ""
            self._page.show_understood(Understood())
            return
        data = text.encode("utf-8", errors="surrogatepass").decode("utf-8", errors="replace").encode()
        self._start(self._reading_text(Text(data, self._file_name)))

    def _reading_text(self, text: Text) -> Generator[Shown, None, Understood | Trouble]:
        try:
            return self._read(text)
        except SeedsError as error:
            return Trouble(str(error))
        yield Shown("")  # makes this a generator

    def _reading_file(self, path: Path) -> Generator[Shown, None, Understood | Trouble]:
        try:
            text = read_file(path)
            yield show(text)
            return self._read(text)
        except SeedsError as error:
            return Trouble(str(error))
        except OSError as error:
            told = error.strerror or "no reason was given"
            return Trouble(f"This file cannot be opened ({told}). You can paste its text instead.")

    def _start(self, work: Generator[Shown, None, Understood | Trouble]) -> None:
        """Read this text; an older one that is still being read is of no use any more."""
        self._forget()
        self._page.show_working()
        self._reading = self._run(
            work,
            name="reading questions",
            on_value=self._on_file_text,
            on_done=self._on_read,
            on_failure=self._on_fault,
        )

    def _forget(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _on_file_text(self, shown: Shown) -> None:
        self._file_name = shown.file_name
        self._page.show_text(shown.text, is_cut=shown.is_cut)

    def _on_read(self, read: Understood | Trouble) -> None:
        if isinstance(read, Trouble):
            self._page.show_trouble(read.words)
        else:
            self._page.show_understood(read)

    def _on_fault(self, _error: BaseException) -> None:
        self._page.show_trouble("This text could not be read. You can paste a smaller part of it.")

    def _on_keep(self, kept: Kept) -> None:
        if self._is_keeping:
            return
        self._is_keeping = True

        def done(where: tuple[Bank, str]) -> None:
            self._is_keeping = False
            self._on_kept(*where, len(kept.questions))

        def failed(error: BaseException) -> None:
            self._is_keeping = False
            self._on_failure(error)

        self._run(self._keeping(kept), name="keeping questions", on_done=done, on_failure=failed)

    def _keeping(self, kept: Kept) -> Generator[None, None, tuple[Bank, str]]:
        yield
        return keep(kept, folder=self._folder, unsaved=self._unsaved())
