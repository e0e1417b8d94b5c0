"""The page with the figures."""

from django.contrib.admin import AdminSite
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comments import figures as reckoning
from comments import queue as reading
from comments.admin.request import StaffRequest


@require_safe
def figures(request: StaffRequest, site: AdminSite) -> HttpResponse:
    """Show what waits, how long decisions take, and what they are."""
    width, height = reckoning.CHART
    context = {
        **site.each_context(request),
        "title": _("Figures on replies"),
        "waiting": reading.waiting(),
        "figures": reckoning.figures(),
        "weeks": reckoning.WEEKS,
        "chart": {"width": width, "height": height, "label_y": height + 22, "whole": height + 32},
    }
    return render(request, "admin/comments/figures.html", context)
