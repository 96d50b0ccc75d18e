"""``authpack templates``: list, show, values, check and copy the templates of letters, notes and appeals."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output
from authpack.cli.tables import fitted

if TYPE_CHECKING:
    from authpack.api.templates import TemplateFile

ACTIONS = {
    "list": "every template, the folder that wins, and its version",
    "show": "one template as it stands in its file",
    "values": "every value that a template of one kind may name",
    "check": "look for faults, without a patient and with the invented examples",
    "copy": "copy a template and the partials it needs, to change them",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the actions."""
    parser.epilog = "How to: docs/templates.md. Exit codes: 0 done, 2 bad input, 6 output, 7 faults."
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions")
    made = {}
    for name, summary in ACTIONS.items():
        one = actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        options.add_templates(one)
        made[name] = one
    for name in ("list", "values"):
        made[name].add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    made["show"].add_argument(
        "name", metavar="NAME", help="a template (letters/authorization) or a kind of document"
    )
    made["values"].add_argument(
        "kind", metavar="KIND", nargs="?", help="a kind of document (default: list the kinds)"
    )
    made["check"].add_argument(
        "name", metavar="NAME", nargs="?", help="one template (default: your own, else all)"
    )
    made["copy"].add_argument("name", metavar="NAME", help="a template or a kind of document")
    made["copy"].add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="your folder of templates"
    )
    for name, function in (
        ("list", _list),
        ("show", _show),
        ("values", _values),
        ("check", _check),
        ("copy", _copy),
    ):
        made[name].set_defaults(run=function)


def _list(arguments: argparse.Namespace) -> int:
    from authpack.api.templates import templates

    found = templates(arguments.templates)
    if arguments.format == "json":
        _json([_data(one) for one in found])
        return 0
    width = max((len(_short(one)) for one in found), default=0)
    output.emit(fitted(_lines(found, width)))
    return 0


def _lines(found: tuple[TemplateFile, ...], width: int) -> Iterator[str | Path]:
    folder = ""
    for one in found:
        here, _, _ = one.name.partition("/")
        if here != folder:
            yield from ([""] if folder else []) + [f"{here}:"]
            folder = here
        whose = "own, in place of the shipped one" if one.hides else "own" if one.own else "shipped"
        kinds = ", ".join(kind.name for kind in one.kinds)
        yield f"  {_short(one):{width}}  {one.sha256[:12]}  {whose}{f': {kinds}' if kinds else ''}"
        if one.own:
            yield one.path


def _short(one: TemplateFile) -> str:
    return one.name.removesuffix(".md.j2")


def _data(one: TemplateFile) -> dict[str, object]:
    return {
        "name": one.name,
        "path": str(one.path),
        "own": one.own,
        "in_place_of_shipped": one.hides,
        "kinds": [{"name": kind.name, "family": kind.family, "says": kind.says} for kind in one.kinds],
        "sha256": one.sha256,
    }


def _json(data: object) -> None:
    import json

    output.emit(json.dumps(data, ensure_ascii=False, indent=2))


def _show(arguments: argparse.Namespace) -> int:
    from authpack.api.templates import template

    one = template(arguments.name, arguments.templates)
    output.emit(one.path.read_text(encoding="utf-8"))
    return 0


def _values(arguments: argparse.Namespace) -> int:
    from authpack.cli import templates_values

    return templates_values.run(arguments)


def _check(arguments: argparse.Namespace) -> int:
    from authpack.api.templates import check_templates
    from authpack.errors import ContentError

    found = check_templates(arguments.name, arguments.templates)
    if found.faults:
        raise ContentError(
            f"{len(found.faults)} fault(s) in {len(found.names)} template(s).",
            faults=found.faults,
            why="A document would be refused when it is needed, or say less than the record.",
            do="Mend the places named; `authpack templates values KIND` lists every value.",
        )
    lines = [
        f"{len(found.names)} template(s), no fault; {found.written} document(s) written from the invented examples."
    ]
    lines += [f"Note: no kind of document uses {one}." for one in found.unused]
    output.emit(fitted(lines))
    return 0


def _copy(arguments: argparse.Namespace) -> int:
    from authpack.api.templates import copy_template

    files = copy_template(arguments.name, arguments.templates)
    folder: Path = arguments.output
    output.check_place(folder, files, force=False)
    for name, text in files.items():
        place = folder / name
        output.write_file(place, text, force=False)
    output.emit(fitted(_copied(folder, files)))
    return 0


def _copied(folder: Path, files: dict[str, str]) -> Iterator[str | Path]:
    yield "Copied:"
    yield from (folder / name for name in files)
    if any(name.startswith("partials/") for name in files):
        yield "A copied partial stands in place of the shipped one in every document: delete those that you do not change."
    yield f"Then: authpack templates check --templates {folder}"
    yield f"Use them with --templates {folder}, or set AUTHPACK_TEMPLATES."
