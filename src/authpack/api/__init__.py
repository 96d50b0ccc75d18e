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
from authpack.errors import AuthpackError

if TYPE_CHECKING:
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
    from authpack.api.letters import letter
    from authpack.api.notes import check_notes, course_notes, session_log
    from authpack.api.notes_overlaps import Overlaps, overlapping_sessions
    from authpack.api.notes_signing import read_note_signatures, sign_note
    from authpack.api.packets import packet, verify_packet
    from authpack.api.signing import read_signing, sign_letter
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
    "appeal": "authpack.api.appeals",
    "appeal_history": "authpack.api.appeals",
    "appeal_plan": "authpack.api.appeals",
    "case_with_denial": "authpack.api.denials",
    "check_denial": "authpack.api.denials",
    "check_notes": "authpack.api.notes",
    "classify_denial": "authpack.api.denials",
    "confirm_denial": "authpack.api.denials",
    "course_notes": "authpack.api.notes",
    "denial_calendar": "authpack.api.denials",
    "denial_data": "authpack.api.denials",
    "denial_deadlines": "authpack.api.denials",
    "denial_of_case": "authpack.api.appeals",
    "denial_routes": "authpack.api.denials",
    "fill_form": "authpack.api.forms",
    "Finished": "authpack.documents.finished",
    "Form": "authpack.packets.order",
    "form_bytes": "authpack.api.forms",
    "form_pictures": "authpack.api.forms",
    "inspect_form": "authpack.api.forms",
    "letter": "authpack.api.letters",
    "load_denial": "authpack.api.denials",
    "load_form_mapping": "authpack.api.forms",
    "load_trace": "authpack.api.verify",
    "Order": "authpack.packets.order",
    "overlapping_sessions": "authpack.api.notes_overlaps",
    "Overlaps": "authpack.api.notes_overlaps",
    "Packet": "authpack.packets.order",
    "packet": "authpack.api.packets",
    "published_outcomes": "authpack.api.appeals",
    "read_claim_response": "authpack.api.denials",
    "read_denial": "authpack.api.denials",
    "read_note_signatures": "authpack.api.notes_signing",
    "read_remittance": "authpack.api.denials",
    "read_signing": "authpack.api.signing",
    "session_log": "authpack.api.notes",
    "sign_letter": "authpack.api.signing",
    "sign_note": "authpack.api.notes_signing",
    "start_form_mapping": "authpack.api.forms",
    "universal_form": "authpack.api.forms",
    "Verified": "authpack.api.verify",
    "verify_letter": "authpack.api.verify",
    "verify_packet": "authpack.api.packets",
}
"""What is loaded when it is first named: judging a case must not pay for documents, denials, packets and their checks."""


def __getattr__(name: str) -> Any:
    """A name of ``_LATER``, from its module."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_LATER[name]), name)
    return found
