"""A clinician's attestation, and what a network exception rests on."""

from __future__ import annotations

from typing import Any

from authpack.documents import letter_people, wording
from authpack.documents.letter_facts import ATTESTED, LetterFacts
from authpack.documents.matter import Matter
from authpack.domain.people import Clinician
from authpack.domain.requests import NetworkException, ProviderAsked
from authpack.errors import Fault

Values = dict[str, Any]


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
            {"text": of.act(one), "date": of.date(f"/attestations/{one.id}/date", one.date)} for one in rows
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
_ASKS_IN_SHORT = {
    "in_network_benefit": "coverage at the in-network level of benefits",
    "single_case_agreement": "single case agreement",
}


def _argument(of: LetterFacts, one: NetworkException, path: str) -> list[str]:
    """What the answers come to, in sentences: who offers the treatment, and how far and how late the nearest help is."""
    if not one.asked:
        return []
    inputs = [f"{path}/asked/{row.id}/offers" for row in one.asked]
    offering = [row for row in one.asked if row.offers == "yes"]
    silent = [row for row in one.asked if row.offers == "unknown"]
    count = of.t.computed("network providers asked", inputs=inputs, text=wording.number(len(one.asked)))
    what = of.asked()["protocol_name"] or of.asked()["modality"]
    if len(one.asked) == 1:
        verb = {"yes": "offers", "no": "does not offer"}.get(one.asked[0].offers)
        said = [f"The one network provider that was asked {verb} {what}."] if verb else []
    elif offering:
        some = of.t.computed("of these, offering it", inputs=inputs, text=wording.number(len(offering)))
        said = [
            f"Of {count} network providers that were asked, {some} {'offer' if len(offering) > 1 else 'offers'} {what}."
        ]
    elif silent:
        said = [f"None of the {count} network providers that were asked said that it offers {what}."]
    else:
        said = [f"None of the {count} network providers that were asked offers {what}."]
    named = [row for row in one.asked if row.earliest is not None]
    return said + ([_appointment(of, named[0], f"{path}/asked/{named[0].id}")] if len(named) == 1 else [])


def _appointment(of: LetterFacts, row: ProviderAsked, at: str) -> str:
    """The only appointment that anybody named: when, and how far away."""
    when = of.date(f"{at}/earliest", row.earliest)
    far = ""
    if row.distance_miles is not None:
        miles = of.t.case(f"{at}/distance_miles", f"{row.distance_miles.normalize():f} miles")
        far = f", {miles} from the patient's home"
    word = "on" if row.earliest is not None and row.earliest.exact else "in"
    return (
        f"The only appointment that was named, at {of.t.case(f'{at}/name', row.name)}{far}, is {word} {when}."
    )


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
        said: list[str] = [
            of.t.case(f"{at}/{name}", words[value])
            for name, words in answers.items()
            # Whether a practice takes new patients says nothing where it does not offer the treatment.
            if (value := getattr(asked, name)) in words and (name == "offers" or asked.offers != "no")
        ]
        if asked.note:
            note = of.t.case(f"{at}/note", wording.unstopped(asked.note))
            said = [f"{said[0]} ({note})", *said[1:]] if said else [note]
        if asked.earliest is not None:
            said.append(of.t.case(f"{at}/earliest", f"first appointment {wording.us_date(asked.earliest)}"))
        if asked.distance_miles is not None:
            miles = f"{asked.distance_miles.normalize():f} miles from the patient's home"
            said.append(of.t.case(f"{at}/distance_miles", miles))
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
            "asks_short": of.t.case(f"{path}/asks", _ASKS_IN_SHORT[one.asks])
            if one.asks in _ASKS_IN_SHORT
            else None,
            "argument": _argument(of, one, path),
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
