"""Case files of older schema versions, brought to the present one in memory; newer ones are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from authpack.errors import InputError

CURRENT = 1
_FORM = re.compile(r"authpack\.case/(\d+)")
# One step per version: {1: from_1_to_2, ...}; each a pure dict -> dict.
_STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def migrate(data: Any, name: str) -> Any:
    """The data as the present schema; InputError when it is no case file or a newer one."""
    schema = data.get("schema") if isinstance(data, dict) else None
    match = _FORM.fullmatch(schema) if isinstance(schema, str) else None
    if match is None:
        raise InputError(
            f"{name} does not say that it is a case file.",
            why="Only a file whose first field is 'schema: authpack.case/1' is read as a patient's record.",
            do="Add that line, or start from `authpack new`.",
        )
    version = int(match[1])
    if version > CURRENT:
        raise InputError(
            f"{name} has the schema authpack.case/{version}; this program reads up to authpack.case/{CURRENT}.",
            do="Update authpack, or export the case in the older form.",
        )
    while version < CURRENT:
        if version not in _STEPS:
            raise InputError(
                f"{name} has a schema version that never existed.", do=f"Write authpack.case/{CURRENT}."
            )
        data = _STEPS[version](data)
        version += 1
    return data
