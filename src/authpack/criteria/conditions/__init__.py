"""Leaf kinds of the policy language: importing this package makes all of them known."""

from authpack.criteria.conditions import (  # noqa: F401  (registration)
    codes,
    continuation,
    courses,
    diagnosis,
    initial,
    plan,
    provider,
    repeat,
    scoring,
    screen,
    standing,
    substance,
    therapy,
    treatment,
    trials,
)
from authpack.criteria.conditions.base import KINDS, Condition

__all__ = ["KINDS", "Condition"]
