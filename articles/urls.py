"""Public addresses of the archive."""

from __future__ import annotations

from django.urls import path, register_converter
from django.views.generic import RedirectView

from articles import feeds, sitemaps
from articles.views import (
    about,
    dates,
    exports,
    home,
    indexes,
    lists,
    maps,
    pairs,
    proposals,
    reading,
    relations,
    reports,
    topics,
)

app_name = "articles"


class Id:
    """A row's number; longer ones would not fit the database's."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Year(Id):
    regex = "[0-9]{4}"

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class Two(Id):
    regex = "[0-9]{1,2}"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


register_converter(Id, "id")
register_converter(Year, "yyyy")
register_converter(Two, "nn")

urlpatterns = [
    path("", home.home, name="home"),
    path("articles/", lists.article_list, name="article_list"),
    path("articles.json", exports.as_json, name="articles_json"),
    path("articles.csv", exports.as_csv, name="articles_csv"),
    path("articles.<str:form>", feeds.result, name="result_feed"),
    path("suggestions.json", proposals.suggestions, name="suggestions"),
    path("articles/<id:pk>/", reading.article, name="short_article"),
    path("articles/<id:pk>/citation.<str:form>", reading.citation, name="citation"),
    path("articles/<id:pk>/<str:slug>/", reading.article, name="article"),
    path("articles/<id:pk>/<str:slug>/recu/", reading.received, name="received"),
    path("articles/<id:pk>/<str:slug>/signaler/", reports.report, name="report"),
    path("personnes/", indexes.people, name="people"),
    path("personnes/<slug:slug>/", topics.person, name="person"),
    path("pays/", indexes.countries, name="countries"),
    path("pays/personnes/", indexes.people_by_country, name="people_by_country"),
    path("pays/<slug:slug>/", topics.country, name="country"),
    path("pays/<slug:slug>/avec/<slug:other>/", pairs.pair, name="pair"),
    path("sujets/", indexes.tags, name="tags"),
    path("sujets/<slug:slug>/", topics.tag, name="tag"),
    path("dates/", dates.dates, name="dates"),
    path("dates/sans-date/", dates.undated, name="undated"),
    path("dates/sans-date/<nn:month>/", dates.undated, name="undated_month"),
    path("dates/sans-date/<nn:month>/<nn:day>/", dates.undated, name="undated_day"),
    path("dates/<yyyy:year>/", dates.year, name="year"),
    path("dates/<yyyy:year>/<nn:month>/", dates.month, name="month"),
    path("dates/<yyyy:year>/<nn:month>/<nn:day>/", dates.day, name="day"),
    path("carte/", maps.world_page, name="map"),
    path("relations/", relations.relations, name="relations"),
    path("a-propos/", about.about, name="about"),
    path("flux.<str:form>", feeds.latest, name="feed"),
    path("personnes/<slug:slug>/flux.<str:form>", feeds.person, name="person_feed"),
    path("pays/<slug:slug>/flux.<str:form>", feeds.country, name="country_feed"),
    path("sujets/<slug:slug>/flux.<str:form>", feeds.tag, name="tag_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<slug:section>-<id:number>.xml", sitemaps.section, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url="/static/articles/icon.svg"), name="favicon"),
]
