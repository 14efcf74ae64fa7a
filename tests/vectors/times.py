"""The two instants that all vectors share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

SIGNED = datetime(2026, 6, 1, 2, tzinfo=UTC)
AT = SIGNED + timedelta(days=1)
