"""What a letter asks of the payer: codes, units, device, protocol, schedule, urgency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from authpack.criteria.icd import belongs
from authpack.documents import wording
from authpack.documents.trace import Traced, listed

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts
    from authpack.reference.devices import ClearanceAnswer, Device
    from authpack.reference.protocols import Protocol

Values = dict[str, Any]


def asked(of: LetterFacts) -> Values:
    """Everything that is asked of the payer."""
    one, plan = of.request, of.request.schedule
    taper = sum(plan.taper or ())
    total = (plan.acute_sessions or 0) + taper
    schedule = f"{of.base}/schedule"
    return {
        "date": of.date(f"{of.base}/date", one.date),
        "phase": wording.PHASES[one.phase],
        "phase_key": one.phase,
        "indication": wording.INDICATIONS.get(one.indication, one.indication),
        "indication_key": one.indication,
        "modality": of.t.case(f"{of.base}/modality", wording.MODALITIES[one.modality]),
        "device": of.c(f"{of.base}/device", one.device),
        "coil": of.c(f"{of.base}/coil", one.coil),
        "coil_beside_device": coil_beside(of, of.request.device),
        "coil_beside_protocol": coil_beside(of, protocol(of, dose=False)),
        "clearance": clearance(of),
        "protocol": protocol(of),
        "protocol_name": protocol(of, dose=False),
        "target": of.c(f"{of.base}/target", wording.TARGETS.get(one.target)),
        "codes": [code(of, place) for place in range(len(one.codes))],
        "sessions": of.t.computed(
            "acute sessions plus taper",
            inputs=[f"{schedule}/acute_sessions", f"{schedule}/taper"],
            text=wording.plural(total, "session"),
        ),
        "acute": of.t.case(f"{schedule}/acute_sessions", wording.plural(plan.acute_sessions or 0, "session")),
        "per_week": of.c(f"{schedule}/sessions_per_week", plan.sessions_per_week),
        "weeks": of.t.case(f"{schedule}/weeks", wording.plural(plan.weeks, "week")) if plan.weeks else None,
        "taper": of.t.case(f"{schedule}/taper", _taper(plan.taper)) if plan.taper else None,
        "scale_every": of.c(f"{schedule}/scale_every", plan.scale_every),
        "start": of.date(f"{of.base}/start", one.start),
        "end": of.date(f"{of.base}/end", one.end),
        "place": place(of),
        "expedited": one.urgency == "expedited",
        "urgency": urgency(of),
        "urgency_by": _urgency_by(of),
        "urgency_date": of.date(f"{of.base}/urgency_statement/date", one.urgency_statement.date)
        if one.urgency_statement
        else None,
        "coded": coded(of),
        "condition": condition(of),
        "consent_date": of.date(f"{of.base}/consent_date", one.consent_date),
        "order_date": of.date(f"{of.base}/order_date", one.order_date),
        "rationale": of.t.statement(f"{of.base}/rationale", one.rationale) if one.rationale else None,
    }


def place(of: LetterFacts) -> Traced | None:
    """Place of service with its name, and where it is when that is not the practice of the letterhead."""
    code = of.request.place_of_service
    if not code:
        return None
    name, path = wording.PLACES.get(code), f"{of.base}/place_of_service"
    said, where = f"{code} ({name})" if name else code, _elsewhere(of)
    return (
        of.t.case([path, "/facility/name", "/facility/address"], f"{said}, at {where}")
        if where
        else of.c(path, said)
    )


def _elsewhere(of: LetterFacts) -> str:
    """The place of treatment, unless it is recorded as the practice's own name and address, or not at all."""
    here, practice = of.case.facility, of.case.practice
    known = (practice.name, practice.address) if practice else (None, None)
    parts = [] if here.name in (None, known[0]) else [here.name]
    if here.address is not None and here.address != known[1]:
        at = here.address
        parts += [at.street, f"{at.city}, {at.state} {at.zip}"]
    return ", ".join(part for part in parts if part)


