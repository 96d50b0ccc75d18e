"""Why the payer decided so, in its exact words; which criteria it names; who reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Block, Notice, Sentence, sentences_of

_HEAD = re.compile(
    r"(?:why (?:did|have|was|were|won.t|will|are|is|we|couldn.t|can.t|not)\b.{0,70}(?:deny|denied|decision|decid\w+"
    r"|approve\w*|pay|cover\w*|request)"
    r"|(?:specific |clinical |principal |main |primary )?(?:reasons?|rationale|basis|explanation)(?:\(s\))?\b.{0,60}"
    r"|we (?:can.?t|cannot|are unable to|won.?t|did not) (?:approve|cover|authori[sz]e)\b.{0,40}|why"
    r"|what (?:we|is) (?:need|missing).{0,40}|findings|clinical (?:summary|review)|(?:decision|determination) rationale"
    r"|denial (?:reason|explanation)s?|explanation of (?:basis|decision)\b.{0,40})",
    re.IGNORECASE,
)
_NOT_HEAD = re.compile(
    r"\b(?:appeal|disagree|right to|hearing|external|why are we sending|how to|contact|questions)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:(?:the |our |specific |clinical |principal |main )*(?:reasons?|rationale|basis)(?:\(s\))? (?:for|of"
    r"|why)\b[^.:]{0,80}?(?:\b(?:is|are|was|were)\b|:)"
    r"|(?:we|this|it|your|the request|service|coverage)\b[^.]{0,120}?\b(?:denied|denying|deny|not approved?"
    r"|made (?:our|this) decision|unable to approve|"
    r"cannot approve|did not approve|not (?:medically )?necessary|refused)\b[^.]{0,120}?\bbecause\b"
    r"|being returned for the following|please send the following|we need the following"
    r"|(?:the )?following (?:information|documentation)"
    r"|the facts (?:that )?we used[^.:]{0,40}:|(?:rationale|reasons?)\b[^.:]{0,40}(?:as follows|following)\s*:"
    r"|determined (?:the following|that)\s*:|\bneed (?:\w+ ){0,3}information[^.:]{0,60}:|here is why\s*:)",
    re.IGNORECASE,
)
_LACK = re.compile(
    r"\b(?:not|no|n't|lack\w*|insufficient\w*|inadequate\w*|without|fail(?:s|ed)? to|absence|absent|missing|only"
    r"|exceeds?|exceeded|less than|"
    r"fewer than|more than|excluded|exclusions?|investigational|experimental|unproven|outside|invalid|incomplete"
    r"|limit(?:s|ed)?|up to|maximum|exclusion|required?s?|requires|same class|"
    r"stopped before|must)\b|n[’']t\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:not (?:considered )?medically necessary|does not meet|do not meet|did not meet|not met"
    r"|is considered (?:investigational|experimental|"
    r"unproven)|(?:does|do|did) not (?:show|document|support|include|establish|contain|demonstrate)|(?:is|are|was"
    r"|were) not (?:shown|documented|"
    r"recorded|supported|covered|established)|was not on file|not on file|did not submit|no (?:documentation|evidence"
    r"|record))\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\b(?:appeal|disagree|you (?:may|can|have the right)|your right|free of charge|copy of|peer.to.peer|expedited"
    r"|external review|fair hearing|"
    r"call (?:us|1-)|if you have questions|this (?:letter|notice) (?:is|explains)|does not mean|talk (?:to|with) your"
    r"|civil action|share a copy|"
    r"we (?:will|used|received)|more time|good reason|we understand|sorry|please (?:correct|call|note)|dear|sincerely"
    r"|may be denied)\b",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"\b(?:was based on|we used|criteria used|guidelines? used|guideline is|reviewed (?:by|against)"
    r"|decision was made by|decided by)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:binding|was made by|board[- ]certified|speak with|guideline used|policy used)\b", re.IGNORECASE
)


def reasons(notice: Notice) -> Iterator[Proposal]:
    """Every stated reason with its page, in the order of the notice; without a heading, strong ones only."""
    found = list(_under_headings(notice))
    if not any(one.sure == "stated" for one in found):
        found += [
            one
            for one in _strong(notice)
            if all(one.value["quote"] != other.value["quote"] for other in found)
        ]
    yield from found or _beside_decision(notice)


def _beside_decision(notice: Notice) -> Iterator[Proposal]:
    """Nothing else was found: sentences of the block that decides which state some lack."""
    for block in notice.blocks:
        if not block.is_heading and re.search(
            r"\bden(?:y|ied|ying)\b|\bnot approved?\b", block.text, re.IGNORECASE
        ):
            for text in sentences_of(block.text):
                if _LACK.search(text) and not _RIGHTS.search(text):
                    yield _reason(text, block.page, "lack_beside_decision", "possible")


def _under_headings(notice: Notice) -> Iterator[Proposal]:
    """Blocks under a reason's heading, after opening words ("... because"), and the bullets that follow those."""
    opened, opening_block = False, -1
    for place, block in enumerate(notice.blocks):
        if block.is_heading:
            opened = bool(_HEAD.search(block.text)) and not _NOT_HEAD.search(block.text)
            continue
        if block.unticked:
            continue
        opener = _OPENS.search(block.text)
        labelled = _label_of_reason(block)
        if opener or labelled:
            opened, opening_block = True, place
        if not opened:
            continue
        if (
            _RIGHTS.match(block.text)
            and not opener
            and not _STRONG.search(block.text)
            and place > opening_block + 1
        ):
            opened = False
            continue
        if not opener and not labelled and _about_review(block):
            opened = block.bullet
            continue
        yield from _of_block(block, opener.start() if opener else None, strict=not block.bullet)
        # Opening words hold for the bullets below them and for nothing after those.
        following = notice.blocks[place + 1] if place + 1 < len(notice.blocks) else None
        headed = bool(_HEAD.search(block.heading)) and not _NOT_HEAD.search(block.heading)
        if (block.bullet or opener) and not headed and (following is None or not following.bullet):
            opened = bool(block.text.endswith(":") or (opener and _more_follows(following)))


