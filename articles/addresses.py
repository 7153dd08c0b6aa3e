"""Web addresses of articles: one form for each page, whatever the tracking words behind it."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TRACKING = ("utm_", "fbclid", "gclid", "mc_", "ref_src", "igshid")


def canonical_url(url: str) -> str | None:
    """The comparable form of an http(s) address, None for anything else.

    Host in lower case without `www.`, https for http, no fragment, no tracking parameters,
    parameters in order, no slash at the end.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = parts.hostname.removeprefix("www.")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    query = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not pair[0].startswith(TRACKING)
    )
    return urlunsplit(("https", host + port, parts.path.rstrip("/") or "/", urlencode(query), ""))


def host_of(url: str) -> str:
    """The host of an address without `www.`, empty where there is none."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
