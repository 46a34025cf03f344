"""What the user entered: one module for each stage, the company, and the project that joins them.

Nothing here computes a figure; the plan does. Nothing here reads or writes files; storage does.
"""
