"""The page of an article's evidence, and the decisions that an editor takes on it."""

from __future__ import annotations

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.cards import EvidencePage, raw
from articles.admin.choosing import chosen_in, field_in, menu, words_in
from articles.admin.evidence import field_name
from articles.admin.likes import likes_shown
from articles.deciding import claims_of, decide
from articles.deciding.choosing import keep
from articles.deciding.proposals import MAY_ADD
from articles.models import Article, Capture, Evidence

DECIDED = {
    Evidence.Decision.ACCEPTED: _("قُبل: %s"),
    Evidence.Decision.CORRECTED: _("صُحّح: %s"),
    Evidence.Decision.REJECTED: _("رُفض: %s"),
}


class ProvingDesk:
    """For the desk of the articles: the page of the evidence, and the decisions taken on it."""

    def proving_urls(self) -> list:
        view = self.admin_site.admin_view(self.evidence_view)
        return [path("<int:pk>/evidence/", view, name="articles_article_evidence")]

    def evidence_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = Article.objects.select_related("source").with_links().filter(pk=pk).first()
        sees = self.has_view_permission(request, article)
        if not (sees and request.user.has_perm("articles.view_capture")):
            raise PermissionDenied
        if article is None:
            raise Http404
        if request.method != "POST":
            return self._evidence_page(request, article)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        keeps = "field" in request.POST
        return (self._keep if keeps else self._decide)(request, article)

    def _keep(self, request: HttpRequest, article: Article) -> HttpResponse:
        field, version = field_in(request), request.POST.get("seen_version", "")
        if not is_number(version):
            raise Http404
        capture = capture_shown(request, article)
        try:
            chosen = chosen_in(request, capture.pk, raw(capture))
            claim = keep(article.pk, field, chosen, request.user, int(version))
        except ValidationError as error:
            return self._refused(request, article, {"words": words_in(request)}, error)
        note = _("حُفظت ألفاظ من الصفحة دليلاً على: %s") % field_name(field)
        return self._decided(request, article, note, claim.key)

    def _decide(self, request: HttpRequest, article: Article) -> HttpResponse:
        key, version, decision, typed = decision_in(request)
        try:
            claim = decide(article.pk, key, decision, request.user, version, typed)
        except Evidence.DoesNotExist as error:
            raise Http404 from error
        except ValidationError as error:
            return self._refused(request, article, {"key": key, "typed": typed}, error)
        note = DECIDED[decision] % field_name(claim.field)
        return self._decided(request, article, note, self._next(article, key))

    def _decided(self, request: HttpRequest, article: Article, note: str, key: int):
        self.log_change(request, article, note)
        self.message_user(request, note)
        return HttpResponseRedirect(f"{request.get_full_path()}#claim-{key}")

    def _refused(self, request: HttpRequest, article: Article, told: dict, error: ValidationError):
        """The page as it is now, with what was sent and why it was not taken."""
        current = Article.objects.select_related("source").with_links().get(pk=article.pk)
        return self._evidence_page(request, current, told | {"errors": error.messages})

    def _next(self, article: Article, key: int) -> int:
        current = Article.objects.with_links().get(pk=article.pk)
        claims = claims_of(current, current.evidence.all())
        keys = [claim.key for claim in claims]
        at = keys.index(key)
        waiting = (c for c in (*claims[at + 1 :], *claims[:at]) if not c.decision)
        return next((claim.key for claim in waiting), key)

    def _evidence_page(self, request, article: Article, told: dict | None = None) -> HttpResponse:
        may_add = request.user.has_perm(MAY_ADD)
        page = EvidencePage(article, capture_shown(request, article), told, may_add)
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,  # both sides need its room
            "title": _("أدلة المقال"),
            "opts": self.opts,
            "article": article,
            "page": page,
            "choices": page.choices,
            "may_decide": self.has_change_permission(request, article),
            "likes": likes_shown(article),
            "form_address": reverse(admin_urlname(self.opts, "change"), args=[article.pk]),
            "errors": (told or {}).get("errors", ()),
            "menu": menu(),
            "words": (told or {}).get("words", ""),
        }
        return TemplateResponse(request, "admin/articles/article/evidence.html", context)


def decision_in(request: HttpRequest) -> tuple[int, int, str, str]:
    """What was posted; anything that no form of ours sends is not found."""
    posted = request.POST
    numbers = [posted.get("claim", ""), posted.get("seen_version", "")]
    decision = posted.get("decision", "")
    if decision not in Evidence.Decision or not all(is_number(text) for text in numbers):
        raise Http404
    key, version = map(int, numbers)
    return key, version, decision, posted.get("typed", "").replace("\0", "")


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def capture_shown(request: HttpRequest, article: Article) -> Capture:
    """The newest capture of the article, or another one that it has evidence in."""
    asked = request.GET.get("capture", "")
    others = Capture.objects.filter(evidence__article=article).distinct()
    if asked:
        found = others.filter(pk=asked).first() if is_number(asked) else None
    else:
        own = Capture.objects.filter(pk=article.capture_id)
        found = own.first() or others.order_by("pk").last()
    if found is None:
        raise Http404
    return found
