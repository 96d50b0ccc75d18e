"""Write templates/templates.compiled.jsonl: the shipped templates as Jinja translates them.

python tools/build_templates.py           write it
python tools/build_templates.py --check   write nothing; exit 1 when it is stale
"""

from __future__ import annotations

import sys
from pathlib import Path

from authpack.documents.template import Library
from authpack.documents.template_copy import NAME, Copies, written

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def text(folder: Path) -> str:
    """What the file should hold."""
    library = Library([folder], copies=Copies(""))
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))
    return written((name, library.text(name), library.translated(name)) for name in names)


def main(arguments: list[str], folder: Path = TEMPLATES) -> int:
    """Write, or with --check compare."""
    if set(arguments) - {"--check"}:
        print(f"unknown: {' '.join(arguments)}")
        return 2
    path, wanted = folder / NAME, text(folder)
    stale = not path.exists() or path.read_text(encoding="utf-8") != wanted
    if "--check" in arguments:
        print(f"stale: {path.name}" if stale else "the copy of the templates is fresh")
        return int(stale)
    if stale:
        path.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(wanted.encode())} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
