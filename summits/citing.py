"""The files behind «اقتبس هذه الصفحة» of members and initiatives."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from csto_archive.citations import answer
from summits.citations import citation_of_initiative, citation_of_member
from summits.models import Initiative, Member


@require_safe
def member(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    member = get_object_or_404(Member.objects.published(), slug=slug)
    return answer(citation_of_member(member, at=timezone.localdate()), form)


@require_safe
def initiative(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    initiative = get_object_or_404(Initiative.objects.published(), slug=slug)
    return answer(citation_of_initiative(initiative, at=timezone.localdate()), form)