def _about_review(block: Block) -> bool:
    """A block on criteria or reviewer: the reasons end before it."""
    beside = _BASED.search(block.text) or _REVIEWED.search(block.text) or _BESIDE.search(block.text)
    return bool(beside or _POLICY_LABEL.match(block.text)) and not _STRONG.search(block.text)


def _more_follows(following: Block | None) -> bool:
    return (
        following is not None
        and not following.is_heading
        and bool(_LACK.search(following.text))
        and not _RIGHTS.search(following.text)
    )


def _label_of_reason(block: Block) -> bool:
    head = block.text.split(":", 1)[0]
    return (
        ":" in block.text
        and len(head) < 60
        and bool(_HEAD.fullmatch(head.strip()))
        and not _NOT_HEAD.search(head)
    )


def _of_block(block: Block, opens: int | None, *, strict: bool) -> Iterator[Proposal]:
    """A bullet is one reason whole; in a paragraph each sentence that states a lack is one, the others only possible."""
    if block.bullet and not strict:
        if not _RIGHTS.match(block.text):
            yield _reason(block.text, block.page, "bullet_under_reason", "stated")
        return
    before = True
    for sentence in sentences_of(block.text):
        reaches = opens is None or block.text.index(sentence) + len(sentence) > opens
        if before and not reaches:
            continue
        before = False
        text = _after_label(sentence)
        about = _BASED.search(text) or _REVIEWED.search(text) or _BESIDE.search(text) or _RIGHTS.search(text)
        if text.endswith((":", "?")) or (about and not _STRONG.search(text)):
            continue
        yield _reason(
            text, block.page, "sentence_under_reason", "stated" if _LACK.search(text) else "possible"
        )


def _after_label(sentence: str) -> str:
    """ "The reason for this decision is: the scores show ..." without its first words; the rest stays exact."""
    label = re.match(
        r"(?:(?:the |our |your |specific |clinical |principal |main |denial )*(?:reasons?|rationale|facts|findings"
        r"|explanation|basis)\b"
        r"[^.:]{0,80}|[^.:]{0,90}\bdetermined (?:the following|that)|[^.:]{0,60}\b(?:rationale|reasons?) (?:is"
        r"|are) as follows|[^.:]{0,80}\b(?:because|following reasons?)|why):\s+",
        sentence,
        re.IGNORECASE,
    )
    return (sentence[label.end() :] if label and label.end() < len(sentence) else sentence).strip('“”"')


