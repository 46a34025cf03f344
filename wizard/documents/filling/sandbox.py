"""Templates confined: what strangers' templates may do, and how much of it.

Belongs here: the sandbox that all templates run in. Does not belong here: the filters that format
(`text.py`), where templates come from (`packs.py`).

The rules, each kept by one mechanism:

- **Reading.** Data of what a template is given may be read, with no name that begins with `_`, no
  class, no module, nothing of a function, and nothing that pydantic adds to the project. Methods
  are a closed list (`METHODS`), those of the objects made for templates, and macros.
- **Changing.** Nothing that is given can be changed: no method that changes is in the list.
- **Filters, tests, functions** are closed lists; the ones of Jinja that can blow a value up
  (`center`, `format`, `batch`, …) are left out or made anew with a limit.
- **Work.** Every block that is entered (a loop's turn, a macro, a branch), every call, filter and
  operator costs its own size and that of what it gives, a test the size of what it looks through;
  a text filled in may cost `MOST_WORK` and take `MOST_SECONDS`. A single value has at most
  `MOST_SIZE` characters and items, counted with all that is inside it, so what happens between two
  looks at the clock is short too.
- **Nothing is worked out while a template is compiled**; its source is at most `MOST_SOURCE` long.
- **Files.** Pieces come from a dictionary of texts read beforehand; there is no way to a file.

No thread is killed and no process is started: a template that goes too far raises LimitReached.
"""

from __future__ import annotations

import cmath
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from time import perf_counter
from types import ModuleType
from typing import Any, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from pydantic import BaseModel

from wizard.errors import UserError
from wizard.texts import _

MOST_WORK = 20_000_000
MOST_SECONDS = 5.0
MOST_SIZE = 1_000_000
MOST_SOURCE = 200_000
MOST_TURNS = 100_000
MOST_BITS = 256
DEEPEST = 50

METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(
        ("lower", "upper", "strip", "lstrip", "rstrip", "startswith", "endswith", "split",
         "splitlines", "removeprefix", "removesuffix", "isdigit", "isalpha", "isupper", "islower",
         "count", "find", "capitalize", "title")
    ),
    dict: frozenset(("get", "items", "keys", "values")),
    list: frozenset(("index", "count")),
    tuple: frozenset(("index", "count")),
    datetime.date: frozenset(("isoformat", "weekday", "isoweekday")),
    LoopContext: frozenset(("cycle", "changed")),
}  # fmt: skip
_OWN = "wizard.documents"  # objects made for templates; their public methods are for templates
_FILTERS = (
    "abs", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items", "last",
    "length", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "select",
    "selectattr", "sort", "unique",
)  # fmt: skip
_PYDANTIC = frozenset((*dir(BaseModel), "__fields__", "__fields_set__"))
_OPERATORS = frozenset(("+", "-", "*", "/", "//", "%", "**"))


class LimitReached(UserError):
    """A template does more than any document needs."""


class _Budget:
    __slots__ = ("depth", "left", "until")

    def __init__(self) -> None:
        self.left, self.until, self.depth = MOST_WORK, perf_counter() + MOST_SECONDS, 0


_BUDGET: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def limited() -> Iterator[None]:
    """All templates filled in within share one budget; one inside another takes no new one."""
    if _BUDGET.get() is not None:
        yield
        return
    token = _BUDGET.set(_Budget())
    try:
        yield
    finally:
        _BUDGET.reset(token)


def spend(work: int) -> None:
    """Take work off the budget. Raises LimitReached where it is used up or the time is over."""
    budget = _BUDGET.get()
    if budget is None:
        return
    budget.left -= work
    if budget.left < 0:
        raise LimitReached(_("шаблон повторяет или выводит слишком много"))
    if perf_counter() > budget.until:
        raise LimitReached(_("шаблон заполняется слишком долго"))


def sized(size: int) -> None:
    """Refuse a value that would be larger than MOST_SIZE before it is made."""
    if size > MOST_SIZE:
        raise LimitReached(_("шаблон создаёт слишком большое значение"))
    spend(1)


