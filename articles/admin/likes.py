"""The articles that are worded like another one, each leading to the comparison."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.likeness import Like, likes_of
from articles.models import Article


def likes_shown(article: Article) -> list[SafeString]:
    return [shown(article, like) for like in likes_of(article)]


def shown(article: Article, like: Like) -> SafeString:
    """«92٪ عنوان المقال (المصدر)»."""
    address = reverse("admin:articles_article_compare", args=[article.pk, like.article])
    source = format_html(" (<bdi>{}</bdi>)", like.source) if like.source else ""
    line = '<a href="{}">{}٪ <bdi>{}</bdi></a>{}'
    return format_html(line, address, like.percent, like.headline, source)
