"""Letters about authorizations and claims: retro-authorization, a correction, a Medicare records request, ABN data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from authpack.criteria.finding import Finding
from authpack.documents import letter_rules, wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letters_records import sender_faults
from authpack.documents.matter import Matter
from authpack.documents.trace import Traced
from authpack.domain.dates import PartialDate
from authpack.domain.people import Clinician
from authpack.domain.requests import Authorization, CodeLine
from authpack.errors import Fault
from authpack.ledger.course_of import course_of

if TYPE_CHECKING:  # models that a letter need not build: only names of types here
    from authpack.domain.denials import Denial
    from authpack.domain.sessions import Session


Values = dict[str, Any]
Faults = tuple[Fault, ...]


# -- retro-authorization -------------------------------------------------------------------------------


def uncovered(matter: Matter) -> list[Session]:
    """Delivered sessions of this course that no recorded authorization holds: none named, or outside its dates."""
    visits = course_of(matter.case, matter.request).visits
    return [one.session for one in visits if not _covered(one.session, one.authorization)]


def _covered(one: Session, held: Authorization | None) -> bool:
    if held is None:
        return False
    late = held.valid_to is not None and one.date.last > held.valid_to.last
    return not late and (held.valid_from is None or one.date.first >= held.valid_from.first)


def retro_faults(matter: Matter) -> Faults:
    """A retro-authorization asks for delivered, uncovered sessions, on grounds that a clinician or the practice stated."""
    found = [*letter_rules.missing_facts(matter.case, matter.request)]
    if not uncovered(matter):
        found.append(Fault("/sessions", "no delivered session lies outside a recorded authorization"))
    for one in uncovered(matter):
        if not one.date.exact:
            found.append(Fault(f"/sessions/{one.id}/date", "the exact date of service is not recorded"))
        elif one.date.first > matter.date:
            found.append(
                Fault(f"/sessions/{one.id}/date", "a session dated after this letter is no ground for it")
            )
    if not any("retro_authorization" in one.kinds for one in matter.case.paragraphs):
        text = "why no authorization was in place (a dated paragraph with kinds: [retro_authorization]) is not recorded"
        found.append(Fault("/paragraphs", text))
    return tuple(found)


def retro(of: LetterFacts, matter: Matter) -> Values:
    """The sessions, with codes and units counted, and the authorizations that exist."""
    rows = uncovered(matter)
    codes = sorted({one.code for one in rows})
    return {
        "sessions_given": [_session(of, one) for one in rows],
        "first": of.date(f"/sessions/{rows[0].id}/date", rows[0].date),
        "last": of.date(f"/sessions/{rows[-1].id}/date", rows[-1].date),
        "numbered": any(one.number is not None for one in rows),
        "counted": of.t.computed(
            "sessions outside every recorded authorization",
            inputs=[f"/sessions/{one.id}" for one in rows],
            text=wording.plural(len(rows), "session"),
        ),
        "by_code": [_units(of, code, [one for one in rows if one.code == code]) for code in codes],
        "authorizations": [authorization(of, one) for one in _own_authorizations(matter)],
    }


def _session(of: LetterFacts, one: Session) -> Values:
    path = f"/sessions/{one.id}"
    return {
        "date": of.t.case(f"{path}/date", wording.short_date(one.date)),
        "code": of.t.case(f"{path}/code", one.code),
        "number": of.c(f"{path}/number", one.number),
    }


def _units(of: LetterFacts, code: str, rows: list[Session]) -> Values:
    paths = [f"/sessions/{one.id}/code" for one in rows]
    return {
        "code": of.t.case(paths[0], code),
        "units": of.t.computed("sessions of this code", inputs=paths, text=wording.plural(len(rows), "unit")),
        "meaning": wording.PROCEDURES.get(code, ""),
    }


def _own_authorizations(matter: Matter) -> list[Authorization]:
    return [one for one in matter.case.authorizations if one.request == matter.request.id]


def authorization(of: LetterFacts, one: Authorization) -> Values:
    """A payer's approval as recorded."""
    path = f"/authorizations/{one.id}"
    return {
        "number": of.c(f"{path}/number", one.number),
        "decided": of.date(f"{path}/decided", one.decided),
        "from": of.date(f"{path}/valid_from", one.valid_from),
        "to": of.date(f"{path}/valid_to", one.valid_to),
    }


