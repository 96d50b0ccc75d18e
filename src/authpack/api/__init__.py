"""The public verbs: load a case, choose a policy, judge, explain, compare, render. The CLI comes through here.

Everything is typed and pure: no clock, no network, no global state beyond read-only reference
tables; safe to call from several threads. Dates are arguments; without them the request's own. Of the environment
only AUTHPACK_POLICIES and AUTHPACK_TEMPLATES are read (a practice's own folders). Files of others (exhibits, forms, PDF
notices) are opened in child processes with limits. Every refusal is an ``AuthpackError`` (classes: ``authpack.errors``).

    from authpack import api

    case = api.load_case(Path("case.yaml"))
    result = api.check(case, policy="medicare-noridian-l37086")
    print(result.overall, api.explain(result, case)["changes"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from authpack.api.appeals import appeal, appeal_history, appeal_plan, denial_of_case, published_outcomes
from authpack.api.denials import (
    case_with_denial,
    check_denial,
    classify_denial,
    confirm_denial,
    denial_calendar,
    denial_data,
    denial_deadlines,
    denial_routes,
    load_denial,
    read_claim_response,
    read_denial,
    read_remittance,
)
from authpack.api.forms import (
    fill_form,
    form_bytes,
    form_pictures,
    inspect_form,
    load_form_mapping,
    start_form_mapping,
    universal_form,
)
from authpack.api.judging import (
    Case,
    Catalog,
    Changes,
    Determination,
    Policy,
    Problem,
    Route,
    Shelf,
    catalog,
    changes,
    check,
    check_lines,
    compare,
    day_of,
    explain,
    load_case,
    load_line,
    matrix,
    problems,
    request_of,
    route,
    route_data,
    shelf,
    shelf_of,
)
from authpack.api.letters import letter
from authpack.api.notes import check_notes, course_notes, session_log
from authpack.api.notes_signing import read_note_signatures, sign_note
from authpack.api.packets import packet, verify_packet
from authpack.api.signing import read_signing, sign_letter
from authpack.errors import AuthpackError

if TYPE_CHECKING:
    from authpack.api.notes_overlaps import Overlaps, overlapping_sessions
    from authpack.api.verify import Verified, load_trace, verify_letter
    from authpack.documents.finished import Finished
    from authpack.packets.order import Form, Order, Packet

__all__ = [
    "AuthpackError",
    "Case",
    "Catalog",
    "Changes",
    "Determination",
    "Finished",
    "Form",
    "Order",
    "Overlaps",
    "Packet",
    "Policy",
    "Problem",
    "Route",
    "Shelf",
    "Verified",
    "appeal",
    "appeal_history",
    "appeal_plan",
    "case_with_denial",
    "catalog",
    "changes",
    "check",
    "check_denial",
    "check_lines",
    "check_notes",
    "classify_denial",
    "compare",
    "confirm_denial",
    "course_notes",
    "day_of",
    "denial_calendar",
    "denial_data",
    "denial_deadlines",
    "denial_of_case",
    "denial_routes",
    "explain",
    "fill_form",
    "form_bytes",
    "form_pictures",
    "inspect_form",
    "letter",
    "load_case",
    "load_denial",
    "load_form_mapping",
    "load_line",
    "load_trace",
    "matrix",
    "overlapping_sessions",
    "packet",
    "problems",
    "published_outcomes",
    "read_claim_response",
    "read_denial",
    "read_note_signatures",
    "read_remittance",
    "read_signing",
    "request_of",
    "route",
    "route_data",
    "session_log",
    "shelf",
    "shelf_of",
    "sign_letter",
    "sign_note",
    "start_form_mapping",
    "universal_form",
    "verify_letter",
    "verify_packet",
]  # fmt: skip

_LATER = {
    "Finished": "authpack.documents.finished",
    "Form": "authpack.packets.order",
    "Order": "authpack.packets.order",
    "Overlaps": "authpack.api.notes_overlaps",
    "Packet": "authpack.packets.order",
    "Verified": "authpack.api.verify",
    "load_trace": "authpack.api.verify",
    "overlapping_sessions": "authpack.api.notes_overlaps",
    "verify_letter": "authpack.api.verify",
}
"""What is loaded when it is first named: judging a case must not pay for documents, packets and their checks."""


def __getattr__(name: str) -> Any:
    """A name of ``_LATER``, from its module."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
