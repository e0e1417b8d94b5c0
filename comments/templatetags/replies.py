"""What the article page composes below the article: its replies and the form."""

from typing import Any

from django import template

from articles import freshness
from articles.models import Edition
from comments import blank_form, threads

register = template.Library()


@register.inclusion_tag("comments/_replies.html", takes_context=True)
def replies_to(context: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """Show the replies to a live edition's article. Reads ``request`` and ``clinic``."""
    clinic = context["clinic"]
    after = context["request"].GET.get("after", "")
    thread = threads.thread_for(
        edition,
        clinic_name=clinic.name,
        after=after[:16],
        site_days=clinic.replies_close_after_days,
    )
    freshness.note(context["request"], thread.changed_at)
    form = thread.form and blank_form.draw(
        thread.form, slug=edition.slug, emergency_number=clinic.emergency_number
    )
    return {"thread": thread, "form": form}
