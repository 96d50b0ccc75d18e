"""By when the notice says that it may be answered: time limits, dates, peer-to-peer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from authpack.domain.dates import add_months
from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Notice, Sentence
from authpack.intake.notice_values import (
    BARE_DATE,
    DATE,
    PHONE,
    dates_in,
    lengths_in,
    next_such_day,
)

# -- time limits -------------------------------------------------------------------------------------

_STEPS: tuple[tuple[str, str], ...] = (
    ("peer_to_peer", r"peer.to.peer|\bp2p\b|speak (?:with|to) (?:the|a|our|one of our) (?:\w+ )?(?:medical director"
    r"|reviewer|physician|psychiatrist)|"
     r"(?:talk|discuss)\b.{0,60}\b(?:medical director|physician reviewer|reviewer)"),
    ("external_review", r"external (?:\w+ )?(?:review|appeal)|independent (?:external |medical )?review"),
    ("fair_hearing", r"fair hearing|state hearing|administrative hearing"),
    ("continuation", r"want to (?:continue|keep)|will not be (?:reduced|stopped|ended) before|(?:keep"
        r"|continue)\w* (?:getting |receiving |your |to (?:get"
        "|receive) )?(?:your )?(?:services?"
    r"|benefits?|treatment|care)\b|aid continuing|continuation of benefits|\bkeep (?:it|them|(?:a|the|this|your"
    r"|any) service)\b|while you appeal"
    r"|during (?:the|your) appeal"),
    ("provider_dispute", r"provider (?:payment )?(?:dispute|appeal|reconsideration)|(?:payment|claims?) (?:dispute"
    r"|reconsideration)|dispute payment"),
    ("resubmission", r"corrected claim|resubmi\w+"),
    ("information", r"(?:additional )?information must|send (?:us )?the (?:following|information)|(?:submit|send"
    r"|provide|return|fax)\b.{0,40}\b(?:information|records|documentation|documents)|(?:information|records"
    r"|documentation)\b.{0,60}\b(?:received|submit\w*|sent?) (?:by|within|no later)|respond to this request"),
    ("appeal", r"appeal|reconsideration|(?<!threshold )(?<!\bMT )redetermination|review (?:of )?(?:this|our|the"
        r"|its) (?:decision|denial"
        "|determination)"
    r"|(?:ask|apply|request)\b.{0,20} (?:for )?a review|(?:expedited|urgent|standard) review|second look|grievance"),
    ("provider_dispute", r"\bdisput(?:e|es|ed|ing)\b"),
)  # fmt: skip
_STEP = [(name, re.compile(words, re.IGNORECASE)) for name, words in _STEPS]
_PAYER_ACTS = re.compile(
    r"\b(?:we|plan|payer|they|independent review\w*|reviewer|organization)(?:['’]ll| will| must| has| have to"
    r"| shall)\s+(?:\w+ ){0,3}?(?:decide|give|answer|"
    r"respond|tell|make|send|notify|complete|issue|let you know|review|mail|call)|\b(?:decision|answer|resolution"
    r"|determination)\b(?:(?!appeal|ask|request|file).){0,30}\bwithin\b|"
    r"\b(?:reviewed|decided|resolved|completed|processed) within\b|\bprior to|\bin the (?:last|past)\b|from the last"
    r"|of the last|waiting",
    re.IGNORECASE,
)
_ASKER_ACTS = re.compile(
    r"\b(?:you|member|enrollee|provider|participant|beneficiary|patient|customer|he|she|they)\b[^.;]{0,40}?\b(?:may"
    r"|can|must|have)\b"
    r"[^.;]{0,30}?\b(?:appeal|ask|request|file|dispute|grieve)\b(?![^.;]*\b(?:we|plan)\b)",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"within|following|no later than|up to|not later than|before the end of|\bhave\b|must be|in writing|\bby\b"
    r"|more than|limit|appeals?\s*(?:\([^)]*\)\s*)?:\s*"
    r"|deadline|filed|submitted|during",
    re.IGNORECASE,
)
_RECEIPT = re.compile(
    r"(?:of|from|after|following)\s+(?:the date\s+)?(?:of\s+)?(?:(?:your\s+)?(?:receipt|receiving|receive)\b|(?:you"
    r"|the date you|when you)\s+(?:\w+\s+)?(?:receive|get|got|received)\b|"
    r"getting\b)|(?:date|day) (?:that )?you (?:receive|get|got)"
    r"|\b(?:date|day) (?:on which |that )?the (?:\w+ ){1,3}(?:receives?|gets?|got|received)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:of|from|after|following)\s+(?:the\s+)?(?:mailing\s+)?(?:date\s+)?(?:(?:on|of|listed (?:on"
    r"|at)[^.]{0,20})\s+)?(?:(?:the|this)\s+)?(?:top of\s+)?(?:this\s+|the\s+|our\s+)?"
    r"(?:\w+\s+){0,3}?(?:notice|letter|denial|determination|decision|date on this)\b|(?:processed"
    r"|remittance|payment) date|date (?:on"
    r"|of) (?:this|the) (?:notice|letter)",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"\b(?:you|member|enrollee|patient|customer|beneficiary|authorized representative)\b", re.IGNORECASE
)
_PROVIDER = re.compile(
    r"\b(?:participating providers?|providers?(?: must| may|:| who|s may)|if you are a provider|treating provider)\b",
    re.IGNORECASE,
)
_BY_DATE = re.compile(
    r"\b(?:by|no later than|on or before|before|not later than|until|postmarked by|deadline(?: is"
    r"|:)?)\s+(?:(?:\d{1,2}(?::\d{2})?\s*[ap]\.?m\.?|noon|midnight|(?:the )?(?:close"
    r"|end) of (?:the )?business(?: day)?),?\s+)?"
    r"(?:(?:[ECMP][SD]?T|(?:Eastern|Central|Mountain|Pacific)(?: (?:standard"
    r"|daylight))?(?: time)?),?\s+)?(?:on\s+)?(?:\w+day,\s+)?$",
    re.IGNORECASE,
)


def step_of(text: str, heading: str = "") -> str:
    """What a time limit in this sentence is for; the heading counts when the sentence does not say. Empty: nothing known."""
    for name, words in _STEP:
        if words.search(text):
            return name
    return next((name for name, words in _STEP if words.search(heading)), "")


def windows(notice: Notice, kind: str | None = None) -> Iterator[Proposal]:
    """Every time limit the notice sets for an answer; what the payer sets for itself is left out.

    Before a decision (pended, rejected) an appeal's window speaks of what may come later: it is only possible.
    """
    undecided = kind in ("pended", "rejected")
    for one in notice.sentences:
        for clause in _clauses(one.text):
            for length, start, end in lengths_in(clause):
                step = _step_at(
                    words_before(notice, one) + one.text.split(clause)[0], one, clause, start, end
                )
                if not step:
                    continue
                if length.unit == "hours" and step != "peer_to_peer":
                    continue
                before = clause[max(0, start - 90) : start]
                asker = bool(_ASKER_ACTS.search(before))
                if (_PAYER_ACTS.search(before + clause[start : end + 12]) and not asker) or not (
                    asker or _LIMITS.search(clause[:start] + clause[end : end + 40])
                ):
                    continue
                if _COURT.search(clause[:start]) and not step_of(clause[end:]):
                    continue
                later = undecided and step not in ("information", "resubmission", "peer_to_peer")
                value = _window(step, clause, one, length.number, length.unit, length.business, end)
                if (other := _from_day(clause[end:], length.number, length.unit)) and not length.business:
                    # It runs from another letter's date: counted from this one it would end too late.
                    value = {"step": step, "party": value["party"], "by": other.isoformat()}
                    value |= {"quote": one.text, "page": str(one.page)}
                    yield Proposal("windows", value, one.text, one.page, "window_from_a_named_day", "likely")
                    continue
                yield Proposal(
                    "windows",
                    value,
                    one.text,
                    one.page,
                    f"window_for_{step}",
                    "possible" if later else "stated",
                )


_COURT = re.compile(
    r"\b(?:civil action|lawsuit|legal action|suit|sue|court)\b(?!.*\b(?:appeal|review)\b)", re.I
)
"""The time to go to court is no time to appeal."""


def _from_day(after: str, number: int, unit: str) -> date | None:
    """The last day of a window that runs from a day the clause names ("of receipt of the September 30, 2026 letter")."""
    found = re.match(
        # "(until October 14, 2026)" is the end of the window, and no day from which it runs.
        rf"\s*(?:of|from|after|following)\b(?:(?!\b(?:by|until|before|later|ends|expires|deadline)\b)[^.,;(:]){{0,60}}?"
        rf"(?={DATE.pattern})".replace("?P<", "?P<_"),
        after,
        re.I,
    )
    day = next((one for one, _ in dates_in(after[found.end() :])), None) if found else None
    if day is None:
        return None
    return add_months(day, number) if unit == "months" else day + timedelta(days=number)


_FROM = re.compile(
    r"^\s*(?:of|from|after|following|before)\b.*?(?=,\s|\s+to\s+(?:ask|request|file|appeal|submit|seek|start"
    r"|dispute)\b|$)",
    re.IGNORECASE,
)
"""The starting point of a window; what follows it ("to ask for a fair hearing") says what the window is for."""


def _step_at(said: str, one: Sentence, clause: str, start: int, end: int) -> str:
    """What a length of time is for: the words nearest before it, else those after its starting point, else above."""
    after = _FROM.sub("", clause[end:], count=1)
    step = (
        _own_step(clause[:start])
        or step_of(after)
        or step_of(clause[:start])
        or step_of(said[-200:])
        or step_of(clause[end:])
        or step_of("", one.heading)
    )
    urgent = re.search(r"\b(?:expedited|urgent|fast(?:er)?)\b", clause[:start], re.IGNORECASE)
    return "expedited_appeal" if step == "appeal" and urgent and "standard" not in clause.lower() else step


def _own_step(before: str) -> str:
    """The step of the words before a length, without a condition ("If we do not change our decision, ...")."""
    said = re.sub(r"^\s*(?:if|when|once|after|following)\b[^,]*,", "", before, flags=re.IGNORECASE)
    alternatives = re.split(r"\bor\b", said)
    # "You may resubmit it or file an appeal within 180 days": the length belongs to the last alternative that names a step.
    return next((step for part in reversed(alternatives) if (step := step_of(part))), "")


def words_before(notice: Notice, one: Sentence) -> str:
    """The sentences of the same block before this one: "You may request a reconsideration. The request must be ..."."""
    whole = notice.blocks[one.block].text
    return whole[: max(0, whole.find(one.text))]


def _clauses(text: str) -> list[str]:
    return [part for part in _CLAUSE.split(text) if part.strip()]


_CLAUSE = re.compile(
    r";\s|(?<=\w),\s+(?=(?:and|but) (?:we|the plan)\b)"
    r"|,\s+(?=(?:and|or) (?:within )?(?:\d|one|two|three|four|five|six|ten|thirty|sixty)[^,;]{0,25}(?:days|months)\b)"
)


_OTHER_NOTICE = re.compile(
    r"^\s*(?:of|from|after|following)\s+(?!.{0,40}\breceiv)(?:the\s+)?(?:date\s+(?:of|on)\s+)?(?:the\s+)?"
    r"(?:notice of (?:plan )?appeal|final (?:adverse|internal|decision|determination)|appeal (?:decision|resolution)"
    r"|letter that\b)",
    re.IGNORECASE,
)
"""A window that runs from a later notice than this one."""
_LATER_LETTER = re.compile(
    r"\breceiv\w*\s+(?:of\s+)?(?:the|a|an|our|your|that)\s+(?:\w+\s+){0,2}?demand letter", re.I
)
"""An overpayment's window: it runs from a letter that comes apart from this one."""


