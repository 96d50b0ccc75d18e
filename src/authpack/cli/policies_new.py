"""``authpack policies new``: a policy file to fill in, from what is known of the policy."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.criteria.scaffold import Answers

LINES = ("commercial", "medicare", "medicare_advantage", "medicaid", "medicaid_managed", "tricare", "va",
         "workers_compensation", "other")  # fmt: skip
MODES = ("prior_auth", "claim_review", "organization_determination", "excluded")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Every criterion is written as text not seen; fill in what the payer's text says, leaf by leaf."
    )
    for name, words in (
        ("payer", "the payer's name"),
        ("number", "the policy's number, as the payer writes it"),
        ("title", "the policy's title"),
        ("source", "the document's title"),
    ):
        parser.add_argument(f"--{name}", metavar="TEXT", required=True, help=words)
    parser.add_argument("--source-date", metavar="DATE", required=True, help="when the document was obtained")
    parser.add_argument("--source-url", metavar="URL", default="", help="where it came from")
    parser.add_argument("--effective-from", metavar="DATE", type=options.day, help="default: unknown")
    parser.add_argument("--revision", metavar="TEXT", default="undated copy", help="the payer's own label")
    parser.add_argument(
        "--verified", metavar="DATE", help="when the file was compared (default: the source's date)"
    )
    parser.add_argument(
        "--line",
        metavar="NAME",
        action="append",
        choices=LINES,
        help=f"line of business: {', '.join(LINES)} (may be repeated; default: commercial)",
    )
    parser.add_argument("--state", action="append", default=[], metavar="XX", help="may be repeated")
    parser.add_argument(
        "--alias", action="append", default=[], metavar="TEXT", help="another name of the payer"
    )
    parser.add_argument(
        "--review-mode",
        metavar="NAME",
        choices=MODES,
        default="prior_auth",
        help=f"{', '.join(MODES)} (default: prior_auth)",
    )
    parser.add_argument(
        "--indication", action="append", metavar="NAME", help="may be repeated (default: mdd)"
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="your own folder of policies"
    )
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the policy and its first case."""
    from authpack.criteria.scaffold import scaffold

    files = scaffold(_answers(arguments))
    by_folder = {Path(name): text for name, text in files.items()}
    for path in by_folder:
        output.check_place(arguments.output / path.parent, {path.name: ""}, force=arguments.force)
    for path, text in by_folder.items():
        output.write_file(arguments.output / path, text, force=arguments.force)
    names = "\n".join(f"  {arguments.output / path}" for path in by_folder)
    output.emit(
        f"Written:\n{names}\nFill in the criteria, then: authpack policies lint --policies {arguments.output}"
    )
    return 0


def _answers(arguments: argparse.Namespace) -> Answers:
    from authpack.criteria.scaffold import Answers
    from authpack.domain.clinical import Indication
    from authpack.errors import InputError

    indications = tuple(dict.fromkeys(arguments.indication or ["mdd"]))
    known = get_args(Indication)
    if any(one not in known for one in indications):
        raise InputError("An indication is not known.", do=f"Choose from {', '.join(known)}.")
    return Answers(
        payer=arguments.payer,
        number=arguments.number,
        title=arguments.title,
        verified=arguments.verified or arguments.source_date,
        source_title=arguments.source,
        source_date=arguments.source_date,
        source_url=arguments.source_url,
        effective_from=str(arguments.effective_from or "unknown"),
        revision=arguments.revision,
        lines_of_business=tuple(dict.fromkeys(arguments.line or ["commercial"])),
        states=tuple(arguments.state),
        aliases=tuple(arguments.alias),
        review_mode=arguments.review_mode,
        indications=indications,
    )
