"""By when and how the notice says that it may be answered: time limits, addresses, peer-to-peer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Line, Notice, Sentence
from authpack.intake.notice_values import PHONE, PORTAL, STREET, Postal, address_in, dates_in, lengths_in

# -- time limits -------------------------------------------------------------------------------------

_STEPS: tuple[tuple[str, str], ...] = (
    ("peer_to_peer", r"peer.to.peer|\bp2p\b|speak (?:with|to) (?:the|a|our|one of our) (?:\w+ )?(?:medical director"
    r"|reviewer|physician|psychiatrist)|"
     r"(?:talk|discuss)\b.{0,60}\b(?:medical director|physician reviewer|reviewer)"),
    ("external_review", r"external (?:\w+ )?(?:review|appeal)|independent (?:external |medical )?review"),
    ("fair_hearing", r"fair hearing|state hearing|administrative hearing"),
    ("continuation", r"(?:keep|continue)\w* (?:getting |receiving |your |to (?:get|receive) )?(?:your )?(?:services?"
    r"|benefits?|treatment|care)\b|aid continuing|continuation of benefits|\bkeep (?:it|them)\b|while you appeal"
    r"|during (?:the|your) appeal"),
    ("provider_dispute", r"provider (?:payment )?(?:dispute|appeal|reconsideration)|(?:payment|claims?) (?:dispute"
    r"|reconsideration)|dispute payment"),
    ("resubmission", r"corrected claim|resubmi\w+"),
    ("information", r"(?:additional )?information must|send (?:us )?the (?:following|information)|(?:submit|send"
    r"|provide|return|fax)\b.{0,40}\b(?:information|records|documentation|documents)|(?:information|records"
    r"|documentation)\b.{0,60}\b(?:received|submit\w*|sent?) (?:by|within|no later)|respond to this request"),
    ("appeal", r"appeal|reconsideration|redetermination|review of (?:this|our) decision|grievance"),
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
_LIMITS = re.compile(
    r"within|no later than|up to|not later than|before the end of|\bhave\b|must be|in writing|\bby\b|more than|limit"
    r"|deadline|filed|submitted|during",
    re.IGNORECASE,
)
_RECEIPT = re.compile(
    r"(?:of|from|after|following)\s+(?:the date\s+)?(?:of\s+)?(?:(?:your\s+)?(?:receipt|receiving|receive)\b|(?:you"
    r"|the date you|when you)\s+(?:\w+\s+)?(?:receive|get|got|received)\b|"
    r"getting\b)|(?:date|day) (?:that )?you (?:receive|get)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:of|from|after|following)\s+(?:the\s+)?(?:mailing\s+)?(?:date\s+)?(?:(?:on|of|listed (?:on"
    r"|at)[^.]{0,20})\s+)?(?:(?:the|this)\s+)?(?:top of\s+)?(?:this\s+|the\s+|our\s+)?"
    r"(?:\w+\s+){0,3}?(?:notice|letter|denial|determination|decision|date on this)\b|processed date|date (?:on"
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
    r"|:)?)\s+(?:\d{1,2}:\d{2}\s*[ap]\.?m\.?\s+)?(?:(?:ET|CT|MT|PT|EST|PST|CST|MST)\s+)?(?:on\s+)?(?:\w+day,\s+)?$",
    re.IGNORECASE,
)


def step_of(text: str, heading: str = "") -> str:
    """What a time limit in this sentence is for; the heading counts when the sentence does not say. Empty: nothing known."""
    for name, words in _STEP:
        if words.search(text):
            return name
    return next((name for name, words in _STEP if words.search(heading)), "")


def windows(notice: Notice) -> Iterator[Proposal]:
    """Every time limit the notice sets for an answer; what the payer sets for itself is left out."""
    for one in notice.sentences:
        for clause in _clauses(one.text):
            for length, start, end in lengths_in(clause):
                step = _step_at(notice, one, clause, start, end)
                if not step:
                    continue
                if length.unit == "hours" and step != "peer_to_peer":
                    continue
                if _PAYER_ACTS.search(clause[max(0, start - 90) : end + 12]) or not _LIMITS.search(
                    clause[:start] + clause[end : end + 40]
                ):
                    continue
                yield Proposal(
                    "windows",
                    _window(step, clause, one, length.number, length.unit, length.business, end),
                    one.text,
                    one.page,
                    f"window_for_{step}",
                )


_FROM = re.compile(r"^\s*(?:of|from|after|following|before)\b.*$")


def _step_at(notice: Notice, one: Sentence, clause: str, start: int, end: int) -> str:
    """What a length of time is for: the words before it, else those after its starting point, else what stands above."""
    step = (
        step_of(clause[:start])
        or step_of(_FROM.sub("", clause[end:]))
        or step_of(_before(notice, one)[-200:])
        or step_of(clause[end:])
        or step_of("", one.heading)
    )
    urgent = re.search(r"\b(?:expedited|urgent|fast(?:er)?)\b", clause[:start], re.IGNORECASE)
    return "expedited_appeal" if step == "appeal" and urgent and "standard" not in clause.lower() else step


def _before(notice: Notice, one: Sentence) -> str:
    """The sentences of the same block before this one: "You may request a reconsideration. The request must be ..."."""
    whole = notice.blocks[one.block].text
    return whole[: max(0, whole.find(one.text))]


def _clauses(text: str) -> list[str]:
    return [
        part for part in re.split(r";\s|(?<=\w),\s+(?=(?:and|but) (?:we|the plan)\b)", text) if part.strip()
    ]


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
        "receipt"
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


def respond_by(notice: Notice) -> Iterator[Proposal]:
    """A date by which the notice wants an answer."""
    for one in notice.sentences:
        if _PAYER_ACTS.search(one.text):
            continue
        step = step_of(one.text) or step_of(_before(notice, one), one.heading)
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


def _continue_by(one: Sentence, day: str) -> Proposal:
    value = {"step": "continuation", "party": "member", "by": day, "quote": one.text, "page": str(one.page)}
    return Proposal("windows", value, one.text, one.page, "date_for_continuation")


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
        yield Proposal(
            "peer_to_peer.offered", "no" if refused else "yes", one.text, one.page, "peer_to_peer_words"
        )
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
                (length.words + (tail[0] if tail else "")).strip(),
                one.text,
                one.page,
                "window_for_peer_to_peer",
            )
        for day, said in dates_in(one.text):
            if _BY_DATE.search(one.text[: one.text.index(said)]):
                yield Proposal(
                    "peer_to_peer.by", day.isoformat(), one.text, one.page, "date_for_peer_to_peer"
                )


# -- to whom -----------------------------------------------------------------------------------------

_APPEAL_ROUTE = re.compile(
    r"\b(?:appeals?|grievance|reconsideration|redetermination|external review|dispute|information must be|requested"
    r"|correct and resubmit|send it to|upload|(?:submit|send) (?:this|the|your) (?:information|records|documentation))\b",
    re.IGNORECASE,
)
_NOT_APPEAL = re.compile(
    r"\b(?:peer.to.peer|member services|customer service|questions|act for you|fair hearing|ombudsman|department of"
    r"|TTY|legal)\b",
    re.IGNORECASE,
)


def routes(notice: Notice) -> Iterator[Proposal]:
    """Fax, telephone, portal and address for an answer; numbers for other purposes are only possible."""
    yield from _addresses(notice)
    for one in notice.sentences:
        step = step_of(one.text) or step_of(_before(notice, one)[-160:], one.heading)
        if step == "peer_to_peer" or _is_letterhead(one):
            continue
        around = f"{one.heading} {_before(notice, one)} {one.text}"
        appeal = bool(_APPEAL_ROUTE.search(around)) and not _NOT_APPEAL.search(one.text)
        for phone in PHONE.finditer(one.text):
            yield _number(one, phone, appeal)
        for portal in PORTAL.finditer(one.text):
            sure: Sure = "stated" if appeal else "possible"
            yield Proposal(
                "send_portal", portal[0].rstrip(".,"), one.text, one.page, "address_of_portal", sure
            )


def _is_letterhead(one: Sentence) -> bool:
    return one.page == 1 and one.block < 2 and not _APPEAL_ROUTE.search(one.text)


def _number(one: Sentence, phone: re.Match[str], appeal: bool) -> Proposal:
    before = one.text[max(0, phone.start() - 45) : phone.start()].lower()
    fax_at, phone_at = (
        before.rfind("fax"),
        max(before.rfind(word) for word in ("phone", "call", "tel", "toll")),
    )
    urgent = bool(re.search(r"\b(?:fast|expedited|urgent|faster)\b", one.text, re.IGNORECASE))
    if fax_at > phone_at:
        return Proposal(
            "send_fax",
            phone[0],
            one.text,
            one.page,
            "fax_for_urgent" if urgent else "fax_for_appeal" if appeal else "fax",
            "stated" if appeal else "likely" if one.heading else "possible",
        )
    sure: Sure = "likely" if appeal and not urgent else "possible"
    return Proposal(
        "send_phone",
        phone[0],
        one.text,
        one.page,
        "phone_for_urgent" if urgent else "phone_for_appeal" if appeal else "phone",
        sure,
    )


_LEADS = re.compile(
    r"(?i:\b(?:mail|write|send|address|sent|mailed|submit\w*|deliver\w*|received|appeals?|requests?"
    r"|notice)\b[^.:]{0,60}?\b(?:to|at)\b\s*:?"
    r"|\b(?:mail|(?:mailing )?address|appeals?|write|or|in writing)\s*:|\bat\s*:)\s+(?=[A-Z0-9])"
)
"""What stands before the names of an address: "Send your appeal to:", "Mailing address:"."""


def _addresses(notice: Notice) -> Iterator[Proposal]:
    lines = notice.lines
    for place, line in enumerate(lines):
        if not re.search(r"\b\d{5}(?:-\d{4})?\b", line.text):
            continue
        found = _address_ending(lines, place)
        if found is None:
            continue
        postal, first, context = found
        if not _APPEAL_ROUTE.search(context):
            continue
        near = re.sub(r"TTY", "", context.splitlines()[-1]) if context else ""
        external = re.search(r"external review", context, re.IGNORECASE)
        appeals = re.search(r"appeals?\b", postal.words, re.IGNORECASE)
        sure: Sure = (
            "possible"
            if _NOT_APPEAL.search(near) and not appeals
            else "likely"
            if external and not appeals
            else "stated"
        )
        yield Proposal(
            "send_address",
            {"street": postal.street, "city": postal.city, "state": postal.state, "zip": postal.zip},
            postal.words,
            line.page,
            "address_for_appeal",
            sure,
        )
        if postal.names:
            yield Proposal(
                "send_to", list(postal.names), postal.words, first.page, "name_above_address", sure
            )


def _address_ending(lines: list[Line], place: int) -> tuple[Postal, Line, str] | None:
    """The address whose ZIP stands on this line, the line it begins on, and the words around it."""
    start = place
    while (
        start > 0
        and place - start < 6
        and lines[start - 1].text.strip()
        and not lines[start - 1].text.strip().endswith((".", ":", "?"))
    ):
        start -= 1
    if start > 0 and not lines[start - 1].text.strip():
        above = next((one for one in range(start - 1, -1, -1) if lines[one].text.strip()), None)
        leads = above is not None and lines[above].text.strip().endswith(":")
    else:
        leads = False
    texts = [one.text.strip() for one in lines[start : place + 1]]
    folded = ", ".join(texts) if all(len(text) < 50 for text in texts) else " ".join(texts)
    context = "\n".join(one.text for one in lines[max(0, start - (4 if leads else 3)) : place + 1])
    street = STREET.search(folded)
    leads_at = [one.end() for one in _LEADS.finditer(folded) if street and one.end() <= street.start()]
    postal = address_in(folded[leads_at[-1] :] if leads_at else folded)
    if postal is None or (start == 0 and place < 8 and lines[place].page == 1):
        return None
    return postal, lines[start], context
