"""Writes schemas/*.schema.json from the models, or checks with --check that they are what the models give.

The case schema serves editors on YAML, where a bare 8 is a number and 2024 a year without quotes: a
number may stand wherever the program, which reads every YAML scalar as text, would accept it, and
numeric text wherever it wants a number.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from pydantic import BaseModel  # noqa: E402

from authpack.criteria import overlay as corrections  # noqa: E402
from authpack.criteria import registry  # noqa: E402
from authpack.criteria.change import PRINTED  # noqa: E402
from authpack.criteria.comparison import SCHEMA as COMPARISON  # noqa: E402
from authpack.criteria.comparison import Nearest  # noqa: E402
from authpack.criteria.conditions import KINDS  # noqa: E402
from authpack.criteria.explain import SCHEMA as DETERMINATION  # noqa: E402
from authpack.criteria.explain import STATUS_WORDS  # noqa: E402
from authpack.criteria.outcome import KIND_ORDER  # noqa: E402
from authpack.criteria.policy import SCHEMA as POLICY  # noqa: E402
from authpack.criteria.policy import Entry as PolicyEntry  # noqa: E402
from authpack.criteria.policy import Head  # noqa: E402
from authpack.criteria.reasons import REASONS  # noqa: E402
from authpack.criteria.route import SCHEMA as ROUTE  # noqa: E402
from authpack.criteria.route import State  # noqa: E402
from authpack.criteria.state_overlays import Overlay  # noqa: E402
from authpack.documents.finished import TRACE_SCHEMA as TRACE  # noqa: E402
from authpack.documents.printed import PICTURE  # noqa: E402
from authpack.documents.trace import ORIGINS  # noqa: E402
from authpack.domain.case import Case  # noqa: E402
from authpack.domain.denials import DenialFile  # noqa: E402
from authpack.domain.later import Later  # noqa: E402
from authpack.packets.forms.mapping import SCHEMA as FORM_MAPPING  # noqa: E402
from authpack.packets.forms.mapping import FormMapping  # noqa: E402
from authpack.packets.manifest import SCHEMA as MANIFEST  # noqa: E402
from authpack.packets.manifest import Manifest  # noqa: E402

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NUMERIC = r"^\s*[+-]?\d+(\.\d+)?\s*$"
WHOLE = r"^\s*[+-]?\d+\s*$"
YAML_NAMES = {"is_": "is", "from_": "from"}


def main(words: list[str]) -> int:
    """Write, or compare; 1 when a file differs."""
    made = {
        "case": case_schema(),
        "policy": policy_schema(),
        "determination": determination_schema(),
        "route": route_schema(),
        "comparison": comparison_schema(),
        "manifest": manifest_schema(),
        "form_mapping": form_mapping_schema(),
        "denial": denial_schema(),
        "overlay": overlay_schema(),
        "registry": registry_schema(),
        "trace": trace_schema(),
    }
    stale = []
    for name, schema in made.items():
        path = ROOT / "schemas" / f"{name}.schema.json"
        text = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        if "--check" not in words:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        print(f"Out of date: {', '.join(stale)}. Run: python3 dev.py regenerate")
    return 1 if stale else 0


# -- from models ---------------------------------------------------------------------------------


def models_below(
    model: type[BaseModel], seen: dict[str, type[BaseModel]] | None = None
) -> dict[str, type[BaseModel]]:
    """Every model reachable from one, by the key that pydantic gives it under $defs."""
    seen = {} if seen is None else seen
    key = re.sub(r"[^a-zA-Z0-9.\-_]", "_", model.__name__)
    if key not in seen:
        seen[key] = model
        for field in model.model_fields.values():
            for inner in _models_in(field.annotation):
                models_below(inner, seen)
    return seen


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, Later):
        annotation = annotation.model
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def described(schema: Schema, model: type[BaseModel]) -> Schema:
    """The schema with every field's docstring as its description, and closed titles taken out."""
    models = models_below(model)
    places = {model.__name__: schema, **schema.get("$defs", {})}
    for key, part in places.items():
        owner = models.get(key) or models.get(re.sub(r"[^a-zA-Z0-9.\-_]", "_", key))
        part.pop("title", None)
        texts = field_texts(owner) if owner else {}
        for name, field in part.get("properties", {}).items():
            field.pop("title", None)
            text = texts.get(name) or texts.get(f"{name}_")
            if text:
                field["description"] = text
    return schema


