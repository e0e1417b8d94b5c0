"""Tags of the article's staff screens, and of every form of the staff."""

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from articles.markup import trusted
from articles.models import Article

# Django imports every file of tags for any page's sake, and no reader sees a screen.
if TYPE_CHECKING:
    from articles.admin.verbs import Verb

register = template.Library()

# Where a finding's field stands on the form, when that is not the field itself.
ANCHORS = {"body": "#cke_id_body", "citations": "#citations-group"}


@register.simple_tag
def verb_url(article: Article, verb: "Verb") -> str:
    """Return the address that a verb is posted to."""
    return reverse(f"admin:articles_article_{verb.name.replace('-', '_')}", args=(article.pk,))


@register.simple_block_tag
def no_empty_heading(content: str) -> SafeString:
    """Return Django's table of rows with plain cells in place of headings that hold nothing."""
    content = content.replace('<th class="original"></th>', '<td class="original"></td>')
    return trusted(content.replace("<th></th>", "<td></td>"))


@register.simple_tag
def field_anchor(name: str) -> str:
    """Return the link to a field of the form."""
    return ANCHORS.get(name, f"#id_{name}")


@register.simple_tag
def row_name(row: Any, opts: Any, number: int) -> str:
    """Return what a row of a form is called: by its own name, or by its place where it is new."""
    if row.instance.pk:
        name = Truncator(row.instance).chars(60)
        return f"{capfirst(opts.verbose_name)} “{name}”"
    return _("New %(what)s (row %(number)d)") % {"what": opts.verbose_name, "number": number}
