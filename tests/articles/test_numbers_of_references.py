"""The migration that closes gaps: pages and approvals stay what they were."""

import importlib

from django.apps import apps

from articles.models import ArticleReference
from tests import factories

MIGRATION = importlib.import_module("articles.migrations.0010_numbers_of_references")


def test_gaps_of_before_are_closed_in_order(guide, author) -> None:
    other = factories.guide(author, title="Another guide")
    factories.cite(guide, *(factories.ReferenceFactory() for _ in range(3)))
    order = list(guide.citations.values_list("reference", flat=True))
    for row, number in zip(reversed(guide.citations.all()), (999, 20, 3, 1), strict=True):
        ArticleReference.objects.filter(pk=row.pk).update(position=number)
    before = list(other.citations.values_list("position", flat=True))
    MIGRATION.close_gaps(apps, None)
    assert list(guide.citations.values_list("position", flat=True)) == [1, 2, 3, 4]
    assert list(guide.citations.values_list("reference", flat=True)) == order
    assert list(other.citations.values_list("position", flat=True)) == before
