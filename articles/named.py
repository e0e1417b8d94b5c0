"""What live editions are about: each record once, found without reading every edition.

There are far more editions than records. So the names are walked through in their index, and for each the
newest rows are tried until one belongs to a live edition: the cost grows with the number of records.
"""

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from articles.models import Edition, EditionSubject
from articles.models.edition import SubjectKind

# A loose index scan, which neither database does for DISTINCT: from each name to the next, one step in the
# index. Gives one row of each name, whichever.
_ONE_OF_EACH = """
WITH RECURSIVE named(slug) AS (
    SELECT min(slug) FROM articles_editionsubject WHERE kind = %s
    UNION ALL
    SELECT (SELECT min(slug) FROM articles_editionsubject WHERE kind = %s AND slug > named.slug)
    FROM named WHERE named.slug IS NOT NULL
)
SELECT (SELECT min(id) FROM articles_editionsubject WHERE kind = %s AND slug = named.slug)
FROM named WHERE named.slug IS NOT NULL
"""


def newest(kind: SubjectKind) -> list[EditionSubject]:
    """Return each record of a kind that live editions carry, by name, as the last frozen of them has it.

    A page about a narrower condition names the wider one without its summary: one that has it goes first.
    """
    same = EditionSubject.objects.filter(kind=kind, slug=OuterRef("slug")).order_by("-pk")
    live = same.filter(Exists(Edition.objects.live().filter(pk=OuterRef("edition_id"))))
    tried = [live.exclude(detail=""), live] if kind == SubjectKind.CONDITION else [live]
    found = [Subquery(rows.values("pk")[:1]) for rows in tried]
    each: QuerySet[EditionSubject] = EditionSubject.objects.filter(
        pk__in=RawSQL(_ONE_OF_EACH, (kind, kind, kind))  # noqa: S611 - constants, and kinds as parameters
    )
    last = each.order_by().values(last=Coalesce(*found) if len(found) > 1 else found[0])
    return sorted(
        EditionSubject.objects.filter(pk__in=last).order_by(), key=lambda row: row.name.casefold()
    )
