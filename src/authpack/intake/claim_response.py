"""A FHIR answer to a prior authorization request (Da Vinci PAS): approved, pended, refused, modified, rejected.

The action code (X12 306) decides, never its label: public examples label one code in two ways. Errors (901) mean that the
request was never judged. What cannot be placed is told in the notes, so that nothing is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from authpack.errors import Fault, InputError
from authpack.intake.fhir_values import (
    Bundle,
    coding,
    dicts,
    extensions,
    inner_values,
    quantity,
    roots,
    text_of,
    value_of,
)
from authpack.textio import load_json
from authpack.textio.loading import file_bytes

State = Literal["approved", "pended", "adverse", "partial", "rejected", "unknown"]
_CODE = re.compile(r"[0-9]{5}|[0-9]{4}T|[A-Z][0-9]{4}")
STATE_WORDS: dict[str, str] = {
    "approved": "approved: no denial; record it under 'authorizations'",
    "pended": "pended",
    "adverse": "refused",
    "partial": "granted in part or modified",
    "rejected": "rejected before any review",
    "unknown": "not told by its codes; a person must read it",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One ClaimResponse. denial: plain data, unconfirmed; None when everything was approved."""

    state: State
    denial: dict[str, Any] | None
    notes: tuple[str, ...]


def read_response(path: Path) -> tuple[Answer, ...]:
    """Every ClaimResponse of a file (.json). InputError for what is no such answer, with every fault found."""
    content = file_bytes(path, path.name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is not UTF-8 text.", do="Give the FHIR answer as JSON.") from None
    return parse_response(text, path.name)


def parse_response(text: str, name: str) -> tuple[Answer, ...]:
    """Every ClaimResponse of a JSON text; several bundles may stand in a list."""
    data: Any
    if text.lstrip()[:1] == "[":
        data = load_json('{"resourceType": "Parameters", "list": ' + text + "}", name).data["list"]
    else:
        data = load_json(text, name).data
    bundles = [one for one in roots(data) if isinstance(one, dict)]
    answers = [answer for bundle in bundles for answer in _of_bundle(bundle, name)]
    if not answers:
        kinds = sorted({str(one.get("resourceType", "no resourceType")) for one in bundles})
        raise InputError(
            f"{name} holds no ClaimResponse.",
            faults=(
                Fault(
                    name,
                    f"it holds: {', '.join(kind for kind in kinds if kind.isalnum()) or 'nothing that is known'}.",
                ),
            ),
            do="Give the answer of the payer (a ClaimResponse, or the bundle with it), not the request.",
        )
    return tuple(answers)


def _of_bundle(root: dict[str, Any], name: str) -> Iterator[Answer]:
    if root.get("resourceType") != "Bundle":
        bundle = Bundle([root], {})
    else:
        entries = dicts(root.get("entry"))
        found = [one["resource"] for one in entries if isinstance(one.get("resource"), dict)]
        places = {
            str(one.get("fullUrl", "")): one["resource"]
            for one in entries
            if isinstance(one.get("resource"), dict)
        }
        bundle = Bundle(found, places)
    responses = bundle.of("ClaimResponse")
    for response in responses:
        yield _Response(response, bundle, name).answer()
    if not responses:
        for outcome in bundle.of("OperationOutcome"):
            yield _outcome(outcome)


def _outcome(outcome: dict[str, Any]) -> Answer:
    """The server refused the message itself: the request was never judged."""
    said = []
    for issue in dicts(outcome.get("issue")):
        words = text_of(issue.get("details")) or str(issue.get("diagnostics") or issue.get("code") or "")
        if words:
            said.append({"quote": words[:2000]})
    made: dict[str, Any] = {"kind": "rejected", "service": "pre_service", "level": "initial"}
    made |= {"reasons": said} if said else {}
    return Answer(
        "rejected",
        made,
        ("The payer's server answered with an OperationOutcome: the request was not taken in.", *_NO_DATE),
    )


_NO_DATE = ("The answer gives no date: give the day on which it came with --set date=YYYY-MM-DD.",)


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    actions: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    reference: str
    issued: str
    asked: tuple[str, int | None]
    granted: tuple[str, int | None]


class _Response:
    def __init__(self, response: dict[str, Any], bundle: Bundle, name: str) -> None:
        self._response, self._bundle, self._name = response, bundle, name
        self._notes: list[str] = []
        claims = bundle.of("Claim")
        named = bundle.at(response.get("request"))
        self._claim = (
            named
            if named is not None and named.get("resourceType") == "Claim"
            else (claims[0] if len(claims) == 1 else None)
        )

    def answer(self) -> Answer:
        self._check()
        items = [self._item(one, place) for place, one in enumerate(dicts(self._response.get("item")), 1)]
        added = [
            self._item(one, place)
            for place, one in enumerate(dicts(self._response.get("addItem")), len(items) + 1)
        ]
        errors = dicts(self._response.get("error"))
        state = self._state([*items, *added], errors)
        if state == "approved":
            return Answer(state, None, tuple(self._notes))
        made = self._denial(state, items, added, errors)
        if "date" not in made:
            self._notes += _NO_DATE
        return Answer(state, made, tuple(self._notes))

    def _check(self) -> None:
        first = self._bundle.resources[0]
        if first.get("resourceType") != "ClaimResponse" and len(self._bundle.resources) > 1:
            self._notes.append(
                "The ClaimResponse is not the first entry of its bundle, as PAS asks; it was read all the same."
            )
        for field in ("insurer", "requestor", "patient"):
            holder = self._response.get(field)
            if (
                isinstance(holder, dict)
                and self._bundle.at(holder) is None
                and len(self._bundle.resources) > 1
            ):
                self._notes.append(
                    f"The resource that 'ClaimResponse.{field}' refers to is not in the bundle."
                )
        if self._response.get("status") not in ("active", None):
            self._notes.append(
                "The status of the ClaimResponse is not 'active': it may have been cancelled or entered in error."
            )
        missing = [field for field in ("status", "outcome", "created") if field not in self._response]
        if missing:
            self._notes.append(f"The ClaimResponse lacks {', '.join(missing)}.")

    # -- items ---------------------------------------------------------------------------------

    def _item(self, item: dict[str, Any], place: int) -> _Item:
        sequence = item.get("itemSequence")
        number = sequence[0] if isinstance(sequence, list) and sequence else sequence
        number = number if isinstance(number, int) and not isinstance(number, bool) else place
        actions: list[str] = []
        reasons: list[tuple[str, str]] = []
        reference = ""
        for adjudication in dicts(item.get("adjudication")):
            for review in extensions(adjudication, "reviewAction"):
                actions += [
                    code
                    for concept in inner_values(review, "reviewActionCode")
                    if (code := coding(concept, "306")[0])
                ]
                reasons += [coding(concept, "886") for concept in inner_values(review, "reasonCode")]
                reference = reference or next((str(one) for one in inner_values(review, "number")), "")
        reference = reference or str(
            value_of(item, "authorizationNumber") or value_of(item, "administrationReferenceNumber") or ""
        )
        if len(set(actions)) > 1:
            self._notes.append(
                f"Item {number} carries several action codes ({', '.join(dict.fromkeys(actions))})."
            )
        if not actions:
            self._notes.append(f"Item {number} carries no action code: what was decided on it is not told.")
        return _Item(
            number, tuple(dict.fromkeys(actions)), tuple(dict.fromkeys(reasons)), reference,
            str(value_of(item, "itemPreAuthIssueDate") or ""), self._asked(number), _granted(item),
        )  # fmt: skip

    def _asked(self, number: int) -> tuple[str, int | None]:
        for one in dicts((self._claim or {}).get("item")):
            if one.get("sequence") == number:
                return coding(one.get("productOrService"))[0], quantity(one.get("quantity"))
        return "", None

    # -- what it amounts to --------------------------------------------------------------------

    def _state(self, items: list[_Item], errors: list[dict[str, Any]]) -> State:
        actions = {action for one in items for action in one.actions}
        outcome = self._response.get("outcome")
        if (
            (outcome == "error" or errors)
            and not actions - {"A1", "NA"}
            and (outcome == "error" or not actions)
        ):
            return "rejected"
        if errors:
            self._notes.append("The answer carries decisions and errors; look at both.")
        refused = actions & {"A3", "A5"}
        if refused and not actions - {"A3", "A5"}:
            return "adverse"
        if refused or actions & {"A2", "A6"}:
            if "A4" in actions:
                self._notes.append("Some lines are still pended.")
            return "partial" if actions & {"A1", "A2", "A6"} else "adverse"
        if "A4" in actions or (not actions and outcome in ("queued", "partial")):
            return "pended"
        if actions and not actions - {"A1", "NA"}:
            # Coded as granted in total; units that say less are a partial approval, whatever the code.
            return "partial" if self._granted_less(items) else "approved"
        if "C" in actions or "CT" in actions:
            self._notes.append(
                "The payer cancelled the request or asks to be called (action C or CT): call, and record what was said."
            )
        return "unknown"

    def _granted_less(self, items: list[_Item]) -> bool:
        """Whether an item coded A1 names fewer units of the code than were asked for."""
        less = False
        for one in items:
            (code, units), (asked, number) = one.granted, one.asked
            if units is not None and number is not None and units < number and code in ("", asked):
                less = True
                self._notes.append(
                    f"Item {one.number} is coded as approved in total (A1), and names {units} of {number} units: it is read "
                    "as a partial approval; ask the payer which holds."
                )
        return less

    def _denial(
        self, state: State, items: list[_Item], added: list[_Item], errors: list[dict[str, Any]]
    ) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": state, "service": "pre_service", "level": "initial"}
        day = self._day(items)
        made |= {"date": day} if day else {}
        insurer = self._bundle.at(self._response.get("insurer")) or {}
        made |= {"payer": str(insurer["name"])[:300]} if insurer.get("name") else {}
        reference = self._reference([*items, *added])
        made |= {"reference": reference} if reference else {}
        made |= _listed("reasons", list(self._reasons(items, added)))
        made |= _reviewer(self._response)
        made |= self._lines(items, added)
        made |= _listed(
            "review_codes", self._formed([*_review_codes([*items, *added]), *_error_codes(errors)])
        )
        if state == "pended" and "approved" in made:
            self._notes.append(
                "Some lines read as approved beside pended ones; nothing is taken as granted before the decision."
            )
            made = {key: value for key, value in made.items() if key not in ("approved", "denied")}
        made |= self._task()
        return made

    def _formed(self, codes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Codes of the form their lists use; another is told, not kept."""
        odd = [one for one in codes if not re.fullmatch(r"[A-Z0-9]{1,3}", str(one["code"]))]
        if odd:
            self._notes.append(
                f"{len(odd)} code(s) have no form of their list and are not read: a person must."
            )
        return [one for one in codes if one not in odd]

    def _day(self, items: list[_Item]) -> str:
        for text in (str(self._response.get("created") or ""), *(one.issued for one in items)):
            if re.match(r"\d{4}-\d{2}-\d{2}", text):
                return text[:10]
        return ""

    def _reference(self, items: list[_Item]) -> str:
        own = next((one.reference for one in items if one.reference), "") or str(
            self._response.get("preAuthRef") or ""
        )
        if own:
            return own[:300]
        identifiers = [
            str(one["value"]) for one in dicts(self._response.get("identifier")) if one.get("value")
        ]
        if identifiers:
            self._notes.append(
                "The payer gave no number of its own: the request's trace number stands as the reference."
            )
        return identifiers[0][:300] if identifiers else ""

    def _reasons(self, items: list[_Item], added: list[_Item]) -> Iterator[dict[str, str]]:
        """The payer's words: notes, disposition, labels of reason codes, what a request for documents says."""
        said: list[str] = [
            str(one["text"]) for one in dicts(self._response.get("processNote")) if one.get("text")
        ]
        disposition = str(self._response.get("disposition") or "")
        # "Denied" by itself says what was decided, not why.
        said += [disposition] if len(disposition.split()) > 1 else []
        said += [display for one in [*items, *added] for _, display in one.reasons if display]
        for request in self._bundle.of("CommunicationRequest"):
            said += [
                str(one["contentString"]) for one in dicts(request.get("payload")) if one.get("contentString")
            ]
        for one in dict.fromkeys(text.strip() for text in said):
            if one:
                yield {"quote": one[:20000]}

    def _lines(self, items: list[_Item], added: list[_Item]) -> dict[str, Any]:
        """Codes with units, granted and refused, as far as the answer and the request beside it tell both."""
        granted: list[dict[str, str]] = []
        refused: list[dict[str, str]] = []
        for one in [*items, *added]:
            code, units = one.granted
            asked, number = one.asked
            if set(one.actions) & {"A1", "A2", "A6"}:
                shown = (
                    code or asked,
                    units if units is not None else (number if one.actions == ("A1",) else None),
                )
                if _CODE.fullmatch(shown[0]) and shown[1]:
                    granted.append({"code": shown[0], "units": str(shown[1])})
                    if number and shown[0] == asked and shown[1] < number:
                        refused.append({"code": asked, "units": str(number - shown[1])})
                else:
                    self._notes.append(
                        f"What was granted on item {one.number} is not told with a code and units."
                    )
            elif set(one.actions) & {"A3", "A5"}:
                if _CODE.fullmatch(asked) and number:
                    refused.append({"code": asked, "units": str(number)})
                else:
                    self._notes.append(
                        f"Code and units of item {one.number}, which was refused, are not in the file."
                    )
        return {**_listed("approved", granted), **_listed("denied", refused)}

    def _task(self) -> dict[str, Any]:
        """The day by which documents are wanted, from the Task beside the answer."""
        for task in self._bundle.of("Task"):
            period = (
                (task.get("restriction") or {}).get("period")
                if isinstance(task.get("restriction"), dict)
                else None
            )
            end = str(period.get("end") or "") if isinstance(period, dict) else ""
            if re.match(r"\d{4}-\d{2}-\d{2}", end):
                return {"respond_by": end[:10]}
        return {}


def _listed(name: str, found: list[Any]) -> dict[str, Any]:
    return {name: found} if found else {}


def _granted(item: dict[str, Any]) -> tuple[str, int | None]:
    """Code and units that the payer authorized, or that it put in place of what was asked."""
    for detail in extensions(item, "itemAuthorizedDetail"):
        code = next((coding(one)[0] for one in inner_values(detail, "productOrServiceCode")), "")
        return code, next((quantity(one) for one in inner_values(detail, "quantity")), None)
    return coding(item.get("productOrService"))[0], quantity(item.get("quantity"))


def _review_codes(items: list[_Item]) -> Iterator[dict[str, Any]]:
    for one in items:
        for action in one.actions:
            yield {"list": "action", "code": action, "item": str(one.number)}
        for code, _ in one.reasons:
            if code:
                yield {"list": "reason", "code": code, "item": str(one.number)}


def _error_codes(errors: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in errors:
        code = coding(one.get("code"), "901")[0]
        where = [
            str(value)
            for element in extensions(one, "errorElement")
            for value in inner_values(element, "error")
        ]
        where += [str(value)] if (value := value_of(one, "errorPath")) else []
        if code:
            yield {"list": "rejection", "code": code, **({"where": ", ".join(where)[:300]} if where else {})}
        followup = coding(value_of(one, "errorFollowupAction"), "889")[0]
        if followup:
            yield {"list": "followup", "code": followup}


def _reviewer(response: dict[str, Any]) -> dict[str, Any]:
    for one in extensions(response, "claimResponseReviewer"):
        specialty = next((text_of(value) for value in inner_values(one, "reviewerSpecialty")), "")
        if specialty:
            return {"reviewer": {"specialty": specialty[:300]}}
    return {}
