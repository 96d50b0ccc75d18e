"""Pieces of FHIR JSON, read without trusting their shape: what is of the wrong kind counts as absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PAS = "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/"


def roots(data: Any) -> Iterator[Any]:
    """Bundles and resources, out of lists, Parameters and bundles in bundles."""
    if isinstance(data, list):
        for one in data:
            yield from roots(one)
    elif isinstance(data, dict) and data.get("resourceType") == "Parameters":
        for one in dicts(data.get("parameter")):
            yield from roots(one.get("resource"))
    elif isinstance(data, dict):
        inner = [one.get("resource") for one in dicts(data.get("entry"))]
        nested = [one for one in inner if isinstance(one, dict) and one.get("resourceType") == "Bundle"]
        if nested:
            for one in nested:
                yield from roots(one)
        yield data


def dicts(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, a single object as a list of one; what is neither is left out."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


class Bundle:
    """The resources of a bundle, found by kind or by reference."""

    def __init__(self, resources: list[dict[str, Any]], places: dict[str, dict[str, Any]]) -> None:
        self.resources = resources
        self._places = places

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Every resource of a kind."""
        return [one for one in self.resources if one.get("resourceType") == kind]

    def at(self, reference: Any) -> dict[str, Any] | None:
        """The resource that a Reference names: by its full URL, its end, or kind and id."""
        text = reference.get("reference") if isinstance(reference, dict) else None
        if not isinstance(text, str):
            return None
        for url, one in self._places.items():
            if url == text or url.endswith(f"/{text}"):
                return one
        return next(
            (one for one in self.resources if f"{one.get('resourceType')}/{one.get('id')}" == text), None
        )


def coding(concept: Any, part: str = "") -> tuple[str, str]:
    """Code and display of the first coding, of the code system that ends with ``part`` where one does."""
    codings = dicts(concept.get("coding")) if isinstance(concept, dict) else []
    chosen = next(
        (one for one in codings if part and str(one.get("system", "")).endswith(part)),
        codings[0] if codings else {},
    )
    return str(chosen.get("code") or ""), str(chosen.get("display") or "")


def text_of(concept: Any) -> str:
    """A CodeableConcept in words."""
    if not isinstance(concept, dict):
        return ""
    return str(concept.get("text") or coding(concept)[1] or "")


def extensions(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The PAS extensions of that name."""
    return [
        one
        for one in dicts(holder.get("extension"))
        if str(one.get("url", "")).removeprefix(PAS) in (name, f"extension-{name}")
    ]


def inner_values(extension: dict[str, Any], name: str) -> list[Any]:
    """Values of a part of a complex extension."""
    return [
        value
        for one in dicts(extension.get("extension"))
        if str(one.get("url", "")).removeprefix(PAS) in (name, f"extension-{name}")
        for key, value in one.items()
        if key.startswith("value")
    ]


def value_of(holder: dict[str, Any], name: str) -> Any:
    """The value of a simple PAS extension; None when it is absent."""
    return next(
        (value for one in extensions(holder, name) for key, value in one.items() if key.startswith("value")),
        None,
    )


def quantity(value: Any) -> int | None:
    """A Quantity as a positive whole number; None for anything else."""
    number = value.get("value") if isinstance(value, dict) else None
    try:
        whole = int(str(number))
    except (TypeError, ValueError):
        return None
    return whole if whole > 0 else None
