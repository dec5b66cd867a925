"""Pages of the API: by cursor, newest first, so that rows added meanwhile neither double nor hide one."""

from rest_framework.pagination import CursorPagination


class IdCursorPagination(CursorPagination):
    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
