"""Letters that request something of a payer: for which request each kind is, and the facts each is refused without."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from authpack.criteria.finding import Finding
from authpack.documents import letter_course, letter_rules
from authpack.documents.matter import Matter
from authpack.domain.dates import age_on
from authpack.domain.requests import Statement
from authpack.errors import Fault
from authpack.reference.scales import scale_by_name

Faults = tuple[Fault, ...]
ADULT_AT = 18
"""Years from which a patient consents for himself or herself (completed on the request date)."""
DAY_CODES = frozenset({"0890T", "0891T", "0892T"})
"""Category III codes of the accelerated MRI-guided course: one unit is one treatment day."""
ACCELERATED_CODES = DAY_CODES | {"0889T"}
SESSION_CODES = frozenset({"90867", "90868", "90869"})
"""One unit is one session."""


class Scope(NamedTuple):
    """For which requests a kind of letter is: what it asks of the request, in the words of a refusal."""

    phase: str | None = None
    indication: str | None = None
    modality: str | None = None
    minor: bool | None = None

    def fits(self, matter: Matter) -> bool:
        """Whether the request is of this scope."""
        return not self.faults(matter)

    def faults(self, matter: Matter) -> Faults:
        """Everything of the request that lies outside."""
        request, base = matter.request, f"/requests/{matter.request.id}"
        wanted = [
            ("phase", self.phase, request.phase),
            ("indication", self.indication, request.indication),
            ("modality", self.modality, request.modality),
        ]
        found = [
            Fault(
                f"{base}/{name}",
                f"this kind of letter is for {_said(asked)}, and the request says {_said(is_)}",
            )
            for name, asked, is_ in wanted
            if asked is not None and asked != is_
        ]
        if self.minor is not None and self.minor != is_minor(matter):
            age = f"under {ADULT_AT}" if self.minor else f"{ADULT_AT} or older"
            found.append(Fault("/patient/birth_date", f"this kind of letter is for patients {age}"))
        return tuple(found)


def _said(word: str) -> str:
    return word.replace("_", " ")


SCOPES: dict[str, Scope] = {
    "continuation_letter": Scope(phase="continuation"),
    "retreatment_letter": Scope(phase="retreatment"),
    "accelerated_letter": Scope(phase="initial", modality="accelerated"),
    "ocd_letter": Scope(phase="initial", indication="ocd"),
    "adolescent_letter": Scope(phase="initial", indication="mdd", minor=True),
    "theta_burst_letter": Scope(phase="initial", modality="itbs"),
    "deep_tms_letter": Scope(phase="initial", modality="deep_tms"),
    "authorization_letter": Scope(phase="initial"),
}
"""In the order in which the first that fits is a request's own kind."""


def is_minor(matter: Matter) -> bool:
    """Whether the patient is under age on the request date; certain only when every reading of the dates says so."""
    day = matter.request.date.first if matter.request.date else matter.date
    return age_on(matter.case.patient.birth_date, day)[1] < ADULT_AT


# -- what every request needs ---------------------------------------------------------------------------


def request_facts(matter: Matter) -> Faults:
    """Every fact without which no request can be written."""
    return (
        *letter_rules.missing_facts(matter.case, matter.request),
        *_guardian(matter),
        *_urgency(matter),
        *_way_of_review(matter),
        *_accelerated_allowed(matter),
    )


def _guardian(matter: Matter) -> Faults:
    """A minor is treated with a guardian's dated consent; assent is printed where it is recorded."""
    if not is_minor(matter):
        return ()
    guardian = matter.case.patient.guardian
    if guardian is None:
        return (Fault("/patient/guardian", "the guardian who consents for a minor is not recorded"),)
    consent = guardian.consent_date
    if consent is None or not consent.exact:
        return (
            Fault(
                "/patient/guardian/consent_date", "the exact day of the guardian's consent is not recorded"
            ),
        )
    found = []
    if consent.first > matter.date:
        found.append(
            Fault("/patient/guardian/consent_date", "the guardian's consent is dated after the letter")
        )
    assent = matter.case.patient.assent_date
    if assent is not None and assent.first > matter.date:
        found.append(Fault("/patient/assent_date", "the patient's assent is dated after the letter"))
    return tuple(found)


def _urgency(matter: Matter) -> Faults:
    """An expedited review needs a clinician's dated words why it cannot wait."""
    if matter.request.urgency != "expedited":
        return ()
    return statement_faults(
        matter,
        matter.request.urgency_statement,
        f"/requests/{matter.request.id}/urgency_statement",
        "a clinician's dated statement of why the review cannot wait",
    )


def statement_faults(matter: Matter, said: Statement | None, path: str, what: str) -> Faults:
    """Whether a statement is there, by a clinician of the record, on an exact day, not after the letter's own."""
    if said is None:
        return (Fault(path, f"{what} is not recorded"),)
    found = []
    if matter.case.clinician(said.clinician) is None:
        found.append(
            Fault(f"{path}/clinician", "the clinician of this statement is not among the record's clinicians")
        )
    if not said.date.exact:
        found.append(Fault(f"{path}/date", "the exact day of this statement is not recorded"))
    elif said.date.first > matter.date:
        found.append(Fault(f"{path}/date", "this statement is dated after the letter"))
    return tuple(found)


