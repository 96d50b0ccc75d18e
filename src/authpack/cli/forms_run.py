"""What ``authpack forms inspect``, ``map`` and ``fill`` do."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from authpack import api
from authpack.cli import options, output
from authpack.cli.tables import fitted

if TYPE_CHECKING:
    from authpack.criteria.finding import Determination
    from authpack.domain.case import Case
    from authpack.packets.forms.model import FormField, FormInfo

STILL_OPEN = 4
SCHEMA = "authpack.form_fields/1"


def inspect(arguments: argparse.Namespace) -> int:
    """List the fields; with a folder, draw them."""
    content, password = _read(arguments)
    info = api.inspect_form(content, password=password)
    names = [f"{arguments.form.stem}-page-{page}.png" for page in range(1, len(info.sheets) + 1)]
    if arguments.output:
        output.check_place(arguments.output, dict.fromkeys(names), force=arguments.force)
        pictures = api.form_pictures(content, info, password=password)
        output.write_files(arguments.output, dict(zip(names, pictures, strict=True)), force=arguments.force)
    if arguments.format == "json":
        output.emit(json.dumps(_data(info), ensure_ascii=False, indent=1))
        return 0
    lines = list(_described(info))
    if arguments.output:
        lines += ["Pictures:", *(f"  {arguments.output / name}" for name in names)]
    output.emit("\n".join(lines))
    return 0


def _read(arguments: argparse.Namespace) -> tuple[bytes, str | None]:
    content = api.form_bytes(arguments.form)
    file = arguments.password_file
    if arguments.ask_password:
        from authpack.cli.packet_password import ask

        return content, ask("Password of the form: ", instead="--password-file FILE")
    return content, api.form_bytes(file).decode("utf-8", "replace").strip() if file else None


def _data(info: FormInfo) -> dict[str, Any]:
    """The form as JSON; what the file holds in its fields is said, not shown."""
    fields = []
    for one in info.fields:
        data = asdict(one)
        data["label"] = one.label
        data["holds_a_value"] = data.pop("value") is not None
        data.pop("default")
        fields.append(data)
    sheets = [asdict(one) for one in info.sheets]
    return {
        "schema": SCHEMA,
        "sha256": info.sha256,
        "title": info.title,
        "pages": sheets,
        "fields": fields,
        "notes": list(info.notes),
    }


def _described(info: FormInfo) -> Iterator[str]:
    pages = f"{len(info.sheets)} page{'s' if len(info.sheets) > 1 else ''}"
    yield f"{pages}, {len(info.fields)} fields, sha256 {info.sha256}"
    yield from (f"Note: {one}" for one in info.notes)
    for one in info.fields:
        where = "page " + ", ".join(map(str, one.pages))
        yield f"{one.number:>4}  {one.name}"
        yield f"      {_kind(one)}, {where}" + (f': "{one.label}"' if one.label else "")
        values = (
            one.states
            if one.kind in ("checkbox", "radio")
            else tuple(choice.export for choice in one.choices)
        )
        if values:
            yield f"      values: {', '.join(values)}"


def _kind(one: FormField) -> str:
    said: list[str] = [one.kind]
    flags = {
        "several lines": one.multiline,
        f"one of {one.max_length} cells a character": one.comb,
        f"at most {one.max_length} characters": one.max_length is not None and not one.comb,
        "required": one.required,
        "read-only": one.read_only,
        "secret": one.password,
        "own text allowed": one.editable,
        "several values": one.multiple,
        "script": one.script,
        "holds a value": one.value is not None,
        "hidden": all(box.hidden for box in one.widgets),
        f"{len(one.widgets)} boxes": len(one.widgets) > 1,
    }
    return ", ".join(said + [words for words, so in flags.items() if so])


def start_map(arguments: argparse.Namespace) -> int:
    """Write the start of a mapping."""
    content, password = _read(arguments)
    info = api.inspect_form(content, password=password)
    text = api.start_form_mapping(info, arguments.title or info.title or "Payer's form")
    if arguments.output is None:
        output.emit(text)
        return 0
    output.write_file(arguments.output, text, force=arguments.force)
    output.emit(f"Wrote {arguments.output}. Read every line and complete it before you fill the form.")
    return 0


def fill(arguments: argparse.Namespace) -> int:
    """Fill the form and write it with its report and trace."""
    target: Path = arguments.output
    names = [target.name, f"{target.stem}.report.json", f"{target.stem}.trace.json"]
    output.check_place(target.parent, dict.fromkeys(names), force=arguments.force)
    content, password = _read(arguments)
    mapping = api.load_form_mapping(arguments.mapping)
    case = api.load_case(arguments.case)
    filled = api.fill_form(
        case,
        content,
        mapping,
        _judged(case, arguments),
        request=arguments.request,
        date=arguments.date,
        flatten=arguments.flatten,
        strict=arguments.strict,
        password=password,
        templates=arguments.templates,
        fonts=arguments.fonts,
    )
    contents = (filled.pdf, _json(filled.report.data()), _json(filled.trace))
    output.write_files(target.parent, dict(zip(names, contents, strict=True)), force=arguments.force)
    _tell(filled.report, [target.parent / name for name in names], arguments.format)
    return STILL_OPEN if filled.report.open or filled.report.required_empty else 0


def _tell(report: Any, files: list[Path], form: str) -> None:
    from authpack.packets.forms.report import report_lines

    if form == "json":
        output.emit(_json(report.data()))
        return
    output.emit(fitted([*report_lines(report), "Wrote:", *files]))


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _judged(case: Case, arguments: argparse.Namespace) -> Determination | None:
    """The determination, as for a letter; without one when no policy can be told and none was named."""
    from authpack.errors import PolicyChoiceError

    try:
        return options.judged(case, arguments)
    except PolicyChoiceError:
        if arguments.policy:
            raise
        return None
