"""Pages of API lists: a cursor, so that deep pages cost as little as the first."""

from rest_framework.pagination import CursorPagination


class ArchiveCursorPagination(CursorPagination):
    """`limit` records (20, at most 200) from `cursor` on, in the order that the list declares."""

    page_size = 20
    page_size_query_param = "limit"
    max_page_size = 200

    def get_ordering(self, request, queryset, view) -> tuple[str, ...]:
        """The list's own order, made unique by the id so that no record is seen twice."""
        return tuple(dict.fromkeys([*view.ordering, "-pk"]))