def is_out_of_network(matter: Matter) -> bool:
    """Whether the request goes to a coverage whose network the practice is outside of."""
    coverage = matter.case.coverage_of(matter.request)
    return coverage is not None and coverage.network == "out"


def _way_of_review(matter: Matter) -> Faults:
    """Where claims are judged, nothing is requested: but a practice outside the network may have to ask."""
    judged = matter.determination
    if judged is None or judged.policy.head.review_mode != "claim_review" or is_out_of_network(matter):
        return ()
    return (
        Fault(
            f"policy {judged.policy.id}",
            "this policy asks for no prior authorization, so there is nothing to request",
            "Write the statement for the chart (--kind chart_statement).",
        ),
    )


def _accelerated_allowed(matter: Matter) -> Faults:
    """An accelerated course is requested only where the judged policy does not rule it out."""
    judged = matter.determination
    if matter.request.modality != "accelerated" or judged is None:
        return ()
    return tuple(
        Fault(finding.id, f"the policy does not cover this accelerated course: {finding.node.says}")
        for finding in ruling_out(judged.root)
    )


_SAYS_WHAT_IS_COVERED = frozenset(
    {"modality", "guidance", "protocol", "course_limit", "unit_limit", "target"}
)


def ruling_out(root: Finding) -> list[Finding]:
    """The decisive answers by which a policy does not cover what is asked: an exclusion, or a form of treatment."""
    if root.reason == "excluded":
        return [root]
    return [
        finding
        for finding, inverted in letter_rules.decisive_leaves(root)
        if finding.status == ("met" if inverted else "not_met")
        and (finding.reason == "excluded" or finding.node.kind in _SAYS_WHAT_IS_COVERED)
    ]


# -- what one kind needs -------------------------------------------------------------------------------


def _of_kind(name: str, own: Callable[[Matter], Faults] | None = None) -> Callable[[Matter], Faults]:
    """The faults of a kind: what every request needs, the kind's scope, and its own facts."""

    def faults(matter: Matter) -> Faults:
        return (*SCOPES[name].faults(matter), *request_facts(matter), *(own(matter) if own else ()))

    return faults


def _authorization(matter: Matter) -> Faults:
    """The general letter takes over no request that has a letter of its own rules."""
    special = ("accelerated_letter", "ocd_letter", "adolescent_letter")
    own = next((name for name in special if SCOPES[name].fits(matter)), None)
    if own is None:
        return ()
    path = f"/requests/{matter.request.id}"
    return (Fault(path, "a request of this kind has a letter of its own", f"Write it with --kind {own}."),)


def _protocol_row(matter: Matter) -> str | None:
    """The reference protocol that the request names by id, or None for a protocol in other words."""
    from authpack.reference.protocols import all_protocols

    name = matter.request.protocol
    return next((one.id for one in all_protocols() if name in (one.id, one.name)), None)


def _theta_burst(matter: Matter) -> Faults:
    """Theta burst: the protocol must be one of bursts."""
    row = _protocol_row(matter)
    if row is None or row == "itbs_600":
        return ()
    path = f"/requests/{matter.request.id}/protocol"
    return (Fault(path, "the protocol recorded is not theta burst, and the modality says it is"),)


def _deep_tms(matter: Matter) -> Faults:
    """Deep TMS: which coil, and a protocol of that coil."""
    base, row = f"/requests/{matter.request.id}", _protocol_row(matter)
    found = [] if matter.request.coil else [Fault(f"{base}/coil", "the coil (H1, H7) is not recorded")]
    if row is not None and not row.startswith("dtms_"):
        found.append(
            Fault(f"{base}/protocol", "the protocol recorded is not deep TMS, and the modality says it is")
        )
    return tuple(found)


def _accelerated(matter: Matter) -> Faults:
    """Accelerated: sessions a day, how the target is found, and codes that agree with the schedule."""
    request, base = matter.request, f"/requests/{matter.request.id}"
    plan, units = request.schedule, {line.code: line.units for line in request.codes}
    per_day = plan.sessions_per_day
    found = []
    if per_day is None or per_day < 2:
        found.append(
            Fault(f"{base}/schedule/sessions_per_day", "two or more sessions a day are not recorded")
        )
    if request.guidance == "unknown":
        found.append(
            Fault(f"{base}/guidance", "how the coil is placed (MRI, functional MRI, other) is not recorded")
        )
    if set(units) & ACCELERATED_CODES:
        found += _accelerated_codes(matter, units)
        if request.guidance not in ("mri", "fmri"):
            found.append(
                Fault(
                    f"{base}/guidance",
                    "the codes are those of an MRI-guided course, and no MRI guidance is recorded",
                )
            )
    return tuple(found)


