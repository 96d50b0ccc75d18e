"""How facts are said in US clinical English: dates, doses, drugs, answers. Words only, no judgement."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal

from authpack.domain.dates import DaySpan, PartialDate
from authpack.domain.dose import Dose

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NOT_RECORDED = "not recorded"

RESPONSES = {
    "none": "no response",
    "partial": "partial response",
    "full": "full response",
    "lost": "response, later lost",
    "unknown": NOT_RECORDED,
}
STOP_REASONS = {
    "inadequate": "inadequate response",
    "intolerance": "not tolerated",
    "lost_response": "loss of response",
    "interaction": "drug interaction",
    "pregnancy": "pregnancy",
    "cost": "cost",
    "choice": "patient's choice",
    "nonadherence": "not taken as prescribed",
    "completed": "course completed",
    "other": "other reason",
    "unknown": NOT_RECORDED,
}
THERAPIES = {
    "cbt": "cognitive behavioral therapy",
    "interpersonal": "interpersonal psychotherapy",
    "behavioral_activation": "behavioral activation",
    "act": "acceptance and commitment therapy",
    "dbt": "dialectical behavior therapy",
    "mindfulness_based_cognitive": "mindfulness-based cognitive therapy",
    "psychodynamic": "psychodynamic psychotherapy",
    "problem_solving": "problem-solving therapy",
    "erp": "exposure and response prevention",
    "cbasp": "cognitive behavioral analysis system of psychotherapy",
    "supportive": "supportive psychotherapy",
    "other": "psychotherapy",
    "unknown": "psychotherapy",
}
INDICATIONS = {"mdd": "major depressive disorder", "ocd": "obsessive-compulsive disorder"}
PHASES = {
    "initial": "initial course",
    "continuation": "continuation of the course",
    "retreatment": "repeat course",
    "maintenance": "maintenance treatment",
}
MODALITIES = {
    "rtms": "repetitive transcranial magnetic stimulation (rTMS)",
    "itbs": "intermittent theta burst stimulation (iTBS)",
    "deep_tms": "deep transcranial magnetic stimulation (deep TMS)",
    "accelerated": "accelerated transcranial magnetic stimulation",
    "unknown": "transcranial magnetic stimulation (TMS)",
}
TARGETS = {
    "left_dlpfc": "left dorsolateral prefrontal cortex",
    "right_dlpfc": "right dorsolateral prefrontal cortex",
    "bilateral_dlpfc": "right and left dorsolateral prefrontal cortex",
    "medial_pfc_acc": "medial prefrontal and anterior cingulate cortex",
    "other": "other target",
}
# Protocols whose name in the reference is a label rather than words.
PROTOCOLS = {
    "dtms_h1_mdd": "deep TMS with the H1 coil",
    "dtms_h7_ocd": "deep TMS with the H7 coil, with provocation of symptoms before each session",
    "fig8_ocd_20hz": "20 Hz over the dorsomedial prefrontal cortex",
    "saint_snt": "accelerated intermittent theta burst (SAINT)",
    "itbs_600": "intermittent theta burst stimulation (iTBS)",
    "hf_left_standard": "10 Hz stimulation",
    "hf_left_dash": "10 Hz stimulation with short gaps",
}
# Places of service in use for TMS, in our own words.
PLACES = {
    "11": "office",
    "19": "off-campus outpatient hospital",
    "22": "on-campus outpatient hospital",
    "49": "independent clinic",
    "50": "federally qualified health center",
    "52": "psychiatric partial hospital",
    "53": "community mental health center",
    "72": "rural health clinic",
}
# The procedure codes in our own words (the descriptors of CPT belong to the AMA).
PROCEDURES = {
    "90867": "first session, with cortical mapping and motor threshold determination",
    "90868": "subsequent treatment session",
    "90869": "subsequent session with redetermination of the motor threshold",
    "0889T": "target development for accelerated MRI-guided theta burst stimulation",
    "0890T": "accelerated MRI-guided theta burst stimulation, first treatment day",
    "0891T": "accelerated MRI-guided theta burst stimulation, subsequent treatment day",
    "0892T": "accelerated MRI-guided theta burst stimulation, later day with motor threshold redetermination",
}


def us_date(value: PartialDate) -> str:
    """March 5, 2024; March 2024; or 2024: as precise as the record and no more."""
    first = value.first
    if value.precision == "year":
        return str(first.year)
    month = MONTHS[first.month - 1]
    return f"{month} {first.year}" if value.precision == "month" else f"{month} {first.day}, {first.year}"


def us_day(day: datetime.date) -> str:
    """March 5, 2024, of a whole date."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date(value: PartialDate) -> str:
    """03/05/2024, 03/2024 or 2024, for tables."""
    first = value.first
    if value.precision == "year":
        return str(first.year)
    return f"{first:%m/%Y}" if value.precision == "month" else f"{first:%m/%d/%Y}"


