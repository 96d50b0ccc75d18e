"""Why the payer decided so, in its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from authpack.denials.codes import read_carc
from authpack.intake.denial_cited import POLICY_LABEL, REVIEWED
from authpack.intake.denial_kind import refusal_words
from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Block, Notice, sentences_of
from authpack.intake.notice_values import PHONE

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
    r"\b(?:appeal|disagree|right to|hearing|external|explanation of (?:\w+ ){0,2}(?:benefits?|payments?)"
    r"|why are we sending|how to|contact|questions)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:(?:the |our |specific |clinical |principal |main )*(?:reasons?|rationale|basis)(?:\(s\))? (?:for|of"
    r"|why)\b[^.:]{0,80}?(?:\b(?:is|are|was|were)\b|:)"
    r"|(?:we|this|it|your|the request|service|coverage)\b[^.]{0,120}?\b(?:denied|denying|deny|not approved?"
    r"|made (?:our|this) decision|unable to approve|"
    r"cannot approve|did not approve|not (?:medically )?necessary|refused)\b[^.]{0,120}?\bbecause\b"
    r"|being returned for the following|please send the following|we need the following"
    r"|\breasons? (?:given|stated|listed|set out|set forth|explained|described|shown) below"
    r"|\bdetermined that(?=\W+\((?:i|1|a)\))"
    r"|\bfor the following (?:\w+ ){0,2}reasons?(?:\(s\))?\s*:|\b(?:because|as follows|for this reason"
    r"|for these reasons)\s*:\s*$"
    r"|^why\?\s|(?:^|[.;]\s)(?:denial |clinical )?(?:reasons?|rationale)\s*:\s|\bthe following\b[^.:]{0,80}\b(?:not"
    r"|missing|lack\w*)\b[^.:]{0,40}:\s*$"
    r"|(?:the )?following (?:information|documentation)"
    r"|the facts (?:that )?we used[^.:]{0,40}:|(?:rationale|reasons?)\b[^.:]{0,40}(?:as follows|following)\s*:"
    r"|determined (?:the following|that)\s*:|\bneed (?:\w+ ){0,3}information[^.:]{0,60}:|here is why\s*:)",
    re.IGNORECASE,
)
_LACK = re.compile(
    r"\b(?:not|no|n't|none|lack\w*|insufficient\w*|inadequate\w*|without|fail(?:s|ed)? to|absence|absent|missing|only"
    r"|exceeds?|exceeded|less than|"
    r"fewer than|more than|exclude[sd]?|exclusions?|investigational|experimental|unproven|outside|invalid|incomplete"
    r"|limit(?:s|ed)?|up to|maximum|exclusion|required?s?|requires|same class|"
    r"stopped before|must)\b|n[’']t\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:not (?:considered )?medically necessary|does not meet|do not meet|did not meet|not met"
    r"|is considered (?:investigational|experimental|"
    r"unproven)|(?:does|do|did)(?: not|n['’]t) (?:show|document|support|include|establish|contain|demonstrate)"
    r"|(?:is|are|was"
    r"|were) not (?:a covered (?:benefit|service)|shown|documented|"
    r"recorded|supported|covered|established)|was not on file|not on file|did not submit|no (?:documentation"
    r"|documented|evidence"
    r"|record))\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\b(?:appeals?|disagree|you (?:may|can|have the right)|your right|free of charge|you have \d+ (?:calendar "
    r"|business )?(?:days|months)|copy of|peer.to.peer|expedited"
    r"|external review|fair hearing|"
    r"call (?:us|1-)|if you have questions|this (?:letter|notice) (?:is|explains)|does not mean|talk (?:to|with) your"
    r"|civil action|share a copy|"
    r"we (?:will|used|received)|more time|good reason|we understand|sorry|please (?:correct|call|note)|dear|sincerely"
    r"|may be denied)\b",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"\b(?:was based on|we used|criteria used|guidelines? used|guideline is (?:called|named|from|available|the)"
    r"|reviewed (?:by|against)"
    r"|decision was made by|decided by)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:binding|was made by|board[- ]certified|speak with|guideline used|policy used)\b", re.IGNORECASE
)


_FURTHER = re.compile(
    r"^(?:also|in addition|additionally|further(?:more)?|moreover|second(?:ly)?|third(?:ly)?|finally|lastly)\b",
    re.IGNORECASE,
)
"""Words that add a reason to the one before."""
_NO_REASON = re.compile(
    r"^we (?:did not|cannot|have not|will not) (?:approve|cover|pay)\w*(?: for)?\s*:|^(?:to (?:keep|ask|appeal"
    r"|request|file)|you have until)\b|^(?:mail|fax|phone|call|p2p|peer|write|send|tell us|you are (?:getting"
    r"|receiving) this)\b"
    r"|^the request (?:was|is) for\b|^[^.]{0,40}\b(?:notes?|records?|information|file|chart) (?:was|were|have been"
    r"|has been) reviewed\.?$"
    r"|^we (?:have )?(?:approved|authori[sz]ed|certified)\b|^(?:we (?:have )?)?(?:not approved|denied)\s*:\s*(?:CPT )?\d"
    r"|^CARC \w+\.?$|^(?:rules?|citations?|legal (?:basis|authority))\s*:"
    r"|^we (?:did|do|can) ?not (?:approve|cover|authori[sz]e|certify) (?:it|this|the request|(?:this|your) request)\.?$"
    r"|^(?:on [A-Z]\w+\.? \d[^,]*,(?: \d{4},)? )?(?:you|your (?:doctor|provider)|you or your (?:doctor|provider)|we)"
    r"(?: have| has)? (?:asked|requested|received)\b",
    re.IGNORECASE,
)
"""What stands among reasons and is none: a route, or the request told again."""
_LEGEND = re.compile(
    r"^(?:CO|PR|OA|PI)[- ]?(?P<carc>[AB]?\d{1,3})\s*[:=-]?\s+(?=[A-Za-z/]{3,}[ ,]+[A-Za-z/]{3,})"
)


def reasons(notice: Notice) -> Iterator[Proposal]:
    """Every stated reason with its page, in the order of the notice; without a heading, strong ones only."""
    found = list(_under_headings(notice))
    if not any(one.sure == "stated" for one in found):
        found += [
            one
            for one in (*_strong(notice), *_legend(notice))
            if all(one.value["quote"] != other.value["quote"] for other in found)
        ]
    yield from found or _beside_decision(notice)


_CAUSE = re.compile(
    r"\b(?:because|due to|since|as|lack|lacks|lacking|exceeds?|exclu\w+|investigational|experimental|necessary|criteria"
    r"|require\w*|not (?:a )?cover\w*|does not cover)\b",
    re.IGNORECASE,
)
"""Words that give a decision's cause; without one it is the decision alone."""
_ASKED_OF_US = re.compile(r"(?:if|submit|include|enclose|please|you must|to)\b", re.IGNORECASE)