def field_texts(model: type[BaseModel]) -> dict[str, str]:
    """What stands as a text literal after each field, along the model's bases."""
    texts: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base.__module__.startswith("authpack"):
            texts |= _own_texts(base)
    return texts


def _own_texts(cls: type) -> dict[str, str]:
    name = cls.__name__.split("[")[0]
    module = ast.parse(Path(inspect.getfile(sys.modules[cls.__module__])).read_text(encoding="utf-8"))
    bodies = [one.body for one in module.body if isinstance(one, ast.ClassDef) and one.name == name]
    texts = {}
    for body in bodies:
        for field, after in pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
            ):
                texts[ast.unparse(field.target)] = " ".join(str(after.value.value).split())
    return texts


def loosened(value: Any) -> Any:
    """Numbers may be text and text may be numbers, as far as strict YAML reading makes them the same."""
    if isinstance(value, list):
        return [loosened(one) for one in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("type")
    if {one.get("type") for one in value.get("anyOf", [])} >= {"number", "string"}:
        # A decimal: pydantic adds any text; loosening the number adds numeric text.
        value = {**value, "anyOf": [one for one in value["anyOf"] if one.get("type") != "string"]}
    if kind in ("integer", "number"):
        bounds = {key: one for key, one in value.items() if key != "default"}
        rest = {"default": value["default"]} if "default" in value else {}
        return {
            "anyOf": [bounds, {"type": "string", "pattern": WHOLE if kind == "integer" else NUMERIC}],
            **rest,
        }
    inner = {key: loosened(one) for key, one in value.items() if key not in ("default", "enum", "const")}
    inner |= {key: value[key] for key in ("default", "enum", "const") if key in value}
    if kind == "string" and "enum" not in value and "const" not in value:
        inner["type"] = ["string", "number"]
    return inner


def flattened(value: Any) -> Any:
    """An anyOf inside an anyOf (a Decimal beside text) is one anyOf; equal alternatives stand once."""
    if isinstance(value, list):
        return [flattened(one) for one in value]
    if not isinstance(value, dict):
        return value
    value = {key: flattened(one) for key, one in value.items()}
    if "anyOf" in value:
        parts = []
        for one in value["anyOf"]:
            for part in one["anyOf"] if set(one) == {"anyOf"} else [one]:
                if part not in parts:
                    parts.append(part)
        value["anyOf"] = parts
    return value


def case_schema() -> Schema:
    """The record."""
    schema = described(Case.model_json_schema(by_alias=True), Case)
    schema = flattened(loosened(schema))
    return {
        "$schema": DIALECT,
        "$id": "authpack.case/1",
        "title": "authpack case file",
        **schema,
    }


def manifest_schema() -> Schema:
    """The manifest of a packet: written by the program, so numbers are numbers."""
    schema = described(Manifest.model_json_schema(by_alias=True, mode="serialization"), Manifest)
    return {"$schema": DIALECT, "$id": MANIFEST, "title": "authpack manifest of a packet", **schema}


def form_mapping_schema() -> Schema:
    """Which fact goes into which field of a form; a practice's YAML file, as a case is."""
    schema = loosened(described(FormMapping.model_json_schema(by_alias=True), FormMapping))
    for part in schema["$defs"].values():
        # One format may be written without the brackets of a list.
        if "format" in part.get("properties", {}):
            one = part["properties"]["format"]
            part["properties"]["format"] = {
                "anyOf": [{"type": "string"}, one],
                "description": one["description"],
            }
    return {"$schema": DIALECT, "$id": FORM_MAPPING, "title": "authpack form mapping", **schema}


def denial_schema() -> Schema:
    """One confirmed denial by itself; a YAML file as a case is."""
    schema = flattened(loosened(described(DenialFile.model_json_schema(by_alias=True), DenialFile)))
    return {"$schema": DIALECT, "$id": "authpack.denial/1", "title": "authpack denial file", **schema}


def overlay_schema() -> Schema:
    """A practice's correction of single criteria; a YAML file as a policy is."""
    schema = described(corrections.Overlay.model_json_schema(by_alias=True), corrections.Overlay)
    schema["properties"]["effective_from"] |= {"anyOf": [DAY, {"const": "unknown"}]}
    schema["properties"]["set"] |= {
        "additionalProperties": {"type": "object", "minProperties": 1},
        "description": "Node id -> changed keys of the node, in the policy language.",
    }
    loose: Schema = flattened(loosened(schema))
    return {"$schema": DIALECT, "$id": corrections.SCHEMA, "title": "authpack policy overlay", **loose}


def registry_schema() -> Schema:
    """``registry.yaml``: partly kept by hand, partly written by tools/build_registry.py."""
    schema = loosened(described(registry.Registry.model_json_schema(by_alias=True), registry.Registry))
    name = schema["properties"]["schema"]["const"]
    return {"$schema": DIALECT, "$id": name, "title": "authpack policy registry", **flattened(schema)}


# -- the policy language ---------------------------------------------------------------------------


def policy_schema() -> Schema:
    """One revision: its head, and the grammar of its criteria."""
    head = described(Head.model_json_schema(by_alias=True), Head)
    definitions = head.pop("$defs", {})
    leaves = {}
    for kind, model in sorted(KINDS.items()):
        leaf = described(model.model_json_schema(by_alias=True), model)
        definitions |= leaf.pop("$defs", {})
        leaves[kind] = _yaml_names(leaf)
    definitions |= _grammar(leaves)
    head["properties"] = {
        "schema": {"const": POLICY},
        **head["properties"],
        "criteria": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Entry"}},
        "text_map": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Mapped"}},
    }
    # An empty value ("effective_to:") says nothing, as a missing one.
    for name in ("effective_from", "classes", "note"):
        head["properties"][name].pop("default", None)
    head["required"] = ["schema", *head["required"], "criteria", "text_map"]
    head["properties"]["effective_from"] = {
        "type": ["string", "number"],
        "pattern": r"^(unknown|\d{4}(-\d{2}(-\d{2})?)?)$",
    }
    schema = {
        "$schema": DIALECT,
        "$id": POLICY,
        "title": "authpack policy revision",
        **head,
        "$defs": definitions,
    }
    loose: Schema = flattened(loosened(schema))
    return loose


def _yaml_names(leaf: Schema) -> Schema:
    """Keys of the YAML, where the models need other names."""
    leaf["properties"] = {YAML_NAMES.get(name, name): one for name, one in leaf.get("properties", {}).items()}
    if "required" in leaf:
        leaf["required"] = [YAML_NAMES.get(name, name) for name in leaf["required"]]
    return leaf


def _text(words: str) -> Schema:
    return {"type": "string", "minLength": 1, "description": words}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _nodes() -> Schema:
    return {"type": "array", "minItems": 1, "items": _ref("Node")}


COMMON: Schema = {
    "id": _text("Unique in the file; dots show the place in the tree."),
    "section": _text("The payer's own label of the place in its text."),
    "says": _text("What is asked, in plain words; paraphrased."),
    "cite": _text("The id of a source, a comma, and the place in it."),
    "grade": {
        "enum": ["payer_text", "summary", "second_hand"],
        "description": "How close to the payer's text; the source's grade when omitted.",
    },
    "ask": _text("The question to ask when the record is silent."),
    "note": _text("Why it is encoded so."),
    "advisory": {"enum": ["yes", "no"], "description": "Shown, never deciding."},
    "applies_when": {**_ref("Node"), "description": "A guard; allowed directly under all_of."},
}


def _grammar(leaves: dict[str, Schema]) -> dict[str, Schema]:
    groups: dict[str, Schema] = {name: _nodes() for name in ("all_of", "any_of", "none_of")}
    groups["at_least"] = _closed({"n": {"type": "integer", "minimum": 1}, "of": _nodes()}, ["n", "of"])
    reading = _closed(
        {"label": _text("What tells this reading from the others."), "node": _ref("Node")}, ["label", "node"]
    )
    groups["readings"] = {"type": "array", "minItems": 2, "items": reading}
    groups["for_some"] = _closed(
        {
            "of": {"enum": ["psychotherapy", "prior_tms"]},
            "which": {"enum": ["any", "latest", "unstated"]},
            "all_of": _nodes(),
        },
        ["of", "all_of"],
    )
    kinds = {**groups, **{kind: {"anyOf": [_ref(f"leaf.{kind}"), {"type": "null"}]} for kind in leaves}}
    node = _closed({**COMMON, **kinds}, ["id", "says"])
    node["oneOf"] = [{"required": [kind]} for kind in kinds]
    reference = _closed({"ref": _text("The id of a node of this file."), "note": COMMON["note"]}, ["ref"])
    return {
        **{f"leaf.{kind}": leaf for kind, leaf in leaves.items()},
        "Node": {"anyOf": [reference, node]},
        "Stated": _closed(COMMON, ["id", "says", "section", "cite"]),
        "Entry": _entry(),
        "Mapped": _mapped(),
    }


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": required}


def _entry() -> Schema:
    hints = {name: list(_literals(annotation)) for name, annotation in get_type_hints(PolicyEntry).items()}
    used = {name: COMMON[name] for name in ("id", "says", "cite", "section")}
    use_tree = _closed(
        {"phase": {"enum": hints["phase"]}, "indication": {"enum": hints["indication"]}, **used},
        ["phase", "indication", "cite"],
    )
    ways = {
        "tree": _ref("Node"),
        "use_tree": use_tree,
        "not_covered": _ref("Stated"),
        "text_not_seen": _ref("Stated"),
    }
    fixed: Schema = {name: {"enum": hints[name]} for name in ("phase", "indication", "completeness")}
    fixed["indication"] = {"anyOf": [fixed["indication"], {**_list(fixed["indication"]), "minItems": 1}]}
    entry = _closed({**fixed, **ways}, list(fixed))
    entry["oneOf"] = [{"required": [way]} for way in ways]
    return entry


def _literals(annotation: Any) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)


