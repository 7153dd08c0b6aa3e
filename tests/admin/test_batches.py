"""The desk of the imports: what became of each page, and an import taken back by a chief editor."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin import batches
from articles.importing.batch import import_stream
from articles.importing.read import read_bytes
from articles.importing.save import Options
from articles.models import Article, ImportBatch
from tests.admin.conftest import HOSTILE
from tests.admin.pages import address, tree
from tests.admin.test_arabic import clean
from tests.importing.many import content


@pytest.fixture
def made(db) -> ImportBatch:
    pages = (read_bytes(content(n).encode(), f"{n}.html") for n in range(3))
    list(import_stream(pages, Options(), timezone.localdate()))
    return ImportBatch.objects.get()


def opened(client, batch, page: str = "change"):
    return client.get(address("articles.importbatch", page, batch.pk))


def cells(response, field: str) -> list[list[str]]:
    rows = tree(response).xpath(f"//*[contains(@class,'field-{field}')]//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


# The report


def test_the_report_of_an_import_is_escaped(as_editor, batch):
    page = tree(opened(as_editor, batch))
    assert HOSTILE in page.xpath("//td/text()")
    assert not [script for script in page.xpath("//script") if "سطو" in script.text_content()]


def test_the_report_names_the_file_and_not_its_folder(as_editor, batch):
    names = ["/srv/pages/a.html", "/srv/pages/a.zip › inner/b.html"]
    ImportBatch.objects.update(report=[{"page": n, "outcome": "created"} for n in names])
    response = opened(as_editor, batch)
    assert tree(response).xpath("//td/bdi/text()") == ["a.html", "a.zip › inner/b.html"]
    assert "/srv" not in response.content.decode()


def test_articles_are_linked_by_their_headlines_and_what_is_gone_is_not(as_editor, draft, batch):
    report = [{"page": "a.html", "outcome": "created", "articles": [draft.pk, 99_999]}]
    ImportBatch.objects.update(report=report)
    response = opened(as_editor, batch)
    [link] = tree(response).xpath("//div[@class='wide-table']//td//a")
    assert link.get("href") == address("articles.article", "change", draft.pk)
    assert link.text_content() == draft.headline
    assert "لم يعد موجوداً" in cells(response, "result")[0][2]


def test_the_outcomes_are_counted_and_what_was_left_is_told(as_editor, batch):
    ImportBatch.objects.update(report=[
        {"page": "a", "outcome": "created", "left_out": ["خبر آخر"], "kept": ["headline"]},
        {"page": "b", "outcome": "created"},
        {"page": "c", "outcome": "error", "problem": "الملف فارغ"},
    ])  # fmt: skip
    response = opened(as_editor, batch)
    assert cells(response, "outcomes") == [["خطأ", "صفحة واحدة"], ["أُنشئت", "صفحتان"]]
    remarks = [row[3] for row in cells(response, "result")]
    assert remarks == ["لم يُحفظ: خبر آخر؛ تُرك للمحرر: العنوان", "", "الملف فارغ"]


def test_of_a_long_report_what_needs_an_editor_is_shown_first(as_editor, batch, monkeypatch):
    monkeypatch.setattr(batches, "SHOWN_PAGES", 3)
    names = ["skipped", "created", "error", "created", "needs_editor"]
    ImportBatch.objects.update(report=[{"page": n, "outcome": n} for n in names])
    response = opened(as_editor, batch)
    assert [row[0] for row in cells(response, "result")] == ["error", "needs_editor", "created"]
    assert "ولم تُعرض: صفحتان" in response.content.decode()


def like(article: int, other: int, **values) -> dict:
    """As a run writes it into its report."""
    known = {"headline": "عنوان يومئذ", "source": "وكالة <الرواق>", "percent": 92, "exact": False}
    return {"article": article, "other": other, **known, **values}


def told(*similar: dict) -> None:
    entry = {"page": "a.html", "outcome": "created"}
    report = [{**entry, "articles": [one["article"]], "similar": [one]} for one in similar]
    ImportBatch.objects.update(report=report)


def ways(response) -> list[str]:
    return tree(response).xpath("//div[@class='wide-table']//td[4]//a/@href")


def test_what_pages_are_like_is_told_with_the_way_to_compare_them(as_editor, article, draft, batch):
    told(like(draft.pk, article.pk), like(draft.pk, article.pk, source="", exact=True))
    response = opened(as_editor, batch)
    assert [row[3] for row in cells(response, "result")] == [
        f"يشبه {article.headline} (وكالة <الرواق>) بنسبة 92٪",
        f"يشبه {article.headline} باللفظ نفسه",
    ]
    assert ways(response) == [address("articles.article", "compare", draft.pk, article.pk)] * 2


def test_what_is_no_longer_there_is_told_and_not_compared(as_editor, article, batch):
    told(like(99_998, article.pk), like(article.pk, 99_999))
    response = opened(as_editor, batch)
    assert [row[3] for row in cells(response, "result")] == [
        f"يشبه {article.headline} (وكالة <الرواق>) بنسبة 92٪",
        "يشبه رقم 99999 (لم يعد موجوداً) (وكالة <الرواق>) بنسبة 92٪",
    ]
    assert ways(response) == [address("articles.article", "change", article.pk)]


def test_a_run_tells_on_its_page_what_it_told_on_its_lines(as_editor, made):
    pages = [read_bytes(content(1).replace(".", "!", 1).encode(), "again.html")]
    list(import_stream(pages, Options(), timezone.localdate()))
    batch = ImportBatch.objects.latest("pk")
    shown = cells(opened(as_editor, batch), "result")[0][3]
    assert batch.report[0]["similar"]
    for like in batch.report[0]["similar"]:
        share = "باللفظ نفسه" if like["exact"] else f"بنسبة {like['percent']}٪"
        assert f"يشبه {like['headline']} {share}" in shown


def test_many_likenesses_ask_no_more_than_one(as_editor, batch):
    def asked(count: int) -> int:
        articles = [Article.objects.create(headline=f"خبر {n}") for n in range(2 * count)]
        told(
            *(
                like(one.pk, other.pk)
                for one, other in zip(articles[::2], articles[1::2], strict=True)
            )
        )
        with CaptureQueriesContext(connection) as queries:
            assert len(cells(opened(as_editor, batch), "result")) == count
        return len(queries)

    asked(1)
    assert asked(1) == asked(30)


def test_an_import_that_did_not_end_says_so(as_editor, batch):
    assert "لم ينتهِ" in opened(as_editor, batch).content.decode()


# Taking it back


def test_a_chief_is_asked_first_and_told_what_goes_and_what_stays(as_chief, made):
    kept = Article.objects.earliest("pk")
    kept.publish()
    assert opened(as_chief, made).content.decode().count("ألغِ هذا الاستيراد") == 1
    response = opened(as_chief, made, "undo")
    clean(response)
    page = tree(response)
    assert page.xpath("//h2/text()")[-2:] == ["سيُحذف: مقالان", "سيبقى: مقال واحد"]
    assert kept.headline in page.xpath("string((//table)[last()])")
    assert "منشور أو سبق نشره" in page.xpath("string((//table)[last()])")
    assert Article.objects.count() == 3


def test_it_is_done_on_post_and_kept_in_the_log(as_chief, chief_editor, made):
    response = as_chief.post(address("articles.importbatch", "undo", made.pk), follow=True)
    clean(response)
    assert "حُذف: 3 مقالات" in response.content.decode()
    assert not Article.objects.exists()
    made.refresh_from_db()
    assert made.undone_by == chief_editor
    entry = LogEntry.objects.get(object_id=str(made.pk))
    assert (entry.user, "3 مقالات" in entry.get_change_message()) == (chief_editor, True)
    assert "ألغِ هذا الاستيراد" not in opened(as_chief, made).content.decode()


def test_a_second_time_says_so_and_changes_nothing(as_chief, made):
    page = address("articles.importbatch", "undo", made.pk)
    as_chief.post(page)
    assert "أُلغي هذا الاستيراد من قبل" in as_chief.get(page, follow=True).content.decode()
    assert "أُلغي هذا الاستيراد من قبل" in as_chief.post(page, follow=True).content.decode()
    assert LogEntry.objects.count() == 1


def test_an_editor_takes_nothing_back(as_editor, made):
    page = address("articles.importbatch", "undo", made.pk)
    assert "ألغِ هذا الاستيراد" not in opened(as_editor, made).content.decode()
    assert as_editor.get(page).status_code == 403
    assert as_editor.post(page).status_code == 403
    assert Article.objects.count() == 3


def test_a_stranger_is_sent_to_the_login(stranger, made):
    response = stranger.post(address("articles.importbatch", "undo", made.pk))
    assert response.url.startswith("/admin/login/")
    assert Article.objects.count() == 3


def test_no_other_site_can_take_it_back(client, chief_editor, made):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(chief_editor)
    assert strict.post(address("articles.importbatch", "undo", made.pk)).status_code == 403
    assert Article.objects.count() == 3


def test_an_import_that_is_not_there_is_not_found(as_chief):
    assert as_chief.get(address("articles.importbatch", "undo", 99_999)).status_code == 404


def test_hostile_headlines_stay_text(as_chief, made):
    Article.objects.update(headline=HOSTILE)
    page = tree(opened(as_chief, made, "undo"))
    assert HOSTILE in page.xpath("//td//bdi/text()")
