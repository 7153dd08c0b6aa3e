"""A program that sends a page learns by their numbers which articles it is worded like."""

import json

from articles.models import Article
from tests.api.test_imports import PAGE, _fresh_cache, send, user  # noqa: F401
from tests.conftest import SECRET_WORD


def test_what_is_alike_is_told_in_numbers_and_not_in_words(send):  # noqa: F811
    assert send({"text": PAGE, "source": f"مجلة {SECRET_WORD}"})["pages"][0]["similar"] == []
    first = Article.objects.get()
    report = send({"text": f"{PAGE}وتتولى كازاخستان الرئاسة في العام المقبل.\n"})
    new = Article.objects.exclude(pk=first.pk).get()
    (one,) = report["pages"][0]["similar"]
    assert one.pop("percent") in range(70, 101)
    assert one == {"article": new.pk, "other": first.pk, "exact": False}
    assert SECRET_WORD not in json.dumps(report, ensure_ascii=False)
