"""What a notice decided: refused, granted in part, pended, rejected, a claim not paid; or no denial at all.

An approval, a reversal and a withdrawn request are no denials; a letter that reverses a denial quotes that denial's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from authpack.intake.denial_numbers import TMS_CODE, units
from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Block, Notice, Sentence

CONDITIONAL = re.compile(
    r"^(?:if|when|should|once|until|unless|in case|to (?:ask|keep|request|appeal|discuss))\b|\b(?:may|might|could|can"
    r"|would|will) be (?:denied|rejected|reduced)|\bif we\b|"
    r"\byou (?:may|can|have)\b|\bwe (?:will(?! not (?:pay|cover|approve))|must)\b|\bthis is not a denial\b"
    r"|\bno (?:services?|units?|sessions?|visits?) (?:was|were|is|are|has been|have been) (?:denied|reduced)\b"
    r"|\bservices? (?:beyond|other than|not listed)\b|\b(?:any )?other services?\b",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("rejected", r"unable to process|could not (?:be )?process|cannot process|returned unprocessed|is being returned"
    r"|was not reviewed|not accepted for review|(?:transaction|request) (?:was )?not processed|"
     r"not (?:been )?(?:reviewed|evaluated) for|request (?:was|is|has been) rejected|returned - |rejected (?:because"
     r"|due)|please correct and resubmit"),
    ("pended", r"\b(?:is|been|was) pended\b|pending (?:receipt|additional)|(?:need|require|requesting"
    r"|request for) (?:more|additional|further) (?:clinical )?information|"
     r"(?:additional|more|further) (?:clinical )?information (?:is|was) (?:needed|required|necessary)"
     r"|unable to (?:make a decision|complete (?:our|the) review)|placed on hold"),
    ("partial", r"partial(?:ly)? (?:approv|den|adverse|favorable|overturn|revers|uph)\w*"
    r"|(?:overturn|revers|uph(?:e|o)ld)\w*(?: \w+){0,4} in part|approved (?:in part|some|only part|a portion"
    r"|a modified)|approv\w+ .{0,60}\bbut (?:not|den)|modified (?:your|the|this) request|"
     r"did not approve all|denied in part|approved with (?:modification|changes)|reduction of services"),
    ("adverse", r"\bden(?:ied|y|ying|ial of)\b|(?:not|n['’]t) (?:been )?(?:approved|authori[sz]ed|certified)|(?:cannot"
        "|could not|couldn't|did not|didn't|can't"
    r"|unable to|not able to|won't|will not) (?:approve|authori[sz]e|certify|cover|pay|extend)|"
     r"non-?coverage determination|not auth(?:['’]?d)?\b|not (?:approving|authori[sz]ing|certifying|covering)"
     r"|adverse (?:benefit |organization )?determination|not medically necessary"
     r"|do(?:es)? not meet (?:our|the|medical|criteria|clinical)|not meeting|we have declined|disapproved|(?:is"
     r"|are) not (?:a )?covered (?:benefit|service)s?"
     r"|uph(?:e|o)ld|unfavorable|will not make payment"),
)  # fmt: skip
_KIND = [(name, re.compile(words, re.IGNORECASE)) for name, words in _KINDS]
_CLAIM = re.compile(
    r"explanation of (?:\w+ ){0,2}(?:benefits|payment)|denial of payment|remittance|(?:your|this|the) claims? (?:was"
    r"|were|has been|is) (?:denied|not paid|processed)|"
    r"(?:denied|denying) (?:the )?(?:payment|your claim|this claim|claim)|\bredetermination decision"
    r"|medicare will not (?:make payment|pay)"
    r"|claim reconsideration|reconsideration of (?:your|this|the) claim|medicare appeal decision|\b(?:overpa(?:id"
    r"|yment)|recoup(?:ed|ing|ment)|refund (?:request|demand))\b|asked .{0,80}to approve payment"
    r"|date\(?s?\)? of service.{0,60}(?:billed|charge)",
    re.IGNORECASE,
)
_UNPAID = re.compile(r"will not pay (?:for|this)", re.IGNORECASE)
_BILLED = re.compile(r"\bclaims?\b|billed|charges?\b|dates? of service", re.IGNORECASE)
"""Words of a service that was delivered; without them "we will not pay for" refuses a request."""
_REVERSED = re.compile(r"\b(?:overturn(?:ed|ing)?|revers(?:ed?|ing)|rescind(?:ed|ing)?)\b", re.IGNORECASE)
_GRANTED = re.compile(
    r"\b(?:(?:referral|authori[sz]ation|request) approved|(?<!not )decided in your favor|(?:request|service"
    r"|treatment)s? meets? (?:the |our )?"
    r"(?:medical|clinical|criteria)|(?:status|decision|determination|outcome)\s*:\s*(?:approved|authori[sz]ed|certified)"
    r"|(?:has|have) been (?:approved|authori[sz]ed|certified)|(?:is|are|was|were) (?:now |hereby |fully )?"
    r"(?:approved|authori[sz]ed|certified)|we(?:['’]ve| have)? (?:now )?(?:approved|authori[sz]ed)|we (?:will|agreed? to)"
    r" (?:now )?(?:approve|authori[sz]e)|(?:decided|determined) to (?:approve|authori[sz]e)|approved as requested"
    r"|(?:notice|letter) of approval|approval (?:notice|letter))\b",
    re.IGNORECASE,
)
_NO_GRANT = re.compile(
    r"\b(?:FDA|Food and Drug|previously|already|FDA-\w+)\b|\b(?:not|unable|whether|if|unless)\b[^.]{0,80}\bmeets?\b"
    r"|n['’]t\b[^.]{0,80}\bmeets?\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:original(?:ly)?|(?:first|initial|previous|prior|earlier|our|the|its) (?:denial|decision|determination)"
    r"|previously|earlier|your appeal|appeal of|the denial of|background|replaces|supersedes"
    r"|our (?:letter|notice) (?:of|dated)|in which we)\b|\bon (?:[A-Z][a-z]+\.? \d|\d{1,2}[/-])",
    re.IGNORECASE,
)
"""What a sentence on an earlier decision names; a letter that reverses a denial tells that denial again."""
_STANDS = re.compile(
    r"\b(?:continue\w* to den|remain\w* denied|still den|remaining\b.{0,60}\b(?:not|den))|\bin part\b|\bpartial",
    re.IGNORECASE,
)
_UPHELD = re.compile(r"\buph(?:e|o)ld", re.IGNORECASE)
_ON_DAY = re.compile(r"\bon (?:[A-Z][a-z]+\.? \d|\d{1,2}[/-])", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:this is not a denial|not a denial|no denial has been issued|(?:has been|was|is) withdrawn"
    r"|closed as a duplicate"
    r"|voided?)\b",
    re.IGNORECASE,
)
FAVORABLE = (
    "words_of_reversal",
    "only_words_of_approval",
    "words_of_no_decision",
    "words_of_an_acknowledgement",
)
"""Rules that found a notice to be no denial: a reversal, an approval, a request closed without a decision, and a letter
that only acknowledges an appeal."""
_NOT_YET = re.compile(
    r"\b(?:intent(?:ion)? to deny|intends? to deny|proposed (?:denial|adverse)|preliminary (?:denial|adverse)"
    r"|before (?:a|an|any"
    r"|the) (?:final (?:adverse )?determination|adverse \w+(?: determination)?|denial) is (?:made|issued|rendered))\b",
    re.IGNORECASE,
)
"""A refusal that is only announced: a conversation is offered before it."""
_ACKNOWLEDGES = re.compile(
    r"\bwe (?:have )?received (?:your|the|an?)\b.{0,40}\b(?:appeal|grievance|reconsideration|external review)\b"
    r"|\backnowledg\w+",
    re.IGNORECASE,
)
_WILL_DECIDE = re.compile(
    r"\b(?:we|you|organization|plan|reviewer|IRO)(?: will|['’]ll) (?:\w+ ){0,4}?(?:decision|determination|answer"
    r"|decide|respond|response)\b",
    re.IGNORECASE,
)
_APPEAL_REFUSED = re.compile(
    r"\bden(?:y|ied|ying) (?:your|the|this) (?:\w+[- ]?){0,2}appeal|\bappeal (?:is|was|has been) denied",
    re.IGNORECASE,
)


def kind(notice: Notice) -> Iterator[Proposal]:
    """What happened, from sentences that decide something; what may happen later decides nothing."""
    said = [(one.text, one.page) for one in notice.sentences if not CONDITIONAL.search(one.text)]
    said += [(one.text, one.page) for one in notice.blocks if one.is_heading]
    hits = _hits(said, billed=bool(_BILLED.search(notice.text)))
    if acknowledged := _acknowledges(notice, said):
        yield Proposal("kind", "unknown", *acknowledged, FAVORABLE[3], "possible")
        return
    if announced := _announced(notice, said):
        yield Proposal("kind", "pended", *announced, "words_of_a_denial_not_yet_made", "likely")
        hits.pop("pended", None)
        for name, hit in hits.items():
            yield Proposal("kind", name, *hit, f"words_of_{name}", "possible")
        return
    if fewer := _fewer(said):
        hits.setdefault("partial", fewer)
    if granted := _favorable(notice, said, hits):
        yield granted
        return
    if not hits and (closed := closed_without_decision(notice)):
        yield Proposal("kind", "unknown", closed[0], closed[1], FAVORABLE[2], "possible")
    yield from _ranked(hits, _grants_and_refuses(notice))


_OF_MORE = re.compile(
    r"\b(?:approv|authori[sz]|certif)\w+ (?P<given>\d{1,3}) of (?:the )?(?P<asked>\d{1,3})\b"
    r"|\brequest\w*(?: for)? (?P<wanted>\d{1,3})\b"
    r".{0,60}?\b(?:approved|authori[sz]ed|certified) for (?P<got>\d{1,3})\b",
    re.IGNORECASE,
)


def _fewer(said: list[tuple[str, int]]) -> tuple[str, int] | None:
    """A sentence that grants fewer than were asked: "certified 10 of the 16 sessions", "36 requested, approved for 30"."""
    for text, page in said:
        found = _OF_MORE.search(text)
        if found and int(found["given"] or found["got"]) < int(found["asked"] or found["wanted"]):
            return text, page
    return None


def _acknowledges(notice: Notice, said: list[tuple[str, int]]) -> tuple[str, int] | None:
    """The words of a letter that only confirms an appeal, tells the earlier denial again and will decide later."""
    if any(_refuses_now(text) or _APPEAL_REFUSED.search(text) for text, _ in said):
        return None
    received = next(
        ((one.text, one.page) for one in notice.sentences if _ACKNOWLEDGES.search(one.text)), None
    )
    return received if any(_WILL_DECIDE.search(one.text) for one in notice.sentences) else None


def _announced(notice: Notice, said: list[tuple[str, int]]) -> tuple[str, int] | None:
    """The words that announce a denial for later, where none is stated beside them."""
    pieces: list[Block | Sentence] = [*notice.blocks, *notice.sentences]
    hit = next(((one.text, one.page) for one in pieces if _NOT_YET.search(one.text)), None)
    made = any(_MADE.search(text) and not _NOT_YET.search(text) for text, _ in said)
    return (hit[0][:400], hit[1]) if hit and not made else None


_MADE = re.compile(
    r"\b(?:we (?:have )?den(?:ied|y)|(?:was|is|has been|been) denied|adverse (?:\w+ )?determination (?:was|has been) made"
    r"|we (?:did|do) not approve|decided to deny)\b",
    re.IGNORECASE,
)


def _hits(said: list[tuple[str, int]], *, billed: bool) -> dict[str, tuple[str, int]]:
    """The first sentence for each kind; one that is not about an earlier decision comes before one that is."""
    hits: dict[str, tuple[str, int]] = {}
    for text, page in sorted(said, key=lambda one: bool(_EARLIER.search(one[0]))):
        for name, words in _KIND:
            if words.search(text):
                hits.setdefault(name, (text, page))
        if _CLAIM.search(text) or (billed and _UNPAID.search(text)):
            hits.setdefault("claim", (text, page))
    return hits


def _favorable(
    notice: Notice, said: list[tuple[str, int]], hits: dict[str, tuple[str, int]]
) -> Proposal | None:
    """An approval, or a whole reversal: words that grant, and no refusal that still stands."""
    decided = [one for one in said if not _NO_GRANT.search(one[0])]
    reversal = next((one for one in decided if _REVERSED.search(one[0]) and not _not(one[0])), None)
    grant = next((one for one in decided if _GRANTED.search(one[0])), None)
    if not (reversal or grant) or hits.keys() & {"partial", "claim", "rejected", "pended"}:
        return None
    if any(_refuses_now(text) for text, _ in said) or _grants_and_refuses(notice):
        return None
    text, page = reversal or grant or ("", 0)
    return Proposal("kind", "unknown", text, page, FAVORABLE[0 if reversal else 1], "possible")


def _not(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:not|cannot|unable to|declined? to)\b[^,;]{0,30}\b(?:overturn|revers|rescind)", text, re.I
        )
    )


def _refuses_now(text: str) -> bool:
    """A refusal that stands: not one that the same sentence reverses, and not one told of an earlier decision."""
    if _STANDS.search(text) or (_UPHELD.search(text) and not _ON_DAY.search(text)):
        return True
    if not dict(_KIND)["adverse"].search(text):
        return False
    return not (_EARLIER.search(text) or (_REVERSED.search(text) and not _not(text)))


def refusal_words(text: str) -> bool:
    """Whether a text holds words of a refusal, whatever they are about."""
    return bool(dict(_KIND)["adverse"].search(text))


def favorable(found: list[Proposal]) -> bool:
    """Whether the notice is an approval, a reversal or an acknowledgement: nothing of a denial is read from it."""
    return any(one.field == "kind" and one.rule in (*FAVORABLE[:2], FAVORABLE[3]) for one in found)


def closed_without_decision(notice: Notice) -> tuple[str, int] | None:
    """The sentence and page that say that nothing was refused (withdrawn, a duplicate, "not a denial"); None without one."""
    return next(((one.text, one.page) for one in notice.sentences if _CLOSED.search(one.text)), None)


def _grants_and_refuses(notice: Notice) -> tuple[str, int] | None:
    found = list(units(notice))
    granted = next((one for one in found if one.field == "approved"), None)
    refused = any(one.field == "denied" and one.sure == "stated" for one in found)
    refused = refused or _refuses_another(
        notice, {one.value["code"] for one in found if one.field == "approved"}
    )
    return (granted.quote, granted.page) if granted and refused else None


def _refuses_another(notice: Notice, granted: set[str]) -> bool:
    """Whether a sentence of its own refuses a code that is not among the granted ones ("We denied: CPT 90869.")."""
    return any(
        (codes := {found[1].upper() for found in TMS_CODE.finditer(one.text)})
        and not codes & granted
        and refusal_words(one.text)
        and not CONDITIONAL.search(one.text)
        and not _EARLIER.search(one.text)
        for one in notice.sentences
    )


def _ranked(hits: dict[str, tuple[str, int]], both: tuple[str, int] | None) -> Iterator[Proposal]:
    """One stated kind where the words fit together; others beside it only as possible."""
    order = ("claim", "rejected", "pended", "partial", "adverse")
    if both and "partial" not in hits and "claim" not in hits:
        hits["partial"] = both
    present = [name for name in order if name in hits]
    # "Denied" inside a partial approval, a claim or a pend is not a second decision; a rejection excludes a review.
    main = present[0] if present else None
    if (
        main in ("pended", "rejected")
        and "adverse" in hits
        and not re.search(r"pended|not reviewed|process|returned", hits[main][0], re.IGNORECASE)
    ):
        main = "adverse"
    for name in sorted(present, key=lambda one: one != main):
        implied = name == "adverse" and main in ("partial", "claim")
        if name != main and implied:
            continue
        sure: Sure = "stated" if name == main else "possible"
        yield Proposal("kind", name, *hits[name], f"words_of_{name}", sure)