def period(start: PartialDate | None, stop: PartialDate | None, *, ongoing: bool = False) -> str:
    """A period for a table: "02/01/2025 to 05/15/2025"; "2025" where it began and ended in that year."""
    if ongoing:
        return f"{short_date(start) if start else f'start {NOT_RECORDED}'}, ongoing"
    return _from_to(short_date, start, stop)


def period_in_words(start: PartialDate | None, stop: PartialDate | None, *, ongoing: bool = False) -> str:
    """A period inside a sentence: "February 1, 2025 to May 15, 2025"."""
    if ongoing:
        return f"since {us_date(start)}" if start else "under way"
    return _from_to(us_date, start, stop)


def _from_to(said: Callable[[PartialDate], str], start: PartialDate | None, stop: PartialDate | None) -> str:
    """Both ends, or one date where they are the same as far as it is known, or that neither is recorded."""
    if start is None and stop is None:
        return f"dates {NOT_RECORDED}"
    begin = said(start) if start else f"start {NOT_RECORDED}"
    end = said(stop) if stop else f"end {NOT_RECORDED}"
    return begin if begin == end else f"{begin} to {end}"


def dose(value: Dose | None) -> str:
    """A dose with its unit, or that it is not recorded."""
    return str(value) if value else NOT_RECORDED


def weeks(span: DaySpan) -> str:
    """Days as whole weeks, rounded down (under one week with a decimal); an interval when the dates are imprecise."""
    if span.high is None:
        return NOT_RECORDED if span.low == 0 else f"at least {_weeks(span.low)}"
    if span.low == span.high:
        return _weeks(span.low)
    return f"{_weeks(span.low)} to {_weeks(span.high)}" if span.low else f"up to {_weeks(span.high)}"


def _weeks(days: int) -> str:
    return f"{days // 7}" if days >= _WEEK else f"{Decimal(days * 10 // 7) / 10:f}"


_WEEK = 7
"""Days."""


def percent(shown: str) -> str:
    """A percentage in a sentence: always one decimal, rounded down; 0 and 100 without."""
    return f"{shown}%" if "." in shown or shown.lstrip("-") in ("0", "100") else f"{shown}.0%"


def change(shown: str) -> str:
    """A change in percent in a table: "68.0% improvement", "4.5% worsening", "no change"; of a first total of zero none."""
    if shown == "undefined":
        return "no percentage, the first total being zero"
    if not shown.strip("-0."):
        return "no change"
    return f"{percent(shown[1:])} worsening" if shown.startswith("-") else f"{percent(shown)} improvement"


def unstopped(text: str) -> str:
    """A clinician's words that stand inside a sentence, without their own full stop."""
    return text.rstrip(" .")


def mid_sentence(text: str) -> str:
    """A phrase inside a sentence: its first letter small, unless its first word is an abbreviation or a code."""
    first = text.split(maxsplit=1)[0]
    return (
        text if any(char.isupper() or char.isdigit() for char in first[1:]) else text[:1].lower() + text[1:]
    )


def requirement(text: str) -> str:
    """A criterion's words for a table cell: no full stop, the percent sign close to its number, US spelling and dates."""
    return dates_in_words(american(unstopped(text).replace(" %", "%")))


_AMERICAN = {
    "judgement": "judgment", "tumour": "tumor", "labelled": "labeled", "labelling": "labeling", "behaviour": "behavior",
    "programme": "program", "centre": "center", "licence": "license", "favour": "favor", "anaesth": "anesth",
    "paediatric": "pediatric", "haemorrhag": "hemorrhag", "oedema": "edema", "counselling": "counseling",
    "hospitalis": "hospitaliz", "stabilis": "stabiliz", "recognis": "recogniz", "authoris": "authoriz", "organis": "organiz",
    "standardis": "standardiz", "localis": "localiz", "specialis": "specializ",
}  # fmt: skip
_BRITISH = re.compile("|".join(sorted(_AMERICAN, key=len, reverse=True)), re.IGNORECASE)
_ISO_DAY = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")


def american(text: str) -> str:
    """Our paraphrase of a policy in US spelling; a capital stays a capital."""

    def one(match: re.Match[str]) -> str:
        found, said = match.group(), _AMERICAN[match.group().lower()]
        return said.capitalize() if found[0].isupper() else said

    return _BRITISH.sub(one, text)


def dates_in_words(text: str) -> str:
    """2023-06-29 as June 29, 2023."""
    return _ISO_DAY.sub(lambda day: f"{MONTHS[int(day[2]) - 1]} {int(day[3])}, {day[1]}", text)


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: int) -> str:
    """Numbers below ten in words, the others in digits."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 session, 2 sessions."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def article(word: str) -> str:
    """The indefinite article for a word or number that begins a phrase ("an 18-year-old")."""
    first = word.lower()
    vowel = first[:1] in "aeiou" or first.split("-")[0] in ("8", "11", "18") or (first[:1] == "8")
    return "an" if vowel else "a"
