from articles.models.articles import Article
from articles.models.captures import Capture, Evidence, ImportBatch, Reading
from articles.models.corrections import Correction
from articles.models.likeness import LikenessKey
from articles.models.links import Coverage, InitiativeMention, MemberMention
from articles.models.photos import Photo
from articles.models.quotations import InitiativeProposal, Quotation
from articles.models.sources import Source
from articles.models.stories import FormerStory, Merger, StoryFamily

__all__ = [
    "Article",
    "Capture",
    "Correction",
    "Coverage",
    "Evidence",
    "FormerStory",
    "ImportBatch",
    "InitiativeMention",
    "InitiativeProposal",
    "LikenessKey",
    "MemberMention",
    "Merger",
    "Photo",
    "Quotation",
    "Reading",
    "Source",
    "StoryFamily",
]
