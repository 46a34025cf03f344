"""The sales-department wizard: a plan, its workbook and its papers from one set of answers."""

__version__ = "0.1.0"
