"""``authpack case migrate``: the record in the present schema, as a new file."""

from __future__ import annotations

import argparse
import json
from decimal import Decimal
from typing import Any

from authpack import api
from authpack.cli import output
from authpack.domain.migrate import migrate
from authpack.errors import InputError
from authpack.textio import load_path


def run_migrate(arguments: argparse.Namespace) -> int:
    """Write the migrated file; the result must be a valid case, and the old file is not touched."""
    target = arguments.output
    if target.suffix.lower() not in (".yaml", ".yml", ".json"):
        raise InputError(f"{target.name} is neither .yaml, .yml nor .json.", do="Name the new file so.")
    output.check_place(target.parent, {target.name: ""}, force=arguments.force)
    loaded = load_path(arguments.case)
    data = migrate(loaded.data, loaded.name)
    if data == loaded.data and target.suffix.lower() == arguments.case.suffix.lower():
        # Nothing to change: the text, with its comments, goes over as it is.
        text = loaded.text
        api.load_case(arguments.case)
    else:
        api.load_case(data, name=loaded.name)
        text = as_json(data) if target.suffix.lower() == ".json" else as_yaml(data)
    output.write_file(target, text, force=arguments.force)
    output.emit(f"Wrote {target}.")
    return 0


def as_json(data: dict[str, Any]) -> str:
    """Plain data of a record as JSON text."""
    # The reader keeps decimals exact; a record's numbers are short, so a float says the same.
    return (
        json.dumps(
            data,
            ensure_ascii=False,
            indent=2,
            default=lambda one: float(one) if isinstance(one, Decimal) else str(one),
        )
        + "\n"
    )


def as_yaml(data: dict[str, Any]) -> str:
    """Plain data of a record as YAML text; every scalar as text, so that nothing changes on reading."""
    import yaml

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return value if value is None else str(value)

    return yaml.safe_dump(plain(data), sort_keys=False, allow_unicode=True, width=110)
