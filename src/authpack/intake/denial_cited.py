"""Which criteria a notice names, and who reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Notice, Sentence

# -- the policy that the notice names ----------------------------------------------------------------

_POLICY_WORD = (
    r"(?:Polic(?:y|ies)|Guidelines?|Criteria|Bulletin|CPB|Coverage Determinations?|LCD|InterQual|MCG"
    r"|Standards|Care Guidelines?)"
)
_POLICY_AFTER = re.compile(
    rf"(?i:(?:was|is|were|are) (?:based (?:up)?on|made using)|based (?:up)?on|we used|(?:criteria|guidelines?|policy"
    rf"|policies) (?:we )?used"
    rf"(?: (?:is|are|was|were))?|guideline used is|using|according to|under|per|criteria from|reviewed against"
    rf"|because)\s*:?\s+(?i:the |our |your plan's )?"
    rf"(?P<name>(?=[^.;]*?\b{_POLICY_WORD}\b)[A-Z][^;]*?)(?=\.(?:\s|$)|;|$)",
)
POLICY_LABEL = re.compile(
    r"^(?:(?:(?:screening |utilization review )?criteria|guidelines?|medical policy|clinical policy|policy"
    r"|coverage policy|review criteria"
    r"|clinical criteria)(?: used| applied| name| reference)?)"
    r"\s*:\s+(?P<name>.+?)\.?$",
    re.IGNORECASE,
)
_LCD = re.compile(
    r"\b(?:Medicare )?Local Coverage Determination\b[^.;]{0,80}?\(?\bL\d{5}\)?|\bL\d{5}\b|\bCPB\s*#?\s*\d{4}\b"
    r"|\bEN\d{4}\b|\bHUM-?\d{4}(?:-\d{3})?\b"
)


_NUMBERED = re.compile(
    r"(?P<name>(?:\b(?-i:[A-Z])[\w&'’.-]*\s+(?:(?:of|for|and)\s+)?){0,5}"
    r"\b(?:(?:clinical |medical |coverage |behavioral health )?(?:Polic(?:y|ies)|Guidelines?|Criteria)"
    r"|Policy Manual|Bulletin)"
    r"(?:\s+(?:No\.?|number|#))?\s+(?:Chapter\s+)?(?-i:[A-Z]{1,4}-)*[A-Z]{0,4}-?\d[\w-]*(?:\.\w+)*"
    r"(?:,?\s+(?:Section|Continued Stay Criteria|Chapter|Criteri(?:on|a))\s+#?[\w.()-]*[\w)])?"
    r"(?:\s+(?-i:[A-Z])[a-z]+(?:\s+(?-i:[A-Z])[a-z]+)+)?)",
    re.IGNORECASE,
)
"""A policy by its number: "Made-Up Medical Policy BH-017, Section III.B", "clinical guideline CG-BEH-02 ..."."""
_SAYS = re.compile(
    r"\s+(?:(?:which |that )?(?:says|states|require|requires|asks for|lists|excludes)\b.*|(?:is|are) not\b.*)$",
    re.IGNORECASE,
)


_OUR_POLICY = re.compile(
    r"\b(?:our|the plan's|the) (?:medical|clinical|coverage|behavioral health) (?:policy|guideline),\s+"
    r"(?P<name>[A-Z][^.;]*?(?:\([\w.-]+\))?)(?=\.(?:\s|$)|;|$)"
)


_NAME_ENDS = re.compile(
    r"\s+(?:was|were|is|are) (?:not )?(?:met|used|applied)\b| to (?:decide|make)\b|,? and (?:your |the |our )"
    r"(?=information|records?|notes|\w+ record)|, and (?:your|the) "
    r"|,\s+(?=[a-z][^,;]*(?:['’]re|\b(?:is|are|was|were|requires?|must|can|cannot|has|have|does|do))\b)"
)
"""Where the name of a policy ends and the sentence goes on."""


def policies(notice: Notice) -> Iterator[Proposal]:
    """The criteria that the notice names: document, number, version."""
    for block in notice.blocks:
        found = POLICY_LABEL.match(block.text)
        if found and not block.is_heading:
            yield _policy(found["name"], block.text, block.page, "labelled_policy", "stated")
    for one in notice.sentences:
        for found in _POLICY_AFTER.finditer(one.text):
            name = _SAYS.sub("", _NAME_ENDS.split(found["name"])[0])
            if re.search(rf"\b{_POLICY_WORD}\b", name) and len(name.split()) > 1:
                yield _policy(name, one.text, one.page, "policy_after_based_on", "stated")
    for one in notice.sentences:
        for found in _OUR_POLICY.finditer(one.text):
            yield _policy(found["name"], one.text, one.page, "our_policy", "stated")
    for one in notice.sentences:
        for found in _NUMBERED.finditer(one.text):
            name = re.sub(r"^(?:The|Our|Under|Per|By|In|Plan's)\s+", "", found["name"])
            if re.fullmatch(r"criteri(?:a|on) \w{1,3}", name, re.IGNORECASE):
                # A criterion of some policy, and no policy's own number.
                continue
            yield _policy(name, one.text, one.page, "policy_by_number", "likely")
    for one in notice.sentences:
        for found in _LCD.finditer(one.text):
            yield _policy(found[0], one.text, one.page, "policy_number", "possible")


def _policy(name: str, quote: str, page: int, rule: str, sure: Sure) -> Proposal:
    bare = name.strip(" ,.:")
    bare = bare.strip('"“”') if bare.count('"') % 2 or bare.endswith("”") else bare
    return Proposal("policy_cited", bare.strip(" ,.:")[:300], quote, page, rule, sure)


def without_shorter(found: list[Proposal]) -> list[Proposal]:
    """Names of policies without those that a longer, surer one holds."""

    def bare(one: Proposal) -> str:
        return re.sub(r"[()#]", "", str(one.value))

    return [
        one
        for place, one in enumerate(found)
        if one.sure == "stated"
        or not any(
            other is not one
            and bare(one).casefold() in bare(other).casefold()
            and (bare(one).casefold() != bare(other).casefold() or at < place)
            for at, other in enumerate(found)
        )
    ]


# -- who reviewed ----------------------------------------------------------------------------------

_TITLES = r"(?:M\.?\s?D\.?|D\.?\s?O\.?|Ph\.?\s?D\.?|Psy\.?\s?D\.?|MBBS|MPH|RN|LCSW|PMHNP(?:-BC)?|NP)"
_NAME = r"(?:Dr\.\s+)?(?P<name>(?:[A-Z][A-Za-z'’-]*\.?\s+){1,3}[A-Z][A-Za-z'’-]+)"
_PERSON = re.compile(
    rf"{_NAME}(?:\s*,\s*|\s+(?=(?:MD|DO|M\.D\.|D\.O\.)(?![A-Za-z])))(?P<titles>{_TITLES}(?:\s*,\s*{_TITLES})*)(?![A-Za-z])"
)
REVIEWED = re.compile(
    r"\b(?:reviewed by|reviewer|decision (?:was )?made by|determination (?:was )?made by|decided by"
    r"|reviewing (?:physician|psychiatrist)|"
    r"(?:medical|clinical) director|physician advisor|peer reviewer|made by|first decision)\b",
    re.IGNORECASE,
)
_SPECIALTY = re.compile(
    r"\b(?:board[- ]certified\s+(?:in\s+)?|specialty\s*:?\s+|certified in\s+)?(?P<specialty>(?:child and adolescent "
    r"|addiction |geriatric |adult )?"
    r"psychiatr(?:y|ist)|internal medicine|family medicine|neurology|neurologist|psycholog(?:y|ist)|pediatrics"
    r"|emergency medicine)\b",
    re.IGNORECASE,
)
_AS_FIELD = {"psychiatrist": "psychiatry", "neurologist": "neurology", "psychologist": "psychology"}


def reviewers(notice: Notice) -> Iterator[Proposal]:
    """Name, credentials and specialty of who decided: beside words of review, else under "Sincerely"."""
    for one in _review_sentences(notice):
        person = _PERSON.search(one.text)
        if person is not None:
            yield Proposal(
                "reviewer.name", _clean_name(person["name"]), one.text, one.page, "person_beside_review"
            )
            yield Proposal(
                "reviewer.credentials", _spaced(person["titles"]), one.text, one.page, "person_beside_review"
            )
        specialty = _SPECIALTY.search(one.text)
        if specialty is not None:
            yield Proposal(
                "reviewer.specialty",
                _field(specialty["specialty"]),
                one.text,
                one.page,
                "specialty_beside_review",
            )
    yield from _signed(notice)


def _review_sentences(notice: Notice) -> Iterator[Sentence]:
    for one in notice.sentences:
        if REVIEWED.search(one.text) and not re.search(
            r"\b(?:you|provider|doctor) (?:may|can)\b|\bspeak with\b|\bcall\b|\btalk with\b", one.text
        ):
            yield one


def _signed(notice: Notice) -> Iterator[Proposal]:
    lines = notice.lines
    for place, line in enumerate(lines):
        if not re.match(r"\s*(?:sincerely|respectfully|regards)\b", line.text, re.IGNORECASE):
            continue
        below = [one for one in lines[place + 1 : place + 7] if one.text.strip()]
        text = ", ".join(one.text.strip() for one in below)
        person = _PERSON.search(text)
        if person is None or not re.search(
            r"medical director|physician|psychiatrist|reviewer", text, re.IGNORECASE
        ):
            continue
        yield Proposal(
            "reviewer.name", _clean_name(person["name"]), text, below[0].page, "signature", "likely"
        )
        yield Proposal(
            "reviewer.credentials", _spaced(person["titles"]), text, below[0].page, "signature", "likely"
        )
        specialty = _SPECIALTY.search(text)
        if specialty is not None:
            yield Proposal(
                "reviewer.specialty",
                _field(specialty["specialty"]),
                text,
                below[0].page,
                "signature",
                "likely",
            )


def _clean_name(name: str) -> str:
    return re.sub(r"^(?:By|Director|Reviewer|Psychiatrist|Dr\.)\s+", "", re.sub(r"\s+", " ", name)).strip()


def _spaced(titles: str) -> str:
    """ "MD." at the end of a sentence is "MD"; "M.D." stays."""
    bare = re.sub(r"\s+", " ", titles).strip()
    return bare.removesuffix(".") if bare.count(".") == 1 else bare


def _field(word: str) -> str:
    bare = re.sub(r"\s+", " ", word.lower())
    last = bare.rsplit(" ", 1)[-1]
    return (bare[: -len(last)] + _AS_FIELD.get(last, last)).strip().capitalize()
