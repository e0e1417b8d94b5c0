"""Tags of the article's staff screens."""

from django import template
from django.urls import reverse

from articles.admin.verbs import Verb
from articles.models import Article

register = template.Library()

# Where a finding's field stands on the form, when that is not the field itself.
ANCHORS = {"body": "#cke_id_body", "citations": "#citations-group"}


@register.simple_tag
def verb_url(article: Article, verb: Verb) -> str:
    """Return the address that a verb is posted to."""
    return reverse(f"admin:articles_article_{verb.name.replace('-', '_')}", args=(article.pk,))


@register.simple_tag
def field_anchor(name: str) -> str:
    """Return the link to a field of the form."""
    return ANCHORS.get(name, f"#id_{name}")
