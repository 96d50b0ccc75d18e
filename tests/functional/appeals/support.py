"""Appeals of the examples: edited records, and the words of what was written."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from authpack import api
from authpack.denials.strategy import Plan
from authpack.documents.finished import Finished
from authpack.domain.case import Case
from authpack.errors import DocumentRefused
from tests.functional.documents.samples import docx_text, pdf_pages

ROOT = Path(__file__).parents[3]
DENIED = "16-denied"
HISTORY = "17-appeal-history"
CLAIM = "19-claim-denied"
Data = dict[str, Any]


def record(name: str = DENIED) -> Data:
    """An example as plain data with every scalar as text, to be edited."""
    text = (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: Data = yaml.load(text, Loader=yaml.BaseLoader)
    return copy.deepcopy(loaded)


def case_of(data: Data) -> Case:
    return api.load_case(json.dumps(data))


def denial(data: Data, identifier: str = "n1") -> Data:
    found: Data = next(one for one in data["denials"] if one["id"] == identifier)
    return found


def reason(data: Data, identifier: str, of: str = "n1") -> Data:
    found: Data = next(one for one in denial(data, of)["reasons"] if one["id"] == identifier)
    return found


def planned(data: Data, name: str | None = "n1", **more: Any) -> Plan:
    return api.appeal_plan(case_of(data), name, **more)


def write(data: Data, name: str | None = "n1", **more: Any) -> Finished:
    return api.appeal(case_of(data), name, **more)


def refusal(data: Data, name: str | None = "n1", **more: Any) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        write(data, name, **more)
    return caught.value


def text_of(made: Finished) -> str:
    """All words of the DOCX body, white space folded."""
    return " ".join(docx_text(made.docx).split())


def pdf_text(made: Finished) -> str:
    return " ".join(" ".join(pdf_pages(made.pdf)).split())