class Confined(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with closed lists and a budget."""

    intercepted_binops = _OPERATORS

    def __init__(self, **options: Any) -> None:
        super().__init__(optimized=False, **options)
        self.code_generator_class = Generator
        known = self.filters
        self.filters = {name: known[name] for name in _FILTERS}
        tests = cast(dict[str, Callable[..., Any]], self.tests)
        self.tests = {name: _looked_through(test) for name, test in tests.items()}
        self.globals = {"range": _numbers, "namespace": _Notes}

    def take_filters(self, own: Mapping[str, Callable[..., Any]]) -> None:
        """The program's own filters beside Jinja's; every one is charged for what it gives."""
        given = self.filters | dict(own)
        self.filters = {name: self._charged(filter_) for name, filter_ in given.items()}

    def step(self, work: int) -> bool:
        """Charged by the compiled template on entering a block."""
        spend(work)
        return True

    def made(self, value: Any) -> Any:
        """A value that a template made, charged; refused where it is too large."""
        if isinstance(value, str):
            sized(len(value))
            spend(len(value))
        elif isinstance(value, (list, tuple, dict, set, frozenset)):
            spend(_size_of(value))
        elif isinstance(value, int):
            if value.bit_length() > MOST_BITS:
                raise LimitReached(_("шаблон создаёт слишком большое значение"))
            spend(1)
        else:
            spend(1)
        return value

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute; see the rules above."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, BaseModel) and attr in _PYDANTIC:
            return False
        if isinstance(value, (type, ModuleType)):
            return False
        if callable(obj) and not isinstance(obj, (Macro, LoopContext, Undefined)):
            return False
        if not callable(value) or isinstance(value, (Macro, Undefined)):
            return True
        if type(obj).__module__.startswith(_OWN):
            return True
        return any(isinstance(obj, kind) and attr in names for kind, names in METHODS.items())

    def is_safe_callable(self, obj: Any) -> bool:
        """No class can be called, but for the notes of a template."""
        if isinstance(obj, type):
            return obj is _Notes
        return callable(obj) and super().is_safe_callable(obj)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what a template calls, charged, and not endlessly one in another."""
        self = __self
        if isinstance(__obj, Undefined):
            str(__obj)  # raises, with the name
        if not self.is_safe_callable(__obj):
            raise SecurityError("not callable")
        if not isinstance(__obj, (Macro, LoopContext)):
            for given in (*args, *kwargs.values()):
                _plain(given)
        spend(1)
        budget = _BUDGET.get()
        if budget is None:
            return self.made(__context.call(__obj, *args, **kwargs))
        if budget.depth >= DEEPEST:
            raise LimitReached(_("шаблон вызывает сам себя без конца"))
        budget.depth += 1
        try:
            return self.made(__context.call(__obj, *args, **kwargs))
        finally:
            budget.depth -= 1

    def wrap_str_format(self, value: Any) -> None:
        """Jinja would let `format` through in its own version, with widths as large as asked."""
        return

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What pydantic adds to the project is not even looked at."""
        if isinstance(obj, BaseModel) and attribute in _PYDANTIC:
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item by its number or name, nothing else."""
        if isinstance(argument, Undefined):
            str(argument)  # raises, with the name
        if not isinstance(argument, (str, int, float, slice)):
            raise SecurityError("no item")
        if isinstance(obj, BaseModel):
            return self.getattr(obj, str(argument))
        found = super().getitem(obj, argument)
        return self.made(found) if isinstance(argument, slice) else found

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic of numbers, joining of texts and lists; nothing that blows up."""
        texts = [one for one in (left, right) if isinstance(one, (str, list, tuple))]
        if operator == "*" and texts:
            times = right if texts[0] is left else left
            sized(len(texts[0]) * times if isinstance(times, int) else 0)
        elif operator == "%" and texts:
            raise SecurityError("format")
        elif (
            operator == "**"
            and isinstance(left, int)
            and isinstance(right, int)
            and left.bit_length() * right > MOST_BITS
        ):
            raise LimitReached(_("шаблон создаёт слишком большое значение"))
        return self.made(super().call_binop(context, operator, left, right))

    def _charged(self, given: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(given)  # keeps the mark by which Jinja passes the environment
        def charged(*args: Any, **kwargs: Any) -> Any:
            spend(1)
            found = given(*args, **kwargs)
            return _paid_one_by_one(found) if isinstance(found, Iterator) else self.made(found)

        return charged


def _paid_one_by_one(items: Iterator[Any]) -> Iterator[Any]:
    """What a filter gives piece by piece: each may have cost a long search."""
    for item in items:
        spend(1)
        yield item


def _looked_through(given: Callable[..., Any]) -> Callable[..., Any]:
    """A test that costs what it looks through: `in` reads the whole of a list or a text."""

    @wraps(given)
    def charged(*args: Any, **kwargs: Any) -> Any:
        spend(1 + sum(len(one) for one in args if isinstance(one, (str, list, tuple, range))))
        return given(*args, **kwargs)

    return charged


class _Notes(Namespace):
    """What `namespace()` gives; it is never written out."""

    def __repr__(self) -> str:
        return "<namespace>"


class Generator(CodeGenerator):
    """Compiled templates that pay their way, and work nothing out beforehand."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Enter a block: it costs what stands in it."""
        block = list(nodes)
        self.writeline(f"environment.step({sum(map(_weight, block)) + 1})")
        super().blockvisit(block, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        """A loop's condition is paid for at each turn, though no block is entered."""
        if node.test is not None:
            step = nodes.EnvironmentAttribute("step", lineno=node.lineno)
            weight = nodes.Const(_weight(node.test) + 1, lineno=node.lineno)
            paid = nodes.Call(step, [weight], [], None, None, lineno=node.lineno)
            node.test = nodes.And(paid, node.test, lineno=node.lineno)
            node.test.set_environment(self.environment)
        super().visit_For(node, frame)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:
        """A number without end has no name in Python: `1e400` is refused where it is written."""
        if isinstance(node.value, (float, complex)) and not cmath.isfinite(node.value):
            raise LimitReached(_("шаблон создаёт слишком большое значение"))
        super().visit_Const(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """`~` protects texts for Markdown, where Jinja would escape HTML."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        """A list is charged with all that is in it."""
        self._made(super().visit_List, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        """A tuple is charged where it is read; written, it names variables."""
        if node.ctx == "load":
            self._made(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        """A dictionary is charged with all that is in it."""
        self._made(super().visit_Dict, node, frame)

    def _made(self, visit: Callable[[Any, Frame], None], node: nodes.Node, frame: Frame) -> None:
        self.write("environment.made(")
        visit(node, frame)
        self.write(")")

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


def _weight(node: nodes.Node) -> int:
    """How much a piece of a template can do by itself: its parts and its letters."""
    weight = 1
    for field in node.fields:
        value = getattr(node, field, None)
        weight += len(value) if isinstance(value, str) else 0
    return weight + sum(_weight(child) for child in node.iter_child_nodes())


def _size_of(value: object) -> int:
    """Items and letters of a container with all that is inside it, as often as it is there."""
    size, left = 0, [value]
    while left:
        one = left.pop()
        size += 1
        if isinstance(one, str):
            size += len(one)
        elif isinstance(one, Mapping) and isinstance(one, dict):
            left.extend(one.keys())
            left.extend(one.values())
        elif isinstance(one, (list, tuple, set, frozenset)):
            left.extend(one)
        if size + len(left) > MOST_SIZE:
            raise LimitReached(_("шаблон создаёт слишком большое значение"))
    return size


def _plain(value: object) -> None:
    """The program's own functions take single values and lists of plain ones."""
    if isinstance(value, (list, tuple, set, frozenset)) and any(
        not isinstance(one, (str, int, float, datetime.date, type(None))) for one in value
    ):
        raise SecurityError("not a list of plain values")


def _numbers(*limits: int) -> range:
    numbers = range(*limits)
    try:
        many = len(numbers) > MOST_TURNS
    except OverflowError:
        many = True
    if many:
        raise LimitReached(_("range() длиннее {most} чисел", most=MOST_TURNS))
    return numbers
