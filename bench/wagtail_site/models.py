"""An index of 20 articles a page and the article, asked for as Wagtail's own guide does it."""

from django.core.paginator import Paginator
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page

ARTICLES_A_PAGE = 20


class Named(models.Model):
    name = models.CharField(max_length=500)
    slug = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Source(Named):
    pass


class Summit(Named):
    pass


class Member(Named):
    pass


class Initiative(Named):
    pass


class ArticleIndexPage(Page):
    template = "wagtail_site/index.html"

    def get_context(self, request, *args, **kwargs):
        articles = ArticlePage.objects.child_of(self).live().order_by("-published_on", "-pk")
        articles = articles.select_related("source").prefetch_related("summits")
        page = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"page_of_articles": page}


class ArticlePage(Page):
    template = "wagtail_site/article.html"

    kicker = models.CharField(max_length=300, blank=True)
    standfirst = models.TextField(blank=True)
    body = RichTextField(blank=True)
    published_on = models.DateField(db_index=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    summits = ParentalManyToManyField(Summit)
    members = ParentalManyToManyField(Member)
    initiatives = ParentalManyToManyField(Initiative)


class Photo(models.Model):
    article = models.ForeignKey(ArticlePage, models.CASCADE, related_name="photos")
    caption = models.TextField()

    def __str__(self) -> str:
        return self.caption
