"""Write policies.lock.json, policies.compiled.jsonl and the generated part of registry.yaml in payer_criteria/.

python tools/build_registry.py           write them; refuses a changed file whose encoding number did not rise
python tools/build_registry.py --check   write nothing; exit 1 when one is stale or the lock is broken
python tools/build_registry.py --accept  write them although files changed silently (before a first release)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from authpack.content import Root
from authpack.criteria import compiled, lockfile, registry
from authpack.criteria.catalog import policy_files
from authpack.criteria.loading import canonical_sha256, load_policy
from authpack.criteria.policy import Policy
from authpack.textio import load_path

CRITERIA = Path(__file__).resolve().parents[1] / "payer_criteria"
START = """# Every policy that authpack holds, and every payer known to have a rule that could not be encoded.
schema: authpack.policy-registry/1
not_encoded: []
retired: []
"""


def shipped_policies(folder: Path) -> list[Policy]:
    """Every revision below a folder, as it is shipped: without a practice's overlays."""
    return [load_policy(path) for path, _ in policy_files((Root(folder, local=False),))]


def texts(folder: Path, policies: list[Policy]) -> dict[Path, str]:
    """What the files should hold; the hand-kept part of the registry stays as it is."""
    path = folder / registry.NAME
    by_hand = path.read_text(encoding="utf-8").partition(registry.MARK)[0] if path.exists() else START
    return {
        folder / lockfile.NAME: lockfile.written(lockfile.lock_of(policies)),
        path: f"{by_hand.rstrip()}\n\n{registry.written(policies)}",
        folder / compiled.NAME: compiled.written(_rows(folder)),
    }


def _rows(folder: Path) -> Iterator[tuple[str, bytes, str, dict[str, Any]]]:
    for path, _ in policy_files((Root(folder, local=False),)):
        data = load_path(path).data
        yield "/".join(path.parts[-3:]), path.read_bytes(), canonical_sha256(data), data


def main(arguments: list[str], folder: Path = CRITERIA) -> int:
    """Write, or with --check compare."""
    unknown = set(arguments) - {"--check", "--accept"}
    if unknown:
        print(f"unknown: {' '.join(sorted(unknown))}")
        return 2
    policies = shipped_policies(folder)
    broken = lockfile.breaches(lockfile.read_lock(folder / lockfile.NAME), policies)
    for one in broken:
        print(one)
    if broken and "--accept" not in arguments:
        return 1
    wanted = texts(folder, policies)
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in arguments:
        print(
            "stale: " + ", ".join(path.name for path in stale)
            if stale
            else "lock, compiled copy and registry are fresh"
        )
        return 1 if stale or broken else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    wrong = registry.faults(registry.read_registry(folder / registry.NAME), policies)
    for text in wrong:
        print(f"{registry.NAME}: {text}")
    print(f"{len(stale)} of {len(wanted)} files written, {len(policies)} revisions")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
