"""The imports: what became of each page, and taking one back as a whole."""

from collections import Counter
from collections.abc import Iterable

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.imported import to_compare
from articles.importing import tally
from articles.importing.batch import Taken, Undone, plan_undo, undo_batch
from articles.importing.outcomes import Outcome
from articles.models import Article, ImportBatch
from csto_archive.editing import ReadOnlyDesk, short_day, table

LABELS = dict(Outcome.choices)
# Of a long report what needs an editor is shown first, and no more than this.
SHOWN_PAGES = 500
SHORT_NAME = 120


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyDesk):
    list_display = ("__str__", "started_at", "state", "started_by", "pages")
    date_hierarchy = "started_at"
    related = ("started_by", "undone_by")
    fields = ("started_at", "finished_at", "state", "started_by", "outcomes", "result")

    # Taking it back

    def has_undo_permission(self, request: HttpRequest) -> bool:
        """As for deleting articles: chief editors."""
        return request.user.has_perm("articles.delete_article")

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="articles_importbatch_undo"), *super().get_urls()]

    def render_change_form(self, request, context, obj=None, **kwargs):
        may_undo = obj is not None and not obj.undone_at and self.has_undo_permission(request)
        context["undo_url"] = may_undo and reverse("admin:articles_importbatch_undo", args=[obj.pk])
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asked first, with what goes and what stays; done on POST."""
        if not self.has_undo_permission(request):
            raise PermissionDenied
        batch = self.get_object(request, str(pk))
        if batch is None:
            raise Http404
        back = HttpResponseRedirect(reverse("admin:articles_importbatch_change", args=[pk]))
        if batch.undone_at:
            self.message_user(request, _("أُلغي هذا الاستيراد من قبل."), messages.WARNING)
            return back
        if request.method == "POST":
            told = self.undo(request, batch)
            self.message_user(request, told, messages.SUCCESS)
            return back
        context = {
            **self.admin_site.each_context(request),
            "title": _("إلغاء استيراد"),
            "opts": self.opts,
            "batch": batch,
            **told_plan(plan_undo(batch)),
        }
        return TemplateResponse(request, "admin/articles/importbatch/undo.html", context)

    def undo(self, request: HttpRequest, batch: ImportBatch) -> str:
        undone = undo_batch(batch, request.user)
        told = _("أُلغي الاستيراد. حُذف: %(deleted)s؛ بقي: %(kept)s.") % counts(undone)
        self.log_change(request, batch, told)
        return told

    # Columns and read-only fields

    @admin.display(description=_("الحالة"))
    def state(self, batch) -> str:
        if batch.undone_at:
            who = batch.undone_by or self.admin_site.empty_value_display
            words = {"day": short_day(batch.undone_at), "who": who}
            return format_html(_("أُلغي في {day}، ألغاه: <bdi>{who}</bdi>"), **words)
        return _("انتهى") if batch.finished_at else _("لم ينتهِ: يجري الآن أو توقّف قبل تمامه")

    @admin.display(description=_("عدد الصفحات"))
    def pages(self, batch) -> int:
        return len(batch.report)

    @admin.display(description=_("الحصيلة"))
    def outcomes(self, batch):
        found = Counter(entry.get("outcome") for entry in batch.report)
        rows = ((one.label, tally.pages(found[one])) for one in Outcome if found[one])
        return table((_("النتيجة"), _("الصفحات")), rows)

    @admin.display(description=_("التقرير"))
    def result(self, batch):
        entries = first(batch.report)
        numbers = {number for entry in entries for number in named_in(entry)}
        headlines = dict(Article.objects.filter(pk__in=numbers).values_list("pk", "headline"))
        rows = (
            (
                format_html('<bdi dir="auto">{}</bdi>', name_of(entry.get("page", ""))),
                LABELS.get(entry.get("outcome"), ""),
                links(entry.get("articles", ()), headlines),
                remarks(entry, headlines),
            )
            for entry in entries
        )
        rest = tally.pages(len(batch.report) - len(entries))
        cut = len(entries) < len(batch.report)
        more = format_html("<p>{}</p>", _("… ولم تُعرض: %s") % rest) if cut else ""
        headings = (_("الصفحة"), _("النتيجة"), _("المقالات"), _("ملاحظات"))
        return format_html("{}{}", table(headings, rows), more)


def first(report: list[dict]) -> list[dict]:
    if len(report) <= SHOWN_PAGES:
        return report
    ranks = {one: rank for rank, one in enumerate(Outcome)}
    return sorted(report, key=lambda entry: ranks.get(entry.get("outcome"), 0))[:SHOWN_PAGES]


def name_of(page: str) -> str:
    """A file without its folder, a page of a container with the name of that."""
    outer, mark, inner = page.partition(" › ")
    return f"{outer.rpartition('/')[2]}{mark}{inner}"[-SHORT_NAME:]


def named_in(entry: dict) -> list[int]:
    """The articles of a page and those that are worded like one of them."""
    return [*entry.get("articles", ()), *(like["other"] for like in entry.get("similar", ()))]


def remarks(entry: dict, headlines: dict[int, str]) -> SafeString:
    """What there is to know of a page; what it is like leads to where both are compared."""
    likes = ((likeness_of(like, headlines),) for like in entry.get("similar", ()))
    return format_html("{}{}", notes(entry), format_html_join("", "<p>{}</p>", likes))


def likeness_of(like: dict, headlines: dict[int, str]) -> SafeString:
    """«يشبه عنوان المقال (المصدر) بنسبة 92٪»."""
    other = link(like["other"], headlines.get(like["other"]))
    if headlines.keys() >= {like["article"], like["other"]}:
        named = to_compare(like) | {"headline": headlines[like["other"]] or like["other"]}
        other = format_html('<a href="{address}"><bdi dir="auto">{headline}</bdi></a>', **named)
    source = format_html(" (<bdi>{}</bdi>)", like["source"]) if like["source"] else ""
    words = _("يشبه {}{} باللفظ نفسه") if like["exact"] else _("يشبه {}{} بنسبة {}٪")
    return format_html(words, other, source, like["percent"])


def notes(entry: dict) -> str:
    left_out, kept = (entry.get(name, ()) for name in ("left_out", "kept"))
    parts = [
        entry.get("problem"),
        left_out and _("لم يُحفظ: %s") % "، ".join(left_out),
        kept and _("تُرك للمحرر: %s") % "، ".join(map(field_name, kept)),
    ]
    return "؛ ".join(str(part) for part in parts if part)


def field_name(name: str) -> str:
    known = {field.name: field for field in Article._meta.get_fields()}.get(LINKED.get(name, name))
    return str(getattr(known, "verbose_name", name))


LINKED = {"coverage": "summits"}


def links(numbers: Iterable[int], headlines: dict[int, str]) -> SafeString:
    """To the articles that are still there; of the others the number alone."""
    return format_html_join(" ", "<p>{}</p>", ((link(pk, headlines.get(pk)),) for pk in numbers))


def link(pk: int, headline: str | None) -> SafeString:
    if headline is None:
        return format_html(_("رقم {} (لم يعد موجوداً)"), pk)
    address = reverse("admin:articles_article_change", args=[pk])
    return format_html('<a href="{}"><bdi dir="auto">{}</bdi></a>', address, headline or pk)


def counts(undone: Undone) -> dict[str, str]:
    deleted, kept = len(undone.deleted), len(undone.kept)
    return {"deleted": tally.articles(deleted), "kept": tally.articles(kept)}


def told_plan(plan: Undone) -> dict:
    shown = plan.deleted[:SHOWN_PAGES], plan.kept[:SHOWN_PAGES]
    return {
        "counts": counts(plan),
        "deleted": table((_("المقال"),), ((named(one),) for one in shown[0])),
        "kept": table((_("المقال"), _("سبب بقائه")), ((named(o), _(o.reason)) for o in shown[1])),
        "is_cut": len(plan.deleted) + len(plan.kept) > sum(map(len, shown)),
    }


def named(one: Taken) -> SafeString:
    return link(one.pk, one.headline)
