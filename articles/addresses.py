"""Web addresses of articles: one form for each page, whatever the tracking words behind it."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TRACKING = ("utm_", "fbclid", "gclid", "mc_", "ref_src", "igshid")


def canonical_url(url: str) -> str | None:
    """The comparable form of an http(s) address, None for anything else.

    Host in lower case without `www.`, https for http, no fragment, no tracking parameters,
    parameters in order, no slash at the end.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    host = f"[{host}]" if ":" in host else host.removeprefix("www.")
    address = f"{host}:{port}" if port not in {None, 80, 443} else host
    query = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not pair[0].startswith(TRACKING)
    )
    return urlunsplit(("https", address, parts.path.rstrip("/") or "/", urlencode(query), ""))


def host_of(url: str) -> str:
    """The host of an address without `www.`, empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