def urgency(of: LetterFacts) -> Traced | None:
    """Why the review is expedited, in the clinician's words."""
    said = of.request.urgency_statement
    return of.t.statement(f"{of.base}/urgency_statement/text", said.text) if said else None


def _urgency_by(of: LetterFacts) -> Traced | None:
    said = of.request.urgency_statement
    person = of.case.clinician(said.clinician) if said else None
    return of.t.case(f"{of.base}/urgency_statement/clinician", person.name) if person else None


def coded(of: LetterFacts) -> str | None:
    """The codes with their units inside a sentence: "90867, 1 unit, and 90868, 29 units"."""
    rows = [code(of, place) for place in range(len(of.request.codes))]
    if not rows:
        return None
    said = [f"{row['code']}, {row['units']}" for row in rows]
    return f"{said[0]}" if len(said) == 1 else f"{', '.join(said[:-1])}, and {said[-1]}"


def condition(of: LetterFacts) -> str:
    """The illness in question as its one diagnosis words it, with its code; else the indication's name."""
    indication = of.request.indication
    fitting = [one for one in of.case.diagnoses.items if belongs(one.code, indication)]
    if len(fitting) == 1:
        row = of.diagnosis(fitting[0])
        named = wording.INDICATIONS.get(indication)
        if named and indication == "ocd" and named not in row["in_words"].plain:
            # ICD-10 words such as "mixed obsessional thoughts and acts" do not name the illness.
            return f"{named} ({row['code']}, {row['in_words']})"
        return f"{row['in_words']} ({row['code']})"
    return wording.INDICATIONS.get(indication, indication)


def protocol(of: LetterFacts, *, dose: bool = True) -> Traced | None:
    """The protocol's name in words and, unless only the name is wanted, its dose as far as it was read."""
    row = _protocol_row(of)
    name = of.request.protocol
    if name is None or row is None:
        return of.c(f"{of.base}/protocol", name)
    text = wording.PROTOCOLS.get(row.id) or row.name.replace(
        "DLPFC", "dorsolateral prefrontal cortex"
    ).replace(", standard", "")
    if row.stated_pulses is not None:
        text = text.replace(f" {row.stated_pulses.value} pulses", "")
    paths = [f"{of.base}/protocol", f"reference:protocols/{row.id}"]
    said = _dose(row) if dose else []
    # A device cleared for one protocol alone carries the dose of it, where the protocol's own row was not read.
    cleared = clearing_row(of) if dose and not said and row.id == "saint_snt" else None
    if cleared is not None and cleared.protocol is not None and cleared.protocol.usable:
        paths.append(f"reference:devices/{cleared.id}/protocol")
        said = [f"as the device is cleared: {_spelled(str(cleared.protocol.value))}"]
    return of.t.reference(paths, ", ".join([text, *said]))


def _protocol_row(of: LetterFacts) -> Protocol | None:
    from authpack.reference.protocols import all_protocols

    return next((one for one in all_protocols() if one.id == of.request.protocol), None)


def _dose(row: Protocol) -> list[str]:
    """Frequency, intensity, trains and pulses: each only where its cell was read (never an unverified number)."""
    said = []
    if row.freq_hz is not None and row.freq_hz.usable and f"{row.freq_hz.number:f} Hz" not in row.name:
        said.append(f"{row.freq_hz.number:f} Hz")
    if row.burst is not None and row.burst.freq_hz.usable and row.burst.bursts_per_s.usable:
        said.append(
            f"bursts of {row.burst.pulses.value} pulses at {row.burst.freq_hz.number:f} Hz, "
            f"{row.burst.bursts_per_s.number:f} bursts a second"
        )
    if row.intensity is not None and row.intensity.usable and row.intensity.number is not None:
        said.append(f"{row.intensity.number:f}% of motor threshold")
    if row.on_s is not None and row.off_s is not None and row.on_s.usable and row.off_s.usable:
        most = row.off_s_max
        gap = f" to {most.number:f}" if most is not None and most.usable else ""
        said.append(f"trains of {row.on_s.number:f} s with gaps of {row.off_s.number:f}{gap} s")
    if row.stated_pulses is not None and row.stated_pulses.usable:
        said.append(f"{row.stated_pulses.value:,} pulses per session")
    return said


