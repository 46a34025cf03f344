"""Strangers' templates: what they may not read, change or use up, whatever they try."""

from __future__ import annotations

from functools import cache

import pytest

from wizard.documents.facts.names import Names
from wizard.documents.filling.sandbox import MOST_SECONDS, MOST_SOURCE
from wizard.documents.filling.text import TemplateEnvironment, environment, fill
from wizard.errors import UserError
from wizard.plan.figures import compute
from wizard.project.project import Project
from wizard.storage.presets import load_preset

pytestmark = pytest.mark.timeout(MOST_SECONDS * 2 + 3)  # what wastes time is refused


@cache
def project() -> Project:
    return load_preset("online-service")


@cache
def names() -> dict[str, object]:
    return Names(project(), compute(project()), "ru").given


def filled(text: str, env: TemplateEnvironment | None = None) -> str:
    return fill(env or environment("ru", "RUB"), text, names(), "stranger.md")


def refused(text: str) -> str:
    """The refusal of a template."""
    with pytest.raises(UserError) as caught:
        filled(text)
    told = caught.value.into("ru")
    assert "stranger.md" in told
    assert len(told) < 500
    return told


ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ '' | attr('__class__') }}",
    "{{ [''] | map(attribute='__class__') | list | join }}",
    "{{ [project] | map(attribute='model_fields') | first | length }}",
    "{{ [project] | map('attr', '__class__') | list | join }}",
    "{{ '{0.__class__}'.format(project) }}",
    "{{ '{0.__class__}'.format_map({}) }}",
    "{{ '%s' % project }}",
    "{{ '%s' | format(project) }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ dict(a=1) }}",
    "{{ namespace.__init__ }}",
    "{{ range.__self__ }}",
    "{{ quoted.__self__.project }}",
    "{{ quoted.__func__ }}",
    "{{ quoted.im_self }}",
    "{{ law.__func__.__globals__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "{% for x in [1] %}{{ loop._iterator }}{{ loop.__init__ }}{% endfor %}",
    "{{ (structure.roles | map('length')).gi_frame }}",
    "{{ (structure.roles | map('length')).send(1) }}",
    "{{ project.model_copy(update={'preset': 'x'}) }}",
    "{{ project.model_validate_json('{}') }}",
    "{{ project.model_json_schema() }}",
    "{{ project.model_dump_json() }}",
    "{{ project.model_construct() }}",
    "{{ project.model_fields }}",
    "{{ project['model_fields'] }}",
    "{{ project.model_config }}",
    "{{ project.model_extra }}",
    "{{ project.copy() }}",
    "{{ project.dict() }}",
    "{{ project.json() }}",
    "{{ project.__fields__ }}",
    "{{ project.construct() }}",
    "{{ company.country.__class__ }}",
    "{{ company.start.strftime('%0999999999d') }}",
    "{{ company.start.replace(year=1) }}",
    "{{ company.name.encode('utf-16') }}",
    "{{ 'a'.translate({97: 'b'}) }}",
    "{% set project.preset = 'x' %}",
    "{{ figures._figures }}",
    "{{ figures.update({}) }}",
    "{% set x = [] %}{{ x.append(1) }}",
    "{% set x = {} %}{{ x.update({1: 2}) }}",
    "{% set x = {} %}{{ x.setdefault(1, 2) }}",
    "{{ project.answered.__or__ }}",
    "{{ project.answered.add('x') }}",
    "{{ project.drafts.update({'a': 'b'}) }}",
    "{{ role_titles([project]) }}",
    "{{ figures[(project,)] }}",
    "{{ project }}",
    "{{ structure.roles }}",
    "{{ '<b>' | safe }}",
    "{% import '/etc/passwd' as x %}",
    "{% include '../base.docx' %}",
    "{% include '..\\\\..\\\\secret' %}",
    "{% extends 'layout.typ' %}",
    "{% include 'figures/funnel.typ' %}",
    "{{ ''.join.__self__ }}",
    "{% debug %}",
    "{{ get_flashed_messages }}",
    "{% block a %}{{ super() }}{% endblock %}",
    "{% block a %}{{ self.a() }}{% endblock %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}",
    "{% set ns = namespace() %}{{ ns.__dict__ }}",
    "{% set ns = namespace() %}{{ ns._Namespace__attrs }}",
    "{{ company[('__class__',)] }}",
    "{{ company['model_dump'] }}",
    "{{ [company] | map(attribute='start.__class__') | list }}",
    "{{ [company] | map(attribute='approver.model_dump') | list }}",
    "{{ [company] | groupby('__class__') }}",
    "{{ [company] | sort(attribute='__class__') }}",
    "{{ [company] | selectattr('__class__') | list }}",
    "{{ [company] | unique(attribute='model_fields') | list }}",
    "{{ [company] | max(attribute='__class__') }}",
    "{{ [company] | map(attribute='model_fields_set') | list }}",
    "{{ company | tojson }}",
    "{{ company | xmlattr }}",
    "{{ company | pprint }}",
    "{{ company | string }}",
    "{{ company | money }}",
    "{{ cycler('a') }}",
    "{{ joiner() }}",
    "{% import 'x' as y with context %}",
    "{% from '_parts.md' import sheet %}{{ sheet.__globals__ }}",
    "{% call(x) 5() %}{% endcall %}",
    "{{ ''.join(['a']) }}",
    "{{ 'abc'[1.5] }}",
    "{{ 1 / 0 }}",
    "{{ 10.0 ** 400 }}",
    "{{ [3, 'a'] | sort }}",
    "{{ {}[[]] }}",
    "{{ 'a'.split('') }}",
    "{{ month_words(1e308 * 10) }}",
    "{{ figures['goals.leads'].month(company) }}",
    "{{ law(5) }}",
    "{% trans %}a{% endtrans %}",
    "{% do x %}",
    "{% break %}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_a_template_reads_nothing_but_data_and_calls_nothing_but_what_is_listed(text: str) -> None:
    refused(text)


