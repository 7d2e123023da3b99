"""Looks for texts that break the importer, led by the lines they reach: atheris, where it is installed.

    python -m venv APART && APART/bin/pip install atheris
    export PYTHONPATH=.:$(echo .venv/lib/python3*/site-packages)
    APART/bin/python -m tests.seeds.fuzz_import FOLDER -max_total_time=600

FOLDER keeps the texts that reached something new, and begins with the layouts of the tests; what breaks is
written to crash-... beside it. Further words are libFuzzer's options. Nothing else needs atheris.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ENDINGS = ("", ".toml", ".json", ".csv", ".md", ".html", ".txt", ".mhtml", ".tsv", ".anki")
_SLOW_S = 3.0
_CARDS = "#separator:tab\n#html:true\nWhat is x?\t<b>It</b> is {{c1::y}}\tgood\n"
_TABLE = "| Question | Answer |\n|---|---|\n| Why so? | Because of a, b and c. |\n"


def check(data: bytes) -> None:
    """The first byte is the file's ending, the rest its content; fails where an import is not as it must be.

    It ends in a sentence or in a bank, and the bank is the same when it has been written in any form
    and read again.
    """
    from seeds.errors import ImportFailed
    from seeds.importer import read_bank
    from seeds.loader import parse_bank
    from seeds.writer import FORMATS, export_text

    if not data:
        return
    try:
        bank = read_bank(data[1:], name="x", file_name=f"x{ENDINGS[data[0] % len(ENDINGS)]}").bank
    except ImportFailed:
        return
    for form in FORMATS:
        text = export_text(bank, form).encode()
        again = read_bank(text, name="x", file_name=f"x.{form}").bank
        assert again.questions == bank.questions, form
    assert parse_bank(export_text(bank, "toml").encode(), name="x", file="x") == bank


def check_soon(data: bytes) -> None:
    """The same, and it may not take long."""
    began = time.monotonic()
    check(data)
    assert time.monotonic() - began < _SLOW_S, "slow"


def beginnings() -> Iterator[bytes]:
    """What to begin with: pages of many layouts, and a bank in every form."""
    from dataclasses import replace

    from seeds.shelf import Shelf
    from seeds.writer import FORMATS, export_text
    from tests.seeds.importing.layouts import LAYOUTS
    from tests.seeds.importing.more_layouts import MORE_LAYOUTS
    from tests.seeds.importing.ward_layouts import FILES

    for page in (*LAYOUTS, *MORE_LAYOUTS):
        yield b"\0" + page.page.encode()
    for file in FILES:
        suffix = Path(file.file_name).suffix
        yield bytes([ENDINGS.index(suffix if suffix in ENDINGS else "")]) + file.text.encode()
    shipped = Shelf(None).banks()[0]
    for form in FORMATS:
        text = export_text(replace(shipped, questions=shipped.questions[:2]), form)
        yield bytes([ENDINGS.index(f".{form}")]) + text.encode()
    yield from (b"\0" + text.encode() for text in (_CARDS, _TABLE))


def main(folder: Path, options: list[str]) -> None:
    """Begin, and go on until libFuzzer's options or something broken end it."""
    import atheris

    with atheris.instrument_imports(include=["seeds"]):
        import seeds

        for one in pkgutil.walk_packages(seeds.__path__, "seeds."):
            importlib.import_module(one.name)
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(beginnings()):
        (folder / f"begin-{number:03d}").write_bytes(data)
    prefix = f"-artifact_prefix={folder.with_name('crash-')}"
    atheris.Setup([sys.argv[0], str(folder), "-max_len=6000", "-timeout=20", prefix, *options], check_soon)
    atheris.Fuzz()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
