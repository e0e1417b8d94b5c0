"""Models of the articles app, one file a concept."""

from articles.models.article import Article, ArticleReference
from articles.models.condition import Condition
from articles.models.disclaimer import Disclaimer, DisclaimerVersion
from articles.models.edition import Edition, EditionSubject
from articles.models.feedback import ErrorReport, PageVote
from articles.models.media import Picture
from articles.models.outcome import TreatmentOutcome
from articles.models.physician import Physician
from articles.models.reference import Reference
from articles.models.review import ArticleEvent, Review
from articles.models.revision import Revision
from articles.models.search import SearchDocument, SearchWord, Synonym
from articles.models.side_effect import SideEffect, TreatmentSideEffect
from articles.models.treatment import RegulatorWarning, Treatment

__all__ = [
    "Article",
    "ArticleEvent",
    "ArticleReference",
    "Condition",
    "Disclaimer",
    "DisclaimerVersion",
    "Edition",
    "EditionSubject",
    "ErrorReport",
    "PageVote",
    "Physician",
    "Picture",
    "Reference",
    "RegulatorWarning",
    "Review",
    "Revision",
    "SearchDocument",
    "SearchWord",
    "SideEffect",
    "Synonym",
    "Treatment",
    "TreatmentOutcome",
    "TreatmentSideEffect",
]
