"""Reading the admin's pages as a browser would."""

from django.urls import reverse
from lxml import html

RECORDS = (
    "summits.city", "summits.member", "summits.leader", "summits.summit", "summits.initiative",
    "articles.source", "articles.article", "articles.storyfamily",
)  # fmt: skip
READ_ONLY = ("articles.capture", "articles.importbatch")


def address(model: str, page: str, *args) -> str:
    return reverse(f"admin:{model.replace('.', '_')}_{page}", args=args)


def tree(response):
    return html.fromstring(response.content.decode())


def form_of(response, name: str = "article") -> dict:
    """The values that a browser would send back."""
    return dict(tree(response).get_element_by_id(f"{name}_form").form_values())


def edit(client, article, **values):
    """Open the form of the article, change these fields and send it."""
    page = address("articles.article", "change", article.pk)
    return client.post(page, {**form_of(client.get(page)), **values})