# -- correction of an authorization --------------------------------------------------------------------


def _chosen(matter: Matter) -> Authorization | None:
    own = _own_authorizations(matter)
    named = matter.about.get("authorization")
    if named is None and len(own) == 1:
        return own[0]
    return next((one for one in own if one.id == named), None)


def correction_faults(matter: Matter) -> Faults:
    """A correction needs the authorization, a difference from the request, and that the payer did not decide it so."""
    found = [*letter_rules.missing_facts(matter.case, matter.request)]
    one = _chosen(matter)
    if one is None:
        ids = ", ".join(row.id for row in _own_authorizations(matter)) or "none"
        text = f"which authorization is to be corrected is not said (this request has: {ids})"
        return (*found, Fault("--about authorization=ID", text))
    if one.decided is not None and one.decided.first > matter.date:
        text = "the authorization was decided after the day of this letter"
        found.append(Fault(f"/authorizations/{one.id}/decided", text, "Give the letter a later --date."))
    if not _differences(matter, one):
        text = "the authorization agrees with the request in codes, units and dates"
        found.append(Fault(f"/authorizations/{one.id}", text))
    for denial in matter.case.denials:
        if denial.request == matter.request.id and denial.kind in ("partial", "adverse"):
            text = "the payer decided to approve less, so this is no error to correct"
            found.append(Fault(f"/denials/{denial.id}", text, "Answer it with `authpack appeal`."))
    return tuple(found)


def _differences(matter: Matter, one: Authorization) -> list[tuple[str, tuple[str, str], tuple[str, str]]]:
    """(what, requested with its path, authorized with its path), where the two differ."""
    base, path = f"/requests/{matter.request.id}", f"/authorizations/{one.id}"
    rows = [
        (f"units of {code}", (f"{base}/codes", _said(asked)), (f"{path}/codes", _said(given)))
        for code, asked, given in _lines(matter.request.codes, one.codes)
        if asked != given
    ]
    days = (
        ("first day", "start", matter.request.start, "valid_from", one.valid_from, False),
        ("last day", "end", matter.request.end, "valid_to", one.valid_to, True),
    )
    for what, name, wanted, field, given, until in days:
        if wanted is not None and given is not None and _falls_short(wanted, given, until=until):
            asked_day, given_day = wording.us_date(wanted), wording.us_date(given)
            rows.append((what, (f"{base}/{name}", asked_day), (f"{path}/{field}", given_day)))
    return rows


def _falls_short(wanted: PartialDate, given: PartialDate, *, until: bool) -> bool:
    """Whether the window ends before, or begins after, what was asked: certain only when every reading says so."""
    return given.last < wanted.first if until else given.first > wanted.last


def _lines(asked: tuple[CodeLine, ...], given: tuple[CodeLine, ...]) -> list[tuple[str, int, int]]:
    if not given:
        return []  # an authorization without codes says nothing that could differ
    wanted = {one.code: one.units for one in asked}
    have = {one.code: one.units for one in given}
    return [(code, wanted.get(code, 0), have.get(code, 0)) for code in sorted({*wanted, *have})]


def _said(units: int) -> str:
    return wording.plural(units, "unit") if units else "none"


def correction(of: LetterFacts, matter: Matter) -> Values:
    """The authorization, and each difference from the request."""
    one = _chosen(matter)
    assert one is not None
    return {
        "authorization": authorization(of, one),
        "differences": [
            {
                "what": of.t.case([asked[0], given[0]], what),
                "asked": of.t.case(asked[0], asked[1]),
                "given": of.t.case(given[0], given[1]),
            }
            for what, asked, given in _differences(matter, one)
        ],
    }


