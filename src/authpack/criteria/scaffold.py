"""A new policy file to fill in: valid at once, and honest, since every part not filled is text not seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from authpack.criteria.loading import read_policy
from authpack.criteria.policy import SCHEMA
from authpack.errors import ContentError, InputError
from authpack.textio import load_yaml

# Family, what the text may say of it, and the leaf kinds that can hold it.
_FAMILIES = (
    ("dx", "the diagnosis", "diagnosis, severity, severity_by_scale, without_psychotic_features"),
    ("age", "the patient's age", "age"),
    (
        "history",
        "failed or not tolerated medicines, and routes beside them (earlier TMS, ECT)",
        "trials, ect, for_some",
    ),
    ("therapy", "psychotherapy", "for_some of psychotherapy with therapy_..."),
    ("exclusions", "what rules a patient out", "none_of with present; weigh"),
    ("clinician", "who orders and who supervises", "ordered_by, examined, supervision, tms_training"),
    ("device", "device, target and protocol", "device_cleared, used_within_label, target, modality"),
    ("limits", "sessions, weeks and units", "course_limit, unit_limit"),
)
_LATER = ("continuation", "retreatment", "maintenance")
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a policy before its criteria are read. Dates are YYYY-MM-DD (or YYYY-MM, YYYY)."""

    payer: str
    number: str
    title: str
    verified: str
    source_title: str
    source_date: str
    source_url: str = ""
    effective_from: str = "unknown"
    revision: str = "undated copy"
    lines_of_business: tuple[str, ...] = ("commercial",)
    states: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    review_mode: str = "prior_auth"
    indications: tuple[str, ...] = ("mdd",)

    @property
    def payer_folder(self) -> str:
        """The payer's folder."""
        return slug(self.payer)

    @property
    def policy_folder(self) -> str:
        """The policy's folder."""
        return slug(self.number)

    @property
    def id(self) -> str:
        """The policy's id."""
        return f"{self.payer_folder}-{self.policy_folder}"[:60].rstrip("-")

    @property
    def file(self) -> str:
        """``<payer>/<policy>/<date>.yaml`` below the folder of policies."""
        return f"{self.payer_folder}/{self.policy_folder}/{self.base}"

    @property
    def base(self) -> str:
        """The file's own name."""
        return "undated.yaml" if self.effective_from == "unknown" else f"{self.effective_from}.yaml"

    @property
    def cases_file(self) -> str:
        """Where the cases of the revision stand."""
        return f"{self.payer_folder}/{self.policy_folder}/cases/{self.base}"


def slug(text: str) -> str:
    """Lower-case words joined by hyphens; InputError when nothing is left."""
    found = _SLUG.sub("-", text.lower()).strip("-")
    if not found:
        raise InputError(
            "A payer and a number need at least one letter or digit.", do="Give --payer and --number."
        )
    return found


def scaffold(answers: Answers) -> dict[str, str]:
    """Relative file name -> text: the policy with a ``not_stated`` leaf for each part, and its first case.

    Raises InputError when an answer is not usable (a state, a date, a line of business).
    """
    text = "\n".join(_policy(answers)) + "\n"
    try:
        read_policy(load_yaml(text, answers.file))
    except ContentError as error:
        raise InputError(
            "The answers do not make a policy.", faults=error.faults, do="Mend the options named above."
        ) from None
    return {answers.file: text, answers.cases_file: "\n".join(_cases(answers)) + "\n"}


def _policy(answers: Answers) -> Iterator[str]:
    yield "# Replace every not_stated leaf by what the text says; docs/policy-language.md has the kinds."
    yield "# While one stays, the answer is 'policy text not seen' at best: never delete one unread."
    yield from _head(answers)
    yield "criteria:"
    for indication in answers.indications:
        yield from _tree(indication, f"initial_{indication}")
    for phase in _LATER:
        yield from _unseen(phase, "any", f"{phase}.not_seen")
    yield from _unseen("initial", "any", "initial_other.not_seen")
    yield from _text_map(answers)


def _head(answers: Answers) -> Iterator[str]:
    yield f"schema: {SCHEMA}"
    yield f"id: {answers.id}"
    yield "payer:"
    yield f"  name: {_quoted(answers.payer)}"
    yield f"  aliases: {_quoted(list(answers.aliases))}"
    yield "  payer_ids: []"
    yield f"number: {_quoted(answers.number)}"
    yield f"title: {_quoted(answers.title)}"
    yield f"revision: {_quoted(answers.revision)}"
    yield "encoding: 1"
    yield f"effective_from: {_quoted(answers.effective_from)}"
    yield "effective_to:"
    yield f"verified: {_quoted(answers.verified)}"
    yield "status: partial"
    yield f"lines_of_business: {_quoted(list(answers.lines_of_business))}"
    yield "products: []"
    yield f"states: {_quoted(list(answers.states))}"
    yield f"review_mode: {_quoted(answers.review_mode)}"
    yield "sources:"
    yield "  - id: policy"
    yield f"    title: {_quoted(answers.source_title)}"
    if answers.source_url:
        yield f"    url: {_quoted(answers.source_url)}"
    yield "    read: nothing yet"
    yield f"    date: {_quoted(answers.source_date)}"
    yield "    grade: payer_text"
    yield "unread: [the whole text]"
    yield "classes: {}"


def _tree(indication: str, root: str) -> Iterator[str]:
    yield "  - phase: initial"
    yield f"    indication: {indication}"
    yield "    completeness: part"
    yield "    tree:"
    yield f"      id: {root}"
    yield "      says: every one of the following holds"
    yield '      cite: "policy, initial treatment"'
    yield "      all_of:"
    for name, what, kinds in _FAMILIES:
        yield f"        - id: {root}.{name}"
        yield "          section: not read yet"
        yield f"          says: {_quoted(f'What the text says of {what} was not read.')}"
        yield '          cite: "policy, not read yet"'
        yield f"          note: {_quoted(f'kinds that may hold it: {kinds}')}"
        yield "          not_stated: {}"


def _unseen(phase: str, indication: str, name: str) -> Iterator[str]:
    other = " of other indications" if phase == "initial" else ""
    yield f"  - phase: {phase}"
    yield f"    indication: {indication}"
    yield "    completeness: part"
    yield "    text_not_seen:"
    yield f"      id: {name}"
    yield "      section: not read yet"
    yield f"      says: What the text says of {phase} treatment{other} was not read."
    yield '      cite: "policy, not read yet"'


def _text_map(answers: Answers) -> Iterator[str]:
    yield "text_map:"
    for indication in answers.indications:
        names = ", ".join(f"initial_{indication}.{name}" for name, _, _ in _FAMILIES)
        yield f"  - {{item: not read yet, text: initial treatment, nodes: [{names}]}}"
    names = ", ".join([*(f"{phase}.not_seen" for phase in _LATER), "initial_other.not_seen"])
    yield f"  - {{item: not read yet, text: the other sections, nodes: [{names}]}}"


def _cases(answers: Answers) -> Iterator[str]:
    yield "# Written from the text by somebody who did not encode it: silent, under, at, over."
    yield "schema: authpack.policy-cases/1"
    yield f"policy: {answers.id}"
    yield "cases:"
    yield "  - name: nothing of the text is encoded yet"
    yield "    base: silent-mdd"
    yield "    expect:"
    yield "      overall: text_not_seen"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
