"""The values a letter may print, each with its trace: what templates see, and nothing else.

Every builder takes the tracer and returns plain mappings of traced texts; a fact that the record does
not hold is said as "not recorded" or left out of its list, never filled in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any

from authpack.criteria.conditions.continuation import course_start
from authpack.criteria.facts import Facts
from authpack.criteria.icd import display
from authpack.criteria.scores import instrument_id, instrument_name
from authpack.criteria.trial_facts import TrialFacts
from authpack.documents import (
    letter_history,
    letter_people,
    letter_request,
    letter_safety,
    letter_story,
    letter_treatment,
    wording,
)
from authpack.documents.trace import Traced, Tracer, listed
from authpack.domain.case import Case
from authpack.domain.clinical import Diagnosis, Episode, Psychotherapy, Score, TmsCourse
from authpack.domain.dates import PartialDate, age_on
from authpack.domain.people import Attestation, Clinician
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
        *,
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
        # Read again for every criterion that asks for them.
        self._asked: Values | None = None
        self._safety: Values | None = None

    def as_of(self, day: datetime.date) -> LetterFacts:
        """The same record seen from an earlier day (the initial criteria of a repeat course)."""
        facts = Facts(self.case, self.request, day, self.facts.present)
        then = LetterFacts(self.case, self.request, facts, self.t, adverse=self.adverse, classes=self.classes)
        then.branded = self.branded
        return then

    def all(self) -> Values:
        """Everything a letter template may name."""
        return {
            "practice": letter_people.practice(self),
            "patient": self.patient(),
            "coverage": letter_people.coverage(self),
            "request": self.asked(),
            "orderer": self.clinician(self.case.clinician(self.request.ordered_by)),
            "supervisor": letter_people.supervisor(self),
            "diagnoses": self.diagnoses(),
            "episode": self.episode(),
            "scores": self.scores(),
            "symptoms": self.observations("symptoms"),
            "function": self.observations("function"),
            "mental_status": self.mental_status(),
            "latest_scores": self.latest_scores(),
            "story": letter_story.story(self),
            "score_rows": self.score_rows(),
            "trials_tried": self.trial_summary(),
            "trials": self.trials_of("antidepressant", "unknown"),
            "augmentations": self.trials_of("augmentation"),
            "other_uses": [
                letter_treatment.other_use(self, one)
                for one in self.facts.trials
                if one.trial.role == "other_use"
            ],
            "current_medicines": letter_history.current_medicines(self),
            "history": letter_history.history(self),
            "therapies": [self.therapy(one) for one in self.facts.psychotherapy],
            "prior_tms": [self.tms(one) for one in self.facts.prior_tms],
            "no_prior_tms": self.no_prior_tms(),
            "ect": self.ect(),
            "safety": self.safety(),
            "attestations": self.attestations(),
            "supervision": self.supervision(),
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

    def drug(self, trial: TrialFacts, path: str) -> Traced:
        """Generic in lower case with its formulation, the brand in parentheses the first time the chart names one."""
        generic = letter_treatment.generic_name(trial.trial.drug)
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

    # -- people, payer, request --------------------------------------------------------------

    def patient(self) -> Values:
        """The patient, with the age on the request date."""
        return letter_people.patient(self)

    def age(self) -> int:
        """Completed years on the request date (the lower, when the birth date leaves two)."""
        return age_on(self.case.patient.birth_date, self.facts.present)[0]

    def clinician(self, one: Clinician | None) -> Values | None:
        """One clinician; None when the record does not hold the person."""
        return letter_people.clinician(self, one)

    def asked(self) -> Values:
        """Everything that is asked of the payer."""
        if self._asked is None:
            self._asked = letter_request.asked(self)
        return self._asked

    def place(self) -> Traced | None:
        """Place of service with its name."""
        return letter_request.place(self)

    def protocol(self) -> Traced | None:
        """The protocol in words."""
        return letter_request.protocol(self)

    # -- the illness -------------------------------------------------------------------------

    def diagnoses(self) -> list[Values]:
        """Every diagnosis of the record."""
        return [self.diagnosis(one) for one in self.case.diagnoses.items]

    def diagnosis(self, one: Diagnosis) -> Values:
        """One diagnosis with its specifiers as charted."""
        path = f"/diagnoses/{one.id}"
        words = one.display or display(one.code) or "diagnosis"
        said = [one.severity.replace("_", " ")] if one.severity != "unknown" else []
        if one.psychotic_features != "unknown":
            said.append(
                "with psychotic features" if one.psychotic_features == "yes" else "without psychotic features"
            )
        person = self.case.clinician(one.confirmed_by)
        read = any(adverse.startswith(path) for adverse in self.adverse)
        told = not read and all(part in words for part in said)
        return {
            "code": self.t.case(f"{path}/code", one.code),
            "words": self.t.case([f"{path}/display", f"{path}/code"], words),
            "in_words": self.t.case([f"{path}/display", f"{path}/code"], wording.mid_sentence(words)),
            "specifiers": self.t.case([f"{path}/severity", f"{path}/psychotic_features"], ", ".join(said))
            if said
            else None,
            "specifiers_beyond": bool(said) and not told,
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
                [f"/episodes/{one.id}/onset", f"/episodes/{one.id}/end"],
                wording.period_in_words(one.onset, one.end),
            )
            for one in self.case.episodes.items
            if one.id != current.id
            and one.indication == current.indication
            and one.onset is not None
            and one.onset.first <= self.facts.day
        ]

    def scores(self) -> list[Values]:
        """Every score in the episode, oldest first; nothing is picked."""
        return self._rows_of(one for one in self.case.scores.items if self._in_episode(one))

    def _rows_of(self, scores: Iterable[Score]) -> list[Values]:
        return [self.score(one) for one in sorted(scores, key=lambda one: one.date.last)]

    def score_rows(self) -> list[Values]:
        """The scores that are printed, one row an instrument and rater: all totals with their dates, oldest first."""
        found: dict[tuple[str, str], Values] = {}
        for row in self._rows_of(one for one in self.case.scores.items if self.is_printed(one)):
            made = found.setdefault(
                (row["key"], f"{row['rater'].plain if row['rater'] else ''}"),
                {"instrument": row["instrument"], "rater": row["rater"], "most": row["most"], "totals": []},
            )
            made["totals"].append({"total": row["plain_total"], "date": row["short_date"]})
        scales = list(dict.fromkeys(key for key, _ in found))
        # One scale's rows stand together, whoever rated them.
        return [found[key] for key in sorted(found, key=lambda key: scales.index(key[0]))]

    def is_printed(self, one: Score) -> bool:
        """Whether a score stands in the table: in the episode, of the illness, of a course to be repeated, or adverse."""
        return self._in_episode(one) or letter_history.is_of_first_course(self, one)

    def _in_episode(self, one: Score) -> bool:
        """Whether a score is one of the current episode, or adverse."""
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
            "plain_total": self.t.case([path, f"{path}/total"], str(one.total)),
            "short_date": self.t.case(f"{path}/date", wording.short_date(one.date)),
            "day": one.date.last.isoformat(),
            "exact": one.date.exact,
            "most": self.t.reference(f"reference:scales/{scale.id}/total_max", f"{scale.total_max}")
            if scale and scale.total_max
            else None,
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
        """Each recorded trial in a few words: drug, top dose, and what an augmentation was added to."""
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
        """Dated words about symptoms or function, the oldest first."""
        return [
            {
                "text": self.t.statement(f"/{name}/{one.id}/text", one.text),
                "date": self.date(f"/{name}/{one.id}/date", one.date),
                "before_course": self._before_course(one.date),
            }
            for one in sorted(getattr(self.case, name), key=lambda one: one.date.last)
        ]

    def mental_status(self) -> Values | None:
        """The mental status examination, in the clinician's words."""
        one = self.case.mental_status
        if one is None:
            return None
        return {
            "text": self.t.statement("/mental_status/text", one.text),
            "date": self.date("/mental_status/date", one.date),
            "before_course": self._before_course(one.date),
        }

    def _before_course(self, day: PartialDate) -> bool:
        """Whether a finding is older than the running course that is to go on: it says nothing of today."""
        start, _ = course_start(self.facts)
        return self.request.phase == "continuation" and start is not None and day.last < start.first

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

    def first_session_before(self, day: datetime.date) -> Traced:
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

    @cached_property
    def _sources(self) -> dict[str, int]:
        """The first source, by its place, for each path that a source names."""
        rows = [
            (path.rstrip("/"), place) for place, one in enumerate(self.case.sources) for path in one.paths
        ]
        return dict(reversed(rows))

    def source_of(self, path: str) -> Traced | None:
        """The document and page a fact of the record comes from; None when no source is recorded."""
        above = accumulate(path.split("/"), lambda parent, name: f"{parent}/{name}")
        place = min((self._sources[one] for one in above if one in self._sources), default=None)
        if place is not None:
            source = self.case.sources[place]
            many = source.page is not None and not source.page.isdigit()
            page = f", {'pages' if many else 'page'} {source.page}" if source.page else ""
            kind = " (patient report)" if source.kind == "patient_report" else ""
            return self.t.case(f"/sources/{place}", f"{source.document}{page}{kind}")
        return None

    # -- safety, provider, enclosures --------------------------------------------------------

    def safety(self) -> Values:
        """The safety screen."""
        if self._safety is None:
            self._safety = letter_safety.safety_rows(self)
        return self._safety

    def attestations(self) -> list[Values]:
        """Only what a clinician attested, dated; nothing else lets the letter say "I examined"."""
        orderer = self.request.ordered_by
        return [
            {
                "text": self.act(one),
                "date": self.date(f"/attestations/{one.id}/date", one.date),
                "act": one.act,
                "day": f"{one.date}",
            }
            for one in self.case.attestations
            if one.clinician == orderer
            and one.act in ATTESTED
            and one.request in (None, self.request.id)
            and one.date.last <= self.facts.present
        ]

    def act(self, one: Attestation) -> str:
        """What a clinician stated, in the tense of the day on which it was stated: nobody supervises before the start."""
        start = course_start(self.facts)[0] or self.request.start
        if one.act == "supervises" and (start is None or one.date.first < start.first):
            return "I will supervise the treatment"
        return ATTESTED[one.act]

    def supervision(self) -> list[Traced]:
        """How treatment is supervised, as far as it is recorded."""
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


ATTESTED = {
    "examined_in_person": "I examined the patient in person",
    "examined_by_video": "I examined the patient by video",
    "reviewed_record": "I reviewed the medical record",
    "supervises": "I supervise the treatment",
    "ordered": "I ordered this treatment",
}
