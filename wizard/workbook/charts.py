"""The native charts of the summary: funnel, cash, costs by group, capacity, break-even, sales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from wizard.plan.formulas.line import Line
from wizard.texts import Language, Text, _
from wizard.workbook.layout import DATE_ROW, FIRST_MONTH, Layout
from wizard.workbook.number_formats import MONTH_HEADING
from wizard.workbook.styles import FONT, INK, LINE, MUTED

SECOND, THIRD, FOURTH = "#F2A65A", "#4CB39A", "#98A2B3"
WIDTH, HEIGHT = 516, 292


class Charts:
    """Makes charts over the rows of lines."""

    def __init__(self, book: Workbook, layout: Layout, language: Language, brand: str) -> None:
        self._book, self._layout = book, layout
        self._language, self._brand = language, brand
        self._cells = layout.cells("")

    def funnel(self, sheet: str, first: int, last: int, label: int, value: int) -> Chart:
        """Bars of the funnel's stages, the top of the funnel above."""
        chart = self._chart("bar", _("Воронка: сколько доходит за весь план"))
        chart.add_series(
            {
                "categories": [sheet, first, label, last, label],
                "values": [sheet, first, value, last, value],
                "fill": {"color": self._brand},
                "gap": 40,
                "data_labels": {
                    "value": True,
                    "num_format": "#,##0",
                    "font": {"name": FONT, "size": 9, "color": INK},
                },
            }
        )
        chart.set_y_axis({"reverse": True, **self._axis(), "line": {"none": True}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_legend({"none": True})
        return chart

    def columns_and_line(
        self, title: Text, columns: Line, line: Line, *, second_axis: bool
    ) -> Chart:
        """Columns of one line by month and a line of another over them."""
        chart = self._chart("column", title)
        chart.add_series(self._series(columns, self._brand) | {"gap": 60})
        over: Any = self._book.add_chart({"type": "line"})
        over.add_series(
            self._series(line, SECOND, as_line=True) | ({"y2_axis": True} if second_axis else {})
        )
        chart.combine(over)
        self._months_axis(chart)
        if second_axis:
            over.set_y2_axis({**self._axis(), "num_format": "#,##0", "line": {"none": True}})
        return chart

    def stacked(self, title: Text, lines: Sequence[Line]) -> Chart:
        """Columns by month, each made of several lines."""
        chart = self._chart("column", title, "stacked")
        for line, color in zip(lines, (self._brand, THIRD, SECOND, FOURTH), strict=False):
            chart.add_series(self._series(line, color) | {"gap": 60})
        self._months_axis(chart)
        return chart

    def _chart(self, kind: str, title: Text, subtype: str = "") -> Chart:
        options = {"type": kind, "subtype": subtype} if subtype else {"type": kind}
        chart: Any = self._book.add_chart(options)
        chart.set_title(
            {
                "name": title.into(self._language),
                "name_font": {"name": FONT, "size": 11, "bold": True, "color": INK},
                "overlay": False,
            }
        )
        chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": "#FFFFFF"}})
        chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9, "color": MUTED}})
        chart.set_size({"width": WIDTH, "height": HEIGHT})
        return chart

    def _axis(self) -> dict[str, Any]:
        return {
            "num_font": {"name": FONT, "size": 9, "color": MUTED},
            "line": {"color": LINE},
            "major_tick_mark": "none",
            "minor_tick_mark": "none",
        }

    def _months_axis(self, chart: Any) -> None:
        chart.set_x_axis(
            {
                **self._axis(),
                "num_format": MONTH_HEADING[self._language],
                "label_position": "low",
                "text_axis": True,
            }
        )
        chart.set_y_axis(
            {
                **self._axis(),
                "num_format": "#,##0",
                "line": {"none": True},
                "major_gridlines": {"visible": True, "line": {"color": "#EEF1F5"}},
            }
        )

    def _series(self, line: Line, color: str, *, as_line: bool = False) -> dict[str, Any]:
        sheet, row, _first = self._layout.sheet_row(line.key)
        last = FIRST_MONTH + self._layout.months - 1
        look: dict[str, Any] = (
            {"line": {"color": color, "width": 2.25}} if as_line else {"fill": {"color": color}}
        )
        return look | {
            "name": line.label.into(self._language),
            "categories": [sheet, DATE_ROW - 1, FIRST_MONTH, DATE_ROW - 1, last],
            "values": [sheet, row, FIRST_MONTH, row, last],
        }