# -- answer to a Medicare records request --------------------------------------------------------------


def _records_request(matter: Matter) -> Denial | None:
    """The contractor's request for records: a notice of the kind ``pended`` about services given."""
    rows = [one for one in matter.case.denials if one.request == matter.request.id and one.kind == "pended"]
    named = matter.about.get("notice")
    if named is None and len(rows) == 1:
        return rows[0]
    return next((one for one in rows if one.id == named), None)


def asked_sessions(matter: Matter, notice: Denial) -> list[Session]:
    """Sessions on the dates of service that are asked for; all of the request's when the notice names no dates."""
    days = [line.date for line in notice.lines if line.date is not None]
    rows = [one.session for one in course_of(matter.case, matter.request).visits]
    return [one for one in rows if not days or any(day.first <= one.date.first <= day.last for day in days)]


def medicare_faults(matter: Matter) -> Faults:
    """The notice, and for each date of service a session whose note is signed."""
    coverage, found = matter.case.coverage_of(matter.request), list(sender_faults(matter))
    if coverage is None or coverage.line_of_business not in ("medicare", "medicare_advantage"):
        found.append(
            Fault("/coverage", "this answer is for Medicare; the coverage is another, or not recorded")
        )
    notice = _records_request(matter)
    if notice is None:
        text = (
            "which request for records is answered is not said, or no notice of the kind pended is recorded"
        )
        return (*found, Fault("--about notice=ID", text))
    if not (notice.reference or notice.claim_number):
        found.append(
            Fault(f"/denials/{notice.id}/reference", "the number of the records request is not recorded")
        )
    found += [
        Fault(
            f"/denials/{notice.id}/lines",
            "a date of service is asked for, and no session of that day is recorded",
        )
        for line in notice.lines
        if line.date is not None and not _given_on(matter, line.date)
    ]
    rows = asked_sessions(matter, notice)
    if not rows:
        found.append(Fault("/sessions", "no session is recorded for what is asked"))
    found += [
        Fault(
            f"/sessions/{one.id}/signatures",
            "the note is not signed by a responsible practitioner",
            "Record the signature (role: clinician) with the record code that the note prints (docs/notes.md).",
        )
        for one in rows
        if _signed_by(of_case=matter, one=one) is None
    ]
    return tuple(found)


def _given_on(matter: Matter, day: PartialDate) -> bool:
    return any(day.first <= one.date.first <= day.last for one in matter.case.sessions)


def _signed_by(of_case: Matter, one: Session) -> tuple[int, Clinician] | None:
    """Which signature is the responsible practitioner's, and the person."""
    for place, signature in enumerate(one.signatures):
        person = of_case.case.clinician(signature.clinician)
        if signature.role == "clinician" and person is not None:
            return place, person
    return None


def medicare(of: LetterFacts, matter: Matter) -> Values:
    """The notice, an index of the notes by date of service, and the documents of the course."""
    notice = _records_request(matter)
    assert notice is not None
    path = f"/denials/{notice.id}"
    return {
        "notice": {
            "payer": of.c(f"{path}/payer", notice.payer),
            "lines": [of.t.case(f"{path}/send_to", line) for line in notice.send_to],
            "date": of.date(f"{path}/date", notice.date),
            "reference": of.c(f"{path}/reference", notice.reference),
            "claim": of.c(f"{path}/claim_number", notice.claim_number),
            "by": of.date(f"{path}/respond_by", notice.respond_by),
        },
        "notes": [_note(of, matter, one) for one in asked_sessions(matter, notice)],
    }


