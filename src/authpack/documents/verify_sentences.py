"""The clinician's new sentences in an edited letter, as paragraphs for the case file.

Words typed into a letter are lost when it is written again; kept in the record, they stand in every later one.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from authpack.documents.verify import Paired
from authpack.documents.verify_docx import Unit
from authpack.documents.verify_match import Written
from authpack.documents.verify_unit import edited_words, folded, kept_words, written_words
from authpack.errors import InputError

LEAST_WORDS: Final = 3
"""A shorter run of new words is a correction of a sentence, not a sentence."""
MOST_KEPT: Final = 0.4
"""A sentence is new when no more than this share of its words stood in the passage before."""
_GAP = re.compile(r"(?<=[.!?])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bvs\.)\s+(?=[A-Z\"'(])")
_OURS: Final = ("SignatureLabel", "DraftNotice", "Header", "Footer")
"""Styles of words that the writer itself sets."""
_LABELS = frozenset({"Signature", "Date"})


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """``place``: the heading above; ``replaces``: the record's paragraph (its number) that was edited, or None."""

    text: str
    place: str
    replaces: int | None = None


def new_paragraphs(both: Paired, trace: Mapping[str, Any]) -> tuple[NewParagraph, ...]:
    """New paragraphs, new sentences in the letter's own paragraphs, and edited paragraphs of the record."""
    values = {str(one["id"]): one for one in trace["values"]}
    found: list[NewParagraph] = []
    for there, unit in enumerate(both.edited):
        here = both.pairs.get(there)
        if unit.part != "body" or len(unit.cells) != 1 or unit.style in _OURS:
            continue
        if here is None:
            if not set(unit.text.split()) <= _LABELS and not unit.style.startswith("Heading"):
                found.append(NewParagraph(unit.text, unit.heading))
        elif (number := _own_paragraph(both.written[here], values)) is not None:
            if unit.text != both.written[here].text:
                found.append(NewParagraph(unit.text, unit.heading, number))
        elif unit.text != both.written[here].text:
            found += [NewParagraph(text, unit.heading) for text in _new_sentences(both.written[here], unit)]
    return tuple(found)


def _own_paragraph(one: Written, values: Mapping[str, Mapping[str, Any]]) -> int | None:
    """The number of the record's paragraph that a unit prints whole."""
    paths = [path for trace in one.ids for path in values.get(trace, {}).get("paths", ())]
    found = re.fullmatch(r"/paragraphs/(\d+)/text", paths[0]) if len(paths) == 1 else None
    return int(found[1]) if found else None


def _new_sentences(one: Written, unit: Unit) -> Iterator[str]:
    old, _ = written_words(one)
    new = edited_words(unit)
    kept = {new[place].at.start for place in kept_words(old, new, by_cell=False).values()}
    text = "".join(piece.text for piece in unit.cells[0])
    ends = [*(gap.end() for gap in _GAP.finditer(text)), len(text)]
    for start, stop in zip([0, *ends], ends, strict=False):
        words = [word for word in new if start <= word.at.start < stop]
        spoken = [word for word in words if word.word[0].isalnum()]
        stood = sum(word.at.start in kept for word in spoken)
        if len(spoken) >= LEAST_WORDS and stood <= MOST_KEPT * len(spoken):
            yield folded(text[start:stop])


def as_yaml(
    found: tuple[NewParagraph, ...],
    trace: Mapping[str, Any],
    *,
    date: datetime.date,
    clinician: str | None = None,
) -> str:
    """The paragraphs as the case file writes them; InputError when it is not known whose words they are."""
    who = clinician or _signer(trace)
    if who is None:
        raise InputError(
            "The trace names no clinician, so it is not known whose words the new paragraphs are.",
            do="Give --clinician ID, an id under clinicians in the case file.",
        )
    lines = [
        "# New words of the clinician, found in the edited letter. Read them, then copy them under `paragraphs` of the",
        "# case file: they then stand in every letter that is written again.",
        "paragraphs:" if found else "paragraphs: []",
    ]
    for one in found:
        if one.replaces is not None:
            lines.append(f"  # in place of the paragraph at /paragraphs/{one.replaces}")
        lines += [f"  - clinician: {who}", f"    date: {date.isoformat()}"]
        lines += [f"    place: {_quoted(one.place)}"] if one.place else []
        lines += [f"    kinds: [{trace['document']}]", f"    text: {_quoted(one.text)}"]
    return "\n".join(lines) + "\n"


def _signer(trace: Mapping[str, Any]) -> str | None:
    """The clinician whose name is printed last: the signature stands at the end."""
    paths = [path for one in trace["values"] for path in one["paths"]]
    ids = [found[1] for path in paths if (found := re.match(r"/clinicians/([^/]+)/", path))]
    return ids[-1] if ids else None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
