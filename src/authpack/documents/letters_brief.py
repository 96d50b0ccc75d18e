"""The sheet for a peer-to-peer call, a clinician's attestation, and what a network exception rests on."""

from __future__ import annotations

from datetime import date
from typing import Any

from authpack.criteria.finding import Determination
from authpack.documents import letter_course, letter_people, letter_rules, wording
from authpack.documents.letter_crosswalk import section_label
from authpack.documents.letter_facts import ATTESTED, LetterFacts
from authpack.documents.matter import Matter
from authpack.documents.trace import Traced
from authpack.domain.denials import Denial
from authpack.domain.people import Clinician
from authpack.errors import Fault

Values = dict[str, Any]
MOST_EVENTS = 14
"""Rows of the timeline; more do not fit one page beside the six lines."""


# -- peer to peer ---------------------------------------------------------------------------------------


def brief(of: LetterFacts, matter: Matter) -> Values:
    """The call, the criteria by how they stand, and a timeline; everything else the letters' common values hold."""
    return {
        "call": _call(of),
        "standing": _standing(of, matter.determination) if matter.determination else [],
        "timeline": timeline(of),
        "course": letter_course.running_course(of, matter)
        if matter.request.phase == "continuation"
        else None,
    }


def _call(of: LetterFacts) -> Values | None:
    """What the latest notice says of the conversation; None without one."""
    notices = [
        one for one in of.case.denials if one.request == of.request.id and one.date.last <= of.facts.present
    ]
    if not notices:
        return None
    latest = max(notices, key=lambda one: (one.date.last, one.id))
    return _notice(of, latest, f"/denials/{latest.id}")


def _notice(of: LetterFacts, one: Denial, path: str) -> Values:
    talk = one.peer_to_peer
    return {
        "date": of.date(f"{path}/date", one.date),
        "reference": of.c(f"{path}/reference", one.reference),
        "phone": of.c(f"{path}/peer_to_peer/phone", talk.phone) if talk else None,
        "by": of.date(f"{path}/peer_to_peer/by", talk.by) if talk else None,
        "reasons": [of.t.case(f"{path}/reasons/{row.id}/quote", row.quote) for row in one.reasons],
    }


_STANDING = (
    ("answered from the record", ("met",)),
    ("for a judgment", ("needs_review",)),
    ("open in the record", ("not_met", "not_documented")),
    ("held by the plan alone", ("external", "text_not_seen")),
)


def _standing(of: LetterFacts, determination: Determination) -> list[Values]:
    """Sections of the policy by how they stand, each section once, under the least settled of its answers."""
    source = f"policy:{determination.policy.id}"
    worst: dict[str, int] = {}
    for finding, inverted in letter_rules.decisive_leaves(determination.root):
        status = _turned(finding.status) if inverted else finding.status
        place = next((at for at, (_, held) in enumerate(_STANDING) if status in held), None)
        if place is not None:
            section = f"({section_label(finding)})"
            worst[section] = max(worst.get(section, 0), _ORDER[place])
    return [
        {
            "words": words,
            "sections": [of.t.policy(source, name) for name, at in worst.items() if at == _ORDER[place]],
        }
        for place, (words, _) in enumerate(_STANDING)
        if any(at == _ORDER[place] for at in worst.values())
    ]


_ORDER = (0, 2, 3, 1)
"""How unsettled each line of _STANDING is."""


def _turned(status: str) -> str:
    return {"met": "not_met", "not_met": "met"}.get(status, status)


def timeline(of: LetterFacts) -> list[Values]:
    """Dated events in order: episode, trials, therapy, earlier TMS, latest scores, the start that is asked for."""
    rows = [*_illness(of), *_treatments(of), *_scores(of)]
    if of.request.start is not None:
        rows.append(
            (of.request.start.first, of.date(f"{of.base}/start", of.request.start), "requested start of TMS")
        )
    rows.sort(key=lambda row: row[0])
    return [{"when": when, "what": what} for _, when, what in rows[-MOST_EVENTS:]]


Event = tuple[date, Traced | None, str]


def _illness(of: LetterFacts) -> list[Event]:
    one = of.facts.episode
    if one is None or one.onset is None:
        return []
    return [
        (one.onset.first, of.date(f"/episodes/{one.id}/onset", one.onset), "onset of the current episode")
    ]


def _treatments(of: LetterFacts) -> list[Event]:
    events: list[Event] = []
    for one in of.facts.trials:
        if one.trial.role != "other_use" and one.trial.start is not None:
            row = of.trial(one)
            added = "augmentation with " if one.trial.role == "augmentation" else ""
            events.append(
                (
                    one.trial.start.first,
                    row["dates"],
                    f"{added}{row['drug']}, {row['dose']}: {row['outcome']}",
                )
            )
    for course in of.facts.psychotherapy:
        if course.start is not None:
            row = of.therapy(course)
            counted = f", {row['counted']}" if row["counted"] else ""
            events.append((course.start.first, row["dates"], f"{row['type']}{counted}: {row['outcome']}"))
    for tms in of.facts.prior_tms:
        if tms.first_session is not None:
            row = of.tms(tms)
            changes = f" ({', '.join(map(str, row['changes']))})" if row["changes"] else ""
            events.append((tms.first_session.first, row["dates"], f"earlier TMS: {row['response']}{changes}"))
    return events


