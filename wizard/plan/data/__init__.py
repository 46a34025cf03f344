"""Dated data that lines stand on: payroll rates, labour limits, calendars, the KPI catalogue."""
