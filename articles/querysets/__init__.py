"""The questions asked of the coverage. Each climbs on the one before it."""

from .articles import MOST_CARRIERS, ArticleQuerySet
from .captures import CaptureQuerySet, EvidenceQuerySet, InitiativeMentionQuerySet, immutable
from .sources import SourceQuerySet
from .stories import StoryFamilyQuerySet

__all__ = [
    "MOST_CARRIERS",
    "ArticleQuerySet",
    "CaptureQuerySet",
    "EvidenceQuerySet",
    "InitiativeMentionQuerySet",
    "SourceQuerySet",
    "StoryFamilyQuerySet",
    "immutable",
]
