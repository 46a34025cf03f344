"""What follows from the project: every computed figure, defined once as a line of the plan.

No other package computes a figure. Nothing here reads files or knows of a workbook's cells: a
formula's text is made through the `Cells` a workbook gives.
"""
