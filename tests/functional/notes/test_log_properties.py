"""Whatever stands in the cells of a log: sessions and bad rows, or one refusal; never anything else, and no value is told."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from authpack.errors import InputError
from authpack.intake.session_csv import columns, read_csv

HEADER = ("id", "date", "code", *(name.replace(".N", ".1") for name in columns()[3:]))
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(("", "yes", "TRUE", "none", "9:10 AM", "25:00", "10/12/2026", "30/12/26", "1.5e2", "NaN", "Infinity", "-0",
                     "3,000", "48%", "#REF!", "=1+1", "9" * 40, "1e999", "2026-02-30", "12-Oct-26", "31-Feb-26", "0/0/00")),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(HEADER), CELLS, max_size=8), max_size=4),
    st.sampled_from(",;\t"),
)
def it_reads_every_row_or_says_why_not(rows: list[dict[str, str]], separator: str) -> None:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, HEADER, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(
        [{"id": f"s{at}", "date": "2026-10-12", "code": "90868", **row} for at, row in enumerate(rows)]
    )
    try:
        found = read_csv(made.getvalue())
    except InputError:
        return
    assert len(found.sessions) + len(found.bad) <= len(rows)
    assert all(fault.what for row in found.bad for fault in row.faults)