def _note(of: LetterFacts, matter: Matter, one: Session) -> Values:
    signed = _signed_by(of_case=matter, one=one)
    assert signed is not None
    place, person = signed
    path = f"/sessions/{one.id}/signatures/{place}"
    return {
        **_session(of, one),
        "signed_by": _named(of, path, person),
        "signed": of.t.case(f"{path}/date", wording.short_date(one.signatures[place].date)),
        "supervisor": _supervisor(of, one),
    }


def _supervisor(of: LetterFacts, one: Session) -> Traced | None:
    person = of.case.clinician(one.supervisor.clinician)
    return _named(of, f"/sessions/{one.id}/supervisor", person) if person else None


def _named(of: LetterFacts, path: str, person: Clinician) -> Traced:
    """Who signed or supervised, with credentials: a Medicare reviewer asks for them beside a signature."""
    held = [name for name in ("name", "credentials") if getattr(person, name)]
    paths = [path, *(f"/clinicians/{person.id}/{name}" for name in held)]
    return of.t.case(paths, ", ".join(getattr(person, name) for name in held))


# -- data for the advance beneficiary notice -----------------------------------------------------------


def _reasons(matter: Matter, *, excluded: bool) -> list[Finding]:
    """Criteria by which Medicare may not pay: asked for and not shown, or (``excluded``) to be ruled out and not."""
    if matter.determination is None:
        return []
    return [
        one
        for one, inverted in letter_rules.decisive_leaves(matter.determination.root)
        if inverted == excluded and one.status in ("met" if inverted else "not_met", "not_documented")
    ]


_COST = re.compile(
    r"\$?(?P<dollars>\d{1,3}(?:,\d{3})+|\d{1,7})(?P<cents>\.\d\d)?\s+(?P<what>per session|for the course)"
)


def _cost(matter: Matter) -> str | None:
    """The estimated cost as the form wants it: $9,000.00 for the course; None when it is not so written."""
    found = _COST.fullmatch(matter.about.get("cost", "").strip())
    if found is None:
        return None
    dollars = int(found["dollars"].replace(",", ""))
    return f"${dollars:,}{found['cents'] or '.00'} {found['what']}"


def notice_faults(matter: Matter) -> Faults:
    """An advance notice is for original Medicare, before the service, with a reason and an estimated cost."""
    coverage, found = matter.case.coverage_of(matter.request), list(sender_faults(matter))
    if coverage is None or coverage.line_of_business != "medicare":
        text = "an advance beneficiary notice is for original Medicare alone"
        do = "For a Medicare Advantage plan, ask the plan for an organization determination before the service."
        found.append(Fault("/coverage", text, do))
    if not matter.request.codes:
        found.append(
            Fault(f"/requests/{matter.request.id}/codes", "procedure codes with units are not recorded")
        )
    if _cost(matter) is None:
        text = "the estimated cost is not said as an amount with what it is for"
        do = "Write 250 per session, or 9000 for the course (US dollars)."
        found.append(Fault("--about cost=AMOUNT", text, do))
    if not (_reasons(matter, excluded=False) or _reasons(matter, excluded=True)):
        text = "no criterion of the coverage rule is open or unmet: there is no reason to expect that Medicare will not pay"
        found.append(Fault("--policy", text, "A notice without a reason of its own is not valid."))
    return tuple(found)


def notice_data(of: LetterFacts, matter: Matter) -> Values:
    """The fields of the form: service, reason, cost; which option the patient takes stays blank."""
    determination = matter.determination
    assert determination is not None
    source, cost = f"policy:{determination.policy.id}", _cost(matter)
    assert cost is not None

    def said(excluded: bool) -> list[Traced]:
        rows = _reasons(matter, excluded=excluded)
        return [of.t.policy(f"{source}/{one.id}", wording.requirement(one.node.says)) for one in rows]

    return {
        "case_number": of.t.case("/id", of.case.id),
        "asked": said(False),
        "excluded": said(True),
        "cost": of.t.statement("--about cost", cost),
    }
