"""What a reader found, in words and in JSON: proposals, remittances, FHIR answers; and the denial file itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from authpack.cli.output import painted
from authpack.cli.tables import indented, wrap
from authpack.denials.tables import grade_words

if TYPE_CHECKING:
    from authpack.intake.claim_response import Answer
    from authpack.intake.denial_proposals import Proposal, Proposals
    from authpack.intake.remittance import Remittance


def as_json(data: Any) -> str:
    """Plain data as JSON; dates and amounts as text."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


def section(title: str, texts: Sequence[str], width: int, colour: bool = False) -> list[str]:
    """A titled list; nothing when it is empty."""
    if not texts:
        return []
    lines = ["", painted(title.upper(), "bold", colour)]
    for text in texts:
        lines += indented(text, width, "  ", "-")
    return lines


# -- proposals of a notice ---------------------------------------------------------------------------


def proposals_json(found: Proposals) -> str:
    """Every candidate with its words, page, rule and how sure, and which fields are ambiguous."""
    fields = {
        field: {
            "ambiguous": found.ambiguous(field),
            "candidates": [
                {
                    "value": one.value,
                    "quote": one.quote,
                    "page": one.page or None,
                    "rule": one.rule,
                    "sure": one.sure,
                }
                for one in found.of(field)
            ],
        }
        for field in found.fields
    }
    return as_json(
        {
            "source": found.source,
            "sha256": found.sha256,
            "pages": found.pages,
            "accepted": [],
            "proposals": fields,
            "notes": found.notes,
        }
    )


def proposals_text(found: Proposals, width: int, *, colour: bool = False) -> str:
    """One block for each field: its candidates, numbered, with the exact words."""
    head = f"{found.source}, {found.pages} page(s): PROPOSALS, nothing is accepted. Compare each with the notice."
    lines = [painted(line, "bold", colour) for line in wrap(head, width)]
    for field in found.fields:
        some = found.of(field)
        rival = " - candidates stand against each other; name one" if found.ambiguous(field) else ""
        lines += ["", f"{field}{rival}"]
        for number, one in enumerate(some, 1):
            lines += indented(f"{_shown(one)} [{one.sure}; {_place(one)}]", width, "     ", f"  {number}.")
            if one.quote and one.quote != _shown(one):
                lines += indented(f'"{one.quote}"', width, "       ")
    lines += section("To know", found.notes, width, colour)
    lines += ["", *wrap(
        "To write a denial file: --accept FIELD[=N] or --accept all, --set FIELD=VALUE, --confirmed-by NAME, --confirmed-on "
        "DATE, --request ID or --case CASE, -o denial.yaml.", width)]  # fmt: skip
    return "\n".join(lines)


def _place(one: Proposal) -> str:
    return f"page {one.page}, rule {one.rule}" if one.page else f"rule {one.rule}"


def _shown(one: Proposal) -> str:
    """A value in one line."""
    value = one.value
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if not isinstance(value, dict):
        return str(value)
    if "step" in value:
        return _window(value)
    if set(value) == {"code", "units"}:
        return f"{value['code']}: {value['units']} unit(s)"
    if "street" in value:
        return f"{value['street']}, {value['city']}, {value['state']} {value['zip']}"
    if "quote" in value:
        return str(value["quote"]) + (f" (cites {value['cites']})" if "cites" in value else "")
    return ", ".join(f"{key} {_plain(item)}" for key, item in value.items())


def _window(value: dict[str, Any]) -> str:
    if "by" in value:
        return f"{value['step'].replace('_', ' ')}, {value['party']}: by {value['by']}"
    length = f"{value['months']} month(s)" if "months" in value else f"{value.get('days')} day(s)"
    business = " (business days)" if value.get("business") == "yes" else ""
    starts = {"notice": "from the notice's date", "receipt": "from receipt"}.get(
        value.get("runs_from", ""), "start not said"
    )
    return f"{value['step'].replace('_', ' ')}, {value['party']}: {length}{business} {starts}"


def _plain(item: Any) -> str:
    if isinstance(item, list):
        return "; ".join(_plain(one) for one in item)
    if isinstance(item, dict):
        return " ".join(_plain(one) for one in item.values())
    return str(item)


# -- a remittance ------------------------------------------------------------------------------------


def remittance_json(found: Remittance) -> str:
    """Claims, lines with their codes read, and the denials in plain data."""
    from authpack.denials.codes import read_carc, read_rarc, standing_of

    claims = [
        {
            "claim": claim.number,
            "status": claim.status,
            "payer": claim.payer,
            "date": claim.date,
            "lines": [
                {
                    "code": line.code,
                    "date": line.date,
                    "units": line.units,
                    "charged": line.charged,
                    "paid": line.paid,
                    "tms": line.is_tms,
                    "adjustments": [
                        {
                            **one,
                            "meaning": read_carc(one["carc"]).meaning,
                            "path": read_carc(one["carc"]).path,
                            "grade": read_carc(one["carc"]).grade,
                            "standing": standing_of(one.get("group")).party,
                            "remarks": {code: read_rarc(code).meaning for code in one.get("rarcs", [])},
                        }
                        for one in line.adjustments
                    ],
                }
                for line in claim.lines
            ],
        }
        for claim in found.claims
    ]
    return as_json({"claims": claims, "denials": found.denials, "notes": found.notes})


