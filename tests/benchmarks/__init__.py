"""Benchmarks: how long the program's heavy work takes, beside what else would do the same work.

They print figures and never fail a test: `python -m tests.benchmarks`.
"""