def _beside_decision(notice: Notice) -> Iterator[Proposal]:
    """Nothing else was found: sentences that state some lack in the block that decides; likely after the decision."""
    for block in notice.blocks:
        decided = False
        if block.is_heading or not refusal_words(block.text):
            continue
        for text in sentences_of(block.text):
            if _ASKED_OF_US.match(text) or (refusal_words(text) and not _CAUSE.search(text)):
                decided = decided or refusal_words(text)
                continue
            asked = _LACK.search(text) or re.search(r"\basks for\b", text)
            if asked and not _RIGHTS.search(text) and not _none(text):
                yield _reason(text, block.page, "lack_beside_decision", "likely" if decided else "possible")
            decided = decided or refusal_words(text)


_ASKS = re.compile(
    r"(?:you (?:can|may|have the right|have \d)|to (?:keep|ask|appeal|request|file)|if you (?:disagree"
    r"|do not agree|don['’]t agree|think))\b",
    re.IGNORECASE,
)
"""How a paragraph on the member's rights begins."""


def _none(text: str) -> bool:
    """Whether a piece among reasons is a route or the request told again."""
    return bool(_NO_REASON.search(text) or PHONE.search(text))


def _under_headings(notice: Notice) -> Iterator[Proposal]:
    """Blocks under a reason's heading, after opening words ("... because"), and the bullets that follow those."""
    opened, opening_block = False, -1
    for place, block in enumerate(notice.blocks):
        if block.is_heading:
            opened = _heads(block.text)
            continue
        if block.unticked:
            continue
        opener = _OPENS.search(block.text)
        labelled = _label_of_reason(block)
        if opener or labelled:
            opened, opening_block = True, place
        if not opened:
            continue
        if _ASKS.match(block.text) or (
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
        introduced = place > 0 and bool(_INTRODUCES.search(notice.blocks[place - 1].text))
        introduced = introduced or bool(opener and _INTRODUCES.search(block.text[: opener.end()]))
        yield from _of_block(
            block, opener.start() if opener else None, strict=not block.bullet, introduced=introduced
        )
        # Opening words hold for the bullets below them and for nothing after those.
        following = notice.blocks[place + 1] if place + 1 < len(notice.blocks) else None
        headed = _heads(block.heading)
        if (block.bullet or opener) and not headed and (following is None or not following.bullet):
            opened = bool(
                block.text.endswith(":")
                or _INTRODUCES.search(block.text)
                or (opener and _more_follows(following))
            )


def _heads(text: str) -> bool:
    """Whether reasons stand below a heading: "Why did we deny it?", "We denied your request because:"."""
    if _INTRODUCES.search(text):
        return True
    return bool(_HEAD.search(text) or _OPENS.search(text)) and not _NOT_HEAD.search(text)


def _about_review(block: Block) -> bool:
    """A block on criteria or reviewer: the reasons end before it."""
    beside = _BASED.search(block.text) or REVIEWED.search(block.text) or _BESIDE.search(block.text)
    return bool(beside or POLICY_LABEL.match(block.text)) and not _STRONG.search(block.text)


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
        and bool(
            _HEAD.fullmatch(
                re.sub(r"^(?:our|the|your|denial)\s+|\s*\([^)]*\)$", "", head.strip(), flags=re.I)
            )
        )
        and not _NOT_HEAD.search(head)
    )


