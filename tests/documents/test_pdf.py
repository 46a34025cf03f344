"""A PDF paper breaks over pages properly and needs no font of the system."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.documents.test_escaping import words_of_pdf
from wizard.documents.catalogue import catalogue
from wizard.documents.preview import paper_begun
from wizard.documents.setting.blocks import Run, Table
from wizard.documents.setting.layout import Document, Organisation
from wizard.documents.setting.letters import width_of
from wizard.documents.setting.pdf import render_pdf
from wizard.documents.setting.widths import columns
from wizard.plan.figures import compute
from wizard.storage.presets import load_preset

PAPER = Document(title="Проба", text="", organisation=Organisation("ООО «Ромашка»"))


def test_a_long_table_repeats_its_header_on_every_page(tmp_path: Path) -> None:
    rows = "".join(f"| строка {number} | {number} |\n" for number in range(120))
    paper = replace(PAPER, text="| Показатель | Сумма |\n|:---|---:|\n" + rows)
    pages = words_of_pdf(render_pdf(paper), tmp_path).split("\f")[:-1]
    assert len(pages) >= 3
    assert all("Показатель" in page for page in pages)


def test_pages_are_numbered_from_the_second_on(tmp_path: Path) -> None:
    paper = replace(PAPER, text="Раз.\n\n::: pagebreak\n\nДва.\n\n::: pagebreak\n:::\n\nТри.\n")
    pages = words_of_pdf(render_pdf(paper), tmp_path).split("\f")[:-1]
    heads = [page.strip().splitlines()[0].strip() for page in pages]
    assert heads[1:] == ["2", "3"]
    assert heads[0] != "1"


def test_only_the_programs_own_fonts_are_used() -> None:
    pdf = render_pdf(replace(PAPER, text="**Жирный** *курсив* 5 ₸ ☐ 😀"))
    assert b"PTSerif" in pdf or b"PT" in pdf
    assert b"Libertinus" not in pdf


def test_an_endless_word_breaks_instead_of_leaving_the_page(tmp_path: Path) -> None:
    pdf = render_pdf(replace(PAPER, text="н" * 400))
    assert "н" * 20 in words_of_pdf(pdf, tmp_path)


def test_columns_fill_the_page_and_sums_stay_on_one_line() -> None:
    cells = tuple((Run(text),) for text in ("Оплата труда", *["12\u00a0345\u00a0678"] * 12))
    table = Table(cells, (cells,), ("left", *["right"] * 12))  # type: ignore[arg-type]
    fitted = columns(table, 178.0)
    assert abs(sum(fitted.widths) - 178.0) < 0.01
    assert fitted.size < 10.5
    assert len({round(width, 6) for width in fitted.widths[1:]}) == 1


def test_signs_that_text_fonts_lack_are_drawn_too() -> None:
    pdf = render_pdf(replace(PAPER, text="Запуск 🚀 цели 🎯 и рост 📈"))
    assert b"NotoEmoji" in pdf


def test_a_column_of_long_texts_is_not_squeezed_by_short_ones() -> None:
    header = tuple((Run(text),) for text in ("Действует с", "Документы", "Рассказано отделу"))
    long = "Регламент подготовки коммерческих предложений; Положение о скидках; " * 6
    row = tuple((Run(text),) for text in ("18.12.2026", long, "да"))
    widths = columns(Table(header, (row,), ("left", "left", "center")), 120.0).widths
    assert widths[1] > 2 * widths[2]
    assert widths[0] > 22  # the date stays on its line


def test_word_gets_columns_in_which_no_usual_word_is_cut() -> None:
    header = tuple((Run(text),) for text in ("Шаг", "Руководитель", "Специалист", "Аккаунт"))
    long = "Проверить, что клиент получил ответ на каждое из своих обращений в срок. " * 8
    table = Table(header, (((Run(long),),) * 4,), ("left", "left", "left", "left"))
    letters = len("Руководитель")
    widths = columns(table, 100.0, hyphenated=False).widths
    assert widths[1] >= letters * 0.5 * 10.5 * 0.3528


def test_word_keeps_short_headings_whole_even_in_the_widest_substitute_font() -> None:
    names = ("Показатель", "Оценка", "Цель", "Предел", "Факт", "Баллов", "Границы")
    header = tuple((Run(text),) for text in names)
    table = Table(header, (((Run("Просроченная задолженность"),),),), ("left",) * 7)
    fitted = columns(table, 178.0, hyphenated=False)
    for name, width in zip(names, fitted.widths, strict=True):
        letters = width_of(name, bold=True, look="widest") * fitted.size * 0.3528
        assert width >= letters + 3.2  # the insets of a cell


def test_word_cuts_no_sum_in_two_in_any_font() -> None:
    names = (
        "Месяц",
        "Выручка",
        "Маржа",
        "Прямые",
        "Косвенные",
        "Капитальные",
        "Операционная прибыль",
    )
    sums = ("янв\u00a02027", *("105\u00a0832\u00a0221" for _name in names[1:]))
    header = tuple((Run(text),) for text in names)
    table = Table(header, (tuple((Run(text),) for text in sums),), ("left", *["right"] * 6))  # type: ignore[arg-type]
    fitted = columns(table, 178.0, hyphenated=False)
    for text, width in zip(sums, fitted.widths, strict=True):
        assert width >= width_of(text, look="widest") * fitted.size * 0.3528 + 3.2


def test_a_column_to_be_filled_in_by_hand_takes_a_sum_a_date_or_a_signature() -> None:
    header = tuple((Run(text),) for text in ("Часть", "Ставка или сумма", "План", "Факт", "Итог"))
    long = "Премия за план первых заказов по ступеням, по прямой между точками. "
    row = tuple((Run(text),) for text in (long, long, "", "", ""))
    dash = tuple((Run(text),) for text in ("Возвраты", "", "—", "", ""))
    for hyphenated in (True, False):
        table = Table(header, (row, dash), ("left", "left", "right", "right", "right"))
        assert min(columns(table, 178.0, hyphenated=hyphenated).widths[2:]) >= 22


def test_most_of_the_room_goes_to_the_columns_of_long_texts() -> None:
    header = tuple((Run(text),) for text in ("Модель", "Кому подходит", "Плюсы", "Минусы"))
    texts = ("Одноступенчатая", "Простой продукт, много сделок.", "Слово о пользе. " * 14,
             "Слово о вреде. " * 14)  # fmt: skip
    table = Table(header, (tuple((Run(text),) for text in texts),), ("left",) * 4)
    widths = columns(table, 178.0, hyphenated=False).widths
    assert sum(widths[2:]) > 1.4 * sum(widths[:2])
    assert max(widths[2:]) < 1.1 * min(widths[2:])


def test_a_signature_is_never_alone_on_a_page(tmp_path: Path) -> None:
    sign = "\n\n::: signature\nДиректор | И. О. Фамилия\n:::\n"
    for lines in range(30, 50):
        text = "\n\n".join(f"Строка {number}." for number in range(lines)) + sign
        paper = replace(PAPER, text=text, legal_line="Проверьте у юриста.")
        last = words_of_pdf(render_pdf(paper), tmp_path).split("\f")[:-1][-1]
        assert "Строка" in last
        assert "Директор" in last
        assert "юриста" in last


def test_what_closes_a_paper_stands_together_under_two_lines_of_its_text(tmp_path: Path) -> None:
    closing = (
        "\n\n::: signature\nДиректор | И. О. Фамилия\n:::\n"
        "\n::: agreed\nЮрист |\n:::\n\n::: acquaintance\nМенеджер |\n:::\n"
    )
    for lines in range(14, 40):
        text = "\n\n".join(f"Строка {number}." for number in range(lines)) + closing
        paper = replace(PAPER, text=text, legal_line="Проверьте у законника.")
        last = words_of_pdf(render_pdf(paper), tmp_path).split("\f")[:-1][-1]
        assert last.count("Строка") >= 2
        for word in ("Директор", "Юрист", "ознакомлены", "законника"):
            assert word in last


def test_the_last_words_of_a_paper_are_not_alone_on_a_page(tmp_path: Path) -> None:
    for lines in range(20, 46):
        text = "\n\n".join(f"Слово {number}." for number in range(lines))
        for after in ("", "\n\n::: appendix Приложение\nТекст приложения.\n:::\n"):
            told = words_of_pdf(render_pdf(replace(PAPER, text=text + after)), tmp_path)
            pages = [page for page in told.split("\f")[:-1] if "Слово" in page]
            assert pages[-1].count("Слово") > 1


def test_small_print_is_never_alone_under_a_table_or_a_sheet(tmp_path: Path) -> None:
    table = "| Показатель | Сумма |\n|:---|---:|\n" + "| строка | 5 |\n" * 3
    for above in (table, "::: acquaintance\nМенеджер |\n:::\n"):
        for lines in range(20, 46, 2):
            text = "\n\n".join(f"Слово {number}." for number in range(lines))
            paper = replace(PAPER, text=f"{text}\n\n{above}", legal_line="Проверьте.")
            last = words_of_pdf(render_pdf(paper), tmp_path).split("\f")[:-1][-1]
            assert "строка" in last or "Менеджер" in last
            assert "Проверьте" in last


def test_an_empty_row_is_high_enough_to_be_written_in(tmp_path: Path) -> None:
    table = "| Обещание | Решение |\n|:---|:---|\n" + "|  |  |\n" * 40
    pages = words_of_pdf(render_pdf(replace(PAPER, text=table)), tmp_path).split("\f")[:-1]
    assert len(pages) == 2  # forty lines of a ruled sheet


def test_the_first_page_alone_is_the_one_that_the_whole_paper_begins_with() -> None:
    project = load_preset("wholesale")
    figures = compute(project)
    for template in catalogue("ru"):
        begun = paper_begun(project, figures, template.id)
        assert begun is not None
        assert begun.whole is not None
        assert begun.pages == begun.whole().pages[:1], template.id
