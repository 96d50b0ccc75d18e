"""``authpack policies test``: judge the cases beside each revision and compare."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack import api, content
from authpack.cli import output
from authpack.cli.progress import Progress
from authpack.cli.tables import indented
from authpack.criteria.cases import CaseResult, cases_path, load_cases, run_cases
from authpack.errors import ContentError, PolicyChoiceError

FAILED = 7


def run_test(arguments: argparse.Namespace) -> int:
    """0 when every case gives what its author expects, else 7."""
    library = api.catalog(arguments.policies)
    _check_ids(arguments.ids, library)
    chosen = [one for one in library.policies if not arguments.ids or one.id in arguments.ids]
    progress, results, without = Progress("policies tested"), list[CaseResult](), list[str]()
    for policy in chosen:
        path = library.files[policy.file]
        if cases_path(path).is_file():
            results += run_cases(policy, load_cases(cases_path(path)), _patients(path))
        else:
            without.append(policy.file)
        progress.step()
    progress.finish()
    failed = [one for one in results if not one.passed]
    output.emit(
        "\n".join(
            [
                *_failures(failed),
                *(f"{name}: no cases" for name in without),
                _summary(results, failed, len(chosen)),
            ]
        )
    )
    return FAILED if failed or not results else 0


def _check_ids(ids: list[str], library: api.Catalog) -> None:
    unknown = [one for one in ids if one not in library.revisions]
    if unknown:
        raise PolicyChoiceError(
            f"There is no policy with the id {', '.join(unknown)}.", do="`authpack policies list` shows all."
        )


def _patients(policy_file: Path) -> Path:
    """The base patients: those of the folder the policy comes from, else the shipped ones."""
    for folder in (policy_file.parents[2] / "patients", content.shipped("payer_criteria") / "patients"):
        if folder.is_dir():
            return folder
    raise ContentError("The base patients of the policy cases are missing.", do="Install authpack again.")


def _failures(failed: list[CaseResult]) -> list[str]:
    lines: list[str] = []
    for one in failed:
        lines += indented(f"{one.policy}: {one.name}", output.width(), "  ", "-")
        for difference in one.differences:
            lines += indented(difference, output.width(), "      ")
    return lines


def _summary(results: list[CaseResult], failed: list[CaseResult], policies: int) -> str:
    passed = len(results) - len(failed)
    return f"{len(results)} cases of {policies} revision(s): {passed} passed, {len(failed)} failed."
