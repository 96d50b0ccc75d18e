"""To whom the notice says that it may be answered: addresses, fax, telephone, portal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from authpack.intake.denial_answers import step_of, words_before
from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Line, Notice, Sentence
from authpack.intake.notice_values import PHONE, PORTAL, STREET, Postal, address_in

_APPEAL_ROUTE = re.compile(
    r"\b(?:appeals?|grievance|reconsideration|redetermination|external review|dispute|information must be|requested"
    r"|correct and resubmit|send it to|fax (?:it |them |this |these |the )?(?:information |records |documents? )?to"
    r"|upload|(?:submit|send) (?:this|the"
    r"|your) (?:information|records|documentation))\b",
    re.IGNORECASE,
)
_NOT_APPEAL = re.compile(
    r"\b(?:(?:sent|faxed|delivered|via|by)\b[^.:]{0,25}\bfax to|peer.to.peer|member services|customer service"
    r"|questions|act for you|fair hearing|ombudsman|department of"
    r"|TTY|legal)\b",
    re.IGNORECASE,
)


_ADDRESSEE = re.compile(r"\s*(?:to|provider|attention|attn)\s*:", re.IGNORECASE)
"""A line that names who the notice went to: its numbers are the practice's own."""


def routes(notice: Notice) -> Iterator[Proposal]:
    """Fax, telephone, portal and address for an answer; numbers for other purposes are only possible."""
    yield from _addresses(notice)
    for one in notice.sentences:
        step = step_of(one.text) or step_of(words_before(notice, one)[-160:], one.heading)
        if step == "peer_to_peer" or _is_letterhead(one) or _ADDRESSEE.match(one.text):
            continue
        around = f"{one.heading} {words_before(notice, one)} {one.text}"
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
    said = one.text[: phone.start()]
    urgent = bool(re.search(r"\b(?:fast|expedited|urgent|faster)\b", one.text, re.IGNORECASE))
    urgent = urgent and not re.search(r"\bstandard\b", said, re.IGNORECASE)
    if fax_at > phone_at:
        return Proposal(
            "send_fax",
            phone[0],
            one.text,
            one.page,
            "fax_for_urgent" if urgent else "fax_for_appeal" if appeal else "fax",
            "possible" if urgent else "stated" if appeal else "likely" if one.heading else "possible",
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
    r"(?i:\b(?:mail|write|writing|send|address|sent|mailed|submit\w*|deliver\w*|received|appeals?|requests?"
    r"|notice)\b[^.:]{0,60}?\b(?:to|at)\b\s*:?"
    r"|\b(?:mail|(?:mailing )?address|appeals?|write|or|in writing)\s*:|\bat\s*:)\s+(?=[A-Z0-9])"
)
"""What stands before the names of an address: "Send your appeal to:", "Mailing address:"."""


_TALK = re.compile(r"^[a-z]|[.?!]\s+[A-Z]\w*\s+\w+\s|.{80}|\b(?:you|your|within)\b")
"""A piece of a sentence, and no name in an address."""


def _addressed(name: str) -> str:
    """A name without the time limit that stands before it on its line ("... 180 days. Appeals Dept.")."""
    return name.rsplit(". ", 1)[-1] if re.search(r"\b(?:days|months|deadline|receipt)\b", name) else name


_DEAR = re.compile(r"\s*(?:dear|to whom)\b", re.IGNORECASE)


def _addresses(notice: Notice) -> Iterator[Proposal]:
    lines = notice.lines
    salutation = next((place for place, one in enumerate(lines) if _DEAR.match(one.text)), -1)
    for place, line in enumerate(lines):
        if not re.search(r"\b\d{5}(?:-\d{4})?\b", line.text):
            continue
        found = _address_ending(lines, place)
        if found is None:
            continue
        postal, first, context = found
        appeals = re.search(r"appeals?\b|grievance", postal.words, re.IGNORECASE)
        # Above "Dear" stand the letterhead and the addressee; "Re: Appeal" below them makes neither a route.
        if not _APPEAL_ROUTE.search(context) or (place < salutation and not appeals):
            continue
        near = re.sub(r"TTY", "", context.splitlines()[-1]) if context else ""
        external = re.search(r"external review", context, re.IGNORECASE)
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
            names = [name for one in postal.names for name in [_addressed(one)] if not _TALK.search(name)]
            if names:
                yield Proposal("send_to", names, postal.words, first.page, "name_above_address", sure)


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
