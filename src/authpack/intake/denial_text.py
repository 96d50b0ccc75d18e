"""A denial notice read by fixed rules: every field proposed with its exact words, page, rule and how sure; nothing accepted.

The wording of US notices: letters of insurers and their behavioral health companies, the Medicare Advantage denial notice
(CMS-10003), Medicaid notices of adverse benefit determination, notices of appeal and external review decisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from authpack.intake.denial_answers import main_window, peer_to_peer, respond_by, windows
from authpack.intake.denial_cited import policies, reviewers, without_shorter
from authpack.intake.denial_kind import CONDITIONAL, FAVORABLE, favorable, kind
from authpack.intake.denial_lines import claim_lines, rejections
from authpack.intake.denial_numbers import (
    codes_without_units,
    date_notes,
    misread_dates,
    notice_dates,
    received_dates,
    references,
    units,
)
from authpack.intake.denial_proposals import Proposal, Proposals, Sure, arranged
from authpack.intake.denial_reasons import reasons
from authpack.intake.denial_routes import routes
from authpack.intake.notice_text import Notice


def read_notice(pages: list[str], *, source: str = "", sha256: str = "") -> Proposals:
    """Everything that the rules find in the pages of one notice. Pure: the same pages give the same proposals."""
    notice = Notice(pages)
    kinds = list(kind(notice))
    granted = favorable(kinds)
    found = arranged(_granted(notice, kinds) if granted else _refused(notice, kinds))
    notes = [*_notes(notice, found, granted=granted), *date_notes(found), *notice.notes]
    return Proposals(found, tuple(notes), source, sha256, len(pages))


def _refused(notice: Notice, kinds: list[Proposal]) -> Iterator[Proposal]:
    what = _first(kinds)
    limits = list(windows(notice, what))
    dates = list(notice_dates(notice)) or list(misread_dates(notice))
    levels = list(level(notice))
    yield from kinds
    yield from service(notice, what)
    yield from dates
    yield from received_dates(notice)
    yield from levels
    yield from urgency(notice)
    yield from payer(notice)
    yield from references(notice)
    yield from rejections(notice)
    yield from reasons(notice) if what != "unknown" else ()
    yield from without_shorter(list(policies(notice)))
    yield from reviewers(notice)
    yield from _units(notice, what)
    yield from claim_lines(notice) if what == "claim" else ()
    yield from respond_by(notice, _first(dates))
    yield from main_window(limits, what, _first(levels))
    yield from limits
    yield from routes(notice)
    yield from peer_to_peer(notice)
    yield from plan_hints(notice)


def _granted(notice: Notice, kinds: list[Proposal]) -> Iterator[Proposal]:
    """An approval or a reversal: what identifies it. Its reasons, windows and routes are those of an earlier denial."""
    yield from kinds
    yield from notice_dates(notice)
    yield from level(notice)
    yield from payer(notice)
    yield from references(notice)
    yield from (one for one in units(notice) if one.field == "approved")


def _first(found: list[Proposal]) -> str | None:
    ordered = arranged(found)
    return ordered[0].value if ordered else None


def _units(notice: Notice, what: str | None) -> Iterator[Proposal]:
    """Units belong to a judged request; where nothing was refused by number, those named are only possible."""
    if what in ("rejected", "pended", "claim"):
        return
    for one in units(notice):
        # Beside a grant, units that are only named were asked for; which of them were refused is not said.
        # Where nothing is said to be refused, no unit is.
        if what not in ("partial", None) or one.rule != "units_named_only":
            yield one


_SERVICE: tuple[tuple[str, str, Sure], ...] = (
    ("post_service", r"explanation of benefits|claim number|retrospective|post-?service|already received"
    r"|date of service", "stated"),
    ("concurrent", r"concurrent|continued stay|ongoing course|currently receiving|you are receiving"
        r"|request to continue|extend (?:your"
    r"|the) (?:current )?(?:course|treatment)|(?:asked|request\w*|certify|extend\w*"
    r"|approve)\b.{0,60}\badditional sessions|"
     r"reduc(?:e|es|ing)\b|reduction (?:of|in) (?:your |the |these )?(?:\w+ )?(?:services?|sessions?|treatments?"
     r"|visits?|units?"
     r"|care|coverage|benefits?)|suspen\w+|terminat\w+ (?:of )?(?:services|your)", "stated"),
    ("pre_service", r"prior authori[sz]ation|pre-?authori[sz]ation|pre-?certification|pre-?service"
    r"|request for (?:authori[sz]ation|coverage)|authori[sz]ation request|"
     r"(?:asked|request\w*)\b.{0,50}\b(?:authori[sz]e|approve|authori[sz]ation)|requested (?:by|service)|your request"
     r"|service requested|services? (?:not yet|requested)", "likely"),
)  # fmt: skip


def service(notice: Notice, what: str | None = None) -> Iterator[Proposal]:
    """Before, during or after the service; words of a request stand in every such letter and count last."""
    if what == "claim":
        yield Proposal("service", "post_service", "", 0, "a_claim_is_of_a_delivered_service", "likely")
    settled = what == "claim"
    for value, words, sure in _SERVICE:
        if settled and value == "pre_service":
            return
        pattern = re.compile(words, re.IGNORECASE)
        # A sentence of what may happen to a running course says nothing of this one.
        running = value == "concurrent"
        told = [
            (one.text, one.page) for one in notice.sentences if not (running and CONDITIONAL.search(one.text))
        ]
        told += [(one.text, one.page) for one in notice.blocks if one.is_heading or not running]
        hit = next((one for one in told if pattern.search(one[0])), None)
        if hit is not None:
            settled = settled or running
            yield Proposal("service", value, hit[0][:400], hit[1], f"words_of_{value}", sure)


_EXTERNAL = re.compile(
    r"final external review decision|independent review (?:organization|entity).{0,60}(?:decided|determined|upheld"
    r"|overturned)|\bIRO (?:case|decision)",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"second[- ]level (?:appeal|grievance)|level (?:two|2|II) appeal|2nd level", re.IGNORECASE
)
_FIRST_LEVEL = re.compile(
    r"(?:your|the|this) (?:first[- ]level |level (?:one|1|I) |internal )?(?:appeal"
    r"|reconsideration)(?: request)? (?:received|dated|was|is|has been|decision|about|of)|"
    r"(?:reviewed|received|considered|decided) your (?:\w+[- ]?){0,3}(?:appeal|reconsideration)"
    r"|medicare appeal decision|appeal (?:was|is|has been) (?:decided"
    r"|denied|upheld|reviewed)|uph(?:e|o)ld (?:the|our)|(?:denial|decision) (?:is|was|has been) upheld|completed (?:a"
    r"|our|the|your) (?:first[- ]level |level 1 |internal )?appeal|"
    r"final internal adverse|notice of (?:plan )?appeal (?:resolution|decision)|\bredetermination (?:decision|notice)"
    r"|(?:after|upon) reconsideration\b|prior (?:adverse determination|denial)\b",
    re.IGNORECASE,
)


def level(notice: Notice) -> Iterator[Proposal]:
    """Whose decision it is; without words of a decided appeal it is likely the first one."""
    texts = [
        (one.text, one.page) for one in notice.blocks if not CONDITIONAL.search(one.text) or one.is_heading
    ]
    texts += [(one.text, one.page) for one in notice.sentences if not CONDITIONAL.search(one.text)]
    for value, pattern in (("external", _EXTERNAL), ("level_2", _SECOND), ("level_1", _FIRST_LEVEL)):
        hit = next(
            ((text, page) for text, page in texts if pattern.search(text) and not _file_words(text)), None
        )
        if hit is not None:
            yield Proposal("level", value, hit[0][:400], hit[1], f"words_of_{value}")
            if value == "external":
                return
            break
    else:
        yield Proposal("level", "initial", "", 0, "no_words_of_a_decided_appeal", "likely")


def _file_words(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:may|can|must|to) (?:file|request|ask|be)\b|\bmust be\b|^(?:send|mail|fax|submit)\b",
            text,
            re.IGNORECASE,
        )
    )


_URGENT = re.compile(
    r"(?:your|this|the|our|review type\s*:?|completed (?:our|an)) (?:expedited|urgent|fast)\b|(?:expedited"
    r"|urgent) (?:\(\w+\) )?(?:pre-?service |concurrent )?(?:review|request|determination) (?:of|was|received|has)|"
    r"review type\s*:\s*(?:expedited|urgent)",
    re.IGNORECASE,
)
_STANDARD = re.compile(
    r"(?:your|this|the) standard (?:request|review)|review type\s*:\s*standard", re.IGNORECASE
)


def urgency(notice: Notice) -> Iterator[Proposal]:
    """How the decision was made, not how an appeal may be."""
    for one in notice.sentences:
        if (
            CONDITIONAL.search(one.text)
            or _file_words(one.text)
            or re.search(r"\bappeal", one.text, re.IGNORECASE)
        ):
            continue
        for value, pattern in (("expedited", _URGENT), ("standard", _STANDARD)):
            if pattern.search(one.text):
                yield Proposal("urgency", value, one.text, one.page, f"words_of_{value}")


_PAYER = re.compile(
    r"\b(?:optum|united ?behavioral|united ?health|uhc|aetna|cigna|evernorth|carelon|beacon|anthem|elevance|magellan"
    r"|blue ?cross|blue ?shield|bcbs|humana|centene|"
    r"molina|kaiser|health net|lucet|new directions"
    r"|carefirst|horizon|wellmark|healthpartners|priority health|triple-s|emblem|oscar"
    r"|tricare|triwest|highmark|medicare|wellpoint|premera|regence"
    r"|providence|health ?plans?|healthcare|insurance|assurance|"
    r"behavioral health|utilization|advantage|mutual|independent review|medicaid|health|benefits? administrators?)\b",
    re.IGNORECASE,
)


def payer(notice: Notice) -> Iterator[Proposal]:
    """The name in the letterhead; a sentence that names a plan in passing is not one."""
    top = [one for one in notice.lines if one.page == 1 and one.text.strip()][:5]
    pieces = [(one, piece) for one in top for piece in re.split(r"\s{3,}", one.text.strip())]
    for one, piece in pieces:
        text = re.sub(r"\s*<[^>]*>", "", re.sub(r"^From:\s+", "", piece))
        if text[:1].islower():
            continue
        if (_PAYER.search(text) and not text.endswith((".", "?"))) or re.search(
            r"\b(?:Inc|LLC|Corp|Co)\.$", text, re.IGNORECASE
        ):
            if (
                re.search(
                    r"^\s*(?:date|re|to|from|explanation|important|dear|notice|member|subject|fax|plan|provider"
                    r"|sent|received)\b",
                    text,
                    re.IGNORECASE,
                )
                or re.search(r"\d{5}", text)
                or _TITLE.search(text)
            ):
                continue
            name = re.sub(
                r"^(?:managed care organization|health plan|plan|payer|insurer)\s*:\s*|[,;:]? (?:operating under"
                r"|a cigna|an independent).*$",
                "",
                text,
                flags=re.IGNORECASE,
            )
            # A letter of the alphabet beside a digit or a bar inside a name: a fax that was read badly.
            sure: Sure = "possible" if re.search(r"\||[a-z]\d|\d[a-z]", name) else "likely"
            yield Proposal("payer", name, one.text.strip(), one.page, "letterhead", sure)
            return
    for said in notice.sentences:
        asked = _ASKED.search(said.text)
        if asked:
            name = (asked["plan"] or asked["payer"]).strip()
            yield Proposal("payer", name, said.text, said.page, "named_as_the_one_asked", "likely")
            return
    for one in top[:1]:
        text = one.text.strip()
        if (
            len(text) < 60
            and not _TITLE.search(text)
            and not re.search(
                r"\d|[.:?,]$|^(?:dear|important|notice|remittance|portal|date|to|from|sent|subject|re|status)\b",
                text,
                re.IGNORECASE,
            )
        ):
            yield Proposal("payer", text, text, one.page, "first_line", "possible")


_TITLE = re.compile(
    r"\b(?:decision|denial|denied|determination|disposition|remittance|request|approval)\b", re.IGNORECASE
)
"""The name of a document, and of no payer."""
_ASKED = re.compile(
    r"\bto ask (?P<plan>[A-Z][\w&' ]+(?:\((?:HMO|PPO|HMO-POS|D-SNP|HMO D-SNP)\))?) (?:to review|for an appeal)"
    r"|\basked (?P<payer>[A-Z][\w&']+(?: [A-Z][\w&']+){0,4}) to (?:approve|authori[sz]e|cover)\b"
)
"""The plan named as the one that is asked: "the right to ask Invented Advantage (HMO) to review our decision"."""


_PLANS: tuple[tuple[str, str, Sure], ...] = (
    ("erisa", r"self-?(?:funded|insured) (?:plan|group|by)|administrative services only"
    r"|is self-?(?:funded|insured)", "likely"),
    ("medicare_advantage", r"medicare advantage|CMS-10003|notice of denial of medical coverage"
    r"|organization determination|medicare health plan", "likely"),
    ("original_medicare", r"(?<!threshold )(?<!\bMT )\bredetermination\b|medicare administrative contractor"
        r"|medicare summary notice", "likely"),
    ("medicaid_managed", r"medicaid (?:fair )?hearing|state fair hearing|medicaid id|\(medicaid\)|medicaid managed"
    r"|notice of plan appeal resolution|medi-cal|ombudsman", "likely"),
    ("medicaid_managed", r"state hearing|fair hearing|coverage type\s*:\s*medicaid", "possible"),
    ("tricare", r"\btricare\b", "likely"),
    ("fehb", r"\bFEHB\b|federal employees health|office of personnel management|\bOPM\b", "likely"),
    ("aca", r"marketplace|on the exchange|individual (?:plan|policy|market)", "likely"),
    ("insured", r"this plan is insured|fully[- ]insured|department of insurance|division of (?:insurance"
    r"|financial regulation)|department of managed health care|insurance commissioner", "possible"),
    ("governmental", r"(?:public|government|state) employees?.{0,20}(?:plan|benefit)", "possible"),
    ("erisa", r"\bERISA\b|section 502\(a\)|employee retirement income security"
    r"|employee benefits security administration", "possible"),
)  # fmt: skip


def plan_hints(notice: Notice) -> Iterator[Proposal]:
    """Words that go with a kind of plan; ERISA rights also stand in letters of insured employer plans."""
    for value, words, sure in _PLANS:
        pattern = re.compile(words, re.IGNORECASE)
        hit = next((one for one in notice.blocks if pattern.search(one.text)), None)
        if hit is not None:
            quote = next((one.text for one in notice.sentences if pattern.search(one.text)), hit.text)
            yield Proposal("plan_type", value, quote[:400], hit.page, f"words_of_{value}", sure)


def _notes(notice: Notice, made: tuple[Proposal, ...], *, granted: bool) -> Iterator[str]:
    fields = {one.field for one in made}
    codes = codes_without_units(notice)
    decided = {one.value for one in made if one.field == "kind" and one.sure != "possible"} & {
        "adverse",
        "partial",
    }
    if any(one.rule == FAVORABLE[3] for one in made):
        yield (
            "The notice seems only to confirm that an appeal or a request for review arrived; it decides nothing, and "
            "tells the earlier denial again. Nothing else is read from it. If it is a denial after all, give its kind with "
            "--set kind=adverse or partial."
        )
        return
    if granted:
        yield (
            "The notice seems to approve the request, or to reverse a denial; that is no denial: it goes under "
            "'authorizations', and the outcome of an appeal under 'appeals'. Nothing else is read from it. "
            "If it is a denial after all, give its kind with --set kind=adverse or partial."
        )
        return
    if codes and decided and not fields & {"denied", "approved", "lines"}:
        yield f"The notice names {', '.join(codes)} without a number of units: give them with --set denied=CODE:UNITS."
    if not codes:
        yield "The notice names no TMS code: check that it is about TMS."
    stated = {one.value for one in made if one.field == "kind" and one.sure == "stated"}
    if stated & {"adverse", "partial", "claim"} and not fields & {
        "reasons",
        "review_codes",
        "lines",
        "adjustments",
    }:
        yield 'No reason was found: read the notice and give each one with --set reason="its exact words".'
    if "date" not in fields:
        yield "No date of the notice was found: give it with --set date=YYYY-MM-DD."
    if "kind" not in fields:
        yield "What was decided was not found: give it with --set kind=adverse, partial, pended, rejected or claim."
    if any(one.rule == "date_misread_by_a_scan" for one in made):
        yield "The notice's date was put right where a scan misread letters: compare every date and number with the paper."
    if any(one.rule == "date_without_a_year" for one in made):
        yield "A date to answer by is printed without its year: the first such day after the notice's date is proposed."
    if any(one.rule == "words_of_a_denial_not_yet_made" for one in made):
        yield "The notice announces a denial and does not make one yet: answer it before that day, with facts or a call."
    if any(one.field == "kind" and one.value == "unknown" for one in made):
        yield "The notice seems to close the request without a decision: that is no denial."
    if not fields & {"windows", "respond_by"}:
        yield "No time limit was found in the notice."
