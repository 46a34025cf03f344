"""What holds for all tests: hypothesis tells by its findings, not by the machine's speed."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("product", deadline=None)
settings.load_profile("product")
