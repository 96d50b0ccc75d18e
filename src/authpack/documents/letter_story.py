"""The case in sentences, for the first page: illness, treatment so far, safety, each fact with its trace.

The tables behind it hold the particulars; here stands what a reviewer reads first. It states what is
recorded and what is recorded as absent; a silent record gives no sentence, or says that it is silent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from authpack.criteria.trial_facts import TrialFacts
from authpack.documents import wording
from authpack.documents.letter_treatment import drug_class
from authpack.documents.trace import MARKED, listed

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

Values = dict[str, Any]


def story(of: LetterFacts) -> Values:
    """onset, illness, medication, therapy, neuromodulation, safety: lists of sentences; function: the latest words on it.

    more_function: the earlier words on function, which stand further back.
    """
    return {
        "onset": onset(of),
        "illness": [*onset(of), *latest_scores(of)],
        "medication": medication(of),
        "therapy": therapy(of),
        "neuromodulation": neuromodulation(of),
        "safety": safety(of),
        "function": of.observations("function")[-1:],
        "more_function": of.observations("function")[:-1],
    }


# -- illness -----------------------------------------------------------------------------------------


def onset(of: LetterFacts) -> list[str]:
    """When the current episode, or an illness that does not run in episodes, began."""
    episode = of.episode()
    what = "The illness" if of.request.indication == "ocd" else "The current episode"
    return [f"{what} began {episode['onset_word']} {episode['onset']}."] if episode else []


def latest_scores(of: LetterFacts) -> list[str]:
    """The latest score of each instrument, those of one day in one sentence."""
    latest: dict[str, Values] = {row["key"]: row for row in of.scores()}
    by_day: dict[str, list[Values]] = {}
    for row in latest.values():
        by_day.setdefault(row["day"], []).append(row)
    said = []
    for day in sorted(by_day):
        rows = by_day[day]
        first, *rest = [f"the {row['instrument']} total {{}}{row['total']}" for row in rows]
        scores = listed([first.format("was "), *(one.format("") for one in rest)])
        word = "On" if rows[0]["exact"] else "In"
        said.append(f"{word} {rows[0]['date']}, {scores}.")
    return said


# -- medication --------------------------------------------------------------------------------------

_OUTCOMES = (
    ("none", "{subject} did not respond to {drugs}.", "or"),
    ("none, not tolerated", "{subject} did not respond to and did not tolerate {drugs}.", "or"),
    ("partial", "{subject} responded only in part to {drugs}.", "and"),
    ("partial, not tolerated", "{subject} responded in part to {drugs}, without tolerating the medicine.", "and"),
    ("lost", "{subject} responded to {drugs} and later lost the response.", "and"),
    ("inadequate", "The response to {drugs} was inadequate.", "and"),
    ("not tolerated", "{subject} did not tolerate {drugs}.", "or"),
    ("full", "{subject} responded fully to {drugs}.", "and"),
    ("unknown", "The response to {drugs} is not recorded.", "and"),
)  # fmt: skip


def medication(of: LetterFacts, *, names_only: bool = False) -> list[str]:
    """Trials grouped by what came of them, then augmentations, then drugs that could not be given.

    names_only: without doses, weeks and side effects, for a page where these stand beside it.
    """
    trials = [one for one in of.facts.trials if one.trial.role in ("antidepressant", "unknown")]
    taken = [one for one in trials if one.trial.state != "never_started"]
    said = [f"No {trial_word(of)} is recorded."] if not trials else []
    said += [_counted(of, taken)] if len(taken) > 1 else []
    for key, sentence, word in _OUTCOMES:
        named = [one for one in taken if _outcome(one) == key]
        drugs = [f"{of.trial(one)['drug']}" if names_only else _drug_at_dose(of, one) for one in named]
        if drugs:
            said.append(sentence.format(subject=_subject(of, said), drugs=listed(drugs, word=word)))
    added = [one for one in of.facts.trials if one.trial.role == "augmentation"]
    augmented = [_augmented(of, one, names_only=names_only) for one in added]
    return said + augmented + _not_given(of, trials)


def _counted(of: LetterFacts, taken: list[TrialFacts]) -> str:
    number = of.t.computed(
        "antidepressant trials counted", inputs=[one.path for one in taken], text=wording.number(len(taken))
    )
    return f"{number.capitalize()} {trial_word(of)}s are recorded."


def trial_word(of: LetterFacts) -> str:
    """What a trial is called: in obsessive-compulsive disorder the drugs are not given as antidepressants."""
    return "medication trial" if of.request.indication == "ocd" else "antidepressant trial"


def _subject(of: LetterFacts, said: list[str]) -> str:
    """The patient; a pronoun once the patient was named, if the record states one.

    "They" stands only after a sentence that names the patient: after one about trials it would speak of the trials.
    """
    person = of.patient()
    if of.case.patient.pronoun == "they":
        named = any(person["name"].plain in MARKED.sub(r"\2", one) for one in said)
        return f"{person['subject' if named else 'name']}"
    return f"{person['subject']}" if said else "The patient"


def _outcome(one: TrialFacts) -> str:
    response, stopped = one.trial.response, one.trial.stop_reason
    if stopped == "intolerance":
        return {
            "unknown": "not tolerated",
            "none": "none, not tolerated",
            "partial": "partial, not tolerated",
        }.get(response, response)
    return "inadequate" if response == "unknown" and stopped == "inadequate" else response


def _drug_at_dose(of: LetterFacts, one: TrialFacts) -> str:
    """The SSRI citalopram at 20 mg/day for 4 weeks (hyponatremia)."""
    row, taken = of.trial(one), one.trial
    text = f"{_class(of, one)}{row['drug']}"
    if row["dose"] != wording.NOT_RECORDED:
        text += f" at {row['dose']}"
        if row["weeks"] != wording.NOT_RECORDED and taken.stop_reason != "intolerance":
            text += f" for {row['weeks']} weeks"
    notes: list[str] = [
        of.t.case(f"{one.path}/side_effects/{place}", effect.name)
        for place, effect in enumerate(taken.side_effects)
    ]
    notes += [row["ongoing"]] if row["ongoing"] else []
    notes += [f"use {wording.NOT_RECORDED}"] if row["unknown_role"] else []
    notes += [row["earlier_episode"]] if row["earlier_episode"] else []
    return f"{text} ({'; '.join(map(str, notes))})" if notes else text


def _class(of: LetterFacts, one: TrialFacts) -> str:
    """The class before the drug's name ("the SSRI "), or nothing where it has no short name."""
    name = drug_class(of, one, short=True)
    return "" if name is None or " or " in name.plain else f"the {name} "