_INTRODUCES = re.compile(
    r"(?:\breasons?(?:\(s\))?|\bbecause)\s*:\s*$|\breasons? (?:given|stated|listed|set out|set forth|explained|described"
    r"|shown) below\b[^.]{0,20}\.?$",
    re.IGNORECASE,
)
"""The end of a block that says that reasons follow it."""


def _of_block(block: Block, opens: int | None, *, strict: bool, introduced: bool) -> Iterator[Proposal]:
    """A bullet is one reason whole; in a paragraph each sentence that states a lack is one, the others only possible."""
    if block.bullet and not strict:
        # A route or a right that follows on the next line may hang on the bullet; the reason before it stays.
        said = list(takewhile(lambda one: not (_none(one) or _ASKS.match(one)), sentences_of(block.text)))
        if said and not _RIGHTS.match(block.text):
            yield _reason(" ".join(said), block.page, "bullet_under_reason", "stated")
        return
    before = True
    for sentence in sentences_of(block.text):
        reaches = opens is None or block.text.index(sentence) + len(sentence) > opens
        if before and not reaches:
            if _STRONG.search(sentence) and not _no_refusal(sentence):
                yield _reason(sentence, block.page, "words_of_refusal", "likely")
            continue
        before = False
        text = _after_label(sentence)
        if _none(text) or _INTRODUCES.search(text):
            continue
        about = _BASED.search(text) or REVIEWED.search(text) or _BESIDE.search(text) or _RIGHTS.search(text)
        if text.endswith((":", "?")) or (about and not _STRONG.search(text)):
            continue
        named = text != sentence.strip('“”"') and re.match(r"(?:the|our|your) ", sentence, re.IGNORECASE)
        if len(parts := _ENUMERATED.split(text)) > 2:
            for part in parts[1:]:
                yield _reason(_bare_part(part), block.page, "enumerated_reason", "stated")
            continue
        sure = named or _LACK.search(text) or _FURTHER.match(text)
        weak: Sure = "likely" if introduced else "possible"
        yield _reason(text, block.page, "sentence_under_reason", "stated" if sure else weak)


