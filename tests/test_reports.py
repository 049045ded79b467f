"""Errors that readers report: what the form takes, what it refuses, where the desk finds it."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.desk.queues import QUEUES
from articles.desk.reports import SETTLED
from articles.models import Article, ErrorReport
from articles.models.reports import locate, passages_of

from .factories import make_article, make_document, make_user
from .test_desk import save
from .test_visibility import HIDDEN

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_errorreport_changelist")
EVIL = "<script>alert(1)</script>{{ 7 }}"


def address_of(article: Article) -> str:
    return f"{article.get_absolute_url()}signaler/"


def send(client: Client, article: Article, **fields):
    return client.post(address_of(article), {"message": "La date est fausse.", **fields})


@pytest.fixture
def article() -> Article:
    return make_article(
        "Un accord sur le riz",
        lead="Trois textes ont été signés.",
        place="Hanoï",
        body="Le riz est arrivé.\n\n## Une suite\n\nLe riz : 4 tonnes & plus. Le riz part.",
        photos=[{"caption": "La salle.", "position": 1}],
    )


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_user("redactrice", group="Rédaction"))
    return client


# --- The form -------------------------------------------------------------------------------------
def test_the_article_leads_to_the_form_and_the_form_to_thanks(client, article):
    assert f'href="{address_of(article)}"' in client.get(article.get_absolute_url()).content.decode()
    html = client.get(address_of(article)).content.decode()
    assert html.count("<h1>") == 1
    assert f'<link rel="canonical" href="http://testserver{article.get_absolute_url()}">' in html
    filled_in = client.get(f"{address_of(article)}?passage=Trois").content.decode()
    assert '<meta name="robots" content="noindex">' in filled_in
    response = send(client, article, place="lead", passage="Trois textes")
    assert (response.status_code, response.url) == (302, f"{address_of(article)}?envoye=1")
    assert "Merci" in client.get(response.url).content.decode()
    report = ErrorReport.objects.get()
    assert (report.article, report.place, report.start, report.end) == (article, "lead", 0, 12)
    assert (report.passage, report.message) == ("Trois textes", "La date est fausse.")


def test_only_the_form_sets_a_cookie_and_none_is_a_session(client, article):
    assert not client.get(article.get_absolute_url()).cookies
    assert not client.get(f"{address_of(article)}?envoye=1").cookies
    response = client.get(address_of(article))
    assert list(response.cookies) == ["csrftoken"]
    assert "no-store" in response.headers["Cache-Control"]
    assert list(send(client, article).cookies) == []


def test_a_forged_form_is_refused_in_french(article):
    client = Client(enforce_csrf_checks=True)
    response = send(client, article)
    assert response.status_code == 403
    assert "n’a pas été envoyé" in response.content.decode()
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(address_of(article)).content.decode()
    )[1]
    assert send(client, article, csrfmiddlewaretoken=token).status_code == 302
    assert ErrorReport.objects.count() == 1


def test_the_passage_of_the_address_fills_the_form(client, article):
    html = client.get(
        address_of(article), {"passage": f"Le riz {EVIL}", "place": "paragraph-3"}
    ).content.decode()
    assert "<script>" not in html
    assert "Le riz &lt;script&gt;" in html
    assert '<option value="paragraph-3" selected>' in html
    html = client.get(address_of(article), {"passage": "riz part"}).content.decode()
    assert '<option value="paragraph-3" selected>' in html
    for odd in ({"place": "nowhere"}, {"passage": "x" * 9000}, {"passage": "\x00\ud7ff"}):
        assert client.get(address_of(article), odd).status_code == 200


def test_another_slug_leads_to_the_form_but_loses_nothing_that_is_sent(client, article):
    old = f"/articles/{article.pk}/ancien/signaler/"
    assert client.get(f"{old}?passage=riz").url == f"{address_of(article)}?passage=riz"
    assert client.post(old, {"message": "Faux."}).status_code == 302
    assert ErrorReport.objects.count() == 1


# --- Where the passage stands ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wanted", "key", "found"),
    [
        ("Le riz", "paragraph-3", ("paragraph-3", 0, 6)),
        ("Le riz", "", ("paragraph-1", 0, 6)),
        ("le riz", "", ("headline", 14, 20)),
        ("Le  riz\u00a0: 4\ntonnes & plus", "paragraph-1", ("paragraph-3", 0, 24)),
        ("La salle. VNA", "", ("photo-1", 0, 13)),
        ("Une suite", "", ("paragraph-2", 0, 9)),
        ("nulle part", "lead", ("lead", None, None)),
        ("", "lead", ("lead", None, None)),
    ],
)
def test_a_passage_is_found_in_its_place_first_then_anywhere(article, wanted, key, found):
    assert locate(list(passages_of(article)), wanted, key) == found


# --- Hostile input ----------------------------------------------------------------------------------
def test_signs_without_shape_are_taken_out_and_the_rest_is_kept(client, article):
    send(
        client, article, message="Une\x00 \u202efausse\u200b\x1b[0m date\r\net\tsuite 🌾", passage="\x00\x07"
    )
    report = ErrorReport.objects.get()
    assert report.message == "Une fausse[0m date\net\tsuite 🌾"
    assert report.passage == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"message": ""},
        {"message": "\x00\u200b \n"},
        {"message": "x" * 2001},
        {"passage": "x" * 501},
        {"place": "paragraph-99"},
        {"place": "'; DROP TABLE"},
    ],
)
def test_what_is_empty_too_long_or_nowhere_is_refused_and_kept_in_the_form(client, article, fields):
    response = send(client, article, **fields)
    assert response.status_code == 422
    assert "Rien n’est envoyé" in response.content.decode()
    assert not ErrorReport.objects.exists()


def test_longest_texts_fit_with_the_line_ends_of_a_browser(client, article):
    assert send(client, article, message="é\r\n" * 999 + "xx", passage="ê" * 500).status_code == 302
    assert len(ErrorReport.objects.get().message) == 2000


def test_markup_is_text_on_every_page_that_shows_it(client, desk, article):
    assert "<script>alert" not in send(client, article, message="", passage=EVIL).content.decode()
    send(client, article, message=EVIL, passage=EVIL)
    report = ErrorReport.objects.get()
    for address in (
        LIST,
        reverse("admin:articles_errorreport_change", args=[report.pk]),
        reverse("admin:articles_article_change", args=[article.pk]),
        address_of(article),
    ):
        html = desk.get(address).content.decode()
        assert "<script>alert" not in html, address
    assert "&lt;script&gt;alert(1)" in desk.get(LIST).content.decode()


def test_a_program_that_fills_every_field_is_thanked_and_forgotten(client, article):
    assert send(client, article, site="http://example.org").status_code == 302
    assert not ErrorReport.objects.exists()


# --- Limit per visitor --------------------------------------------------------------------------------
def test_a_visitor_sends_few_an_hour_and_others_are_not_held_up(client, article):
    for number in range(ErrorReport.PER_HOUR):
        assert send(client, article, message=f"Erreur {number}").status_code == 302
    response = send(client, article, message="Une de trop")
    assert response.status_code == 429
    assert response.headers["Retry-After"]
    assert "Une de trop" in response.content.decode()
    assert ErrorReport.objects.count() == ErrorReport.PER_HOUR
    assert send(Client(REMOTE_ADDR="198.51.100.7"), article).status_code == 302


def test_the_limit_ends_with_the_hour_and_the_visitor_is_forgotten(client, article, monkeypatch):
    for number in range(ErrorReport.PER_HOUR):
        send(client, article, message=f"Erreur {number}")
    ErrorReport.objects.update(created_at=timezone.now() - datetime.timedelta(hours=1))
    later = timezone.now() + datetime.timedelta(hours=1)
    with monkeypatch.context() as patch:
        patch.setattr("articles.views.reports.timezone.now", lambda: later)
        assert send(client, article, message="Plus tard").status_code == 302
    assert [report.visitor != "" for report in ErrorReport.objects.order_by("pk")] == [
        *[False] * ErrorReport.PER_HOUR,
        True,
    ]


def test_no_address_is_stored_and_neighbours_of_an_ipv6_network_are_one(article):
    send(Client(REMOTE_ADDR="2001:db8:1:2::1"), article, message="Un")
    send(Client(REMOTE_ADDR="2001:db8:1:2:ffff::9"), article, message="Deux")
    send(Client(REMOTE_ADDR="2001:db8:1:3::1"), article, message="Trois")
    visitors = list(ErrorReport.objects.order_by("pk").values_list("visitor", flat=True))
    assert visitors[0] == visitors[1] != visitors[2]
    assert re.fullmatch("[0-9a-f]{64}", visitors[0])


def test_a_forwarded_address_counts_only_from_a_proxy_of_ours(article, settings):
    for number in range(ErrorReport.PER_HOUR + 1):
        last = send(Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}"), article, message=f"Erreur {number}")
    assert last.status_code == 429


def test_two_at_the_same_moment_cannot_take_the_same_turn(client, article):
    send(client, article)
    first = ErrorReport.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorReport.objects.create(article=article, message="x", visitor=first.visitor, turn=first.turn)


def test_the_same_report_twice_is_one(client, article):
    assert [send(client, article).status_code for _ in range(2)] == [302, 302]
    assert ErrorReport.objects.count() == 1


# --- Articles that are not public -----------------------------------------------------------------------
@pytest.mark.parametrize("kind", HIDDEN)
def test_a_hidden_article_has_no_form_and_takes_no_report(client, kind):
    hidden = make_article("Xylophonie", **HIDDEN[kind])
    gone = 410 if kind == "withdrawn" else 404
    for response in (client.get(address_of(hidden)), send(client, hidden)):
        assert response.status_code == gone
        assert "Xylophonie" not in response.content.decode()
    assert not ErrorReport.objects.exists()


def test_queries_are_few_and_do_not_grow(client, article, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(address_of(article))
    make_article("Long", body="\n\n".join(f"Paragraphe {n}." for n in range(60)))
    for number in range(3):
        # the article, the visitor's other reports, the report and old digests between two savepoints
        with django_assert_num_queries(6):
            send(client, article, message=f"Erreur {number}")


# --- The desk -------------------------------------------------------------------------------------------
def test_the_desk_counts_what_waits_and_lists_it(client, desk, article):
    send(client, article, passage="Trois textes")
    front = desk.get(reverse("admin:index")).content.decode()
    assert f'href="{LIST}">1<' in front
    assert [a.pk for a in QUEUES["signalements"].articles()] == [article.pk]
    html = desk.get(LIST).content.decode()
    assert "La date est fausse." in html
    assert "Chapeau" in html
    assert reverse("admin:articles_article_change", args=[article.pk]) in html


def test_the_review_page_shows_open_reports_and_settles_those_that_are_ticked(client, desk, article):
    send(client, article, message="Une erreur", passage="Trois textes")
    send(client, article, message="Une autre", passage="jamais écrit")
    html = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "Une erreur" in html
    assert html.count("Le texte ne dit plus cela") == 1
    one, other = ErrorReport.objects.order_by("pk")
    save(desk, article, **{SETTLED: [one.pk, "x", "9" * 40]})
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.settled_by.username, one.settled_at is not None) == ("redactrice", True)
    assert other.settled_at is None
    html = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "Une erreur" not in html


def test_ticking_settles_no_report_of_another_article(client, desk, article):
    send(client, make_article("Autre"))
    save(desk, article, **{SETTLED: [ErrorReport.objects.get().pk]})
    assert ErrorReport.objects.get().settled_at is None


def test_reports_are_settled_and_reopened_from_the_list(client, desk, article):
    send(client, article)
    report = ErrorReport.objects.get()
    data = {"_selected_action": [report.pk], "index": 0}
    desk.post(LIST, {**data, "action": "settle"})
    report.refresh_from_db()
    assert report.settled_by.username == "redactrice"
    assert "La date est fausse." not in desk.get(LIST).content.decode()
    assert "redactrice" in desk.get(LIST, {"etat": "regles"}).content.decode()
    desk.post(f"{LIST}?etat=regles", {**data, "action": "reopen"})
    report.refresh_from_db()
    assert (report.settled_at, report.settled_by) == (None, None)


@pytest.mark.parametrize(
    ("group", "settles", "deletes"),
    [("Relecture", False, False), ("Rédaction", True, False), ("Administration", True, True)],
)
def test_each_role_may_do_its_part(article, group, settles, deletes):
    send(Client(), article)
    report = ErrorReport.objects.get()
    client = Client()
    client.force_login(make_user("quelqu-un", group=group))
    assert "La date est fausse." in client.get(LIST).content.decode()
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert (f'name="{SETTLED}"' in page) == settles
    client.post(LIST, {"_selected_action": [report.pk], "action": "settle", "index": 0})
    report.refresh_from_db()
    assert (report.settled_at is not None) == settles
    client.post(reverse("admin:articles_errorreport_delete", args=[report.pk]), {"post": "yes"})
    assert ErrorReport.objects.exists() != deletes


def test_the_desk_runs_the_same_queries_however_many_reports_wait(client, desk, article):
    make_document(article)
    addresses = [LIST, reverse("admin:articles_article_change", args=[article.pk])]

    def counted() -> list[int]:
        numbers = []
        for address in addresses:
            desk.get(address)
            with CaptureQueriesContext(connection) as queries:
                desk.get(address)
            numbers.append(len(queries))
        return numbers

    send(client, article, message="Une")
    few = counted()
    for number in range(4):
        send(client, article, message=f"Erreur {number}")
    assert counted() == few
