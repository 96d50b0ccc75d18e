"""A determination as text of any width: the answer first, then why, then what would change it."""

from __future__ import annotations

from authpack.cli.answer import (
    MEANING,
    WORDS,
    ChangeList,
    Data,
    Row,
    TrialTable,
    change_list,
    deciding,
    heading,
    remarks,
    rows,
    trial_tables,
)
from authpack.cli.output import painted
from authpack.cli.tables import Column, indented, shares, table, wrap

WIDE = 150
MEDIUM = 72
BRIEF = 6
"""Deciding criteria named at the top; the table marks all."""
STATUS_WIDTH = 20
LEGEND = "(* decides the answer; [+] for, [-] against, [?] [!] [~] open, [ ] does not apply)"


def as_text(data: Data, width: int, *, colour: bool = False) -> str:
    """The whole answer as lines of at most ``width`` characters."""
    found = rows(data)
    blocks = [
        _headline(data, width, colour),
        _facts(data, width),
        _in_short(found, width, colour),
        _criteria(found, width, colour),
        *(_trials(one, width, colour) for one in trial_tables(data)),
        _changes(change_list(data), data, width, colour),
        *(_remark(title, lines, width, colour) for title, lines in remarks(data)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _headline(data: Data, width: int, colour: bool) -> list[str]:
    symbol, plain, tone = WORDS[data["overall"]]
    meaning = f": {MEANING[data['overall']]}" if data["verdict"] == plain else ""
    lines = wrap(f"{symbol} {data['verdict'].upper()}{meaning}", width)
    return [painted(line, "bold" if tone == "plain" else tone, colour) for line in lines]


def _facts(data: Data, width: int) -> list[str]:
    return [line for label, value in heading(data) for line in indented(value, width, " " * 8, label)]


def _title(text: str, colour: bool) -> str:
    return painted(text.upper(), "bold", colour)


def _in_short(found: list[Row], width: int, colour: bool) -> list[str]:
    """The criteria that stand in the way, shortest first look."""
    decisive = deciding(found)
    if not decisive:
        return []
    lines = [_title("What decides", colour)]
    for row in decisive[:BRIEF]:
        section = f"{row.section}: " if row.section else ""
        text = f"{section}{row.status}: {row.why}"
        first, *rest = indented(text, width, "    ", row.symbol)
        lines += [painted(row.symbol, row.tone, colour) + first[len(row.symbol) :], *rest]
    if len(decisive) > BRIEF:
        lines += indented(f"and {len(decisive) - BRIEF} more, marked * below", width, "    ")
    return lines


# -- criteria ------------------------------------------------------------------------------------


def _criteria(found: list[Row], width: int, colour: bool) -> list[str]:
    lines = [_title("Criteria", colour)]
    if width >= WIDE:
        lines += _six_columns(found, width, colour)
    elif width >= MEDIUM:
        lines += _three_columns(found, width, colour)
    else:
        lines += _stacked(found, width, colour)
    return [*lines, *wrap(LEGEND, width)]


def _state(row: Row) -> str:
    return f"{row.mark} {row.symbol} {row.status}"


def _says(row: Row) -> str:
    return _indent(row) + row.says


def _indent(row: Row) -> str:
    return "  " * min(row.depth, 6)


def _notes(row: Row) -> str:
    return "\n".join([", ".join(row.evidence), *row.flags]).strip("\n")


def _six_columns(found: list[Row], width: int, colour: bool) -> list[str]:
    rest = shares(
        width - STATUS_WIDTH - 2,
        [("Section", 14), ("Criterion", 28), ("Why", 24), ("Evidence", 20), ("What to get", 24)],
    )
    columns = [Column("Status", STATUS_WIDTH), *rest]
    cells = [
        ((_state(row), row.section, _says(row), row.why, _notes(row), row.get), row.tone) for row in found
    ]
    return table(columns, cells, colour=colour)


def _three_columns(found: list[Row], width: int, colour: bool) -> list[str]:
    rest = shares(width - STATUS_WIDTH - 2, [("Section", 17), ("Criterion, why, evidence, what to get", 60)])
    columns = [Column("Status", STATUS_WIDTH), *rest]
    cells = [
        (
            (
                _state(row),
                row.section,
                "\n".join([_says(row), *(_indent(row) + "  " + one for one in _details(row))]),
            ),
            row.tone,
        )
        for row in found
    ]
    return table(columns, cells, colour=colour)


def _details(row: Row) -> list[str]:
    """What stands below a criterion's words; a group says only what it is."""
    if not row.leaf:
        return [f"({row.why})"]
    named = [
        ("why", row.why),
        ("evidence", ", ".join(row.evidence)),
        *(("note", flag) for flag in row.flags),
        ("get", row.get),
    ]
    return [f"{name}: {text}" for name, text in named if text]


def _stacked(found: list[Row], width: int, colour: bool) -> list[str]:
    lines: list[str] = []
    for row in found:
        head = _state(row) + (f" - {row.section}" if row.section else "")
        lines += [painted(line, row.tone, colour) for line in wrap(head, width)]
        for text in [_says(row), *_details(row)]:
            lines += indented(text, width, "    ")
    return lines


# -- trials and changes ----------------------------------------------------------------------------


def _trials(one: TrialTable, width: int, colour: bool) -> list[str]:
    lines = [_title("Medication trials", colour)]
    lines += wrap(f"{one.section}: {one.says} ({one.status})", width)
    if not one.lines:
        return [*lines, "No trial is recorded."]
    tones = {"[+]": "good", "[-]": "bad"}
    if width < MEDIUM:
        for counts, trial, drug, classes, why in one.lines:
            lines += [
                painted(line, tones.get(counts[:3], "open"), colour)
                for line in wrap(f"{counts}: {drug} ({trial}, {classes})", width)
            ]
            lines += indented(why, width, "    ")
        return lines
    fixed = [Column("Counts", 10), Column("Trial", max(5, *(min(len(line[1]), 12) for line in one.lines)))]
    room = width - sum(column.width for column in fixed) - 2 * len(fixed)
    columns = [*fixed, *shares(room, [("Drug", 22), ("Class", 18), ("Why", 45)])]
    return lines + table(
        columns, [(line, tones.get(line[0][:3], "open")) for line in one.lines], colour=colour
    )


def _changes(found: ChangeList, data: Data, width: int, colour: bool) -> list[str]:
    if data["overall"] == "met":
        return []
    lines = [_title("What would change this answer", colour)]
    if found.blocked_by:
        says = {one["id"]: one["says"] for one in data["findings"]}
        lines += wrap("Nothing is proposed: the record contradicts what the policy asks here.", width)
        for name in found.blocked_by:
            lines += indented(f"{says.get(name, '')} ({name})", width, "    ", "[-]")
        return lines
    if not found.shared and not found.alternatives:
        return [*lines, *wrap("No set of steps was found that would make the answer met.", width)]
    lines += wrap(
        "The smallest sets of steps found. They would let the answer become met, if the record shows it.",
        width,
    )
    for text in found.shared:
        lines += indented(text, width, "  ", "-")
    for place, one in enumerate(found.alternatives):
        opening = "and either:" if found.shared else "Either:"
        lines += wrap(opening if place == 0 else "or:", width)
        for text in one:
            lines += indented(text, width, "    ", "  -")
    if found.truncated:
        lines += wrap("More sets exist than are shown.", width)
    return lines


def _remark(title: str, texts: list[str], width: int, colour: bool) -> list[str]:
    lines = [_title(title, colour)]
    for text in texts:
        lines += indented(text, width, "  ", "-")
    return lines
