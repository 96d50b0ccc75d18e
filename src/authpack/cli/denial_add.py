"""``authpack denial add``: a case with one more denial, as a new file; the old one stays as it is."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = "Comments of a YAML case do not go over into the new file. Exit codes: 0 written, 2 bad input, 6 output."
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument("denial", metavar="DENIAL", type=Path, help="a confirmed denial file (.yaml, .json)")
    parser.add_argument("--id", metavar="ID", help="another id for the denial")
    parser.add_argument(
        "-o", "--output", metavar="NEWCASE", type=Path, required=True, help="the new case file (.yaml, .json)"
    )
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the new case; it must be valid as a whole, and everything of the old one is in it."""
    from authpack import api
    from authpack.cli.case_migrate import as_json, as_yaml
    from authpack.domain.migrate import migrate
    from authpack.errors import InputError
    from authpack.textio import load_path

    target = arguments.output
    if target.suffix.lower() not in (".yaml", ".yml", ".json"):
        raise InputError(f"{target.name} is neither .yaml, .yml nor .json.", do="Name the new file so.")
    output.check_place(target.parent, {target.name: ""}, force=arguments.force)
    file = api.load_denial(arguments.denial)
    if not file.denial.confirmed_by or not file.denial.confirmed_on:
        raise InputError(
            f"{arguments.denial.name} is not confirmed by anybody.",
            why="A denial in a case decides deadlines and what an appeal answers.",
            do="Compare it with the notice and record confirmed_by and confirmed_on in it.",
        )
    if arguments.id:
        file = file.model_copy(update={"denial": file.denial.model_copy(update={"id": arguments.id})})
    loaded = load_path(arguments.case)
    api.load_case(arguments.case)
    data = api.case_with_denial(migrate(loaded.data, loaded.name), file)
    case = api.load_case(data, name=target.name)
    output.write_file(
        target, as_json(data) if target.suffix.lower() == ".json" else as_yaml(data), force=arguments.force
    )
    lost = " Comments of the old file are not in it." if loaded.format == "yaml" else ""
    output.emit(f"Wrote {target}: denial {file.denial.id} is its last.{lost}")
    for problem in api.check_denial(case, file.denial):
        output.emit(f"Problem of the record: {problem.text} ({', '.join(problem.paths)}).")
    return 0