def test_no_attempt_changes_the_project() -> None:
    before = project().model_dump_json()
    for text in ESCAPES:
        with pytest.raises(UserError):
            filled(text)
    assert project().model_dump_json() == before


HUGE = "{% set a = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}"

EATERS = [
    "{{ 'a' * 10**9 }}",
    "{{ 10**9 * 'a' }}",
    "{{ [1] * 10**9 }}",
    "{{ 10 ** 10 ** 9 }}",
    "{{ 2 ** 100000000 }}",
    "{{ range(10**9) }}",
    "{{ range(0, -10**9, -1) | list | length }}",
    "{{ range(10**30) | list | length }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) if b < 0 %}{% endfor %}{% endfor %}",
    "{% set r = range(99999) | list %}{% for a in r if (r | sum) < 0 %}{% endfor %}",
    "{% for a in range(99999) %}" + "x" * 1000 + "{% endfor %}",
    "{% set t %}{% for a in range(99999) %}" + "x" * 1000 + "{% endfor %}{% endset %}",
    "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(60) %}"
    "{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(60) %}"
    "{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=9) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}"
    "{{ n.x | string }}",
    "{% set n = namespace(x=(1,)) %}{% for i in range(60) %}{% set n.x = (n.x, n.x) %}{% endfor %}"
    "{{ {n.x: 1} | length }}",
    "{% set n = namespace(x={}) %}{% for i in range(60) %}{% set n.x = {1: n.x, 2: n.x} %}"
    "{% endfor %}{{ n.x == n.x }}",
    "{% set n = namespace(x=[]) %}{% for i in range(99999) %}{% set n.x = n.x + [i] %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "{% for x in [[1]] recursive %}{{ loop([[x]]) }}{% endfor %}",
    "{{ 'a' | center(10**9) }}",
    "{{ 'a'.center(10**9) }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ 'a'.zfill(10**9) }}",
    "{{ 'a\\t'.expandtabs(10**9) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ [1] | batch(10**9, 'x') | list | length }}",
    "{{ [1] | slice(10**9) | list | length }}",
    "{{ 'a' | indent(10**9) }}",
    "{{ 'a' | wordwrap(1) }}",
    "{{ ('a' * 9999) | replace('a', 'b' * 9999) }}",
    "{{ range(9999) | join('b' * 9999) }}",
    "{{ [[1], [2]] | sum(start=[]) }}",
    "{{ 'a' * 999999 ~ 'a' * 999999 }}",
    "{{ '" + "a" * (MOST_SOURCE + 1) + "' }}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "[" * 3000 + "]" * 3000 + " }}",
    "{{ " + "not " * 20000 + "1 }}",
    "{{ 1" + ".a" * 20000 + " }}",
    "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    # A test looks through its whole list, and sets of equal hashes are searched one by one.
    "{% set r = range(99999) | list %}{{ r | select('in', r) | list | length }}",
    "{% set r = range(99999) | list %}{{ r | reject('in', r) | list | length }}",
    "{{ range(0, 99999 * (2**61 - 1), 2**61 - 1) | unique | list | length }}",
    "{% set a = 'а б ' * 200000 %}"
    "{% for i in range(999) %}{{ a | position('genitive') | length }}{% endfor %}",
    "{% filter upper %}{% for i in range(99999) %}" + "a" * 99 + "{% endfor %}{% endfilter %}",
    "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{{ signed(1e400) }}",
    "{{ " + "-" * 50000 + "1 }}",
    "{{ " + "1+" * 30000 + "1 }}",
    "{{ " + "1 if 1 else " * 8000 + "1 }}",
    "{{ " + "a|d(" * 4000 + "1" + ")" * 4000 + " }}",
    "{{ 1 " + "is number " * 10000 + "}}",
    "{{ x" + "[0]" * 20000 + " }}",
    "{# " + "{" * 100000,
]


@pytest.mark.parametrize("text", EATERS)
def test_a_template_is_stopped_before_it_eats_memory_or_time(text: str) -> None:
    refused(text)


def test_a_number_is_rounded_and_written_with_a_few_digits_only() -> None:
    assert len(filled("{{ 5 | round(-10**9) }}{{ 1 | number(10**9) }}")) < 40


def test_a_piece_that_includes_itself_is_stopped() -> None:
    import jinja2

    env = environment("ru", "RUB")
    env.loader = jinja2.DictLoader({"_a.md": "{% include '_a.md' %}"})
    with pytest.raises(UserError) as caught:
        filled("{% include '_a.md' %}", env)
    assert "без конца" in caught.value.into("ru")


def test_what_documents_need_is_allowed() -> None:
    text = (
        "{% set n = namespace(sum=0) %}{% for role in structure.roles if role.title %}"
        "{% set n.sum = n.sum + 1 %}{{ loop.index }}. {{ role.title | upper }}\n{% endfor %}"
        "{{ n.sum }} {{ structure.roles | selectattr('title') | list | length }} "
        "{{ structure.roles | map(attribute='title') | join(', ') }} {{ '-' * 3 }} "
        "{{ figures['goals.leads'].month(1) | number }} {{ {'a': 1}.get('a') }}"
    )
    assert "500" in filled(text)
