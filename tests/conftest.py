"""Fixtures of the whole suite; Hypothesis without a deadline, since two cores are shared."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

pytest_plugins = ["hocba.testing.plugin"]

settings.register_profile("hocba", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hocba")
