"""Other payers than Medicare: by name, home plan, carve-out, line, state, product, day, indication, public program."""

from __future__ import annotations

from authpack.criteria.routing_tables import CarveOut, Program
from authpack.criteria.shelf import plain
from authpack.criteria.trail import Trail, listed


def by_name(trail: Trail) -> list[str]:
    """Policies of the payer that the coverage names, narrowed by what else it says."""
    payer = home_plan(trail)
    if payer is None:
        return []
    found = matched(trail, payer)
    if found:
        trail.step("payer_name", f"The payer's name is that of {listed(found)}.", "coverage.payer")
    found = fitting(trail, carved(trail, found, payer))
    return found or program(trail)


def matched(trail: Trail, payer: str) -> list[str]:
    """Policies by the payer's name or electronic id."""
    found = trail.shelf.named(payer)
    found |= {row.policy for row in trail.rules.aliases if plain(payer) in {plain(one) for one in row.names}}
    if not found and trail.coverage.payer_id is not None:
        found = trail.shelf.with_payer_id(trail.coverage.payer_id)
    return sorted(one for one in found if one in trail.shelf)


def home_plan(trail: Trail) -> str | None:
    """The payer's name; for BlueCard the member's home plan as recorded, None when it is not."""
    rule = trail.rules.bluecard
    told = " ".join(filter(None, (trail.coverage.product, trail.coverage.plan, trail.coverage.payer)))
    general = plain(trail.coverage.payer) in {plain(one) for one in rule.names}
    if not general and "bluecard" not in plain(told).replace("blue card", "bluecard"):
        return trail.coverage.payer
    trail.step(
        "bluecard", rule.says, "coverage.payer", "coverage.product", grade=rule.grade, source=rule.source
    )
    for name, where in (
        (trail.coverage.plan, "coverage.plan"),
        (None if general else trail.coverage.payer, "coverage.payer"),
    ):
        if name is not None and set(matched(trail, name)) & set(rule.plans):
            trail.step("home_plan", "The home plan is recorded.", where)
            return name
    trail.step(
        "home_plan_silent", "The home plan is not recorded by a name that is known here.", "coverage.plan"
    )
    trail.ask("coverage.plan", rule.ask)
    return None


def carved(trail: Trail, found: list[str], payer: str) -> list[str]:
    """Apply the carve-outs to what the name led to."""
    for row in trail.rules.carve_outs:
        if row.policy not in found or not _carves(trail, row, payer):
            continue
        to = [one for one in row.to if one in trail.shelf]
        trail.step(
            row.id, row.says, "coverage.payer", "requests.indication", grade=row.grade, source=row.source
        )
        if row.field is not None and row.ask is not None and (len(row.to) > 1 or not row.to):
            trail.ask(row.field, row.ask)
        if to:
            found = list(dict.fromkeys([*(one for one in found if one != row.policy), *to]))
            trail.because.update(dict.fromkeys(to, row.says))
            trail.forked = len(to) > 1
            break
    return found


def _carves(trail: Trail, row: CarveOut, payer: str) -> bool:
    name = plain(payer)
    return (
        (not row.names or name in {plain(one) for one in row.names})
        and name not in {plain(one) for one in row.unless_names}
        and (not row.indications or trail.request.indication in row.indications)
        and (not row.states or trail.coverage.state in row.states)
        and (row.from_ is None or row.from_.first <= trail.day)
    )


def fitting(trail: Trail, found: list[str]) -> list[str]:
    """Leave out what is for another line, state, product, time or indication; ask for what would tell."""
    for rule, named, keep, reads in (
        ("line", "line of business", _line_fits, "coverage.line_of_business"),
        ("state", "state", _state_fits, "coverage.state"),
        ("product", "product", _product_fits, "coverage.product"),
    ):
        kept = [one for one in found if keep(trail, one)]
        if len(kept) < len(found):
            trail.step(rule, f"For another {named}: {listed(set(found) - set(kept))}.", reads)
        found = kept
    found = trail.current(found)
    if len(found) > 1 and not trail.forked:
        found = _by_indication(trail, found)
    if len(found) > 1:
        _ask_apart(trail, found)
    return found


def _by_indication(trail: Trail, found: list[str]) -> list[str]:
    named = [
        one for one in found if trail.request.indication in trail.shelf.governing(one, trail.day).indications
    ]
    if len(named) == 1:
        trail.step("indication", f"Only {named[0]} speaks of this indication.", "requests.indication")
        return named
    return found


def _ask_apart(trail: Trail, found: list[str]) -> None:
    """Ask for the fields in which the candidates differ and the record is silent."""
    heads = [trail.shelf.governing(one, trail.day).head for one in found]
    if trail.coverage.line_of_business == "unknown" and len({one.lines_of_business for one in heads}) > 1:
        trail.ask(
            "coverage.line_of_business",
            "Which line of business is it (commercial, Medicare Advantage, Medicaid ...)?",
        )
    if trail.coverage.state is None and len({one.states for one in heads}) > 1:
        trail.ask("coverage.state", "Which state regulates the plan?")
    if trail.coverage.product is None and len({one.products for one in heads}) > 1:
        trail.ask("coverage.product", "Which product is it (HMO, PPO ...)?")
    if not trail.questions:
        trail.ask(
            "coverage.policy", "Which of these texts does the payer apply? Ask the payer and record its id."
        )


def _line_fits(trail: Trail, policy: str) -> bool:
    line = trail.coverage.line_of_business
    return line == "unknown" or line in trail.shelf.governing(policy, trail.day).head.lines_of_business


def _state_fits(trail: Trail, policy: str) -> bool:
    states = trail.shelf.governing(policy, trail.day).head.states
    return not states or trail.coverage.state is None or trail.coverage.state in states


def _product_fits(trail: Trail, policy: str) -> bool:
    products = {plain(one) for one in trail.shelf.governing(policy, trail.day).head.products}
    return (
        not products
        or trail.coverage.product is None
        or bool(products & set(plain(trail.coverage.product).split()))
    )


def program(trail: Trail) -> list[str]:
    """The public program's text, for a plan that holds none of its own."""
    line, state = trail.coverage.line_of_business, trail.coverage.state
    rows = [
        one for one in trail.rules.programs if one.line == line and (one.state is None or one.state == state)
    ]
    found = [one.policy for one in rows if one.policy in trail.shelf]
    for row in rows:
        trail.step(
            "program",
            _program_words(row),
            "coverage.line_of_business",
            "coverage.state",
            grade=row.grade,
            source=row.source,
        )
    if line in ("medicaid", "medicaid_managed") and state is None:
        trail.ask("coverage.state", "Which state's Medicaid is it?")
    if not found:
        return []
    return fitting(trail, carved(trail, found, trail.coverage.payer))


def _program_words(row: Program) -> str:
    where = f" in {row.state}" if row.state else ""
    return f"The program's text speaks for {row.line.replace('_', ' ')}{where}." + (
        f" {row.says}" if row.says else ""
    )
