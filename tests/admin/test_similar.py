"""At the desk: what a page that came in is worded like, with the way to compare both."""

from articles.models import Article
from tests.admin.pages import address, tree
from tests.admin.test_import_page import PAGE, send

LONGER = PAGE + "وتتولى كازاخستان الرئاسة في العام المقبل بعد تسلمها من بيلاروس.\n"


def lists(response) -> list:
    return tree(response).xpath("//ul[@class='similar']/li")


def test_the_result_names_what_is_alike_and_leads_to_the_comparison(as_editor):
    assert lists(send(as_editor, text=PAGE, source="جريدة الرواق")) == []
    first = Article.objects.get()
    (line,) = lists(send(as_editor, text=LONGER, source="جريدة أخرى"))
    new = Article.objects.exclude(pk=first.pk).get()
    assert line.xpath(".//a/@href") == [address("articles.article", "compare", new.pk, first.pk)]
    said = " ".join(line.text_content().split())
    assert said.startswith(f"{first.headline} (جريدة الرواق) ")
    assert said.endswith("٪")


def test_the_same_words_are_called_so(as_editor):
    send(as_editor, text=PAGE)
    (line,) = lists(send(as_editor, text=PAGE.replace("وأقروا", "وأقرّوا")))
    assert " ".join(line.text_content().split()).endswith("باللفظ نفسه")


def test_what_was_deleted_meanwhile_is_named_no_more(as_editor):
    send(as_editor, text=PAGE)
    response = send(as_editor, text=LONGER)
    Article.objects.earliest("pk").delete()
    assert lists(as_editor.get(response.redirect_chain[-1][0])) == []