_SHORT_FORMS = {
    "iTBS ": "",
    "% depth-corrected rMT": "% of the depth-corrected resting motor threshold",
    " min ": " minutes ",
}


def _spelled(text: str) -> str:
    """A reference cell's shorthand in words."""
    for short, words in _SHORT_FORMS.items():
        text = text.replace(short, words)
    return re.sub(r"\b(\d)(\d{3})\b", r"\1,\2", text)


def coil_beside(of: LetterFacts, named: str | None) -> Traced | None:
    """The coil, unless what it stands beside names it already ("deep TMS with the H1 coil")."""
    coil = of.request.coil
    if coil is None:
        return None
    text = named.plain if isinstance(named, Traced) else named or ""
    own = set(re.findall(r"\w+", coil.lower())) - {"coil", "the"}
    said = own and own <= set(re.findall(r"\w+", text.lower()))
    return None if said else of.c(f"{of.base}/coil", coil)


# -- clearance ----------------------------------------------------------------------------------------

_ADULT_AT = 18


def clearing_row(of: LetterFacts) -> Device | None:
    """The clearance of the device for this illness at this age whose number and indication were read; else None.

    For an accelerated course only a clearance that speaks of one: a clearance for sessions once a day is none of it.
    """
    from authpack.reference.devices import cleared_for

    indication = of.request.indication
    if indication not in ("mdd", "ocd") or not of.request.device:
        return None
    return readable_clearance(cleared_for(of.request.device, indication, of.age()), of.request.modality)


def readable_clearance(answer: ClearanceAnswer, modality: str) -> Device | None:
    """Of the clearances that hold, one whose number and indication were read; None without one."""
    rows = [
        one
        for one in answer.rows
        if one.submission is not None
        and one.submission.usable
        and one.indication.usable
        and (modality != "accelerated" or "accelerated" in one.indications)
    ]
    if answer.status != "yes" or not rows:
        return None
    # The letter whose own decision was read tells more than one that another letter names.
    return min(rows, key=lambda one: not (one.decision_date is not None and one.decision_date.usable))


def clearance(of: LetterFacts) -> Values | None:
    """The number of the device's clearance, for whom it is, and all of it in one phrase; None where none was read."""
    row = clearing_row(of)
    if row is None or row.submission is None:
        return None
    indication = of.request.indication
    minor = indication == "mdd" and of.age() < _ADULT_AT
    code = f"{indication}_adolescent" if minor else f"{indication}_adult"
    low, high = row.age_range(code)
    ages = f"patients aged {low} to {high}" if low is not None and high is not None else "adults"
    adjunct = code in row.adjunct_only
    number = f"{row.pathway} {row.submission.value}"
    # A new kind of device is granted, the others are cleared.
    verb = "De Novo request granted by the FDA" if row.pathway == "De Novo" else "FDA-cleared"
    said = f"{verb} ({number}) for {wording.INDICATIONS[indication]} in {ages}"
    source = f"reference:devices/{row.id}"
    return {
        "number": of.t.reference(source, number),
        "ages": of.t.reference(source, ages),
        "adjunct": adjunct,
        "said": of.t.reference(source, said + (", as an adjunct to other treatment" if adjunct else "")),
    }


def code(of: LetterFacts, place: int) -> Values:
    """One procedure code with its units."""
    line = of.request.codes[place]
    path = f"{of.base}/codes/{place}"
    return {
        "code": of.t.case(f"{path}/code", line.code),
        "units": of.t.case(f"{path}/units", wording.plural(line.units, "unit")),
        "meaning": wording.PROCEDURES.get(line.code, ""),
    }


def _taper(taper: tuple[int, ...] | None) -> str:
    """The taper in words: 3, 2, and 1 sessions in consecutive weeks."""
    numbers = [str(one) for one in taper or ()]
    if len(numbers) == 1:
        return f"{numbers[0]} in one further week"
    return f"{listed(numbers)} sessions in consecutive weeks"
