"""A sheet that takes its formulas as they are: XlsxWriter's own looks each one over at length.

Belongs here: what differs from XlsxWriter's sheet. Does not belong here: what is written on it.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class Sheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter's sheet without its search for functions that need a prefix.

    It searches each formula for some thirty functions of newer spreadsheets (FILTER, XLOOKUP …),
    which takes more than half of the time of a workbook. No formula of ours has one; a formula that
    gets one must carry its prefix (`_xlfn.`) itself.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")
