"""The company: who the package is made for, in which country and currency, from which month."""

from __future__ import annotations

import re
from datetime import date

from wizard.project.cases import Cases
from wizard.project.model import Choice, Model, question
from wizard.texts import _
from wizard.units import MONTHS


class Country(Choice):
    """The law and the payroll rates follow the country."""

    RUSSIA = "ru", _("Россия")
    KAZAKHSTAN = "kz", _("Казахстан")
    OTHER = "other", _("Другая страна")


class Currency(Choice):
    """Currencies whose sums can be written in words."""

    RUB = "RUB", _("Российский рубль, ₽")
    KZT = "KZT", _("Тенге, ₸")
    BYN = "BYN", _("Белорусский рубль, Br")
    UZS = "UZS", _("Узбекский сум")
    USD = "USD", _("Доллар США, $")
    EUR = "EUR", _("Евро, €")


class WorkMode(Choice):
    """Where people work: a remote team needs no office."""

    OFFICE = "office", _("В офисе")
    HYBRID = "hybrid", _("Смешанный")
    REMOTE = "remote", _("Удалённо")


class Gender(Choice):
    """Needed for the cases of a name, nothing else."""

    FEMALE = "female", _("Женский")
    MALE = "male", _("Мужской")


def gender_told(patronymic: str) -> Gender | None:
    """The gender that a Russian or Turkic patronymic tells; None where it tells none."""
    ending = patronymic.strip().lower()
    if ending.endswith(("вна", "чна", "кызы", "қызы", "гызы")):
        return Gender.FEMALE
    return Gender.MALE if ending.endswith(("ич", "оглы", "улы", "ұлы")) else None


class OutputLanguage(Choice):
    """The language of the workbook and the documents."""

    RU = "ru", _("Русский")
    EN = "en", _("Английский")


class Person(Model):
    """A named official, as papers name one."""

    position: str = question(
        "",
        _("Должность"),
        example=_("Генеральный директор"),
        help=_("Стоит в грифе «УТВЕРЖДАЮ» и под приказами. Пишите как в приказе о назначении."),
    )
    surname: str = question(
        "",
        _("Фамилия"),
        basic=True,
        help=_("Стоит в грифе и под приказами после инициалов."),
        example=_("Берестов"),
    )
    name: str = question(
        "",
        _("Имя"),
        basic=True,
        help=_("Нужно для инициалов и падежей: «приказ Берестова\u00a0И.\u00a0А.»."),
        example=_("Илья"),
    )
    patronymic: str = question(
        "",
        _("Отчество"),
        basic=True,
        help=_("Нужно для инициалов. Нет отчества — оставьте пустым, инициал будет один."),
        example=_("Андреевич"),
    )
    gender: Gender = question(Gender.MALE, _("Пол"), help=_("Нужен только для падежей имени."))
    forms: Cases = question(
        Cases(),
        _("Падежи имени"),
        help=_(
            "Как имя стоит в косвенных падежах. Программа склоняет сама; впишите форму там, "
            "где она ошиблась."
        ),
    )
    position_forms: Cases = question(
        Cases(),
        _("Падежи должности"),
        help=_(
            "Как должность стоит в косвенных падежах. Программа склоняет сама; впишите "
            "форму там, где она ошиблась."
        ),
    )


HORIZON = (1, 60)


class DocumentFont(Choice):
    """The family in which the text of the papers is set; both come with the program."""

    SERIF = "serif", _("PT Serif, с засечками")
    SANS = "sans", _("PT Sans, без засечек")


class ConsultantPlace(Choice):
    """Where the consultant's brand stands beside the client's."""

    NOWHERE = "nowhere", _("Нигде: документы только от клиента")
    BOOK = "book", _("В книге для клиента: на обложке и внизу страниц")
    PAPERS = "papers", _("В книге и в шапке рабочих документов")


class Consultant(Model):
    """The brand of the consultant who made the plan, taken over from the program's settings.

    It is kept in the project, so that the package is the same on another machine.
    """

    place: ConsultantPlace = question(
        ConsultantPlace.NOWHERE,
        _("Бренд консультанта"),
        help=_("Положения, приказы и формы остаются от имени клиента в любом случае."),
    )
    name: str = question(
        "",
        _("Название консультанта"),
        help=_("Так консультант назван на обложке книги и внизу страниц."),
        example=_("Бюро продаж «Опора»"),
    )
    logo: str = question(
        "",
        _("Логотип консультанта"),
        help=_(
            "Картинка PNG, JPG или SVG; хранится внутри проекта. Стоит рядом с логотипом клиента."
        ),
    )
    color: str = question(
        "",
        _("Цвет консультанта"),
        help=_(
            "Цвет линии под названием консультанта. Код цвета есть в руководстве по "
            "фирменному стилю."
        ),
        example=_("#1F6FEB"),
    )
    contacts: str = question(
        "",
        _("Контакты консультанта"),
        lines=3,
        help=_("По ним клиент найдёт консультанта: печатаются под названием."),
        example=_("+7 900 000-00-00, plan@example.ru"),
    )
    letterhead: str = question(
        "",
        _("Бланк Word консультанта"),
        help=_(
            "Файл .docx с шапкой консультанта для рабочих документов. Без него стоит бланк "
            "программы."
        ),
    )


OWN_COLOUR = "#1F6FEB"


