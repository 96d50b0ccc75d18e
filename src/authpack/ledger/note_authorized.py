"""A session against what was authorized: device, protocol, target, diagnosis, code, and the dates."""

from __future__ import annotations

from collections.abc import Iterator

from authpack.domain.case import Case
from authpack.domain.requests import Request
from authpack.ledger.course_of import Visit
from authpack.ledger.note_problem import AUTHORIZED, NoteProblem, refusal, warning
from authpack.reference.devices import find_device
from authpack.reference.protocols import all_protocols


def as_authorized(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """Every difference between the session and the request that was authorized."""
    yield from _authorization(visit, case)
    session, request = visit.session, visit.request
    device = session.equipment.device
    if device and request.device and not same_device(device, request.device):
        yield _differs("device", f"{visit.path}/equipment/device", "the device")
    elif device and not request.device:
        yield _not_comparable("device", request)
    coil = session.equipment.coil
    if coil and request.coil and _plain(coil) != _plain(request.coil):
        yield _differs("coil", f"{visit.path}/equipment/coil", "the coil")
    if session.protocol and request.protocol and _protocol(session.protocol) != _protocol(request.protocol):
        yield _differs("protocol", f"{visit.path}/protocol", "the protocol")
    elif session.protocol and not request.protocol:
        yield _not_comparable("protocol", request)
    yield from _target(visit)
    yield from _diagnosis(visit, case)


def _differs(name: str, path: str, words: str) -> NoteProblem:
    return refusal(
        f"{name}_differs", path, f"{words} is not the one that was asked for and authorized", AUTHORIZED
    )


def _not_comparable(name: str, request: Request) -> NoteProblem:
    path = f"/requests/{request.id}/{name}"
    return warning(
        "not_comparable", path, f"the request names no {name}, so it cannot be compared", AUTHORIZED
    )


def _authorization(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    session, found = visit.session, visit.authorization
    path = f"{visit.path}/authorization"
    if session.authorization is None:
        if _mode_asks(visit, case):
            text = "no authorization is named: dates and units cannot be checked"
            yield warning("no_authorization", path, text, AUTHORIZED)
        return
    if found is None:
        yield refusal(
            "authorization_unknown", path, "the authorization named is not in the record", AUTHORIZED
        )
        return
    if session.request is not None and found.request != session.request:
        yield refusal(
            "authorization_of_another_request", path, "the authorization belongs to another request"
        )
    yield from _window(visit, f"/authorizations/{found.id}")
    if found.codes and all(line.code != session.code for line in found.codes):
        text = "the procedure code is not among those authorized"
        yield refusal("code_not_authorized", f"{visit.path}/code", text, AUTHORIZED)


def _mode_asks(visit: Visit, case: Case) -> bool:
    """Original Medicare authorizes nothing: its rules are applied to the claim."""
    coverage = case.coverage_of(visit.request)
    return coverage is None or coverage.line_of_business != "medicare"


def _window(visit: Visit, where: str) -> Iterator[NoteProblem]:
    found, day = visit.authorization, visit.session.date
    assert found is not None
    if found.valid_from is None or found.valid_to is None:
        text = "the dates of the authorization are not recorded, so the day of service cannot be compared"
        yield warning("not_comparable", f"{where}/valid_to", text, AUTHORIZED)
    before = found.valid_from is not None and day.first < found.valid_from.last
    after = found.valid_to is not None and day.last > found.valid_to.first
    if before or after:
        text = "the day of service lies outside the dates of the authorization"
        yield refusal("outside_window", f"{visit.path}/date", text, AUTHORIZED)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def same_device(one: str, other: str) -> bool:
    """Whether two names mean one device: the same words, or names of one row of the reference."""
    if _plain(one) == _plain(other):
        return True
    mine, theirs = find_device(one).devices, find_device(other).devices
    return bool({row.id for row in mine} & {row.id for row in theirs})


def _protocol(name: str) -> str:
    """The id of a reference protocol by its id or name; else the words themselves."""
    row = next((one for one in all_protocols() if _plain(name) in (one.id, _plain(one.name))), None)
    return row.id if row else _plain(name)


def _target(visit: Visit) -> Iterator[NoteProblem]:
    asked = visit.request.target
    given = {block.target for block in visit.session.blocks} - {"unknown"}
    if not given:
        return
    if asked == "unknown":
        yield _not_comparable("target", visit.request)
        return
    both = {"left_dlpfc", "right_dlpfc", "bilateral_dlpfc"}
    if not given <= (both if asked == "bilateral_dlpfc" else {asked}):
        yield _differs("target", f"{visit.path}/blocks/0/target", "the target")


def _diagnosis(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """The request is for the primary diagnosis of the record; with none marked primary, for the only one."""
    given = visit.session.diagnosis
    if given is None:
        return
    items = case.diagnoses.items
    asked = {one.code for one in items if one.primary == "yes"} or {
        one.code for one in items if len(items) == 1
    }
    if not asked:
        text = "no diagnosis is marked as primary, so the one treated cannot be compared"
        yield warning("not_comparable", "/diagnoses", text, AUTHORIZED)
    elif given not in asked:
        yield _differs("diagnosis", f"{visit.path}/diagnosis", "the diagnosis")
