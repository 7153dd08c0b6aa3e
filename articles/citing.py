"""The files behind «اقتبس هذه الصفحة» of stories and sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.citations import citation_of_source, citation_of_story
from articles.models import Source, StoryFamily
from articles.views import moved
from csto_archive.citations import answer, known_form


@require_safe
def story(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A story that joined another leads to the citation of that one."""
    known_form(form)
    story = StoryFamily.objects.published().for_detail().filter(pk=pk).first()
    if story is None:
        joined = get_object_or_404(StoryFamily.objects.published().joined_by(pk))
        return moved(reverse("articles:story_cite", args=[joined.pk, form]))
    return answer(citation_of_story(story, at=timezone.localdate()), form)


@require_safe
def source(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.published().for_list(), slug=slug)
    return answer(citation_of_source(source, at=timezone.localdate()), form)
