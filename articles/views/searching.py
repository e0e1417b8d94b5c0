"""Search, suggestions while somebody types, and the page for unknown addresses, which searches."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from articles import structured_pages
from articles.search import finding, plans, suggesting
from articles.views.pages import readers_page

FILTERS = ("condition", "treatment", "kind")
OFFERED = 5  # pages for an unknown address
# Words of addresses that say nothing about what was looked for.
PLACES = frozenset(
    "articles conditions treatments side effects physicians policies disclaimers search feed history "
    "editions of comments page pages category tag blog post posts index html htm php asp aspx www".split()
)
NO_PAGES = ("/admin/", "/accounts/", "/media/", "/static/")


@readers_page
def search(request: HttpRequest) -> HttpResponse:
    """Live pages for a query, to be narrowed by what they are about."""
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    results = finding.find(request.GET.get("q", ""), **chosen)
    context = {
        "query": results.query,
        "results": results,
        "chosen": chosen,
        "meant": [],
        "describes": structured_pages.search(request.path),
    }
    if results.query and not (results.hits or results.narrowed or results.urgent):
        context["meant"] = suggesting.did_you_mean(results.query)
    response = render(request, "articles/search.html", context)
    return _hidden_from_machines(response) if request.GET else response


@readers_page
def suggest(request: HttpRequest) -> HttpResponse:
    """A few live pages for the beginning of a query, as JSON. The same for every reader."""
    found = suggesting.suggest(request.GET.get("q", ""))
    said = ngettext("%(count)d suggestion", "%(count)d suggestions", len(found))
    answer = {"said": said % {"count": len(found)}, "suggestions": [asdict(s) for s in found]}
    return _hidden_from_machines(JsonResponse(answer))


def no_such_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with a search for the words of the address, and the best pages for them.

    Files and staff's addresses are asked for by programs more than by people: no pages for those.
    """
    asked = plans.read(request.path.replace("-", " "))
    query = " ".join(word for word in asked if word not in PLACES and not word.isdigit())
    searched = query and "." not in request.path and not request.path.startswith(NO_PAGES)
    hits = finding.find(query).hits[:OFFERED] if searched else []
    return render(request, "404.html", {"query": query, "hits": hits}, status=404)


def _hidden_from_machines(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
