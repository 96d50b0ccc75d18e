"""The payer's own form: read it, start a mapping, fill it from a case."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from authpack import content
from authpack.api.judging import day_of_request, request_of
from authpack.criteria.finding import Determination
from authpack.domain.case import Case
from authpack.errors import InputError, MissingPartError

if TYPE_CHECKING:
    from authpack.packets.forms.fill import FilledForm
    from authpack.packets.forms.mapping import FormMapping
    from authpack.packets.forms.model import FormInfo

__all__ = [
    "fill_form", "form_bytes", "form_pictures", "inspect_form", "load_form_mapping", "start_form_mapping",
    "universal_form",
]  # fmt: skip

_NEEDS = ("pypdf", "pikepdf", "pypdfium2", "PIL")


def inspect_form(form: bytes, *, password: str | None = None) -> FormInfo:
    """The fields of a PDF form: names, labels, kinds, allowed values, pages and boxes.

    Read in a child process with limits of time and memory. InputError for a file that is no PDF, locked, broken or
    of no printable size; DocumentRefused for a dynamic XFA form; MissingPartError without authpack[packet].
    """
    require_parts()
    from authpack.packets.forms.reading import read_form

    return read_form(form, password=password)


def form_pictures(form: bytes, info: FormInfo, *, password: str | None = None) -> tuple[bytes, ...]:
    """One PNG for each page, with the number of every field on its box; a grid where a page has no field.

    info: of the same form (``inspect_form``), whose errors it shares.
    """
    require_parts()
    from authpack.packets.forms.picture import form_pictures as drawn

    return drawn(form, info, password=password)


def start_form_mapping(info: FormInfo, title: str) -> str:
    """A mapping as YAML to be completed by a person: active lines only where the label is beyond doubt.

    title: of the form. ``load_form_mapping`` reads the completed file.
    """
    from authpack.packets.forms.suggest import starter

    return starter(info, title)


def load_form_mapping(path: Path) -> FormMapping:
    """A mapping file. ContentError lists every fault with its line."""
    from authpack.packets.forms.mapping import load_mapping

    return load_mapping(path)


def fill_form(
    case: Case,
    form: bytes,
    mapping: FormMapping,
    determination: Determination | None = None,
    *,
    request: str | None = None,
    date: datetime.date | None = None,
    flatten: bool = False,
    strict: bool = False,
    password: str | None = None,
    templates: Iterable[Path] = (),
    fonts: Iterable[Path] = (),
) -> FilledForm:
    """The form filled from a case, with report and trace; nothing is written to disk.

    request: needed only without a determination. date: the day that the form bears (default: the request date).
    flatten: print instead of fields. strict: refuse while something is open. fonts: folders of fonts for further
    scripts. password: of a locked form. Raises ContentError when mapping and form do not fit; DocumentRefused for a value
    without origin, a character without glyph, a signed form, or (strict) anything open; InputError, MissingPartError.
    """
    require_parts()
    from authpack.documents.finished import style_of
    from authpack.documents.matter import Matter
    from authpack.packets.forms.fill import fill_form as fill
    from authpack.packets.forms.values import values_of

    asked = request_of(case, determination.request if determination else request)
    day = date or day_of_request(asked, None)
    style = style_of([root.path for root in content.template_roots(templates)], tuple(fonts))
    values = values_of(Matter(case, asked, determination, day))
    return fill(form, mapping, values, style=style, flatten=flatten, strict=strict, password=password)


def universal_form() -> tuple[Path, Path]:
    """The shipped universal TMS request form (PDF) and its mapping."""
    folder = content.shipped("templates") / "forms"
    return folder / "tms_request.pdf", folder / "tms_request.yaml"


def form_bytes(path: Path) -> bytes:
    """The bytes of a form's file; InputError when it cannot be read."""
    from authpack.packets.forms.opening import MOST_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read ({error.strerror or type(error).__name__}).",
            do="Check name and folder.",
        ) from None


def require_parts() -> None:
    """MissingPartError when a library that forms need is not installed."""
    from importlib.util import find_spec

    missing = [name for name in _NEEDS if find_spec(name) is None]
    if missing:
        raise MissingPartError(
            f"Working with a PDF form needs libraries that are not installed ({', '.join(missing)}).",
            do="Run: pip install 'authpack[packet]'",
        )
