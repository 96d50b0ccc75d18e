"""Template values of single kinds of letters to a payer, beside the common ones."""

from __future__ import annotations

from typing import Any

from authpack.documents import letter_course, wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letters_payer import treatment_days
from authpack.documents.matter import Matter

Values = dict[str, Any]


def continuation(of: LetterFacts, matter: Matter) -> Values:
    """The running course: sessions given against units authorized, the trend of each score, what is asked."""
    return {"course": letter_course.running_course(of, matter)}


def retreatment(of: LetterFacts, _matter: Matter | None = None) -> Values:
    """The earlier course: its result, how long it held, the relapse, the interval; and other courses."""
    course = letter_course.earlier_course(of.facts)
    others = [of.tms(one) for one in of.facts.prior_tms if course is None or one.id != course.id]
    return {"first_course": letter_course.first_course(of), "other_courses": others}


def statement(of: LetterFacts, matter: Matter) -> Values:
    """What a chart statement tells of the running or the earlier course, when the request is of one."""
    phase = matter.request.phase
    return {
        "course": letter_course.running_course(of, matter) if phase == "continuation" else None,
        **(retreatment(of) if phase == "retreatment" else {"first_course": None, "other_courses": None}),
        **label(of, matter),
    }


_GUIDANCE = {
    "none": "the manufacturer's method alone",
    "neuronavigation": "neuronavigation",
    "mri": "structural MRI",
    "fmri": "functional MRI",
    "eeg": "EEG",
    "other": "another method of guidance",
}


def accelerated(of: LetterFacts, _matter: Matter) -> Values:
    """Sessions a day, treatment days, and how the target is found."""
    plan, base = of.request.schedule, f"{of.base}/schedule"
    days = treatment_days(plan.acute_sessions, plan.sessions_per_day)
    return {
        "per_day": of.t.case(
            f"{base}/sessions_per_day", wording.plural(plan.sessions_per_day or 0, "session")
        ),
        "days": of.t.computed(
            "sessions divided by sessions a day, rounded up",
            inputs=[f"{base}/acute_sessions", f"{base}/sessions_per_day"],
            text=wording.plural(days or 0, "treatment day"),
        ),
        "guidance": of.c(f"{of.base}/guidance", _GUIDANCE.get(of.request.guidance)),
    }


def label(of: LetterFacts, _matter: Matter) -> Values:
    """What the device is cleared for at this age, from clearances that were read; None where none was."""
    from authpack.reference.devices import cleared_for

    indication = of.request.indication
    if indication not in ("mdd", "ocd") or not of.request.device:
        return {"clearance": None}
    answer = cleared_for(of.request.device, indication, of.age())
    row = next(
        (
            one
            for one in answer.rows
            if one.submission is not None and one.submission.usable and one.indication.usable
        ),
        None,
    )
    if answer.status != "yes" or row is None or row.submission is None:
        return {"clearance": None}
    source = f"reference:devices/{row.id}"
    code = (
        f"{indication}_adolescent" if indication == "mdd" and of.age() < _ADULT_AT else f"{indication}_adult"
    )
    low, high = row.age_range(code)
    ages = f"patients aged {low} to {high}" if low is not None and high is not None else "adults"
    return {
        "clearance": {
            "number": of.t.reference(source, f"{row.pathway} {row.submission.value}"),
            "ages": of.t.reference(source, ages),
            "adjunct": code in row.adjunct_only,
        }
    }


_ADULT_AT = 18
