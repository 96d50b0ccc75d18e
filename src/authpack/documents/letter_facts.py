"""The values a letter may print, each with its trace: what templates see, and nothing else.

Every builder takes the tracer and returns plain mappings of traced texts; a fact that the record does
not hold is said as "not recorded" or left out of its list, never filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as CalendarDate
from typing import Any

from authpack.criteria.facts import Facts, TrialFacts, instrument_id, instrument_name
from authpack.criteria.icd import display
from authpack.documents import letter_treatment, wording
from authpack.documents.trace import Traced, Tracer, listed
from authpack.domain.case import Case
from authpack.domain.clinical import Diagnosis, Episode, Psychotherapy, Score, TmsCourse
from authpack.domain.dates import PartialDate, age_on
from authpack.domain.people import Address, Clinician
from authpack.domain.requests import Request
from authpack.reference.scales import scale_by_name

Values = dict[str, Any]


class LetterFacts:
    """Builds the template values of one case and request."""

    def __init__(
        self,
        case: Case,
        request: Request,
        facts: Facts,
        tracer: Tracer,
        adverse: frozenset[str],
        classes: Mapping[str, str],
    ) -> None:
        self.case = case
        self.request = request
        self.facts = facts
        self.t = tracer
        self.base = f"/requests/{request.id}"
        self.branded: set[str] = set()
        self.adverse = adverse
        """Paths that must be printed even where the letter would otherwise pass over them."""
        self.classes = classes
        """Drug -> class where the policy departs from the usual classes."""

    def as_of(self, day: CalendarDate) -> LetterFacts:
        """The same record seen from an earlier day (the initial criteria of a repeat course)."""
        facts = Facts(self.case, self.request, day, self.facts.present)
        then = LetterFacts(self.case, self.request, facts, self.t, self.adverse, self.classes)
        then.branded = self.branded
        return then

    def all(self) -> Values:
        """Everything a letter template may name."""
        return {
            "practice": self.practice(),
            "patient": self.patient(),
            "coverage": self.coverage(),
            "request": self.asked(),
            "orderer": self.clinician(self.case.clinician(self.request.ordered_by)),
            "supervisor": self.clinician(self.case.clinician(self.request.supervision.clinician)),
            "diagnoses": self.diagnoses(),
            "episode": self.episode(),
            "scores": self.scores(),
            "symptoms": self.observations("symptoms"),
            "function": self.observations("function"),
            "mental_status": self.mental_status(),
            "latest_scores": self.latest_scores(),
            "trials_tried": self.trial_summary(),
            "trials": self.trials_of("antidepressant", "unknown"),
            "augmentations": self.trials_of("augmentation"),
            "other_uses": [
                letter_treatment.other_use(self, one)
                for one in self.facts.trials
                if one.trial.role == "other_use"
            ],
            "current_medicines": letter_treatment.current_medicines(self),
            "therapies": [self.therapy(one) for one in self.facts.psychotherapy],
            "prior_tms": [self.tms(one) for one in self.facts.prior_tms],
            "no_prior_tms": self.no_prior_tms(),
            "ect": self.ect(),
            "safety": self.safety(),
            "attestations": self.attestations(),
            "supervision": self.supervision(),
            "paragraphs": [
                self.t.statement(f"/paragraphs/{place}/text", one.text)
                for place, one in enumerate(self.case.paragraphs)
            ],
            "enclosures": self.enclosures(),
            "invented": self.case.invented == "yes",
        }

    # -- small helpers -----------------------------------------------------------------------

    def c(self, path: str, text: Any) -> Traced | None:
        """A case value, or None when the record does not hold it."""
        return None if text in (None, "") else self.t.case(path, str(text))

    def date(self, path: str, value: PartialDate | None) -> Traced | None:
        """A date in words."""
        return None if value is None else self.t.case(path, wording.us_date(value))

    def address(self, path: str, value: Address | None) -> list[Traced]:
        """Street line and city line."""
        if value is None:
            return []
        city = f"{value.city}, {value.state} {value.zip}"
        return [
            self.t.case(f"{path}/street", value.street),
            self.t.case([f"{path}/city", f"{path}/state", f"{path}/zip"], city),
        ]

    def drug(self, trial: TrialFacts, path: str) -> Traced:
        """Generic in lower case, with the brand in parentheses the first time the chart names one."""
        generic = trial.name
        brand = trial.match.brand
        if (
            brand
            and trial.drug is not None
            and trial.drug.id not in self.branded
            and brand.lower() != generic.lower()
        ):
            self.branded.add(trial.drug.id)
            return self.t.case(path, f"{generic} ({brand})")
        return self.t.case(path, generic)

    # -- people and payer --------------------------------------------------------------------

    def practice(self) -> Values:
        one = self.case.practice
        if one is None:
            return {
                "name": None,
                "lines": [],
                "phone": None,
                "fax": None,
                "tin": None,
                "npi": None,
                "contact": None,
            }
        return {
            "name": self.c("/practice/name", one.name),
            "lines": self.address("/practice/address", one.address),
            "phone": self.c("/practice/phone", one.phone),
            "fax": self.c("/practice/fax", one.fax),
            "tin": self.c("/practice/tin", one.tin),
            "npi": self.c("/practice/billing_npi", one.billing_npi),
            "contact": self.c("/practice/contact", one.contact),
        }

    def patient(self) -> Values:
        one = self.case.patient
        low, high = age_on(one.birth_date, self.facts.present)
        age = self.t.computed(
            "completed years on the request date",
            inputs=["/patient/birth_date", f"{self.base}/date"],
            text=str(low),
        )
        return {
            "name": self.t.case(
                ["/patient/given_name", "/patient/family_name"], f"{one.given_name} {one.family_name}"
            ),
            "family_name": self.t.case("/patient/family_name", one.family_name),
            "birth_date": self.date("/patient/birth_date", one.birth_date),
            "age": age if low == high else None,
            "age_article": wording.article(str(low)),
            "is_minor": high < 18,
            "guardian": self.guardian(),
        }

    def age(self) -> int:
        """Completed years on the request date (the lower, when the birth date leaves two)."""
        return age_on(self.case.patient.birth_date, self.facts.present)[0]

    def guardian(self) -> Values | None:
        one = self.case.patient.guardian
        if one is None:
            return None
        return {
            "name": self.c("/patient/guardian/name", one.name),
            "relation": self.c("/patient/guardian/relation", one.relation),
            "consent_date": self.date("/patient/guardian/consent_date", one.consent_date),
        }

    def coverage(self) -> Values:
        one = self.case.coverage_of(self.request)
        if one is None:
            return {"payer": None, "lines": []}
        path = f"/coverage/{one.id}"
        return {
            "payer": self.c(f"{path}/payer", one.payer),
            "unit": self.c(f"{path}/payer_unit", one.payer_unit),
            "lines": self.address(f"{path}/payer_address", one.payer_address),
            "fax": self.c(f"{path}/payer_fax", one.payer_fax),
            "plan": self.c(f"{path}/plan", one.plan),
            "member_id": self.c(f"{path}/member_id", one.member_id),
            "group": self.c(f"{path}/group_number", one.group_number),
            "subscriber": None
            if one.subscriber in (None, "self")
            else self.c(f"{path}/subscriber", one.subscriber),
            "out_of_network": one.network == "out",
        }

    def clinician(self, one: Clinician | None) -> Values | None:
        if one is None:
            return None
        path = f"/clinicians/{one.id}"
        name = f"{one.name}, {one.credentials}" if one.credentials else one.name
        license_text = (
            f"{one.license_state} {one.license_number}" if one.license_state and one.license_number else None
        )
        return {
            "name": self.t.case([f"{path}/name", f"{path}/credentials"], name),
            "plain_name": one.name,
            "role": self.t.case(f"{path}/role", _ROLES[one.role]),
            "title": self.t.case(f"{path}/role", _ROLES[one.role]).capitalize(),
            "npi": self.c(f"{path}/npi", one.npi),
            "license": self.t.case([f"{path}/license_state", f"{path}/license_number"], license_text)
            if license_text
            else None,
            "phone": self.c(f"{path}/phone", one.phone),
            "training": self.c(f"{path}/tms_training_detail", one.tms_training_detail),
            "trained": one.tms_training == "yes",
            "experienced": one.tms_experience == "yes",
            "board_certified": one.board_certified == "yes",
        }

    # -- the request -------------------------------------------------------------------------

    def asked(self) -> Values:
        one, plan = self.request, self.request.schedule
        taper = sum(plan.taper or ())
        total = (plan.acute_sessions or 0) + taper
        schedule = f"{self.base}/schedule"
        return {
            "date": self.date(f"{self.base}/date", one.date),
            "phase": wording.PHASES[one.phase],
            "phase_key": one.phase,
            "indication": wording.INDICATIONS.get(one.indication, one.indication),
            "indication_key": one.indication,
            "modality": self.t.case(f"{self.base}/modality", wording.MODALITIES[one.modality]),
            "device": self.c(f"{self.base}/device", one.device),
            "coil": self.c(f"{self.base}/coil", one.coil),
            "protocol": self.protocol(),
            "target": self.c(f"{self.base}/target", wording.TARGETS.get(one.target)),
            "codes": [self.code(place) for place in range(len(one.codes))],
            "sessions": self.t.computed(
                "acute sessions plus taper",
                inputs=[f"{schedule}/acute_sessions", f"{schedule}/taper"],
                text=wording.plural(total, "session"),
            ),
            "acute": self.t.case(
                f"{schedule}/acute_sessions", wording.plural(plan.acute_sessions or 0, "session")
            ),
            "per_week": self.c(f"{schedule}/sessions_per_week", plan.sessions_per_week),
            "weeks": self.t.case(f"{schedule}/weeks", wording.plural(plan.weeks, "week"))
            if plan.weeks
            else None,
            "taper": self.t.case(f"{schedule}/taper", _taper(plan.taper)) if plan.taper else None,
            "scale_every": self.c(f"{schedule}/scale_every", plan.scale_every),
            "start": self.date(f"{self.base}/start", one.start),
            "end": self.date(f"{self.base}/end", one.end),
            "place": self.place(),
            "expedited": one.urgency == "expedited",
            "urgency": self.urgency(),
            "consent_date": self.date(f"{self.base}/consent_date", one.consent_date),
            "order_date": self.date(f"{self.base}/order_date", one.order_date),
            "rationale": self.t.statement(f"{self.base}/rationale", one.rationale) if one.rationale else None,
        }

    def place(self) -> Traced | None:
        """Place of service with its name."""
        code = self.request.place_of_service
        name = wording.PLACES.get(code or "")
        return self.c(f"{self.base}/place_of_service", f"{code} ({name})" if name else code)

    def urgency(self) -> Traced | None:
        said = self.request.urgency_statement
        return self.t.statement(f"{self.base}/urgency_statement/text", said.text) if said else None

    def protocol(self) -> Traced | None:
        """The protocol's name in words, with stimulation parameters only where the reference row was read."""
        from authpack.reference.protocols import all_protocols

        name = self.request.protocol
        if name is None:
            return None
        row = next((one for one in all_protocols() if one.id == name), None)
        if row is None:
            return self.t.case(f"{self.base}/protocol", name)
        text = row.name.replace("DLPFC", "dorsolateral prefrontal cortex").replace(", standard", "")
        cells = (row.intensity, row.stated_pulses)
        if all(cell is not None and cell.usable and cell.number is not None for cell in cells):
            intensity, pulses = (cell.number for cell in cells if cell is not None)
            text = text.replace(f" {pulses:f} pulses", "")
            text += f", {intensity:f}% of motor threshold, {pulses:,f} pulses per session"
        return self.t.reference([f"{self.base}/protocol", f"reference:protocols/{row.id}"], text)

    def code(self, place: int) -> Values:
        line = self.request.codes[place]
        path = f"{self.base}/codes/{place}"
        return {
            "code": self.t.case(f"{path}/code", line.code),
            "units": self.t.case(f"{path}/units", wording.plural(line.units, "unit")),
            "meaning": wording.PROCEDURES.get(line.code, ""),
        }

    # -- the illness -------------------------------------------------------------------------

    def diagnoses(self) -> list[Values]:
        return [self.diagnosis(one) for one in self.case.diagnoses.items]

    def diagnosis(self, one: Diagnosis) -> Values:
        path = f"/diagnoses/{one.id}"
        words = one.display or display(one.code) or "diagnosis"
        said = [one.severity.replace("_", " ")] if one.severity != "unknown" else []
        if one.psychotic_features != "unknown":
            said.append(
                "with psychotic features" if one.psychotic_features == "yes" else "without psychotic features"
            )
        person = self.case.clinician(one.confirmed_by)
        return {
            "code": self.t.case(f"{path}/code", one.code),
            "words": self.t.case([f"{path}/display", f"{path}/code"], words),
            "specifiers": self.t.case([f"{path}/severity", f"{path}/psychotic_features"], ", ".join(said))
            if said
            else None,
            "date": self.date(f"{path}/date", one.date),
            "primary": one.primary == "yes",
            "confirmed": one.confirmed == "yes",
            "confirmed_by": self.t.case(f"{path}/confirmed_by", person.name) if person else None,
        }

    def episode(self) -> Values | None:
        """When the current episode began, and the episodes before it."""
        one = self.facts.episode
        if one is None or one.onset is None:
            return None
        word = "on" if one.onset.exact else "in"
        onset = self.date(f"/episodes/{one.id}/onset", one.onset)
        return {"onset": onset, "onset_word": word, "earlier": self.earlier_episodes(one)}

    def earlier_episodes(self, current: Episode) -> list[Traced]:
        """The other episodes of the same illness that began before, each as a period."""
        return [
            self.t.case(
                [f"/episodes/{one.id}/onset", f"/episodes/{one.id}/end"], wording.period(one.onset, one.end)
            )
            for one in self.case.episodes.items
            if one.id != current.id
            and one.indication == current.indication
            and one.onset is not None
            and one.onset.first <= self.facts.day
        ]

    def scores(self) -> list[Values]:
        """Every score in the episode, oldest first; nothing is picked."""
        rows = [(one.date.last, self.score(one)) for one in self.case.scores.items if self.is_printed(one)]
        return [row for _, row in sorted(rows, key=lambda pair: pair[0])]

    def is_printed(self, one: Score) -> bool:
        """Whether a score stands in the table: in the episode, of the illness, or adverse."""
        if any(path.startswith(f"/scores/{one.id}/") or path == f"/scores/{one.id}" for path in self.adverse):
            return True
        scale = scale_by_name(one.instrument)
        if one.date.first > self.facts.day or (
            scale is not None and scale.measures not in ("depression", "ocd", "global")
        ):
            return False
        onset = self.facts.episode.onset if self.facts.episode else None
        return onset is None or one.date.last >= onset.first

    def score(self, one: Score) -> Values:
        """One row of the table of scores."""
        scale = scale_by_name(one.instrument)
        path = f"/scores/{one.id}"
        limit = f" of {scale.total_max}" if scale and scale.total_max else ""
        return {
            "key": instrument_id(one.instrument),
            "instrument": self.t.case(f"{path}/instrument", instrument_name(one.instrument)),
            "date": self.date(f"{path}/date", one.date),
            "total": self.t.case([path, f"{path}/total"], f"{one.total}{limit}"),
            "rater": self.rater(path, one.rater),
        }

    def rater(self, path: str, said: str | None) -> Traced | None:
        """The rater as charted; a clinician's id is printed as the clinician's name."""
        person = self.case.clinician(said)
        return self.c(f"{path}/rater", person.name if person else said)

    def latest_scores(self) -> list[str]:
        """The latest score of each instrument in the episode, for the summary."""
        latest: dict[str, Values] = {}
        for row in self.scores():
            latest[row["key"]] = row
        return [f"{row['instrument']} total {row['total']} ({row['date']})" for row in latest.values()]

    def trial_summary(self) -> list[str]:
        """Each recorded trial in a few words: drug, top dose, and for an augmentation what it was added to."""
        said = []
        for row in self.trials_of("antidepressant", "unknown", "augmentation"):
            added = f", added to {listed(row['partners'])}" if row["partners"] else ""
            said.append(
                f"{row['drug']} ({row['dose']}{added})"
                if row["started"]
                else f"{row['drug']} ({row['dates']})"
            )
        return said

    def observations(self, name: str) -> list[Values]:
        return [
            {
                "text": self.t.statement(f"/{name}/{one.id}/text", one.text),
                "date": self.date(f"/{name}/{one.id}/date", one.date),
            }
            for one in getattr(self.case, name)
        ]

    def mental_status(self) -> Values | None:
        one = self.case.mental_status
        if one is None:
            return None
        return {
            "text": self.t.statement("/mental_status/text", one.text),
            "date": self.date("/mental_status/date", one.date),
        }

    # -- treatment so far --------------------------------------------------------------------

    def trial(self, one: TrialFacts) -> Values:
        """One medication trial, as the table and the crosswalk print it."""
        return letter_treatment.trial(self, one)

    def trials_of(self, *roles: str) -> list[Values]:
        """The trials of these roles, in the order of the record."""
        return [self.trial(one) for one in self.facts.trials if one.trial.role in roles]

    def therapy(self, one: Psychotherapy) -> Values:
        """One course of psychotherapy."""
        return letter_treatment.therapy(self, one)

    def tms(self, one: TmsCourse) -> Values:
        """One earlier course of TMS."""
        return letter_treatment.tms(self, one)

    def ect(self) -> list[Traced]:
        """What the record says of electroconvulsive therapy."""
        return letter_treatment.ect(self)

    def first_session_before(self, day: CalendarDate) -> Traced:
        """The first session of the earlier course from which the record is looked back at."""
        course = next(
            one
            for one in self.case.prior_tms.items
            if one.first_session is not None and one.first_session.first == day
        )
        return self.t.case(
            f"/prior_tms/{course.id}/first_session", f"{wording.MONTHS[day.month - 1]} {day.day}, {day.year}"
        )

    def no_prior_tms(self) -> Traced | None:
        """That there was no earlier course, where somebody stated the list complete."""
        history = self.case.prior_tms
        return (
            self.t.case("/prior_tms", "no earlier course of TMS")
            if history.is_complete and not history.items
            else None
        )

    def source_of(self, path: str) -> Traced | None:
        """The document and page a fact of the record comes from; None when no source is recorded."""
        for place, source in enumerate(self.case.sources):
            if any(
                path == prefix.rstrip("/") or path.startswith(prefix.rstrip("/") + "/")
                for prefix in source.paths
            ):
                page = f", p. {source.page}" if source.page else ""
                kind = " (patient report)" if source.kind == "patient_report" else ""
                return self.t.case(f"/sources/{place}", f"{source.document}{page}{kind}")
        return None

    # -- safety, provider, enclosures --------------------------------------------------------

    def safety(self) -> Values:
        from authpack.documents.letter_safety import safety_rows

        return safety_rows(self)

    def attestations(self) -> list[Values]:
        """Only what a clinician attested, dated; nothing else lets the letter say "I examined"."""
        orderer = self.request.ordered_by
        return [
            {
                "text": _ATTESTED[one.act],
                "date": self.date(f"/attestations/{one.id}/date", one.date),
                "act": one.act,
            }
            for one in self.case.attestations
            if one.clinician == orderer
            and one.act in _ATTESTED
            and one.request in (None, self.request.id)
            and one.date.last <= self.facts.present
        ]

    def supervision(self) -> list[Traced]:
        plan, path = self.request.supervision, f"{self.base}/supervision"
        said = {
            "direct": "direct supervision",
            "in_area": "presence in the treatment area",
            "immediately_available": "immediate availability",
            "on_site": "presence in the building",
        }
        return [
            self.t.case(f"{path}/{name}", text) for name, text in said.items() if getattr(plan, name) == "yes"
        ]

    def enclosures(self) -> list[Values]:
        """Attachments that may go out: sensitive ones only with recorded consent."""
        return [
            {
                "title": self.t.case(f"/attachments/{one.id}/title", one.title),
                "date": self.date(f"/attachments/{one.id}/date", one.date),
            }
            for one in self.case.attachments
            if one.sensitivity == "none" or (one.sensitivity != "unknown" and one.consent == "yes")
        ]


_ROLES = {
    "psychiatrist": "psychiatrist",
    "physician": "physician",
    "pmhnp": "psychiatric mental health nurse practitioner",
    "nurse_practitioner": "nurse practitioner",
    "physician_assistant": "physician assistant",
}
_ATTESTED = {
    "examined_in_person": "I examined the patient in person",
    "examined_by_video": "I examined the patient by video",
    "reviewed_record": "I reviewed the medical record",
    "supervises": "I supervise the treatment",
    "ordered": "I ordered this treatment",
}


def _taper(taper: tuple[int, ...] | None) -> str:
    """The taper in words: 3, 2, and 1 sessions in consecutive weeks."""
    numbers = [str(one) for one in taper or ()]
    if len(numbers) == 1:
        return f"{numbers[0]} in one further week"
    return f"{listed(numbers)} sessions in consecutive weeks"
