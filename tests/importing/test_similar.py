"""Whoever imports a page is told which articles of the archive are worded like it."""

import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from articles.importing import batch
from articles.importing.save import Options
from articles.likeness import likes_of
from articles.models import Article, ImportBatch, Source
from tests.importing.goldens import PAGES

PAGE = """قمة مينسك تنعقد بمقعد شاغر
جريدة الرواق
مينسك – 23 نوفمبر 2023
اجتمع قادة منظمة معاهدة الأمن الجماعي في مينسك يوم 23 نوفمبر 2023 وأقروا حزمة من الوثائق.
وغابت أرمينيا عن الاجتماع، وقال الرئيس البيلاروسي إن المنظمة ماضية في عملها كما كانت.
"""
REST = "وتتولى كازاخستان رئاسة المنظمة في العام المقبل بعد أن تسلمتها من بيلاروس في ختام القمة.\n"
TODAY = date(2026, 11, 21)
pytestmark = pytest.mark.django_db


def run(*paths) -> list[batch.PageReport]:
    return list(batch.import_pages(paths, Options(), "", TODAY))


@pytest.fixture
def whole(tmp_path):
    path = tmp_path / "whole.txt"
    path.write_text(PAGE + REST)
    return path


@pytest.fixture
def shortened(tmp_path):
    """The page as another outlet may carry it."""
    path = tmp_path / "shortened.txt"
    path.write_text(PAGE.replace("جريدة الرواق", "صحيفة الأفق"))
    return path


def test_two_agencies_on_one_meeting_are_told_and_nothing_else_among_all_sample_pages():
    reports = run(*batch.pages_in([PAGES]))
    (one,) = [similar for report in reports for similar in report.similar]
    known = dict(Article.objects.values_list("pk", "headline"))
    assert len(known) > 15
    assert re.search("أستانة", known[one.article] + known[one.other])
    assert (one.headline, one.exact) == (known[one.other], False)
    assert 70 <= one.percent < 100
    told = {article.pk: likes_of(article) for article in Article.objects.all()}
    pairs = {(pk, like.article) for pk, likes in told.items() for like in likes}
    assert pairs == {(one.article, one.other), (one.other, one.article)}


def test_the_lines_of_the_command_name_the_article_its_source_and_the_share(whole, shortened):
    run(whole)
    first = Article.objects.get()
    Article.objects.update(source=Source.objects.create(name="جريدة الرواق"))
    output = StringIO()
    call_command("import_pages", str(shortened), stdout=output)
    (line,) = [line for line in output.getvalue().splitlines() if "shortened" in line]
    named = f"«{first.headline}» (جريدة الرواق، رقم {first.pk})"
    assert re.search(rf"في الأرشيف ما يشبهها: {re.escape(named)} \d\d0?٪$", line), line


def test_json_and_the_report_of_the_batch_say_the_same(whole, shortened):
    run(whole)
    first = Article.objects.get()
    output = StringIO()
    call_command("import_pages", str(shortened), format="json", stdout=output)
    (one,) = json.loads(output.getvalue())["similar"]
    new = Article.objects.exclude(pk=first.pk).get()
    assert (one["article"], one["other"], one["exact"]) == (new.pk, first.pk, False)
    assert (one["headline"], one["source"]) == (first.headline, str(first.source or ""))
    assert ImportBatch.objects.order_by("pk").last().report[0]["similar"] == [one]


def test_the_same_words_are_called_so(whole, tmp_path):
    run(whole)
    first = Article.objects.get()
    same = tmp_path / "same.txt"
    same.write_text((PAGE + REST).replace("وأقروا", "وأقرّوا"))
    output = StringIO()
    call_command("import_pages", str(same), stdout=output)
    line = output.getvalue().splitlines()[0]
    assert f"«{first.headline}»" in line
    assert line.endswith("باللفظ نفسه")


def test_a_page_that_changed_nothing_is_told_nothing_of(whole, shortened):
    assert [len(report.similar) for report in run(whole, shortened)] == [0, 1]
    assert [report.similar for report in run(whole, shortened)] == [(), ()]
