"""What a letter asks of the payer: codes, units, device, protocol, schedule, urgency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpack.criteria.icd import belongs
from authpack.documents import wording
from authpack.documents.trace import Traced, listed

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

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
        "protocol": protocol(of),
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
    """Place of service with its name."""
    code = of.request.place_of_service
    name = wording.PLACES.get(code or "")
    return of.c(f"{of.base}/place_of_service", f"{code} ({name})" if name else code)


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
        return f"{row['in_words']} ({row['code']})"
    return wording.INDICATIONS.get(indication, indication)


def protocol(of: LetterFacts) -> Traced | None:
    """The protocol's name in words, with stimulation parameters only where the reference row was read."""
    from authpack.reference.protocols import all_protocols

    name = of.request.protocol
    if name is None:
        return None
    row = next((one for one in all_protocols() if one.id == name), None)
    if row is None:
        return of.t.case(f"{of.base}/protocol", name)
    text = wording.PROTOCOLS.get(row.id) or row.name.replace(
        "DLPFC", "dorsolateral prefrontal cortex"
    ).replace(", standard", "")
    cells = (row.intensity, row.stated_pulses)
    if all(cell is not None and cell.usable and cell.number is not None for cell in cells):
        intensity, pulses = (cell.number for cell in cells if cell is not None)
        text = text.replace(f" {pulses:f} pulses", "")
        text += f", {intensity:f}% of motor threshold, {pulses:,f} pulses per session"
    return of.t.reference([f"{of.base}/protocol", f"reference:protocols/{row.id}"], text)


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
