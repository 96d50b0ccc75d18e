"""Strict reading of YAML and JSON: text that says exactly one thing, or a refusal that names the line.

YAML is read with every scalar as TEXT. A plain loader turns the state codes ``[NO, ON, NY]`` into
``[False, True, 'NY']`` and CPT ``90867`` into a number, and keeps the last of two equal keys; here
``NO`` stays ``"NO"`` and the models decide types. Anchors, aliases, tags, merge keys, several
documents and double keys are refused. In JSON, numbers stay numbers: whole ones ``int``, the others
``Decimal``, so that ``1.10`` keeps its last digit.

Messages name files, lines and keys, never values: a value may be a patient's.
"""

from __future__ import annotations

from authpack.textio.lines import Place
from authpack.textio.loading import LoadedText, decoded, file_bytes, load_json, load_path, load_yaml
from authpack.textio.refusal import MAX_BYTES, MAX_DEPTH, MAX_NODES, key_words
from authpack.textio.validation import validated, validation_faults

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "LoadedText",
    "Place",
    "decoded",
    "file_bytes",
    "key_words",
    "load_json",
    "load_path",
    "load_yaml",
    "validated",
    "validation_faults",
]
