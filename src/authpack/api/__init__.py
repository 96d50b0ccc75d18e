"""The public verbs: load a case, choose a policy, judge, explain, compare, render. The CLI comes through here.

Everything is typed and pure: no clock, no network, no global state beyond read-only reference
tables; safe to call from several threads. Dates are arguments; without them the request's own.

    from authpack import api

    case = api.load_case(Path("case.yaml"))
    result = api.check(case, policy="medicare-noridian-l37086")
    print(result.overall, api.explain(result, case)["changes"])
"""

from __future__ import annotations

from authpack.api.judging import (
    Case,
    Catalog,
    Changes,
    Determination,
    Policy,
    Problem,
    Route,
    Shelf,
    catalog,
    changes,
    check,
    check_lines,
    compare,
    day_of,
    explain,
    load_case,
    matrix,
    problems,
    request_of,
    route,
    route_data,
    shelf,
    shelf_of,
)
from authpack.api.letters import letter

__all__ = [
    "Case", "Catalog", "Changes", "Determination", "Policy", "Problem", "Route", "Shelf",
    "catalog", "changes", "check", "check_lines", "compare", "day_of", "explain", "letter", "load_case", "matrix",
    "problems", "request_of", "route", "route_data", "shelf", "shelf_of",
]  # fmt: skip
