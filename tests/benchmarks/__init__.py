"""Figures beside their baselines, measured in one run: `python -m tests.benchmarks`."""
