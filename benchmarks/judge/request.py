"""What a training is asked for on the command line, and which teachers that takes; without torch."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from coach.network import FOLDER

HERE = Path(__file__).parent
TEACHERS = (1, 2)


def asked_for(arguments: Sequence[str] | None = None, *, told: str | None) -> argparse.Namespace:
    """The command line, or these `arguments`; `told` is what --help says. What contradicts itself ends it."""
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=HERE / "answers")
    parser.add_argument("--drills", type=Path, default=HERE / "drills")
    parser.add_argument("--mpnet", type=Path, help="folder of the published weights; else the packages'")
    parser.add_argument("--teachers", type=Path, help="folder of the teachers' files; without, labels alone")
    parser.add_argument("--only", type=int, choices=TEACHERS, help="train this teacher and no more")
    parser.add_argument("--taught", type=Path, help="a reader.pt: it is not taught again")
    parser.add_argument("--device", default="", help="cuda or cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes that make lessons ready")
    parser.add_argument("--out", type=Path, default=FOLDER)
    found = parser.parse_args(arguments)
    if found.only and not found.teachers:
        parser.error("--only trains a teacher; say with --teachers in which folder it is to be kept")
    if found.only and found.taught:
        parser.error("--only trains a teacher, --taught makes the file of a reader; ask for one of them")
    return found


def teachers_to_train(asked: argparse.Namespace) -> dict[int, Path]:
    """Each teacher that is not kept yet, by its seed, and where it is to be kept."""
    seeds = [asked.only] if asked.only else _teaching(asked)
    kept = {seed: _kept(asked, seed) for seed in seeds}
    return {seed: path for seed, path in kept.items() if not path.exists()}


def teachers_to_ask(asked: argparse.Namespace) -> tuple[Path, ...]:
    """The files of the teachers that a reader learns from."""
    return () if asked.only else tuple(_kept(asked, seed) for seed in _teaching(asked))


def _teaching(asked: argparse.Namespace) -> tuple[int, ...]:
    """Teachers by whom a reader is taught: none where it has been."""
    return TEACHERS if asked.teachers and not asked.taught else ()


def _kept(asked: argparse.Namespace, seed: int) -> Path:
    path: Path = asked.teachers / f"teacher-{seed}.pt"
    return path