def _scores(of: LetterFacts) -> list[Event]:
    """The latest score of each instrument, those of one day in one row."""
    latest = {row["key"]: row for row in of.scores()}
    by_day: dict[str, list[Values]] = {}
    for row in latest.values():
        by_day.setdefault(row["day"], []).append(row)
    return [
        (
            date.fromisoformat(day),
            rows[0]["short_date"],
            ", ".join(f"{row['instrument']} total {row['total']}" for row in rows),
        )
        for day, rows in by_day.items()
    ]


# -- attestation ----------------------------------------------------------------------------------------


def _attestor(matter: Matter) -> str | None:
    return matter.about.get("clinician") or matter.request.ordered_by


def attestation_faults(matter: Matter) -> tuple[Fault, ...]:
    """An attestation needs that clinician, with credentials, and at least one dated act of his or her own."""
    name = _attestor(matter)
    person = matter.case.clinician(name)
    if person is None:
        return (
            Fault(
                "/clinicians",
                "the clinician named (--about clinician=ID, or who orders) is not in the record",
            ),
        )
    found = []
    if not person.credentials:
        found.append(
            Fault(f"/clinicians/{person.id}/credentials", "the clinician's credentials are not recorded")
        )
    if matter.case.practice is None:
        found.append(Fault("/practice", "the practice (name, address, telephone) is not recorded"))
    if not _acts(matter, person):
        text = "no attestation of this clinician for this request, dated to the day and not after this document, is recorded"
        found.append(Fault("/attestations", text))
    return tuple(found)


def _acts(matter: Matter, person: Clinician) -> list[int]:
    """Places of the attestations that this document may state."""
    return [
        place
        for place, one in enumerate(matter.case.attestations)
        if one.clinician == person.id
        and one.act in ATTESTED
        and one.request in (None, matter.request.id)
        and one.date.exact
        and one.date.first <= matter.date
    ]


def attestation(of: LetterFacts, matter: Matter) -> Values:
    """Who attests, and each dated act, oldest first."""
    person = matter.case.clinician(_attestor(matter))
    assert person is not None
    rows = sorted(
        (matter.case.attestations[place] for place in _acts(matter, person)),
        key=lambda one: (one.date.first, one.id),
    )
    return {
        "attestor": letter_people.clinician(of, person),
        "acts": [
            {"text": ATTESTED[one.act], "date": of.date(f"/attestations/{one.id}/date", one.date)}
            for one in rows
        ],
        "of_request": bool(of.request.date),
    }


def attestation_stem(matter: Matter) -> tuple[str, ...]:
    """The clinician's id in the file name, when it is another than who orders."""
    named = matter.about.get("clinician")
    return (named,) if named and named != matter.request.ordered_by else ()


# -- network exception ------------------------------------------------------------------------------------

_ASKS = {
    "in_network_benefit": "that this treatment be covered at the in-network level of benefits",
    "single_case_agreement": "a single case agreement with this practice for this treatment",
}


def exception(of: LetterFacts, _matter: Matter) -> Values:
    """What is asked, whom the practice asked, and the clinician's reason."""
    one, path = of.request.network_exception, f"{of.base}/network_exception"
    if one is None:
        return {"exception": None}
    person = of.case.clinician(one.statement.clinician) if one.statement else None
    rows = []
    for asked in one.asked:
        at = f"{path}/asked/{asked.id}"
        answers = {
            "offers": {"yes": "offers this treatment", "no": "does not offer this treatment"},
            "accepting": {"yes": "accepts new patients", "no": "accepts no new patients"},
        }
        said = [
            of.t.case(f"{at}/{name}", words[value])
            for name, words in answers.items()
            if (value := getattr(asked, name)) in words
        ]
        if asked.earliest is not None:
            said.append(of.t.case(f"{at}/earliest", f"first appointment {wording.us_date(asked.earliest)}"))
        if asked.distance_miles is not None:
            miles = f"{asked.distance_miles.normalize():f} miles from the patient's home"
            said.append(of.t.case(f"{at}/distance_miles", miles))
        if asked.note:
            said.append(of.t.case(f"{at}/note", wording.unstopped(asked.note)))
        rows.append(
            {
                "name": of.t.case(f"{at}/name", asked.name),
                "date": of.date(f"{at}/date", asked.date),
                "said": said,
            }
        )
    return {
        "exception": {
            "asks": of.t.case(f"{path}/asks", _ASKS[one.asks]) if one.asks in _ASKS else None,
            "asked": rows,
            "none": one.none_in_network == "yes",
            "none_by": of.c(f"{path}/none_stated_by", one.none_stated_by),
            "none_date": of.date(f"{path}/none_date", one.none_date),
            "since": of.date(f"{path}/treated_since", one.treated_since),
            "reason": of.t.statement(f"{path}/statement/text", one.statement.text) if one.statement else None,
            "reason_by": of.t.case(f"{path}/statement/clinician", person.name) if person else None,
            "reason_date": of.date(f"{path}/statement/date", one.statement.date) if one.statement else None,
        }
    }
