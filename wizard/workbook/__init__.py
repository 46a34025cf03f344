"""The Excel workbook of a project: the plan as live formulas, each written with its value.

The only home of XlsxWriter. Nothing here computes a figure: values come from `wizard.plan.figures`,
formulas from the same definitions through the `Cells` of `layout`.
"""
