"""A determination as Markdown: the same arrangement as the text, for notes and tickets."""

from __future__ import annotations

import re

from authpack.cli.answer import MEANING, WORDS, Data, Row, change_list, heading, remarks, rows, trial_tables

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def escaped(text: str) -> str:
    """Text that Markdown prints as it stands, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def as_markdown(data: Data) -> str:
    """The whole answer."""
    plain = WORDS[data["overall"]][1]
    meaning = f" - {MEANING[data['overall']]}" if data["verdict"] == plain else ""
    lines = [f"# {escaped(data['verdict'])}{meaning}", ""]
    lines += [f"- **{label}:** {escaped(value)}" for label, value in heading(data)]
    lines += [
        "",
        "## Criteria",
        "",
        *_table(["", "Status", "Section", "Criterion", "Why", "Evidence", "What to get"], _rows(data)),
    ]
    for one in trial_tables(data):
        lines += ["", "## Medication trials", "", escaped(f"{one.section}: {one.says} ({one.status})"), ""]
        lines += _table(["Counts", "Trial", "Drug", "Class", "Why"], [list(line) for line in one.lines])
    lines += _changes(data)
    for title, texts in remarks(data):
        lines += ["", f"## {title}", "", *(f"- {escaped(text)}" for text in texts)]
    return "\n".join(lines) + "\n"


def _rows(data: Data) -> list[list[str]]:
    return [
        [
            row.mark.strip(),
            f"{row.symbol} {row.status}",
            row.section,
            f"{'· ' * row.depth}{row.says}",
            row.why,
            _notes(row),
            row.get,
        ]
        for row in rows(data)
    ]


def _notes(row: Row) -> str:
    return "; ".join([*([", ".join(row.evidence)] if row.evidence else []), *row.flags])


def _table(titles: list[str], body: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles)]
    return lines + ["| " + " | ".join(escaped(cell) for cell in cells) + " |" for cells in body]


def _changes(data: Data) -> list[str]:
    found = change_list(data)
    if data["overall"] == "met":
        return []
    lines = ["", "## What would change this answer", ""]
    if found.blocked_by:
        names = ", ".join(escaped(name) for name in found.blocked_by)
        return [*lines, f"Nothing is proposed: the record contradicts what the policy asks ({names})."]
    lines += ["The smallest sets of steps found:", ""]
    lines += [f"- {escaped(text)}" for text in found.shared]
    for place, one in enumerate(found.alternatives, 1):
        lines += [f"- alternative {place}:", *(f"  - {escaped(text)}" for text in one)]
    return [*lines, "", "More sets exist than are shown."] if found.truncated else lines
