"""A session log (CSV or YAML) -> sessions: each row stands for itself, a bad row is named and the others are read.

CSV (separated by commas, semicolons or tabs): one row for each session; a column is a field of the session (``start``,
``threshold.percent``), entries of a list are numbered from 1 (``blocks.1.pulses``). An empty cell is unknown: nothing is
taken from the row above. ``none`` under ``adverse_events`` or ``interruptions`` states that there were none. YAML:
``sessions:`` with a list of the same fields. A log cannot sign: notes are signed one by one, in the case.
"""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path
from typing import Final

from authpack.errors import InputError
from authpack.intake.session_csv import OF_WHOM, read_csv
from authpack.intake.session_rows import SessionLog, YamlRow, not_too_many, read_rows
from authpack.textio import MAX_BYTES, LoadedText, file_bytes, load_path

SCHEMA: Final = "authpack.session-log/1"


def read_log(path: Path) -> SessionLog:
    """Read a log by its suffix (.csv, .yaml, .yml); InputError when the file as a whole cannot be used."""
    if path.suffix.lower() == ".csv":
        return read_csv(_text(path), path.name)
    if path.suffix.lower() in {".yaml", ".yml"}:
        return read_yaml(load_path(path))
    raise InputError(
        f"{path.name} is neither a .csv nor a .yaml file.",
        do="Save the log as CSV (UTF-8), or write it as YAML.",
    )


def _text(path: Path) -> str:
    content = file_bytes(path, path.name)
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB.", do="Check that it is the right file."
        )
    if content[:2] in _UTF16:
        return _decoded(content, "utf-16", path.name)
    if content[:2] == b"PK":
        raise InputError(
            f"{path.name} is a spreadsheet workbook or another packed file, not text.",
            do='Open it in the spreadsheet and save it as "CSV UTF-8".',
        )
    if b"\0" in content:
        raise InputError(
            f"{path.name} is not a text file.", do='Check that it is the log, and save it as "CSV UTF-8".'
        )
    return _decoded(content, "utf-8", path.name).removeprefix("\ufeff")


_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not {encoding.upper()} text (byte {error.start}).",
            why="Letters outside English would come out wrong in a patient's note.",
            do='Save it again as "CSV UTF-8".',
        ) from None


def read_yaml(loaded: LoadedText) -> SessionLog:
    """Sessions of a YAML log; an entry that cannot be read is a bad row."""
    entries = loaded.data.get("sessions")
    unknown = sorted(set(loaded.data) - {"schema", "sessions", "invented", *OF_WHOM})
    if loaded.data.get("schema") != SCHEMA or not isinstance(entries, list) or unknown:
        raise InputError(
            f"{loaded.name} is not a session log.",
            why="Only what is meant as a log is read as notes.",
            do=f"Begin with 'schema: {SCHEMA}' and list the sessions under 'sessions:'.",
        )
    not_too_many(len(entries), loaded.name)
    rows = [
        (loaded.line_of(("sessions", place)) or 1, entry, YamlRow(loaded, place))
        for place, entry in enumerate(entries)
    ]
    of_whom = [
        (f"{loaded.name}:{loaded.line_of((one,)) or 1} ({one})", one, str(loaded.data[one]))
        for one in OF_WHOM
        if one in loaded.data
    ]
    return replace(read_rows(loaded.name, rows), of_whom=tuple(of_whom))
