"""Pydantic's complaints, re-worded for the person who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from authpack.errors import ContentError, Fault
from authpack.textio.lines import Place
from authpack.textio.loading import LoadedText
from authpack.textio.refusal import key_words

if TYPE_CHECKING:
    import pydantic

Model = TypeVar("Model", bound="pydantic.BaseModel")


def validated(
    loaded: LoadedText,
    model: type[Model],
    what: str,
    *,
    why: str = "",
    do: str = "",
    empty_keys_are_absent: bool = False,
) -> Model:
    """A content file as its model; ContentError with every fault, its first line "``what`` NAME cannot be used.".

    empty_keys_are_absent: a top key without a value ("retired:") counts as not written.
    """
    from pydantic import ValidationError

    data = loaded.data
    if empty_keys_are_absent:
        data = {key: value for key, value in data.items() if value is not None}
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = validation_faults(error, loaded, model=model)
        raise ContentError(f"{what} {loaded.name} cannot be used.", faults=faults, why=why, do=do) from None


def validation_faults(
    error: pydantic.ValidationError, loaded: LoadedText, prefix: Place = (), model: Any = None
) -> tuple[Fault, ...]:
    """Pydantic's complaints in a user's words, with file, line and field; never with the value.

    prefix: where in ``loaded`` the validated part stands. model: the model (or annotated type) that
    was validated; with it an unknown field gets a suggestion. Sorted by line, each fault once.
    """
    details = error.errors(include_url=False)
    if other := _other_kind(details, loaded):
        return (other,)
    faults = {}
    for detail in details:
        place = _place_of(detail, loaded, prefix)
        where = ".".join(key_words(step) for step in place)
        fields = _fields_at(model, detail["loc"][:-1]) if detail["type"] == "extra_forbidden" else []
        line = loaded.line_of(place) or 1
        fault = Fault(f"{loaded.name}:{line}" + (f": {where}" if where else ""), _words(detail, fields))
        faults[fault] = line
    return tuple(sorted(faults, key=lambda fault: faults[fault]))


_KIND = re.compile(r"(authpack\.[a-z-]+)/\d+")


def _other_kind(details: Sequence[Any], loaded: LoadedText) -> Fault | None:
    """One fault for a file of ours that is of another kind: naming each of its fields would hide that."""
    found = loaded.data.get("schema") if isinstance(loaded.data, dict) else None
    kind = _KIND.fullmatch(found) if isinstance(found, str) else None
    for detail in details if kind else ():
        wanted = _KIND.search(str(detail.get("ctx", {}).get("expected", "")))
        if detail["loc"] == ("schema",) and kind and wanted and wanted[1] != kind[1]:
            place = f"{loaded.name}:{loaded.line_of(('schema',)) or 1}: schema"
            return Fault(place, f"is a file of another kind: {kind[0]}, where {wanted[0]} is wanted.")
    return None


def _place_of(detail: Any, loaded: LoadedText, prefix: Place) -> Place:
    """Where the error stands in the file: pydantic's location also names union members, which are no keys."""
    here: Any = loaded.data
    for step in prefix:
        here = here[step]
    place = prefix
    for step in detail["loc"]:
        in_mapping = isinstance(here, dict) and step in here
        if in_mapping or (isinstance(here, list) and isinstance(step, int) and step < len(here)):
            here = here[step]
            place = (*place, step)
    if detail["type"] == "missing":
        return (*place, detail["loc"][-1])
    if detail["type"] in {"union_tag_invalid", "union_tag_not_found"}:
        tag = str(detail["ctx"]["discriminator"]).strip("'")
        return (*place, tag) if tag.isidentifier() else place
    return place


def _fields_at(annotation: Any, loc: Place) -> list[str]:
    """The field names a mapping at ``loc`` may hold, as far as the model's annotations tell."""
    models = list(_models_in(annotation))
    for step in loc:
        fields = [field for model in models for field in _named_fields(model) if field[0] == step]
        tagged = [model for model in models if _has_tag(model, step)]
        if fields:
            models = [model for _, annotation in fields for model in _models_in(annotation)]
        elif tagged:
            models = tagged
    return sorted({name for model in models for name, _ in _named_fields(model)})


