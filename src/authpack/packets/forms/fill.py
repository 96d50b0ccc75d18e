"""Fills a form: the answers (``answers``), their text set in the boxes (``fitting``, ``overlay``), the file written.

``fill_form`` is the way in for packets and the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from authpack.documents.blocks import DRAFT_NOTICE
from authpack.documents.trace import Tracer
from authpack.documents.writers.style import Style
from authpack.errors import DocumentRefused, Fault
from authpack.packets.forms.addendum import addendum_pdf
from authpack.packets.forms.answers import Answers, answers
from authpack.packets.forms.fitting import Fit
from authpack.packets.forms.mapping import FormMapping
from authpack.packets.forms.model import FormInfo
from authpack.packets.forms.overlay import Drawing, overlay_pdf
from authpack.packets.forms.reading import read_form
from authpack.packets.forms.report import Report
from authpack.packets.forms.setting import Setter
from authpack.packets.forms.values import FormValues
from authpack.packets.forms.writing import write_form

INVENTED: Final = "EXAMPLE: the patient and the practice are invented"
TRACE_SCHEMA: Final = "authpack.trace/1"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled form: the whole PDF (addendum last), the addendum by itself, what was done, where values come from."""

    pdf: bytes = field(repr=False)
    addendum: bytes = field(repr=False)
    report: Report
    trace: dict[str, Any] = field(repr=False)


def fill_form(
    form: bytes,
    mapping: FormMapping,
    values: FormValues,
    *,
    style: Style,
    flatten: bool = False,
    strict: bool = False,
    password: str | None = None,
) -> FilledForm:
    """The form filled from the values.

    ContentError when mapping and form do not fit; DocumentRefused when a value has no origin, a character has
    no glyph, the form is already signed, or (strict) something is still open; InputError for a form that cannot
    be read. A missing fact leaves its field empty and is reported.
    """
    info = read_form(form, password=password)
    _refuse_signed(info)
    found = answers(mapping, info, values)
    _refuse_glyphs(found, style)
    setter = Setter(mapping, info, found, style)
    report = setter.report(flatten, values)
    if strict:
        _refuse_open(report)
    notice = INVENTED if values.invented else ""
    addendum = addendum_pdf(
        mapping.form.title, setter.items, values.identity, style, draft=values.draft, notice=notice
    )
    setter.mark_pages([one for one in (notice, DRAFT_NOTICE if values.draft else "") if one])
    overlay = overlay_pdf(setter.drawings or [_nothing()], style)
    plan = setter.plan | {"flatten": flatten, "title": mapping.form.title, "password": password}
    pdf = write_form(form, overlay, addendum, plan)
    return FilledForm(pdf, addendum, _counted(report, addendum), _trace(mapping, found, report, values))


def _nothing() -> Drawing:
    return Drawing(10, 10, Fit(8, ()))


def _refuse_signed(info: FormInfo) -> None:
    signed = [one for one in info.fields if one.kind == "signature" and one.value is not None]
    if signed:
        raise DocumentRefused(
            "The form is already signed.",
            faults=tuple(
                Fault(f"page {one.pages[0]}, {one.label or one.name}", "holds a signature.") for one in signed
            ),
            why="Filling it would break the signature, and say more than was signed.",
            do="Fill the blank form, and have it signed again.",
        )


def _refuse_glyphs(found: Answers, style: Style) -> None:
    """As for a letter: a character that no font draws refuses the form, and names the font to add."""
    texts = [(one.name, one.text) for one in found.fields if one.state == "filled"]
    texts += [(over.heading, text) for over in found.overflows for row in over.items for text in row]
    wrong = [name for name, text in texts if style.fonts.missing(text.replace("\n", " "))]
    if not wrong:
        return
    try:
        style.fonts.require(text.replace("\n", " ") for _, text in texts)
    except DocumentRefused as error:
        faults = tuple(Fault(name, "holds such a character.") for name in wrong)
        why = "The form would show empty boxes, or leave out part of a name."
        raise DocumentRefused(error.what, why=why, do=error.do, faults=faults) from None


def _refuse_open(report: Report) -> None:
    wrong = dict.fromkeys((*report.open, *report.required_empty))
    if wrong:
        faults = tuple(
            Fault(f"page {one.page}, {one.label}", one.why or "is required and still empty.") for one in wrong
        )
        raise DocumentRefused(
            f"{len(faults)} field(s) of the form are still open, and nothing was written.",
            faults=faults,
            do="Record what is missing, or fill the form without --strict and complete it by hand.",
        )


def _counted(report: Report, addendum: bytes) -> Report:
    from io import BytesIO

    if not addendum:
        return report
    from pypdf import PdfReader

    return replace(report, addendum_pages=len(PdfReader(BytesIO(addendum)).pages))


def _trace(mapping: FormMapping, found: Answers, report: Report, values: FormValues) -> dict[str, Any]:
    """``*.trace.json``: every value with its origin, and which field shows it."""
    lines = {one.name: one for one in report.lines}
    printed = [one for one in found.fields if one.state == "filled"]
    ids = [name for one in printed for name in one.read] + [
        name for over in found.overflows for name in over.read
    ]
    policy = values.determination.policy if values.determination else None
    return {
        "schema": TRACE_SCHEMA,
        "document": "form",
        "form": {"title": mapping.form.title, "sha256": report.sha256},
        "case": values.case,
        "request": values.request,
        "policy": {"id": policy.id, "revision": policy.head.revision, "sha256": policy.sha256}
        if policy
        else None,
        "as_of": values.determination.as_of.isoformat() if values.determination else None,
        "fields": [
            {
                "field": one.name,
                "page": one.page,
                "text": one.text,
                "values": list(one.read),
                "formats": list(one.entry.format),
                "item": lines[one.name].item if one.name in lines else None,
            }
            for one in printed
        ],
        "values": list(_values(values.tracer, ids)),
    }


def _values(tracer: Tracer, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys(ids):
        one = tracer.get(name)
        rule = {"rule": one.rule, "inputs": list(one.inputs)} if one.rule else {}
        yield {"id": one.id, "kind": str(one.kind), "text": one.text, "paths": list(one.paths), **rule}
