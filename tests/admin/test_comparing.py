"""Two articles side by side, what an editor makes of them, and what each page said in its time."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin.readings import READINGS_A_PAGE
from articles.deciding.merging import merge
from articles.deciding.stories import join_story
from articles.models import Article, Capture, Coverage, Merger, Photo, Reading, StoryFamily
from summits.models import Summit
from tests.admin.pages import address, edit, form_of, tree
from tests.conftest import SECRET_WORD

pytestmark = pytest.mark.django_db
LIST = "articles.article"
TEXT = "اجتمع قادة المنظمة في مينسك يوم الخميس وأقروا حزمة من الوثائق في قاعة كبيرة"


@pytest.fixture
def other(minsk) -> Article:
    other = Article.objects.create(headline="قمة مينسك تنعقد", body=f"<p>{TEXT} أمس.</p>")
    Coverage.objects.create(article=other, summit=minsk)
    return other


@pytest.fixture
def twin(source, bishkek) -> Article:
    twin = Article.objects.create(
        headline="قمة مينسك انعقدت", body=f"<p>{TEXT} اليوم.</p>", byline="ليان", source=source
    )
    Coverage.objects.create(article=twin, summit=bishkek, role="background")
    Photo.objects.create(article=twin, caption="القاعة")
    return twin


def comparison(article: Article, other: Article) -> str:
    return address(LIST, "compare", article.pk, other.pk)


def send(client, article: Article, other: Article, act: str, **more):
    """Press a button of the page as it stands."""
    page = comparison(article, other)
    form = tree(client.get(page)).xpath("//div[@id='comparing']//form")[0]
    values = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return client.post(page, {**values, "act": act, **more})


def state(article: Article) -> str:
    return Article.objects.get(pk=article.pk).status


def errors(response) -> str:
    return tree(response).xpath("string(//*[@class='errornote'])")


# The page


def test_both_are_shown_word_by_word_with_what_they_share(as_editor, twin, other):
    page = tree(as_editor.get(comparison(twin, other)))
    assert "٪" in page.xpath("string(//*[@class='tally'])")
    body = page.xpath("//dd[contains(@class,'text')]")[0]
    assert "أمس" in "".join(body.xpath(".//del//text()"))
    assert "اليوم" in "".join(body.xpath(".//ins//text()"))
    assert TEXT in body.text_content()
    assert page.xpath("//button[@name='act']/@value") == ["update", "capture", "story"]
    assert page.xpath("//*[@data-key]/@data-key") == ["1", "2", "3", "4"]


def test_what_differs_is_said_in_words_to_those_who_hear_the_page(as_editor, twin, other):
    Article.objects.filter(pk=twin.pk).update(body="<p>وقال آخر: مرحباً</p>")
    Article.objects.filter(pk=other.pk).update(body="<p>وقال اخر: وداعاً</p>")
    (body,) = tree(as_editor.get(comparison(twin, other))).xpath("//dd[@class='text']")
    said = [mark.text_content() for mark in body.xpath(".//del|.//ins")]
    assert said == ["كُتب أولاً: اخر", "وكُتب هنا: آخر", "حُذف: وداعاً", "أُضيف: مرحباً"]
    assert len(body.xpath(".//*[@class='unseen']")) == len(said)


def test_an_article_is_not_compared_with_itself_or_with_nothing(as_editor, twin):
    assert as_editor.get(comparison(twin, twin)).status_code == 404
    assert as_editor.get(address(LIST, "compare", twin.pk, 99_999)).status_code == 404


def test_strangers_and_guests_learn_nothing(stranger, client, django_user_model, twin, other):
    pages = [comparison(twin, other), address(LIST, "readings", twin.pk),
             address(LIST, "unmerge", twin.pk)]  # fmt: skip
    assert [stranger.get(page).status_code for page in pages] == [302] * 3
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert [client.get(page).status_code for page in pages] == [403] * 3
    assert client.post(pages[0], {"act": "update"}).status_code == 403


def test_what_somebody_wrote_is_never_markup(as_editor, twin, other):
    Article.objects.filter(pk=twin.pk).update(headline="<script>alert(1)</script>")
    page = tree(as_editor.get(comparison(twin, other)))
    assert not page.xpath("//script[text()]")


def test_the_cost_does_not_grow_with_the_articles(as_editor, twin, other, armenia):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert as_editor.get(comparison(twin, other)).status_code == 200
        return len(queries)

    twin.mentions.create(member=armenia)
    few = cost()
    for number in range(20):
        Photo.objects.create(article=twin, caption=f"صورة {number}")
        twin.coverage.get_or_create(summit=Summit.objects.all()[number])
    assert cost() == few <= 24


# The acts


def test_update_takes_what_is_ticked_and_leads_to_the_other(as_editor, twin, other):
    response = send(as_editor, twin, other, "update", take=["headline", "byline"])
    assert response.url == address(LIST, "change", other.pk)
    now = Article.objects.get(pk=other.pk)
    assert (now.headline, now.byline) == ("قمة مينسك انعقدت", "ليان")
    assert "أمس" in now.body
    assert now.coverage.count() == 2  # a draft gains all links that it lacks
    assert state(twin) == "merged"


def test_all_that_differs_is_ticked_at_first(as_editor, twin, other):
    send(as_editor, twin, other, "update")
    now = Article.objects.get(pk=other.pk)
    assert (now.headline, now.body, now.source) == (twin.headline, twin.body, twin.source)


def test_a_new_capture_leaves_the_text_alone(as_editor, twin, other):
    before = Article.objects.get(pk=other.pk)
    send(as_editor, twin, other, "capture")
    now = Article.objects.get(pk=other.pk)
    assert (now.headline, now.body, now.source) == (before.headline, before.body, None)
    assert Merger.objects.get().into == other


def test_what_readers_see_gains_only_what_is_chosen(as_chief, twin, article):
    page = tree(as_chief.get(comparison(twin, article)))
    boxes = page.xpath("//input[@name='gift']")
    assert len(boxes) == 2
    assert not page.xpath("//input[@name='gift'][@checked]")
    send(as_chief, twin, article, "capture", gift=[boxes[0].get("value")])
    assert article.coverage.count() == 2
    assert not article.photos.exists()


def test_the_same_story_keeps_both(as_editor, twin, other):
    response = send(as_editor, twin, other, "story")
    assert response.url == address(LIST, "change", twin.pk)
    story = StoryFamily.objects.get()
    assert set(story.articles.all()) == {twin, other}
    assert state(twin) == state(other) == "draft"
    page = tree(as_editor.get(comparison(twin, other)))
    assert page.xpath("//button[@name='act']/@value") == ["update", "capture", "leave"]
    send(as_editor, twin, other, "leave")
    assert list(story.articles.all()) == [other]


def test_what_was_changed_meanwhile_is_shown_again_and_nothing_happens(as_editor, twin, other):
    page = comparison(twin, other)
    form = dict(tree(as_editor.get(page)).xpath("//div[@id='comparing']//form")[0].form_values())
    other.headline = "عنوان محرر آخر"
    other.save()
    for act in ("update", "capture", "story"):
        response = as_editor.post(page, {**form, "act": act})
        assert response.status_code == 200
        assert "عدّل شخص آخر" in errors(response)
        assert "عنوان محرر آخر" in response.content.decode()
    assert not Merger.objects.exists()
    assert not StoryFamily.objects.exists()


@pytest.mark.parametrize("values", [{"act": "x"}, {}, {"act": ""}])
def test_an_act_that_is_none_is_not_found(as_editor, twin, other, values):
    assert as_editor.post(comparison(twin, other), values).status_code == 404


def test_numbers_that_no_form_sends_merge_nothing(as_editor, twin, other):
    sent = {"act": "update", f"seen_{twin.pk}": "٣", f"seen_{other.pk}": "9" * 5000}
    assert "عدّل شخص آخر" in errors(as_editor.post(comparison(twin, other), sent))
    assert not Merger.objects.exists()


@pytest.mark.parametrize("act", ["update", "capture", "story"])
def test_an_editor_touches_nothing_that_was_public(as_editor, twin, article, act):
    page = tree(as_editor.get(comparison(twin, article)))
    assert not page.xpath("//button[@name='act']")
    assert "لمن له أن ينشر" in page.xpath("string(//div[@id='comparing'])")
    assert send(as_editor, twin, article, act).status_code == 403
    assert state(twin) == "draft"


def test_a_merger_out_of_sight_is_warned_of(as_chief, draft, article):
    page = tree(as_chief.get(comparison(article, draft)))
    assert "غاب المقال عن القراء" in page.xpath("string(//*[@class='warning'])")


def test_acts_stand_in_the_history_of_both(as_editor, twin, other):
    send(as_editor, twin, other, "capture")
    told = {entry.object_id: entry.change_message for entry in LogEntry.objects.all()}
    assert str(other.pk) in told[str(twin.pk)]
    assert str(twin.pk) in told[str(other.pk)]


# Merged articles at the desk


@pytest.fixture
def merged(twin, other, chief) -> Article:
    merge(twin, other, chief)
    return Article.objects.get(pk=twin.pk)


def test_a_merged_article_is_read_and_not_changed(as_chief, merged, other):
    response = as_chief.get(address(LIST, "change", merged.pk))
    page = tree(response)
    assert not page.xpath("//*[@name='headline' or @name='_publish' or @name='_save']")
    assert page.xpath(f"//a[@href='{address(LIST, 'change', other.pk)}']")
    assert page.xpath(f"//a[@href='{address(LIST, 'unmerge', merged.pk)}']")
    assert as_chief.post(address(LIST, "change", merged.pk), {"headline": "x"}).status_code == 403


def test_a_merged_article_is_not_published_by_the_list_or_the_others_with_it(
    as_chief, merged, draft
):
    chosen = {"action": "publish", "_selected_action": [merged.pk, draft.pk]}
    response = as_chief.post(address(LIST, "changelist"), chosen, follow=True)
    assert (state(merged), state(draft)) == ("merged", "published")
    assert "نُشر" in response.content.decode()


def test_the_list_is_narrowed_to_merged_articles(as_editor, merged, draft):
    page = tree(as_editor.get(address(LIST, "changelist"), {"status__exact": "merged"}))
    assert len(page.xpath("//table[@id='result_list']/tbody/tr")) == 1
    assert "مدموج في غيره" in page.xpath("string(//table[@id='result_list'])")


@pytest.mark.parametrize("which", ["merged", "other"])
def test_what_is_merged_is_not_deleted_and_it_is_said_why(which, request, as_chief, merged, other):
    record = request.getfixturevalue(which)
    for values in ({}, {"post": "yes"}):
        response = as_chief.post(address(LIST, "delete", record.pk), values, follow=True)
        assert "ألغِ الدمج أولاً" in response.content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    response = as_chief.post(address(LIST, "changelist"), chosen, follow=True)
    assert "ألغِ الدمج أولاً" in response.content.decode()
    assert Article.objects.count() == 2


def test_other_articles_are_deleted_as_before(as_chief, merged, draft):
    assert as_chief.get(address(LIST, "delete", draft.pk)).status_code == 200
    as_chief.post(address(LIST, "delete", draft.pk), {"post": "yes"})
    assert not Article.objects.filter(pk=draft.pk).exists()


def test_a_merged_pair_is_compared_and_not_merged_again(as_chief, merged, other):
    page = tree(as_chief.get(comparison(merged, other)))
    assert not page.xpath("//button[@name='act']")
    assert send(as_chief, merged, other, "update").status_code == 200
    assert Merger.objects.count() == 1


def test_a_merger_is_taken_back_after_asking(as_editor, merged, other):
    page = address(LIST, "unmerge", merged.pk)
    form = dict(tree(as_editor.get(page)).xpath("//form[@method='post']")[-1].form_values())
    assert Merger.objects.exists()
    assert as_editor.post(page, form).url == address(LIST, "change", merged.pk)
    assert state(merged) == "draft"
    assert as_editor.get(page).status_code == 404


def test_a_merger_of_what_was_public_is_not_an_editors_to_take_back(
    as_editor, twin, article, chief
):
    merge(twin, article, chief)
    assert as_editor.post(address(LIST, "unmerge", twin.pk)).status_code == 403
    assert state(twin) == "merged"


def test_a_form_opened_before_the_merger_overwrites_nothing(as_editor, twin, other, chief):
    page = address(LIST, "change", other.pk)
    opened = form_of(as_editor.get(page))
    merge(twin, other, chief)
    response = as_editor.post(page, {**opened, "headline": "متأخر"})
    assert response.status_code == 200
    assert Article.objects.get(pk=other.pk).headline == other.headline


# From the form and the evidence to here


def test_the_form_names_what_is_worded_alike(as_editor, twin, other):
    page = tree(as_editor.get(address(LIST, "change", twin.pk)))
    assert page.xpath(f"//a[@href='{comparison(twin, other)}']")
    assert edit(as_editor, twin, byline="كاتب").status_code == 302


# The readings


def read(article: Article, body: str, **values) -> Reading:
    number = Capture.objects.count()
    capture = Capture.objects.create(
        content=b"x", sha256=f"{number:064}", size=1, media_type="text/plain",
        file_name=f"{number}.html",
    )  # fmt: skip
    said = {"headline": "عنوان", "body": f"<p>{body}</p>", **values}
    return Reading.objects.create(article=article, capture=capture, values=said)


def readings(client, article: Article, query: str = ""):
    return tree(client.get(address(LIST, "readings", article.pk) + query))


def test_the_captures_are_shown_in_time_with_what_the_paper_changed(as_editor, twin):
    read(twin, TEXT, published_on="2023-11-23", published_precision="day")
    read(twin, TEXT.replace("مينسك", "بيشكيك"), published_on="2023-11-23")
    read(twin, TEXT.replace("مينسك", "بيشكيك"), published_on="2023-11-24")
    newest, middle, first = readings(as_editor, twin).xpath("//section[@class='step']")
    assert "أول لقطة" in first.text_content()
    assert (middle.xpath("string(.//del)"), middle.xpath("string(.//ins)")) == (
        "حُذف: مينسك", "أُضيف: بيشكيك",
    )  # fmt: skip
    assert "بيشكيك" not in newest.text_content()  # only what changed
    assert "24" in newest.xpath("string(.//ins)")


def test_a_capture_that_says_the_same_says_so(as_editor, twin):
    for _time in range(2):
        read(twin, TEXT)
    assert "لم يتغير نص المقال" in readings(as_editor, twin).text_content()


def test_the_readings_of_merged_articles_stand_among_its_own(as_editor, merged, other):
    read(other, TEXT)
    read(merged, TEXT.replace("مينسك", "بيشكيك"))
    page = readings(as_editor, other)
    assert len(page.xpath("//section[@class='step']")) == 2
    assert page.xpath(f"//section//a[@href='{address(LIST, 'change', merged.pk)}']")
    assert len(readings(as_editor, merged).xpath("//section[@class='step']")) == 1


def test_many_readings_are_turned_over_and_none_is_first_but_the_first(as_editor, twin):
    for number in range(READINGS_A_PAGE + 2):
        read(twin, f"{TEXT} {number}")
    first, last = readings(as_editor, twin), readings(as_editor, twin, "?page=2")
    assert len(first.xpath("//section[@class='step']")) == READINGS_A_PAGE
    assert "أول لقطة" not in first.text_content()
    assert len(last.xpath("//section[@class='step']")) == 2
    assert last.text_content().count("أول لقطة") == 1


def test_the_cost_of_the_readings_is_fixed(as_editor, twin):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            readings(as_editor, twin)
        return len(queries)

    for _time in range(2):
        read(twin, TEXT)
    few = cost()
    for _time in range(6):
        read(twin, TEXT)
    assert cost() == few <= 12


def test_an_article_without_a_page_says_so(as_editor, twin):
    assert "لا لقطة محفوظة" in readings(as_editor, twin).text_content()


def test_no_story_is_told_of_a_secret(as_chief, draft, other, chief):
    """A title is read by everybody; that of a draft is nobody's."""
    assert SECRET_WORD not in join_story([draft, other], chief).title
    assert as_chief.get(address("articles.storyfamily", "changelist")).status_code == 200
