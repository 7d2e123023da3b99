"""`greenroom banks`: list, show, import and export question banks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from desktop.bank_files import FORMATS
from desktop.paths import find_paths
from desktop.words import count


@click.group()
def banks() -> None:
    """Question banks: those that come with Greenroom and your own."""


@banks.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_banks(*, as_json: bool) -> None:
    """List the banks."""
    from desktop import as_json as plain
    from seeds.shelf import Shelf

    shelf = Shelf(find_paths().banks)
    for fault in shelf.faults():
        print(f"greenroom: {fault}", file=sys.stderr)
    found = shelf.banks()
    if as_json:
        click.echo(plain.text({"schema": plain.SCHEMA, "banks": [plain.bank_line(one) for one in found]}))
    else:
        for one in found:
            click.echo(f"{one.name}  {one.title}, {count(len(one.questions), 'question')}")


@banks.command()
@click.argument("bank")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(bank: str, *, as_json: bool) -> None:
    """Show a bank's questions and the points of a good answer."""
    from desktop import as_json as plain
    from desktop import report
    from desktop.analyze import shelf_bank

    found = shelf_bank(bank, paths=find_paths())
    click.echo(plain.text(plain.bank(found)) if as_json else report.bank(found))


@banks.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--name", default="", help="How the bank will be called; the file's own name otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def import_bank(file: Path, *, name: str, as_json: bool) -> None:
    """Import FILE (or - for stdin): a saved page, Markdown, CSV, Anki's text export, TOML or JSON."""
    from desktop import as_json as plain
    from desktop.bank_files import import_into

    kept = import_into(find_paths().banks, file=file, name=name)
    if as_json:
        click.echo(plain.text(plain.bank(kept)))
    else:
        click.echo(f"Kept {count(len(kept.questions), 'question')} as {kept.name}.")


@banks.command()
@click.argument("bank")
@click.option("--format", "form", type=click.Choice(FORMATS), default="toml", show_default=True)
def export(bank: str, *, form: str) -> None:
    """Print a bank as TOML, JSON, Markdown or CSV."""
    from desktop.analyze import shelf_bank
    from desktop.bank_files import exported

    click.echo(exported(shelf_bank(bank, paths=find_paths()), form=form), nl=False)