def _window(
    step: str, clause: str, one: Sentence, number: int, unit: str, business: bool, end: int
) -> dict[str, Any]:
    made: dict[str, Any] = {"step": step, "party": _party(step, clause)}
    if unit == "months":
        made["months"] = str(number)
    elif unit == "days":
        made["days"] = str(number)
    else:
        made["days"] = str(-(-number // 24))
    if business:
        made["business"] = "yes"
    after = clause[end:]
    made["runs_from"] = (
        "unknown"
        if _OTHER_NOTICE.search(after[:90]) or _LATER_LETTER.search(after[:90])
        else "receipt"
        if _RECEIPT.match(after.strip()) or _RECEIPT.search(after[:60])
        else "notice"
        if _NOTICE.search(after[:90])
        else "unknown"
    )
    return {**made, "quote": one.text, "page": str(one.page)}


def _party(step: str, clause: str) -> str:
    if step in ("provider_dispute", "resubmission", "peer_to_peer"):
        return "provider"
    if _PROVIDER.search(clause) and not re.search(r"\byour provider\b|\byou\b", clause, re.IGNORECASE):
        return "provider"
    return (
        "member"
        if _MEMBER.search(clause) or step in ("external_review", "fair_hearing", "continuation")
        else "unknown"
    )


def main_window(found: list[Proposal], kind: str | None, level: str | None) -> Iterator[Proposal]:
    """The window in days for the next step: the appeal's, or after an internal appeal the external review's."""
    wanted = (
        ("information",)
        if kind == "pended"
        else ("external_review", "fair_hearing", "appeal")
        if level in ("level_1", "level_2")
        else ("appeal",)
    )
    for step in wanted:
        some = [one for one in found if one.value["step"] == step and "days" in one.value]
        if some:
            for one in some:
                yield Proposal(
                    "window_days",
                    one.value["days"],
                    one.quote,
                    one.page,
                    one.rule,
                    "stated" if len({x.value["days"] for x in some}) == 1 else "likely",
                )
            return


def respond_by(notice: Notice, sent: str | None = None) -> Iterator[Proposal]:
    """A date by which the notice wants an answer. sent: the notice's own day, for a date that is printed without a year."""
    for one in notice.sentences:
        if _PAYER_ACTS.search(one.text):
            continue
        step = step_of(one.text) or step_of(words_before(notice, one), one.heading)
        for day, words in dates_in(one.text):
            if step == "continuation" and _BY_DATE.search(one.text[: one.text.index(words)]):
                yield _continue_by(one, day.isoformat())
            if step in ("peer_to_peer", "", "continuation") or not _BY_DATE.search(
                one.text[: one.text.index(words)]
            ):
                continue
            sure: Sure = (
                "stated"
                if step in ("appeal", "information", "resubmission", "provider_dispute")
                else "possible"
            )
            yield Proposal("respond_by", day.isoformat(), one.text, one.page, f"date_for_{step}", sure)
        for found in BARE_DATE.finditer(one.text) if sent else ():
            next_day = next_such_day(found, date.fromisoformat(sent or ""))
            if next_day is None or not _BY_DATE.search(one.text[: found.start()]):
                continue
            if step == "continuation":
                yield _continue_by(one, next_day.isoformat(), "date_without_a_year", "possible")
            elif step in ("appeal", "information", "resubmission", "provider_dispute"):
                yield Proposal(
                    "respond_by", next_day.isoformat(), one.text, one.page, "date_without_a_year", "possible"
                )


def _continue_by(
    one: Sentence, day: str, rule: str = "date_for_continuation", sure: Sure = "stated"
) -> Proposal:
    value = {"step": "continuation", "party": "member", "by": day, "quote": one.text, "page": str(one.page)}
    return Proposal("windows", value, one.text, one.page, rule, sure)


# -- peer to peer ------------------------------------------------------------------------------------


def peer_to_peer(notice: Notice) -> Iterator[Proposal]:
    """Whether a conversation with the reviewer is offered, until when and at which number."""
    words = dict(_STEP)["peer_to_peer"]
    sentences = notice.sentences
    for place, one in enumerate(sentences):
        if not words.search(one.text):
            continue
        refused = re.search(
            r"\b(?:not (?:available|offered|an option)|no longer available|unavailable|cannot)\b",
            one.text,
            re.IGNORECASE,
        )
        conditional = refused and re.search(r"\b(?:after|once|if|when)\b", one.text, re.IGNORECASE)
        if refused and conditional:
            # "Not available after an appeal": so it is before one.
            yield Proposal(
                "peer_to_peer.offered", "yes", one.text, one.page, "peer_to_peer_until_then", "possible"
            )
            continue
        tried = re.search(
            r"\b(?:attempted|was (?:held|completed|declined)|no return call|did not (?:call|respond)"
            r"|(?:following|during|after) (?:the|our|a|your) peer)\b",
            one.text,
            re.IGNORECASE,
        )
        sure: Sure = "possible" if tried else "stated"
        value = "no" if refused else "yes"
        yield Proposal("peer_to_peer.offered", value, one.text, one.page, "peer_to_peer_words", sure)
        near = [one, *(other for other in sentences[place + 1 : place + 3] if other.block == one.block)]
        yield from _peer_details(near, words)


def _peer_details(near: list[Sentence], words: re.Pattern[str]) -> Iterator[Proposal]:
    for one in near:
        if (
            re.search(r"\bappeal", one.text, re.IGNORECASE)
            and not words.search(one.text)
            and not re.search(r"before an appeal", one.text)
        ):
            return
        phone = PHONE.search(one.text)
        if phone is not None:
            yield Proposal("peer_to_peer.phone", phone[0], one.text, one.page, "phone_beside_peer_to_peer")
        for length, _, end in lengths_in(one.text):
            if re.search(r"minutes", length.words):
                continue
            tail = re.match(
                r"\s*(?:of|from|after)\b[^.,\d]{0,50}?(?=\s+(?:at|by|on|if|through)\b|[.,]|$)", one.text[end:]
            )
            yield Proposal(
                "peer_to_peer.within",
                (length.words + (tail[0] if tail else "")).strip(" )"),
                one.text,
                one.page,
                "window_for_peer_to_peer",
            )
        for day, said in dates_in(one.text):
            if _BY_DATE.search(one.text[: one.text.index(said)]):
                yield Proposal(
                    "peer_to_peer.by", day.isoformat(), one.text, one.page, "date_for_peer_to_peer"
                )
