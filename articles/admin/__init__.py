"""The desks of the coverage: articles and their sources; captures and imports, to be read only."""

from articles.admin.articles import ArticleAdmin, StoryFamilyAdmin
from articles.admin.batches import ImportBatchAdmin
from articles.admin.captures import CaptureAdmin
from articles.admin.sources import SourceAdmin

__all__ = ["ArticleAdmin", "CaptureAdmin", "ImportBatchAdmin", "SourceAdmin", "StoryFamilyAdmin"]
