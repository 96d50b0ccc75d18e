"""Invented notices as text and as PDF, remittances and FHIR answers to read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pymupdf
import pytest

ROOT = Path(__file__).parents[3]
LETTERS = sorted((ROOT / "examples" / "denials").glob("*.txt"))
CASE = ROOT / "examples" / "01-clean-approval.yaml"


def public_samples(folder: str) -> Path:
    """A folder of public samples, named by AUTHPACK_SAMPLES; the test is skipped without it."""
    place = Path(os.environ.get("AUTHPACK_SAMPLES", "")) / folder
    if not os.environ.get("AUTHPACK_SAMPLES") or not place.is_dir():
        pytest.skip("AUTHPACK_SAMPLES names no folder of public samples")
    return place


def as_pdf(text: str, path: Path, *, pages: list[str] | None = None) -> Path:
    """A PDF with the text as lines, as a payer's system prints it."""
    document = pymupdf.open()  # type: ignore[no-untyped-call]
    for one in pages or [text]:
        page = document.new_page()
        for place, line in enumerate(one.splitlines()):
            page.insert_text((40, 40 + 11 * place), line, fontsize=8, fontname="cour")
    document.save(path)  # type: ignore[no-untyped-call]
    document.close()  # type: ignore[no-untyped-call]
    return path


def segments(*lines: str) -> str:
    """An 835 around claim segments, its counts right."""
    body = [
        "ST*835*0001",
        "BPR*H*0*C*NON************20260220",
        "TRN*1*000000000*1386000134",
        "DTM*405*20260218",
        "N1*PR*INVENTED MUTUAL",
        "N1*PE*CASCADE*XX*1234567893",
        "LX*1",
        *lines,
    ]
    whole = [
        "ISA*00*          *00*          *ZZ*D00000         *ZZ*00AA           *260220*1609*^*00501*000238388*1*P*:",
        "GS*HP*D00111*00GR*20260220*1609*383880001*X*005010X221A1",
        *body,
        f"SE*{len(body) + 1}*0001",
        "GE*1*383880001",
        "IEA*1*000238388",
    ]
    return "~\n".join(whole) + "~\n"


def claim(*lines: str, number: str = "PCN1", paid: str = "0") -> tuple[str, ...]:
    """A claim (CLP) before its service lines."""
    return (f"CLP*{number}*4*1070*{paid}**MC*2026044-{number}", "NM1*QC*1*BOGUS*ANSEL", *lines)


def action(code: str, *reasons: str, number: str = "") -> dict[str, Any]:
    """An adjudication with a review action."""
    url = "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-"
    inner: list[dict[str, Any]] = [{"url": "number", "valueString": number}] if number else []
    inner += [
        {
            "url": f"{url}reviewActionCode",
            "valueCodeableConcept": {
                "coding": [{"system": "https://codesystem.x12.org/005010/306", "code": code}]
            },
        }
    ]
    inner += [
        {
            "url": "reasonCode",
            "valueCodeableConcept": {
                "coding": [{"system": "https://codesystem.x12.org/005010/886", "code": one}]
            },
        }
        for one in reasons
    ]
    return {
        "extension": [{"url": f"{url}reviewAction", "extension": inner}],
        "category": {"text": "submitted"},
    }


def answer(*items: dict[str, Any], **more: Any) -> str:
    """A bundle with a ClaimResponse and the Claim that it answers (90867 x 1, 90868 x 36)."""
    response = {
        "resourceType": "ClaimResponse",
        "id": "a",
        "status": "active",
        "created": "2026-03-02T10:00:00Z",
        "outcome": "complete",
        "insurer": {"reference": "Organization/o"},
        "request": {"reference": "Claim/c"},
        "item": [{"itemSequence": place, "adjudication": [one]} for place, one in enumerate(items, 1)],
        **more,
    }
    codes = (("90867", 1), ("90868", 36))
    asked = [
        {
            "sequence": place,
            "productOrService": {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": code}]},
            "quantity": {"value": units},
        }
        for place, (code, units) in enumerate(codes, 1)
    ]
    resources = [
        response,
        {"resourceType": "Organization", "id": "o", "name": "Invented Mutual"},
        {"resourceType": "Claim", "id": "c", "item": asked},
    ]
    entries = [
        {"fullUrl": f"http://x.example/{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})
