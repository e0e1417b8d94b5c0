"""Addresses of the articles app: readers' pages."""

from django.urls import path, register_converter

from articles import media
from articles.urlparts import DayConverter, NumberConverter
from articles.views import reading
from clinic_cms.clinic.late import Views

catalogue = Views("articles.views.catalogue")
comparison = Views("articles.views.comparison")
feedback = Views("articles.views.feedback")
feeds = Views("articles.feeds")
lists = Views("articles.views.lists")
searching = Views("articles.views.searching")

register_converter(DayConverter, "day")
register_converter(NumberConverter, "number")
app_name = "articles"
urlpatterns = [
    path("", reading.home, name="home"),
    path("articles/", reading.article_list, name="list"),
    path("articles/<slug:slug>/", reading.article, name="detail"),
    path("articles/<slug:slug>/history/", reading.history, name="history"),
    path("articles/<slug:slug>/editions/<number:number>/", reading.edition, name="edition"),
    path("articles/<slug:slug>/editions/<number:number>/card.png", media.card, name="card"),
    path("articles/<slug:slug>/as-of/<day:day>/", reading.as_of, name="as_of"),
    path("articles/<slug:slug>/useful/", feedback.useful, name="useful"),
    path("articles/<slug:slug>/report-an-error/", feedback.report, name="report"),
    path("articles/<slug:slug>/thank-you/", feedback.thanks, name="thanks"),
    path("policies/<slug:slug>/", reading.policy, name="policy"),
    path("search/", searching.search, name="search"),
    path("search/suggest/", searching.suggest, name="suggest"),
    path("conditions/", lists.conditions, name="condition_list"),
    path("conditions/<slug:slug>/", catalogue.condition, name="condition"),
    path("treatments/", lists.treatments, name="treatment_list"),
    path("treatments/compare/", comparison.compare, name="compare"),
    path("treatments/<slug:slug>/", catalogue.treatment, name="treatment"),
    path("side-effects/", lists.side_effects, name="side_effect_list"),
    path("side-effects/<slug:slug>/", catalogue.side_effect, name="side_effect"),
    path("physicians/", lists.physicians, name="physician_list"),
    path("physicians/<slug:slug>/", catalogue.physician, name="physician"),
    path("disclaimers/<slug:slug>/v<number:number>/", catalogue.disclaimer, name="disclaimer"),
    path("media/<path:name>", media.picture, name="picture"),
    path("feed/", feeds.feed, name="feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
]
