"""Template values of single kinds of letters to a payer, beside the common ones."""

from __future__ import annotations

from typing import Any

from authpack.documents import letter_course, wording
from authpack.documents.letter_criteria import relied_leaves
from authpack.documents.letter_crosswalk import section_label
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
    # An earlier course of which something is not recorded is told with the others, as far as it is known.
    whole = matter.request.phase == "retreatment" and not letter_course.retreatment_faults(matter)
    running = matter.request.phase == "continuation"
    return {
        "course": letter_course.running_course(of, matter) if running else None,
        **(retreatment(of) if whole else {"first_course": None, "other_courses": None}),
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
    return {"clearance": of.asked()["clearance"]}


def adolescent(of: LetterFacts, matter: Matter) -> Values:
    """The device's label, and what the criteria leave to the plan's own review, in the policy's words."""
    judged = matter.determination
    found: dict[str, str] = {}
    for finding in relied_leaves(judged.root) if judged else ():
        if finding.reason == "payer_review":
            found.setdefault(
                wording.mid_sentence(wording.requirement(finding.node.says)), section_label(finding)
            )
    source = f"policy:{judged.policy.id}" if judged else ""
    said = [of.t.policy(source, f"{says} ({section})") for says, section in found.items()]
    return {**label(of, matter), "plan_reviews": said}
