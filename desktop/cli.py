"""The command line, without Qt: `greenroom` opens the window, its commands answer in the terminal."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from coach.spelled import clock
from desktop import __version__
from desktop.cli_banks import banks
from desktop.paths import find_paths
from desktop.refusals import Refusal, one_line

if TYPE_CHECKING:
    from coach.attempt import AttemptSummary

CANCELLED = 130


def run(args: list[str] | None = None) -> None:
    """Run the command line and exit: 0 if all went well, 2 for bad input, 1 for trouble of another kind."""
    sys.exit(answer(args))


def answer(args: list[str] | None = None) -> int:
    """Run the command line and hand back its exit code; every error is one sentence on stderr."""
    try:
        result = greenroom.main(args, prog_name="greenroom", standalone_mode=False)
    except Refusal as refusal:
        return _tell(str(refusal), code=refusal.exit_code)
    except click.ClickException as error:
        return _tell(error.format_message(), code=2)
    except (click.Abort, KeyboardInterrupt):
        return CANCELLED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the edge of the command line
        if os.environ.get("GREENROOM_TRACE"):
            raise
        from desktop.notices import notice_for

        return _tell(notice_for(error).line, code=1)
    return result if isinstance(result, int) else 0


def _tell(sentence: str, *, code: int) -> int:
    print(f"greenroom: {one_line(sentence)}", file=sys.stderr)
    return code


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="greenroom", message="%(prog)s %(version)s")
@click.pass_context
def greenroom(context: click.Context) -> int | None:
    """Rehearse job interviews out loud. Without a command the window opens."""
    if context.invoked_subcommand is not None:
        return None
    from desktop.app import open_window

    return open_window(find_paths())


@greenroom.command()
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("--question", metavar="BANK/ID", help="Hold the answer against this question.")
@click.option(
    "--bank", "bank_file", type=click.Path(path_type=Path), help="Take the question from this file."
)
@click.option(
    "--model",
    default="",
    metavar="NAME",
    help="The speech model, else the one of Settings; `greenroom doctor` lists them.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def analyze(audio: Path, *, question: str | None, bank_file: Path | None, model: str, as_json: bool) -> None:
    """Analyse a recording: words, fillers, pauses, pace, and which points were covered."""
    from desktop import analyze as work
    from desktop import as_json as plain

    with _only_ours_on_stdout():
        review, asked = work.analyze(
            audio, named=question, bank_file=bank_file, model=model, paths=find_paths(), on_progress=_progress
        )
    from coach.export import review_as_dict

    click.echo(
        plain.text(review_as_dict(review))
        if as_json
        else work.told(review, question=asked, paths=find_paths())
    )


@greenroom.group()
def history() -> None:
    """The answers that are kept."""


@history.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_history(*, as_json: bool) -> None:
    """List the answers, the newest first."""
    from desktop import as_json as plain
    from desktop import report

    attempts = _attempts()
    if as_json:
        from coach.export import attempt_as_dict

        click.echo(
            plain.text({"schema": plain.SCHEMA, "attempts": [attempt_as_dict(one) for one in attempts]})
        )
    else:
        click.echo(report.attempts(attempts))


@greenroom.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(*, as_json: bool) -> None:
    """Look at sound, voice, models and the data folder; say what is wrong and how to mend it."""
    from desktop import as_json as plain
    from desktop.doctor import examine

    with _only_ours_on_stdout():
        found = examine(find_paths())
    click.echo(plain.text(found.plain()) if as_json else found.text())


@greenroom.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def coverage(file: Path) -> None:
    """Judge answers in FILE or -, JSON lines of {"question", "answer", "points"}; each gives a line."""
    from desktop.coverage_lines import judge

    lines = sys.stdin.buffer if str(file) == "-" else _opened(file)
    with lines:
        for line in judge(lines):
            click.echo(line)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror or error}.") from error


def _attempts() -> tuple[AttemptSummary, ...]:
    path = find_paths().history
    if not path.exists():
        return ()
    from coach.history import History

    with contextlib.closing(History.open(path)) as kept:
        return kept.summaries()[::-1]


def _progress(heard_s: float) -> None:
    """One line on a terminal's stderr, overwritten; nothing where stderr is a file."""
    if sys.stderr.isatty():
        print(f"\rlistened to {clock(heard_s)} ", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _only_ours_on_stdout() -> Iterator[None]:
    """What libraries print meanwhile goes to stderr, native code included: stdout holds our words alone."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # no stdout at all, as in a windowed program
        yield
        return
    try:
        os.dup2(2, 1)
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


greenroom.add_command(banks)