def _mapped() -> Schema:
    mapped = _closed(
        {
            "item": _text("The place of the sentence in the text."),
            "text": _text("What the sentence says, paraphrased."),
            "nodes": {"type": "array", "minItems": 1, "items": _text("A node id.")},
            "not_encoded": _text("Why no node stands for it."),
        },
        ["item", "text"],
    )
    mapped["oneOf"] = [{"required": ["nodes"]}, {"required": ["not_encoded"]}]
    return mapped


# -- the determination -----------------------------------------------------------------------------


def _all(properties: Schema) -> Schema:
    """An object with exactly these fields."""
    return _closed(properties, list(properties))


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


STRING: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
STRINGS = _list(STRING)
HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TRACE_ID: Schema = {"type": "string", "pattern": r"^t\d+$"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
STATUS: Schema = {"enum": list(STATUS_WORDS)}
REASON: Schema = {"enum": sorted(REASONS)}
REPAIR_KIND: Schema = {"enum": list(KIND_ORDER)}
PATHS = _list({"type": "string", "description": "A path of the record: /trials/t1/stop."})
NODE_KIND: Schema = {
    "enum": sorted(
        {
            "all_of",
            "any_of",
            "none_of",
            "at_least",
            "readings",
            "for_some",
            "not_covered",
            "text_not_seen",
            *KINDS,
        }
    )
}


def _review_modes() -> list[str]:
    return list(get_args(Head.model_fields["review_mode"].annotation))


def route_schema() -> Schema:
    """What ``route --format json`` prints."""
    step = _all({"rule": STRING, "says": STRING, "reads": STRINGS, "grade": STRING, "source": STRING})
    candidate = _all({"policy": STRING, "payer": STRING, "because": STRING})
    law = dict.fromkeys(("id", "state", "law", "kind", "changes", "limits", "use"), STRING)
    law["kind"] = {"enum": list(get_args(Overlay.model_fields["kind"].annotation))}
    return {
        "$schema": DIALECT,
        "$id": ROUTE,
        "title": "authpack route: which policy governs a coverage, and why",
        **_all(
            {
                "schema": {"const": ROUTE},
                "state": {"enum": list(get_args(State))},
                "policy": {
                    **_or_null(STRING),
                    "description": "The one that governs; null when none can be chosen.",
                },
                "revision": _or_null(STRING),
                "in_force": {
                    **FLAG,
                    "description": "Whether that revision governs the day; else none held does.",
                },
                "review_mode": {"enum": [*_review_modes(), None]},
                "by_service_date": {**FLAG, "description": "Each date of service under its own revision."},
                "explicit": {**FLAG, "description": "The record names the policy itself."},
                "reason": STRING,
                "steps": _list(step),
                "candidates": _list(candidate),
                "after": {
                    **_list(candidate),
                    "description": "Policies that speak after the one that governs.",
                },
                "questions": _list(_all({"field": STRING, "ask": STRING})),
                "warnings": STRINGS,
                "laws": _list(_all({**law, "open_fields": STRINGS, "grade": STRING, "sources": STRINGS})),
            }
        ),
    }


def comparison_schema() -> Schema:
    """What ``compare --format json`` prints."""
    cell = _all({"status": STATUS, "decides": FLAG, "criteria": STRINGS})
    kinds = list(get_args(get_type_hints(Nearest)["kind"]))
    row = _all(
        {
            "policy": STRING,
            "payer": STRING,
            "revision": STRING,
            "effective_from": {"type": "string", "description": "A date, or unknown: assumed in force."},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "review_mode": {"enum": _review_modes()},
            "local": {**FLAG, "description": "From the practice's own folder."},
            "overall": STATUS,
            "verdict": STRING,
            "cells": {
                "type": "object",
                "additionalProperties": cell,
                "description": "Per family of criteria.",
            },
            "nearest": _all({"kind": {"enum": kinds}, "says": STRINGS}),
        }
    )
    families = {"type": "object", "additionalProperties": STRING, "description": "Each family in words."}
    return {
        "$schema": DIALECT,
        "$id": COMPARISON,
        "title": "authpack comparison of one patient under several policies",
        **_all(
            {
                "schema": {"const": COMPARISON},
                "case": STRING,
                "request": STRING,
                "phase": STRING,
                "as_of": DAY,
                "families": families,
                "rows": _list(row),
                "left_out": {**STRINGS, "description": "Policies of which no revision governs the day."},
            }
        ),
    }


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


# -- the trace -------------------------------------------------------------------------------------


def trace_schema() -> Schema:
    """Every ``*.trace.json``: of a document (letter, appeal, note, packet), or of a filled form."""
    value = _closed(
        {
            "id": {
                **TRACE_ID,
                "description": "Unique in the file; in a DOCX, the name of the value's bookmark.",
            },
            "kind": {"enum": list(map(str, ORIGINS))},
            "text": {**STRING, "description": "The value as it is printed."},
            "paths": {**STRINGS, "description": "Paths of the record, reference rows, or policy nodes."},
            "rule": {**STRING, "description": "Of a computation: its name."},
            "inputs": {**STRINGS, "description": "Of a computation: what it read."},
        },
        ["id", "kind", "text", "paths"],
    )
    value["dependentRequired"] = {"rule": ["inputs"], "inputs": ["rule"]}
    policy = {
        **_or_null(_all({"id": STRING, "revision": STRING, "sha256": HASH})),
        "description": "Judged by.",
    }
    day = {**_or_null(DAY), "description": "The day of the facts."}
    head = {
        "schema": {"const": TRACE},
        "case": STRING,
        "request": _or_null(STRING),
        "policy": policy,
        "as_of": day,
    }
    return {
        "$schema": DIALECT,
        "$id": TRACE,
        "title": "authpack trace",
        "oneOf": [_document_trace(head), _form_trace(head)],
        "$defs": {"Value": value},
    }


def _document_trace(head: Schema) -> Schema:
    piece = {
        "type": "array",
        "prefixItems": [STRING, _or_null(TRACE_ID)],
        "items": False,
        "minItems": 2,
        "description": "Words, and the id of the value that they are; null: the template's own.",
    }
    unit = _all({"place": STRING, "cells": _list(_list(piece))})
    properties = {
        **head,
        "document": {"type": "string", "not": {"const": "form"}, "description": "The kind of document."},
        "draft": FLAG,
        "blocks_sha256": {**HASH, "description": "Of what the document says; a signing names it."},
        "date": {**_or_null(DAY), "description": "The day that the document bears."},
        "about": {"type": "object", "additionalProperties": STRING},
        "kinds": {"type": "object", "additionalProperties": STRING, "description": "What each kind means."},
        "values": _list(_ref("Value")),
        "pictures": _list({"type": "string", "pattern": PICTURE}),
        "printed": {**_list(unit), "description": "All printed words, a paragraph or row each."},
    }
    # The front matter of a packet is drawn as PDF only: it has no pictures to compare.
    return _closed(properties, [name for name in properties if name != "pictures"])


def _form_trace(head: Schema) -> Schema:
    field = _all(
        {
            "field": STRING,
            "page": {"type": "integer", "minimum": 1},
            "text": STRING,
            "values": {**_list(TRACE_ID), "description": "What it was made from."},
            "formats": STRINGS,
            "item": {**_or_null({"type": "integer"}), "description": "Its place in the addendum."},
        }
    )
    properties = {
        **head,
        "document": {"const": "form"},
        "form": _all({"title": STRING, "sha256": HASH}),
        "fields": _list(field),
        "values": _list(_ref("Value")),
    }
    return _all(properties)


def determination_schema() -> Schema:
    """What ``check --format json`` prints and each line of ``check FILE.jsonl`` holds."""
    policy = _all(
        {
            "id": STRING,
            "number": STRING,
            "revision": STRING,
            "payer": STRING,
            "effective_from": {"type": "string", "description": "A date, or unknown: assumed in force."},
            "sha256": {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
                "description": "Over the canonical resolved form.",
            },
            "review_mode": {"enum": _review_modes()},
            "completeness": {
                "type": "object",
                "additionalProperties": {"enum": ["whole", "part"]},
                "description": "How much of the criteria text was read, per phase.indication.",
            },
            "unread": STRINGS,
            "local": {**FLAG, "description": "From the practice's own folder."},
        }
    )
    return {
        "$schema": DIALECT,
        "$id": DETERMINATION,
        "title": "authpack determination",
        **_all(
            {
                "schema": {"const": DETERMINATION},
                "case": STRING,
                "request": STRING,
                "policy": policy,
                "as_of": {**DAY, "description": "The day of the facts."},
                "policy_date": {**DAY, "description": "The day that picked the revision."},
                "overall": STATUS,
                "overall_known_text": {
                    **STATUS,
                    "description": "Without the parts of the text that were not seen.",
                },
                "verdict": STRING,
                "findings": _list(_ref("Finding")),
                "trials": _list(_ref("TrialTable")),
                "changes": {**_list(_change()), "maxItems": PRINTED},
                "changes_truncated": {**FLAG, "description": "More sets exist than are given."},
                "blocked_by": {
                    **STRINGS,
                    "description": "Criteria that the record contradicts; nothing is proposed against them.",
                },
                "gaps": _list(_gap()),
                "problems": _list(_all({"code": STRING, "paths": PATHS, "text": STRING, "conflict": FLAG})),
                "notes": STRINGS,
            }
        ),
        "$defs": {"Finding": _finding(), "TrialTable": _trial_table()},
    }


def _finding() -> Schema:
    return _all(
        {
            "id": STRING,
            "parent": {"type": ["string", "null"]},
            "operator": {
                **NODE_KIND,
                "description": "A group or a kind of leaf. Children of none_of are ruled out when not_met.",
            },
            "section": STRING,
            "says": STRING,
            "status": STATUS,
            "reason": REASON,
            "why": STRING,
            "subject": {
                "type": ["string", "null"],
                "description": "The course that a criterion was asked of.",
            },
            "evidence": PATHS,
            "missing": PATHS,
            "ask": STRING,
            "citation": STRING,
            "grade": {"enum": ["payer_text", "summary", "second_hand"]},
            "decisive": FLAG,
            "advisory": FLAG,
            "assumes": {**STRINGS, "description": "Unverified reference rows that the answer rests on."},
            "unsourced": PATHS,
            "patient_report": PATHS,
            "conflicts": STRINGS,
        }
    )


def _trial_table() -> Schema:
    line = _all(
        {
            "trial": STRING,
            "drug": STRING,
            "counts": STATUS,
            "reason": REASON,
            "why": STRING,
            "classes": STRINGS,
        }
    )
    return _all({"criterion": STRING, "status": STATUS, "lines": _list(line)})


def _change() -> Schema:
    repair = _all({"key": STRING, "kind": REPAIR_KIND, "text": STRING})
    return _all({"repairs": {**_list(repair), "minItems": 1}, "kinds": {**_list(REPAIR_KIND), "minItems": 1}})


def _gap() -> Schema:
    return _all(
        {
            "criterion": STRING,
            "ask": STRING,
            "missing": PATHS,
            "route": {"enum": ["open", "other_routes"]},
            "decisive": FLAG,
        }
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
