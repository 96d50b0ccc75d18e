"""Compile src/authpack/reference/data/*.yaml to data/compiled/*.json, which is what the program reads.

python tools/build_reference.py          write the compiled files
python tools/build_reference.py --check  write nothing; exit 1 when a compiled file is stale
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from authpack.textio import load_path

DATA = Path(__file__).resolve().parents[1] / "src" / "authpack" / "reference" / "data"
CELL = ("value", "unit", "source", "date", "grade", "note")


def compact(node: Any) -> Any:
    """A graded value {value, unit, source, date, grade[, note]} becomes a list of six; the rest stays."""
    if isinstance(node, list):
        return [compact(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "value" in node and "grade" in node:
        strangers = set(node) - set(CELL)
        missing = set(CELL[:-1]) - set(node)
        if strangers or missing:
            raise SystemExit(f"graded value {node}: unknown {sorted(strangers)}, missing {sorted(missing)}")
        return [node.get(name, "") for name in CELL]
    return {key: compact(item) for key, item in node.items()}


def compiled(source: Path) -> str:
    """The JSON text for one YAML file; the same on every machine."""
    return json.dumps(compact(load_path(source).data), ensure_ascii=False, separators=(",", ":")) + "\n"


def stale() -> list[str]:
    """Names of compiled files that do not match their YAML."""
    names = []
    for source in sorted(DATA.glob("*.yaml")):
        target = DATA / "compiled" / f"{source.stem}.json"
        if not target.exists() or target.read_text(encoding="utf-8") != compiled(source):
            names.append(target.name)
    return names


def main(arguments: list[str]) -> int:
    """Write, or with --check compare."""
    if arguments == ["--check"]:
        names = stale()
        print("stale: " + ", ".join(names) if names else "compiled reference is fresh")
        return 1 if names else 0
    (DATA / "compiled").mkdir(exist_ok=True)
    for source in sorted(DATA.glob("*.yaml")):
        target = DATA / "compiled" / f"{source.stem}.json"
        target.write_text(compiled(source), encoding="utf-8", newline="\n")
        print(f"{target.name}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
