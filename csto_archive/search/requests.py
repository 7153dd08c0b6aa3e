"""The search in a request: begun once, and given up where it would take too long."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .engines.limits import TakesTooLongError
from .index import ARTICLES

READING = ("GET", "HEAD")


class SearchMiddleware:
    """Whoever reads a page asks one reading of the index, however many questions it takes."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with ARTICLES.once():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, TakesTooLongError):
            return render(request, "503.html", status=503)
        return None
