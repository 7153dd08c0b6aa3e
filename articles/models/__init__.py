from articles.models.articles import Article, Photo, StoryFamily
from articles.models.captures import Capture, Evidence, ImportBatch
from articles.models.corrections import Correction
from articles.models.links import Coverage, InitiativeMention, MemberMention
from articles.models.sources import Source

__all__ = [
    "Article",
    "Capture",
    "Correction",
    "Coverage",
    "Evidence",
    "ImportBatch",
    "InitiativeMention",
    "MemberMention",
    "Photo",
    "Source",
    "StoryFamily",
]