def _accelerated_codes(matter: Matter, units: dict[str, int]) -> list[Fault]:
    """Category III codes stand alone, and their units are treatment days."""
    base, plan = f"/requests/{matter.request.id}", matter.request.schedule
    found = []
    if set(units) & SESSION_CODES:
        found.append(
            Fault(
                f"{base}/codes",
                "codes of the accelerated course (a unit is a day) stand beside codes by the session",
            )
        )
    days = sum(count for code, count in units.items() if code in DAY_CODES)
    planned = treatment_days(plan.acute_sessions, plan.sessions_per_day)
    if planned is not None and days != planned:
        found.append(
            Fault(f"{base}/codes", "the units ask for another number of treatment days than the schedule has")
        )
    return found


def treatment_days(sessions: int | None, per_day: int | None) -> int | None:
    """Days that so many sessions take at so many a day; None while one of them is not recorded."""
    return -(-sessions // per_day) if sessions and per_day else None


def _ocd(matter: Matter) -> Faults:
    """OCD: a dated score of a scale of obsessive-compulsive symptoms (Y-BOCS)."""
    scales = (scale_by_name(one.instrument) for one in letter_course.facts_of(matter).scores)
    if any(scale is not None and scale.measures == "ocd" for scale in scales):
        return ()
    return (Fault("/scores", "a dated score of an OCD scale (Y-BOCS) is not recorded"),)


def expedited(matter: Matter) -> Faults:
    """The request for expedited review: an expedited request, with the statement that every such one needs."""
    base = f"/requests/{matter.request.id}"
    standard = matter.request.urgency != "expedited"
    own = (
        (Fault(f"{base}/urgency", "the request is recorded as standard, not as expedited"),)
        if standard
        else ()
    )
    missing = _statement_of_urgency(matter) if standard else ()
    return (*own, *missing, *request_facts(matter))


def _statement_of_urgency(matter: Matter) -> Faults:
    path = f"/requests/{matter.request.id}/urgency_statement"
    return statement_faults(
        matter,
        matter.request.urgency_statement,
        path,
        "a clinician's dated statement of why the review cannot wait",
    )


def network_exception(matter: Matter) -> Faults:
    """Network exception: outside the network, what is asked, whom the practice asked, and the clinician's reason."""
    base = f"/requests/{matter.request.id}/network_exception"
    found = list(request_facts(matter))
    if not is_out_of_network(matter):
        found.append(Fault("/coverage", "the coverage does not say that the practice is out of its network"))
    asked = matter.request.network_exception
    if asked is None:
        return (*found, Fault(base, "why treatment outside the network is asked for is not recorded"))
    if asked.asks == "unknown":
        found.append(
            Fault(f"{base}/asks", "what is asked (in-network benefit, single case agreement) is not recorded")
        )
    undated = [one.id for one in asked.asked if one.date is None]
    found += [
        Fault(f"{base}/asked/{name}/date", "when this provider was asked is not recorded") for name in undated
    ]
    nobody = asked.none_in_network == "yes" and asked.none_stated_by and asked.none_date
    if not asked.asked and not nobody and asked.treated_since is None:
        text = (
            "no provider asked, no dated search that found none, and no treatment since a date is recorded: "
            "one of them must carry the request"
        )
        found.append(Fault(base, text))
    return (
        *found,
        *statement_faults(matter, asked.statement, f"{base}/statement", "a clinician's dated reason"),
    )


def statement_facts(matter: Matter) -> Faults:
    """The chart statement: what every document of a request needs, under a policy that judges claims."""
    judged = matter.determination
    asked_first = judged is not None and judged.policy.head.review_mode in (
        "prior_auth",
        "organization_determination",
    )
    running = matter.request.phase == "continuation"
    missing = (
        *letter_rules.missing_facts(matter.case, matter.request),
        *(letter_course.continuation_faults(matter) if running else ()),
        *_guardian(matter),
    )
    if judged is None or not asked_first:
        return missing
    own = own_kind(matter)
    do = f"Write the request (--kind {own})." if own else ""
    what = "this policy asks for authorization before treatment, so a statement that requests nothing would be wrong"
    return (*missing, Fault(f"policy {judged.policy.id}", what, do))


MISSING: dict[str, Callable[[Matter], Faults]] = {
    "authorization_letter": _of_kind("authorization_letter", _authorization),
    "theta_burst_letter": _of_kind("theta_burst_letter", _theta_burst),
    "deep_tms_letter": _of_kind("deep_tms_letter", _deep_tms),
    "accelerated_letter": _of_kind("accelerated_letter", _accelerated),
    "adolescent_letter": _of_kind("adolescent_letter"),
    "ocd_letter": _of_kind("ocd_letter", _ocd),
    "continuation_letter": _of_kind("continuation_letter", letter_course.continuation_faults),
    "retreatment_letter": _of_kind("retreatment_letter", letter_course.retreatment_faults),
    "expedited_request": expedited,
    "network_exception": network_exception,
}
"""The refusals of each kind that requests something."""


def own_kind(matter: Matter) -> str | None:
    """The kind that a request asks for by itself; None where no letter may ask for it (maintenance)."""
    return next((name for name, scope in SCOPES.items() if scope.fits(matter)), None)
