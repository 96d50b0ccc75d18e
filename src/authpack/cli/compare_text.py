"""A comparison as text of any width, and as Markdown."""

from __future__ import annotations

from authpack.cli.answer import WORDS
from authpack.cli.answer_markdown import escaped
from authpack.cli.output import painted
from authpack.cli.tables import Column, indented, shares, table, wrap
from authpack.criteria.comparison import Matrix, Row
from authpack.criteria.families import FAMILIES, Family

FEW = 4
"""Up to so many payers stand as columns, families as rows; more stand as rows."""
NARROW = 72
MARK = 3
LEGEND = (
    "[+] met, [-] not met, [?] not documented, [!] needs review, [~] text not seen or licensed criteria; "
    "in round brackets: asked, but not deciding the answer; ... not spoken of."
)


def as_text(found: Matrix, left_out: list[str], width: int, *, colour: bool = False) -> str:
    """The matrix, then the nearest miss of each policy, then what was left out."""
    blocks = [_title(found, width, colour)]
    if found.rows:
        blocks += [_matrix(found, width, colour), _legend(found, width), _nearest(found, width, colour)]
    if left_out:
        says = f"No revision in force on that day ({len(left_out)}): {', '.join(left_out)}."
        blocks.append(indented(says, width, "  "))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _title(found: Matrix, width: int, colour: bool) -> list[str]:
    if not found.rows:
        return wrap("No policy has a revision in force on that day.", width)
    says = f"Case {found.case_id}, request {found.request} ({found.phase}), as of {found.as_of}: {len(found.rows)} policies."
    return [painted(line, "bold", colour) for line in wrap(says, width)]


def mark(row: Row, family: Family) -> str:
    """A cell in three characters: square brackets when it decides, round ones when it does not."""
    cell = row.cells.get(family)
    if cell is None:
        return "..."
    symbol = WORDS[cell.status][0]
    return symbol if cell.decides else f"({symbol[1]})"


def _name(row: Row) -> str:
    return row.policy.head.payer.printed + (" (your own)" if row.policy.local else "")


def _matrix(found: Matrix, width: int, colour: bool) -> list[str]:
    if len(found.rows) <= FEW and width >= NARROW:
        return _payers_as_columns(found, width, colour)
    if width < NARROW:
        return _stacked(found, width, colour)
    # One column for all marks: a gap of one character leaves the payers' names the most room.
    marks = Column(" ".join(FAMILIES[one][0] for one in found.families), (MARK + 1) * len(found.families) - 1)
    columns = [Column("All", MARK), Column("Payer", width - MARK - marks.width - 4), marks]
    rows = []
    for row, label in zip(found.rows, _labels(found), strict=True):
        symbol, _, tone = WORDS[row.overall]
        rows.append(([symbol, label, " ".join(mark(row, one) for one in found.families)], tone))
    return table(columns, rows, colour=colour)


def _labels(found: Matrix) -> list[str]:
    """Payers' names, with the policy's number where a payer has several."""
    names = [_name(row) for row in found.rows]
    return [
        f"{name}, {row.policy.head.number}" if names.count(name) > 1 else name
        for name, row in zip(names, found.rows, strict=True)
    ]


def _payers_as_columns(found: Matrix, width: int, colour: bool) -> list[str]:
    columns = shares(width, [("", 24), *((_name(row), 20) for row in found.rows)])
    titles = [Column("Criteria", columns[0].width), *(Column("", one.width) for one in columns[1:])]
    rows = [
        (["", *(f"{_name(row)}\n{row.policy.id}" for row in found.rows)], "plain"),
        (["answer", *(f"{WORDS[row.overall][0]} {row.verdict}" for row in found.rows)], "bold"),
    ]
    rows += [
        ([FAMILIES[one][1], *(_cell_words(row, one) for row in found.rows)], "plain")
        for one in found.families
    ]
    return table(titles, rows, colour=colour)


def _cell_words(row: Row, family: Family) -> str:
    cell = row.cells.get(family)
    if cell is None:
        return "... not spoken of"
    return f"{mark(row, family)} {WORDS[cell.status][1]}" + ("" if cell.decides else ", not deciding")


def _stacked(found: Matrix, width: int, colour: bool) -> list[str]:
    lines: list[str] = []
    for row in found.rows:
        symbol, _, tone = WORDS[row.overall]
        lines += [
            painted(line, tone, colour) for line in wrap(f"{symbol} {_name(row)} ({row.policy.id})", width)
        ]
        cells = ", ".join(
            f"{FAMILIES[one][0]} {mark(row, one).strip()}" for one in found.families if one in row.cells
        )
        lines += indented(cells, width, "    ")
    return lines


def _legend(found: Matrix, width: int) -> list[str]:
    names = "; ".join(f"{FAMILIES[one][0]} {FAMILIES[one][1]}" for one in found.families)
    return [*wrap(LEGEND, width), *wrap(names + ".", width)]


def _nearest(found: Matrix, width: int, colour: bool) -> list[str]:
    lines = [painted("NEAREST MISS", "bold", colour)]
    for row in found.rows:
        symbol, _, tone = WORDS[row.overall]
        head = f"{_name(row)} ({row.policy.id}): {row.verdict}"
        first, *rest = indented(head, width, "    ", symbol)
        lines += [painted(symbol, tone, colour) + first[len(symbol) :], *rest]
        for text in nearest_words(row):
            lines += indented(text, width, "      ", "    -")
    return lines


def nearest_words(row: Row) -> list[str]:
    """What is nearest to met, each step in words."""
    if row.nearest.kind == "change":
        return [*row.nearest.says]
    if row.nearest.kind == "blocked":
        return [f"blocked: {one}" for one in row.nearest.says]
    return [] if row.nearest.kind == "met" else ["no set of steps was found"]


def as_markdown(found: Matrix, left_out: list[str]) -> str:
    """The matrix as a table, and the nearest miss of each policy as a list."""
    heads = ["Answer", "Payer", "Policy", *(FAMILIES[one][1] for one in found.families)]
    lines = [
        f"# {escaped(_title(found, 1000, False)[0])}",
        "",
        "| " + " | ".join(heads) + " |",
        "|" + " --- |" * len(heads),
    ]
    for row in found.rows:
        cells = [row.verdict, _name(row), row.policy.id, *(mark(row, one).strip() for one in found.families)]
        lines.append("| " + " | ".join(escaped(cell) for cell in cells) + " |")
    lines += ["", escaped(LEGEND), "", "## Nearest miss", ""]
    for row in found.rows:
        lines.append(f"- **{escaped(_name(row))}** ({escaped(row.policy.id)}): {escaped(row.verdict)}")
        lines += [f"  - {escaped(text)}" for text in nearest_words(row)]
    if left_out:
        lines += ["", escaped(f"No revision in force on that day: {', '.join(left_out)}.")]
    return "\n".join(lines) + "\n"