def remittance_text(found: Remittance, width: int, *, colour: bool = False) -> str:
    """TMS lines that were refused, each with its codes, what they mean and what they ask for."""
    denials = found.denials
    head = (
        f"{len(found.claims)} claim(s) read; {len(denials)} denial(s) with a TMS line. Nothing is accepted."
    )
    lines = [painted(line, "bold", colour) for line in wrap(head, width)]
    for number, one in enumerate(denials, 1):
        lines += [
            "",
            *wrap(
                f"{number}. Claim {one.get('claim_number', 'without a number')}, remittance of {one.get('date', 'no date')}",
                width,
            ),
        ]
        for line in one["lines"]:
            money = f"charged {line.get('charged', '?')}, paid {line.get('paid', '?')}"
            lines += indented(
                f"{line['code']} on {line.get('date', 'no date')}, {line.get('units', '?')} unit(s): {money}",
                width,
                "   ",
            )
            told: set[str] = set()
            for adjustment in line.get("adjustments", []):
                lines += _adjustment(adjustment, width, told)
        for adjustment in one.get("adjustments", []):
            lines += indented("whole claim:", width, "   ") + _adjustment(adjustment, width, set())
    lines += section("To know", found.notes, width, colour)
    if denials:
        lines += ["", *wrap(
            "To write one: --claim N, --confirmed-by NAME, --confirmed-on DATE, --request ID or --case CASE, "
            "-o denial.yaml.", width)]  # fmt: skip
    return "\n".join(lines)


def _adjustment(one: dict[str, Any], width: int, told: set[str]) -> list[str]:
    """One reason code in words. told: groups and remarks of this line that were said already; each is said once."""
    from authpack.denials.codes import PATH_WORDS, read_carc, read_rarc, standing_of

    read = read_carc(one["carc"])
    group = f"{one['group']}-" if one.get("group") else ""
    amount = f", {one['amount']} taken off" if "amount" in one else ""
    text = f"{group}{one['carc']}{amount}: {read.meaning}. {PATH_WORDS[read.path].capitalize()}. {read.do}"
    text += f" Usually sent: {read.supply}." if read.supply and read.path != "settled" else ""
    lines = indented(f"{text} [{grade_words(read.grade)}]", width, "       ", "     -")
    if read.path == "settled":
        return lines
    said = standing_of(one.get("group")).says
    lines += [] if said in told else indented(said, width, "       ")
    remarks = [code for code in one.get("rarcs", []) if code not in told]
    told |= {said, *remarks}
    for code in remarks:
        remark = read_rarc(code)
        lines += indented(f"{code}: {remark.meaning} [{grade_words(remark.grade)}]", width, "       ")
    return lines


# -- FHIR answers ------------------------------------------------------------------------------------


def answers_json(found: tuple[Answer, ...]) -> str:
    """Each answer: state, denial in plain data, notes."""
    return as_json(
        {"answers": [{"state": one.state, "denial": one.denial, "notes": one.notes} for one in found]}
    )


def answers_text(found: tuple[Answer, ...], width: int, *, colour: bool = False) -> str:
    """Each answer in words, with what it says of codes, reasons and dates."""
    from authpack.intake.claim_response import STATE_WORDS

    lines: list[str] = []
    for number, one in enumerate(found, 1):
        head = f"Answer {number}: {STATE_WORDS[one.state]}. Nothing is accepted."
        lines += [painted(line, "bold", colour) for line in wrap(head, width)]
        for key, value in (one.denial or {}).items():
            shown = (
                value
                if isinstance(value, str)
                else "; ".join(_one(item) for item in value)
                if isinstance(value, list)
                else _plain(value)
            )
            lines += indented(f"{key}: {shown}", width, "    ", "  -")
        lines += [*section("To know", one.notes, width, colour), ""]
    return "\n".join(lines)


def _one(item: Any) -> str:
    if isinstance(item, dict) and "list" in item:
        from authpack.denials.codes import read_review_code
        from authpack.domain.denials import ReviewCode

        read = read_review_code(ReviewCode.model_validate(item))
        return f"{item['list']} {item['code']} ({read.meaning}; {grade_words(read.grade)})"
    if isinstance(item, dict) and set(item) == {"code", "units"}:
        return f"{item['code']} x {item['units']}"
    return _plain(item)


# -- the file ----------------------------------------------------------------------------------------


def file_text(data: dict[str, Any], suffix: str) -> str:
    """A denial file; YAML begins with a line that says what it is."""
    if suffix == ".json":
        from authpack.cli.case_migrate import as_json

        return as_json(data)
    from authpack.cli.case_migrate import as_yaml

    return "# One confirmed denial; authpack denial add puts it into a case.\n" + as_yaml(data)