def _strong(notice: Notice) -> Iterator[Proposal]:
    for one in notice.sentences:
        if _STRONG.search(one.text) and not _RIGHTS.search(one.text):
            yield _reason(one.text, one.page, "words_of_refusal", "likely")


def _reason(text: str, page: int, rule: str, sure: Sure) -> Proposal:
    value: dict[str, object] = {"quote": text, "page": str(page)}
    cited = cites(text)
    if cited:
        value["cites"] = cited
    return Proposal("reasons", value, text, page, rule, sure)


_CITES = re.compile(
    r"\(?\b(?P<cite>(?:(?:CPB|LCD|NCD|MCG|policy|bulletin|guideline)\s*(?:no\.?|number|#)?\s*[A-Z]{0,3}-?\d[\w.-]*,?\s*)?"
    r"(?:section|sec\.|criterion|criteria|paragraph|item|part|§)\s*(?:no\.?\s*)?[A-Z0-9][\w.()-]*(?:\s*\([\w]+\))*)",
    re.IGNORECASE,
)


def cites(text: str) -> str:
    """The criterion or section that a sentence names ("CPB 0469, section I.A.2"); empty when it names none."""
    for found in _CITES.finditer(text):
        if re.search(r"\d|§|\b[IVX]+\b|\b[A-H]\b", found["cite"].split(maxsplit=1)[-1]):
            return (
                found["cite"].strip(" ,.(").removesuffix(")")
                if found["cite"].count("(") < found["cite"].count(")")
                else found["cite"].strip(" ,.")
            )
    return ""


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
_POLICY_LABEL = re.compile(
    r"^(?:(?:criteria|guidelines?|medical policy|clinical policy|policy|coverage policy|review criteria"
    r"|clinical criteria)(?: used| applied| name| reference)?)"
    r"\s*:\s+(?P<name>.+?)\.?$",
    re.IGNORECASE,
)
_LCD = re.compile(
    r"\b(?:Medicare )?Local Coverage Determination\b[^.;]{0,80}?\(?\bL\d{5}\)?|\bL\d{5}\b|\bCPB\s*#?\s*\d{4}\b"
    r"|\bEN\d{4}\b|\bHUM-?\d{4}(?:-\d{3})?\b"
)


_OUR_POLICY = re.compile(
    r"\b(?:our|the plan's|the) (?:medical|clinical|coverage|behavioral health) (?:policy|guideline),\s+"
    r"(?P<name>[A-Z][^.;]*?(?:\([\w.-]+\))?)(?=\.(?:\s|$)|;|$)"
)


def policies(notice: Notice) -> Iterator[Proposal]:
    """The criteria that the notice names: document, number, version."""
    for block in notice.blocks:
        found = _POLICY_LABEL.match(block.text)
        if found and not block.is_heading:
            yield _policy(found["name"], block.text, block.page, "labelled_policy", "stated")
    for one in notice.sentences:
        for found in _POLICY_AFTER.finditer(one.text):
            name = re.split(
                r"\s+(?:was|were|is|are) (?:not )?(?:met|used|applied)\b| to (?:decide|make)\b|, and (?:your|the) ",
                found["name"],
            )[0]
            if re.search(rf"\b{_POLICY_WORD}\b", name) and len(name.split()) > 1:
                yield _policy(name, one.text, one.page, "policy_after_based_on", "stated")
    for one in notice.sentences:
        for found in _OUR_POLICY.finditer(one.text):
            yield _policy(found["name"], one.text, one.page, "our_policy", "stated")
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
        for one in found
        if one.sure != "possible" or not any(other is not one and bare(one) in bare(other) for other in found)
    ]


# -- who reviewed ----------------------------------------------------------------------------------

_TITLES = r"(?:M\.?\s?D\.?|D\.?\s?O\.?|Ph\.?\s?D\.?|Psy\.?\s?D\.?|MBBS|MPH|RN|LCSW|PMHNP(?:-BC)?|NP)"
_NAME = r"(?:Dr\.\s+)?(?P<name>(?:[A-Z][A-Za-z'’-]*\.?\s+){1,3}[A-Z][A-Za-z'’-]+)"
_PERSON = re.compile(rf"{_NAME}\s*,\s*(?P<titles>{_TITLES}(?:\s*,\s*{_TITLES})*)(?![A-Za-z])")
_REVIEWED = re.compile(
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
        if _REVIEWED.search(one.text) and not re.search(
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