def _bare_part(part: str) -> str:
    return re.sub(r"[;,]?\s+(?:and|or)?\s*$", "", part).strip(" ;,")


_ENUMERATED = re.compile(r"(?:^|\s)\((?:i{1,3}|iv|v|vi|[1-9]|[a-f])\)\s+(?=[A-Za-z])", re.IGNORECASE)
"""Before each of several reasons in one sentence: "(i) ...; (ii) ...; and (iii) ..."."""


def _after_label(sentence: str) -> str:
    """ "The reason for this decision is: the scores show ..." without its first words; the rest stays exact."""
    label = re.match(
        r"(?:(?:the |our |your |specific |clinical |principal |main |denial )*(?:reasons?|rationale|facts|findings"
        r"|explanation|basis)\b"
        r"[^.:]{0,80}|[^.:]{0,90}\bdetermined (?:the following|that)|[^.:]{0,60}\b(?:rationale|reasons?) (?:is"
        r"|are) as follows|[^.:]{0,80}\b(?:because|following reasons?(?:\(s\))?)|why):\s+",
        sentence,
        re.IGNORECASE,
    )
    label = label or re.search(
        r"(?:\b(?:reasons?|rationale) for (?:the |this |our )?(?:denial|decision|determination)"
        r"|(?<=[.;]\s)(?:reasons?|rationale))"
        r"\s*:\s+",
        sentence,
        re.IGNORECASE,
    )
    return (sentence[label.end() :] if label and label.end() < len(sentence) else sentence).strip('“”"')


def _strong(notice: Notice) -> Iterator[Proposal]:
    """Sentences that refuse, and what their paragraph says beside them of something lacking (only possible)."""
    told = [one for one in notice.sentences if not _no_refusal(one.text)]
    refusing = {one.block for one in told if _STRONG.search(one.text)}
    for one in told:
        if _STRONG.search(one.text):
            yield _reason(one.text, one.page, "words_of_refusal", "likely")
        elif one.block in refusing and len(parts := _ENUMERATED.split(one.text)) > 2:
            for part in parts[1:]:
                yield _reason(_bare_part(part), one.page, "enumerated_reason", "likely")
        elif one.block in refusing and _lacks(one.text):
            yield _reason(one.text, one.page, "beside_words_of_refusal", "possible")


def _lacks(text: str) -> bool:
    """Whether a sentence tells of something lacking: not the decision itself, and not a criterion found met."""
    met = re.search(r"(?<!not )\bmet\b", text)
    return bool(_LACK.search(text) or _FURTHER.match(text)) and not (refusal_words(text) or met)


def _no_refusal(text: str) -> bool:
    return bool(
        _RIGHTS.search(text)
        or _none(text)
        or _LEGEND.match(text)
        or (_BASED.search(text) and not _STRONG.search(text))
    )


def _legend(notice: Notice) -> Iterator[Proposal]:
    """The words a claim's notice prints beside its codes ("CO-197 Precertification was absent"), but for agreed cuts."""
    for line in notice.lines:
        found = _LEGEND.match(line.text.strip())
        if found and read_carc(found["carc"]).path != "settled":
            text = re.sub(r"\s+", " ", line.text.strip())
            yield _reason(text, line.page, "words_beside_code", "likely")


_NUMBERING = re.compile(r"^\((?:\d{1,2}|[a-h]|i{1,3}|iv|v)\)\s+", re.IGNORECASE)


def _reason(text: str, page: int, rule: str, sure: Sure) -> Proposal:
    text = _NUMBERING.sub("", text).rstrip(" ;,")
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