def _augmented(of: LetterFacts, one: TrialFacts, *, names_only: bool) -> str:
    row = of.trial(one)
    if not row["started"]:
        return f"Augmentation with {row['drug']} was never started."
    partners = f" of {listed(row['partners'])}" if row["partners"] else ""
    dose = f" at {row['dose']}" if row["dose"] != wording.NOT_RECORDED and not names_only else ""
    weeks = f" for {row['weeks']} weeks" if dose and row["weeks"] != wording.NOT_RECORDED else ""
    return f"Augmentation{partners} with {row['drug']}{dose}{weeks} {_BROUGHT[_outcome(one)]}."


_BROUGHT = {
    "none": "brought no response",
    "none, not tolerated": "brought no response and was not tolerated",
    "partial": "brought a partial response",
    "partial, not tolerated": "brought a partial response and was not tolerated",
    "lost": "brought a response that was later lost",
    "inadequate": "brought an inadequate response",
    "not tolerated": "was not tolerated",
    "full": "brought a full response",
    "unknown": "was given; the response is not recorded",
}


def _not_given(of: LetterFacts, trials: Iterable[TrialFacts]) -> list[str]:
    """Drugs of the list of trials that were never started, each with why."""
    rows = [of.trial(one) for one in trials if one.trial.state == "never_started"]
    return [f"{row['drug'].capitalize()} was never started ({row['stopped']})." for row in rows]


# -- psychotherapy, neuromodulation, safety ---------------------------------------------------


def therapy(of: LetterFacts) -> list[str]:
    """Each course of psychotherapy and what came of it."""
    courses = of.facts.psychotherapy
    if not courses:
        complete = of.case.psychotherapy.is_complete
        none = of.t.case("/psychotherapy", "No course of psychotherapy was given.") if complete else None
        return [str(none or "No course of psychotherapy is recorded.")]
    return [_therapy(of.therapy(one), one.state) for one in courses]


_OUTCOME_OF_THERAPY = {
    "none": "no response",
    "partial": "a partial response",
    "full": "a full response",
    "lost": "a response that was later lost",
}


def _therapy(row: Values, state: str) -> str:
    name = row["type"].capitalize()
    if state == "never_started":
        return f"{name} was never started."
    facts = [fact for fact in (row["counted"], row["in_words"]) if fact]
    text = f"{name} ({', '.join(map(str, facts))})" if facts else f"{name}"
    outcome = _OUTCOME_OF_THERAPY.get(row["outcome_key"])
    if outcome is None:
        return f"{text} {'is under way' if state == 'ongoing' else 'was given'}; its outcome is not recorded."
    return f"{text} has brought {outcome} so far." if state == "ongoing" else f"{text} brought {outcome}."


def neuromodulation(of: LetterFacts) -> list[str]:
    """Earlier courses of TMS, or that there was none."""
    said = [f"An earlier course of TMS ({tms_facts(of.tms(one))}) is recorded." for one in of.facts.prior_tms]
    none = of.no_prior_tms()
    return [f"There was {none}.", *said] if none else said


def tms_facts(row: Values) -> str:
    """Dates, sessions, response and change of one course."""
    facts = [row["when"], row["sessions"], row["response"], *row["changes"]]
    return ", ".join(str(fact) for fact in facts if fact)


def safety(of: LetterFacts) -> list[str]:
    """What the screen found and, in a few words, what it did not; only items that are recorded."""
    screen = of.safety()
    when = f" of {screen['date']}" if screen["date"] else ""
    absent = f"no {listed(screen['in_short'], word='or')}" if screen["in_short"] else ""
    if screen["present"]:
        found = listed([row["short"] for row in screen["present"]])
        said = [f"The safety screen{when} recorded {found}; see Safety screen below."]
        return [*said, f"It found {absent}."] if absent else said
    if absent:
        return [f"The safety screen{when} found {absent}."]
    return (
        [f"The safety screen{when} is set out below."]
        if screen["absent"]
        else ["No safety screen is recorded."]
    )