def _models_in(annotation: Any) -> Iterator[Any]:
    if hasattr(annotation, "model_fields"):
        yield annotation
        return
    for part in get_args(getattr(annotation, "__value__", annotation)):
        yield from _models_in(part)


def _named_fields(model: Any) -> list[tuple[str, Any]]:
    return [(info.alias or name, info.annotation) for name, info in model.model_fields.items()]


def _has_tag(model: Any, step: str | int) -> bool:
    tags = {tag for _, annotation in _named_fields(model) for tag in get_args(annotation)}
    return step == model.__name__ or any(step == tag for tag in tags if isinstance(tag, str))


_SHORT_WORDS = {
    "missing": "is required.",
    "union_tag_not_found": "is required.",
    "string_type": "must be text.",
    "none_required": "must be empty.",
    "decimal_max_places": "has too many decimals.",
    "finite_number": "must be a finite number.",
}
_FAMILY_WORDS = {
    "int": "must be a whole number.",
    "float": "must be a number.",
    "decimal": "must be a number.",
    "bool": "must be true or false.",
    "datetime": "must be a date and time such as 2026-11-30T14:05:00.",
    "date": "must be a date that exists, such as 2026-11-30.",
    "time": "must be a time of day such as 14:05.",
    "list": "must be a list.",
    "tuple": "must be a list.",
    "set": "must be a list.",
    "frozen": "must be a list.",
    "dict": "must be a mapping of fields.",
    "mapping": "must be a mapping of fields.",
    "model": "must be a mapping of fields.",
}
_LIMIT_WORDS = {
    "greater_than": "must be more than {gt}.",
    "greater_than_equal": "must be {ge} or more.",
    "less_than": "must be less than {lt}.",
    "less_than_equal": "must be {le} or less.",
    "multiple_of": "must be a multiple of {multiple_of}.",
    "string_too_short": "must have {min_length} characters or more.",
    "string_too_long": "must have {max_length} characters or fewer.",
    "too_short": "must have {min_length} entries or more.",
    "too_long": "must have {max_length} entries or fewer.",
    "string_pattern_mismatch": "must be written like {pattern}.",
    "literal_error": "must be one of: {expected}.",
    "enum": "must be one of: {expected}.",
    "union_tag_invalid": "must be one of: {expected_tags}.",
}


# Kinds whose words are wholly ours: an example in them ("150 mg/day") may hold what was written, and is no echo of it.
_OWN_KINDS = frozenset({"dose", "partial_date", "npi", "icd10cm", "clock"})
_PATTERN_WORDS = {
    r"^[0-9]{2}-?[0-9]{7}$": "must be a tax number of nine digits (12-3456789).",
    r"^[A-Z]{2}$": "must be two capital letters (MA).",
    r"^([0-9]{5}|[0-9]{4}T|[A-Z][0-9]{4})$": "must be a code of five digits (90867), or one like 0889T or G0017.",
}
"""How a field is written, for those who do not read patterns."""
_NO_CONTROLS = r"^[^\u0000"


def _words(detail: Any, fields: list[str]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_field(str(detail["loc"][-1]), fields)
    if kind in _SHORT_WORDS:
        return _SHORT_WORDS[kind]
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        if pattern.startswith(_NO_CONTROLS):
            return "holds a control or direction character that no document can print; retype it."
        if pattern in _PATTERN_WORDS:
            return _PATTERN_WORDS[pattern]
    if kind in _LIMIT_WORDS:
        return _LIMIT_WORDS[kind].format(**context)
    family = str(kind).split("_", maxsplit=1)[0]
    if family in _FAMILY_WORDS:
        return _FAMILY_WORDS[family]
    message = str(context.get("error", detail["msg"]))
    return _sentence(message) if kind in _OWN_KINDS else _authored(message, detail["input"])


def _unknown_field(key: str, fields: list[str]) -> str:
    near = get_close_matches(key.lower(), fields, n=1, cutoff=0.6)
    return f"not a known field; did you mean {near[0]}?" if near else "not a known field."


def _authored(message: str, value: object) -> str:
    """A validator's own message, unless it repeats the value (as ``date.fromisoformat`` does)."""
    if isinstance(value, str | int | float | Decimal) and len(str(value)) > 2 and str(value) in message:
        return "is not valid here."
    return _sentence(message)


def _sentence(message: str) -> str:
    return message if message.endswith((".", "?")) else f"{message}."
