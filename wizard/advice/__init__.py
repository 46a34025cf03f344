"""Rules that find problems and opportunities, a module for each stage, read by `check`.

A rule looks at the project and its figures and yields problems: one sentence of reason with the
figures in it, and the field it leads to. Limits of single answers are not rules; they stand in the
questions (`wizard.project.limits`).
"""
