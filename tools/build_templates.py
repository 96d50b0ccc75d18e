"""Write the shipped templates as Jinja translates them: templates/templates.compiled.jsonl and templates/translated/.

python tools/build_templates.py           write them
python tools/build_templates.py --check   write nothing; exit 1 when one is stale
"""

from __future__ import annotations

import sys
from pathlib import Path

from authpack.documents.template import Library
from authpack.documents.template_copy import FOLDER, NAME, Copies, file_of, python_of, written

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def files(folder: Path) -> dict[str, str]:
    """What the files should hold, by their paths in the folder."""
    library = Library([folder], copies=Copies(""))
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))
    made = {name: library.translated(name) for name in names}
    python = {file_of(name): python_of(code, library.text(name)) for name, (_, code) in made.items()}
    if len(python) != len(names):
        raise SystemExit("two templates would share a file of Python")
    return {NAME: written((name, library.text(name), made[name][0]) for name in names), **python}


def main(arguments: list[str], folder: Path = TEMPLATES) -> int:
    """Write, or with --check compare."""
    if set(arguments) - {"--check"}:
        print(f"unknown: {' '.join(arguments)}")
        return 2
    wanted = files(folder)
    stale = [
        name
        for name, text in wanted.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    left = [path for path in (folder / FOLDER).glob("*.py") if f"{FOLDER}/{path.name}" not in wanted]
    if "--check" in arguments:
        found = [*stale, *(f"{FOLDER}/{path.name}" for path in left)]
        print(f"stale: {', '.join(found)}" if found else "the copy of the templates is fresh")
        return int(bool(found))
    (folder / FOLDER).mkdir(exist_ok=True)
    for name in stale:
        (folder / name).write_text(wanted[name], encoding="utf-8", newline="\n")
    for path in left:
        path.unlink()
    print(
        f"{NAME} and {len(wanted) - 1} files in {FOLDER}/: {sum(len(text) for text in wanted.values())} bytes"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