def is_colour(entry: str) -> bool:
    """Whether an entry is a colour written as #RRGGBB."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", entry) is not None


class Company(Model):
    """Who the package is made for."""

    name: str = question(
        "",
        _("Название"),
        basic=True,
        example=_("Ромашка"),
        help=_("Короткое название: стоит в шапке книги, в заголовке окна и в текстах документов."),
    )
    legal_name: str = question(
        "",
        _("Полное наименование"),
        example=_("Общество с ограниченной ответственностью «Ромашка»"),
        help=_("Как в уставе: печатается в реквизитах документов."),
    )
    legal_form: str = question(
        "ООО",
        _("Правовая форма"),
        example=_("ООО, ИП, АО, ТОО"),
        help=_(
            "Сокращение из устава или свидетельства о регистрации. Стоит перед названием в "
            "шапке документов."
        ),
    )
    city: str = question(
        "", _("Город"), example=_("Москва"), help=_("Место издания документа: «г. Москва».")
    )
    country: Country = question(
        Country.RUSSIA,
        _("Страна"),
        basic=True,
        help=_("От страны зависят взносы работодателя и нормы, на которые ссылаются документы."),
    )
    currency: Currency = question(
        Currency.RUB,
        _("Валюта"),
        basic=True,
        help=_(
            "В ней считаются все суммы плана. Смена валюты меняет только знак: введённые "
            "суммы не пересчитываются."
        ),
    )
    tax_id: str = question(
        "",
        _("ИНН / БИН"),
        help=_(
            "Печатается в реквизитах документов и в согласии клиента. В России это ИНН, в "
            "Казахстане — БИН или ИИН; без него реквизит не печатается."
        ),
    )
    registration_id: str = question(
        "",
        _("ОГРН / КПП"),
        help=_(
            "Печатается в реквизитах документов рядом с ИНН. Возьмите из выписки ЕГРЮЛ; без "
            "него реквизит не печатается."
        ),
    )
    address: str = question(
        "",
        _("Адрес"),
        help=_(
            "Печатается на бланке и в документах для клиента. Возьмите юридический адрес из "
            "реестра."
        ),
        example=_("394000, Воронеж, ул. Мира, д. 1"),
    )
    contacts: str = question(
        "",
        _("Телефон, почта, сайт"),
        help=_("Печатаются на бланке и в коммерческом предложении: по ним клиент отвечает."),
        example=_("+7 473 000-00-00, sale@example.ru"),
    )
    approver: Person = question(
        Person(position="Генеральный директор"),
        _("Кто утверждает документы"),
        help=_("Его должность и фамилия стоят в грифе «УТВЕРЖДАЮ»."),
    )
    work_mode: WorkMode = question(
        WorkMode.OFFICE,
        _("Как работает команда"),
        basic=True,
        help=_(
            "Удалённой команде мебель, техника и ремонт не считаются: из капитальных расходов "
            "остаются программы."
        ),
    )
    logo: str = question(
        "", _("Логотип"), help=_("Картинка PNG, JPG или SVG; хранится внутри проекта.")
    )
    brand_color: str = question(
        OWN_COLOUR,
        _("Фирменный цвет"),
        example=_("#1F6FEB"),
        help=_(
            "Цвет заголовков, линий и диаграмм в документах и книге. Код цвета есть в "
            "руководстве по фирменному стилю или у дизайнера."
        ),
    )
    font: DocumentFont = question(
        DocumentFont.SERIF,
        _("Шрифт документов"),
        help=_("Для PDF и для бланка программы; в своём бланке Word действуют его шрифты."),
    )
    letterhead: str = question(
        "", _("Бланк Word"), help=_("Свой бланк .docx для документов Word вместо бланка программы.")
    )
    consultant: Consultant = question(
        Consultant(),
        _("Консультант"),
        help=_(
            "Кто составил план для клиента. Его бренд может стоять в книге и рабочих "
            "документах рядом с брендом клиента."
        ),
    )
    language: OutputLanguage = question(
        OutputLanguage.RU,
        _("Язык документов и книги"),
        help=_(
            "Язык книги Excel и всех документов. Нетронутые названия примера перейдут на него, "
            "ваши останутся. Язык окна выбирается отдельно, в меню."
        ),
    )
    start: date = question(
        date(2027, 1, 1),
        _("Первый месяц плана"),
        basic=True,
        help=_("С него начинаются все помесячные таблицы. Сдвиньте его, и план сдвинется целиком."),
    )
    horizon: int = question(
        12,
        _("На сколько месяцев план"),
        unit=MONTHS,
        low=HORIZON[0],
        high=HORIZON[1],
        help=_("Год плана — 12 месяцев; до пяти лет."),
    )

    @property
    def months(self) -> int:
        """How many months are planned: the horizon, held within its limits.

        A horizon out of them is kept and told of like any other answer, but every figure has that
        many months: a plan of none, or of a million, could not be shown to be corrected.
        """
        low, high = HORIZON
        return min(max(self.horizon, low), high)

    @property
    def adviser(self) -> Consultant | None:
        """The consultant, where the brand is to be shown and there is a name to show."""
        consultant = self.consultant
        shown = consultant.place is not ConsultantPlace.NOWHERE and consultant.name.strip()
        return consultant if shown else None

    @property
    def colour(self) -> str:
        """The brand colour, or the program's own where the entry is none."""
        return self.brand_color if is_colour(self.brand_color) else OWN_COLOUR
