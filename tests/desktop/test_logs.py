"""The log: one small file, and one line on stderr where there can be none."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop import logs


def test_a_log_that_cannot_be_written_is_one_line_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "greenroom.log").mkdir()
    handlers = list(logging.getLogger().handlers)
    logs.begin(tmp_path / "greenroom.log")
    added = [one for one in logging.getLogger().handlers if one not in handlers]
    try:
        record = logging.LogRecord("desktop", logging.ERROR, "", 0, "%s failed", ("recording",), None)
        for one in added:
            one.handle(record)
    finally:
        for one in added:
            logging.getLogger().removeHandler(one)
            one.close()
    assert capsys.readouterr().err == "ERROR desktop: recording failed\n"
