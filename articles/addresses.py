"""Web addresses of articles: one form for each page, whatever the tracking words behind it."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TRACKING = ("utm_", "fbclid", "gclid", "mc_", "ref_src", "igshid")
# Where outlets show the page of an article once more: for phones, and as AMP.
PHONE_HOSTS = ("m.", "mobile.", "amp.")
AMP = re.compile(r"^/amp(?=/.)|(?<=.)/amp$")


def canonical_url(url: str) -> str | None:
    """The comparable form of an http(s) address, None for anything else, and for one with a name
    and a password in it: those are nobody else's.

    Host in lower case without `www.`, https for http, no fragment, no tracking parameters,
    parameters in order, no slash at the end.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    host = f"[{host}]" if ":" in host else host.removeprefix("www.")
    address = f"{host}:{port}" if port not in {None, 80, 443} else host
    query = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not pair[0].startswith(TRACKING)
    )
    return urlunsplit(("https", address, parts.path.rstrip("/") or "/", urlencode(query), ""))


def validate_address(url: str) -> None:
    """For the forms and the API. Raises ValidationError for what is no http(s) address."""
    if canonical_url(url) is None:
        raise ValidationError(_("هذا الرابط غير صالح."), code="invalid")


def neighbours(address: str) -> set[str]:
    """The canonical forms of the other addresses that the page at this canonical one may have."""
    parts = urlsplit(address)
    if not parts.netloc:
        return set()
    host = next(
        (parts.netloc.removeprefix(p) for p in PHONE_HOSTS if parts.netloc.startswith(p)),
        parts.netloc,
    )
    path = AMP.sub("", parts.path)
    hosts = [host, *(f"{prefix}{host}" for prefix in PHONE_HOSTS)]
    paths = [path, f"/amp{path}", f"{path.rstrip('/')}/amp"]
    return {
        urlunsplit(parts._replace(netloc=host, path=path)) for host in hosts for path in paths
    } - {address}


def host_of(url: str) -> str:
    """The host of an address without `www.`, empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
