"""The review page: decisions taken in it, and the way from one waiting article to the next."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.desk.queues import QUEUES
from articles.models import Article, Change, Conflict, PersonMention, PossibleDuplicate, Tag, TagProposal

from .factories import make_article, make_document, make_person, make_photo, make_tag, make_user
from .importing import run_import
from .test_desk import form_of, save

pytestmark = pytest.mark.django_db

RAW = "Un pont duLac\n\nLe pont duLac est rouvert. Voir leport au bord du Lac.\n\nLa vue duLac. Photo : VNA"
BODY = "Le pont du Lac est rouvert. Voir leport au bord du Lac."


@pytest.fixture
def editor():
    return make_user("redactrice", group="Rédaction")


@pytest.fixture
def desk(editor) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def repair(raw: str, text: str, start: int, *, applied: bool = True) -> dict:
    assert RAW[start : start + len(raw)] == raw
    return {
        "raw": raw,
        "text": text,
        "span": [start, start + len(raw)],
        "confidence": 0.9,
        "evidence": "essai",
        "applied": applied,
    }


@pytest.fixture
def glued() -> Article:
    """An article whose text lost spaces: one put back three times, one only proposed."""
    article = make_article("Un pont du Lac", body=BODY)
    make_photo(article, "La vue du Lac.", origin=0)
    starts = [i for i in range(len(RAW)) if RAW.startswith("duLac", i)]
    body = RAW.index("Le pont")
    photo = RAW.index("La vue")
    parsed = {
        "headline": {"value": "Un pont du Lac", "span": [0, 13], "rule": "headline-first-line"},
        "paragraphs": [
            {"text": BODY, "span": [body, photo - 2], "rule": "text", "kind": "paragraph"},
        ],
        "photos": [
            {"caption": "La vue du Lac.", "credit": "VNA", "after": 1, "span": [photo, len(RAW)], "rule": "x"}
        ],
        "repairs": [
            *(repair("duLac", "du Lac", start) for start in starts),
            repair("leport", "le port", RAW.index("leport"), applied=False),
        ],
    }
    make_document(article, text=RAW, parsed=parsed, open_repairs=1)
    return article


def repairs(client: Client, article: Article) -> dict[str, str]:
    """The names of the choices in the form, by the word as received."""
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    return {row.token.raw: row.field.html_name for row in page.context["repairs"].rows()}


def test_a_refused_repair_puts_the_raw_spelling_back_everywhere_it_was_read(desk, glued, editor):
    saved = save(desk, glued, **{repairs(desk, glued)["duLac"]: "duLac"})
    assert saved.headline == "Un pont duLac"
    assert saved.body == "Le pont duLac est rouvert. Voir leport au bord du Lac."
    assert saved.photos.get().caption == "La vue duLac."
    change = Change.objects.get(object_id=glued.pk)
    assert {"headline", "body", "photos"} <= change.fields.keys()
    assert change.actor == editor
    assert saved.document.decisions == {"repairs": {"duLac": "duLac"}}


def test_a_refusal_can_be_taken_back(desk, glued):
    name = repairs(desk, glued)["duLac"]
    save(desk, glued, **{name: "duLac"})
    saved = save(desk, glued, **{name: "du Lac"})
    assert (saved.headline, saved.body) == ("Un pont du Lac", BODY)
    assert saved.photos.get().caption == "La vue du Lac."


def test_a_proposed_repair_is_accepted_and_leaves_its_queue(desk, glued):
    assert [a.pk for a in QUEUES["espaces"].articles()] == [glued.pk]
    saved = save(desk, glued, **{repairs(desk, glued)["leport"]: "le port"})
    assert saved.body.endswith("Voir le port au bord du Lac.")
    assert not QUEUES["espaces"].articles().exists()


def test_a_refused_proposal_changes_no_text_and_leaves_the_queue(desk, glued):
    saved = save(desk, glued, **{repairs(desk, glued)["leport"]: "leport"})
    assert saved.body == BODY
    assert not QUEUES["espaces"].articles().exists()


@pytest.mark.parametrize(
    ("choice", "body"),
    [
        ("accept", "Le pont du Lac est rouvert. Voir le port au bord du Lac."),
        ("refuse", "Le pont duLac est rouvert. Voir leport au bord du Lac."),
    ],
)
def test_all_repairs_are_decided_at_once(desk, glued, choice, body):
    assert save(desk, glued, **{"repairs-everything": choice}).body == body


def test_a_repair_and_a_typed_correction_go_together(desk, glued):
    saved = save(
        desk,
        glued,
        **{repairs(desk, glued)["duLac"]: "duLac", "body": BODY.replace("est rouvert", "rouvre enfin")},
    )
    assert saved.body == "Le pont duLac rouvre enfin. Voir leport au bord du Lac."


def test_a_decision_on_repairs_stands_at_a_re_import_without_a_conflict(desk):
    text = (
        "date 2025-07-28 Un pont rouvert à Vientiane\n\nVientiane, 28 juillet (KPL) - "
        "Le ministre duParti a rouvert le pont. Il a remercié laville et les habitants.\n\n"
        "Les travaux ont duré quatre mois.\n"
    )
    run_import({"pont.txt": text})
    article = Article.objects.get()
    assert "du Parti" in article.body
    save(desk, article, **{repairs(desk, article)["duParti"]: "duParti"})
    run_import({"pont.txt": text.replace("quatre mois", "cinq mois")})
    article.refresh_from_db()
    assert "duParti" in article.body
    assert "cinq mois" in article.body
    assert not Conflict.objects.exists()


def test_proposals_are_accepted_refused_and_an_accepted_tag_joins_the_tags(desk):
    one, other = make_person("Amara Tesfal"), make_person("Amara Tesfali")
    article = make_article(
        people=[{"person": one, "state": "proposed"}, {"person": other, "state": "proposed"}]
    )
    ports, lakes = make_tag("Ports"), make_tag("Lacs")
    TagProposal.objects.create(article=article, tag=ports)
    TagProposal.objects.create(article=article, tag=lakes)
    saved = save(
        desk,
        article,
        **{
            "person_mentions-0-state": "accepted",
            "person_mentions-1-state": "refused",
            "tag_proposals-0-state": "accepted",
            "tag_proposals-1-state": "refused",
        },
    )
    assert [p["name"] for p in saved.page["people"]] == ["Amara Tesfal"]
    assert list(saved.tags.values_list("name", flat=True)) == ["Ports"]
    for key in ("personnes", "sujets"):
        assert not QUEUES[key].articles().exists()


def test_a_tag_taken_away_after_its_proposal_was_accepted_stays_away(desk):
    article = make_article()
    TagProposal.objects.create(article=article, tag=make_tag("Ports"))
    save(desk, article, **{"tag_proposals-0-state": "accepted"})
    saved = save(desk, article, tags=[])
    assert not saved.tags.exists()


def test_save_and_next_walks_the_queue_and_says_when_it_is_empty(desk):
    person = make_person("Amara Tesfal")
    older, newer = (make_article(people=[{"person": person, "state": "proposed"}]) for _ in range(2))
    make_article("Hors de la file")
    started = desk.get(reverse("admin:articles_article_queue", args=["personnes"]))
    assert started["Location"].startswith(reverse("admin:articles_article_change", args=[newer.pk]))
    query = started["Location"].partition("?")[2]

    def settle(article: Article) -> str:
        data = {**form_of(desk, article), "person_mentions-0-state": "accepted", "_reviewed": "1"}
        address = reverse("admin:articles_article_change", args=[article.pk])
        return desk.post(f"{address}?{query}", data)["Location"]

    assert settle(newer).startswith(reverse("admin:articles_article_change", args=[older.pk]))
    assert settle(older) == QUEUES["personnes"].address
    reviewed = Article.objects.get(pk=newer.pk)
    assert (reviewed.review, reviewed.reviewed_by.username) == ("reviewed", "redactrice")


def test_next_without_review_leaves_the_article_to_review(desk):
    article, following = make_article("Second"), make_article("Premier")
    data = {**form_of(desk, following), "_next": "1"}
    answer = desk.post(reverse("admin:articles_article_change", args=[following.pk]), data)
    assert answer["Location"].startswith(reverse("admin:articles_article_change", args=[article.pk]))
    following.refresh_from_db()
    assert following.review == "unreviewed"


def test_an_empty_queue_starts_at_its_list_and_an_unknown_one_nowhere(desk):
    empty = desk.get(reverse("admin:articles_article_queue", args=["conflits"]))
    assert empty["Location"] == QUEUES["conflits"].address
    assert desk.get(reverse("admin:articles_article_queue", args=["rien"])).status_code == 404


def test_problems_lead_to_their_line(desk):
    article = make_article()
    problems = [{"line": 2, "field": "body", "message": "Coupé.", "severity": "warning"}]
    make_document(article, text="Un\nDeux\nTrois", problems=problems, problem_count=1)
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert '<a href="#ligne-2">ligne 2</a> — Coupé.' in page
    assert 'Un\n<span class="desk-line" id="ligne-2" tabindex="-1"></span>Deux' in page


def test_every_value_stands_in_a_list_with_its_rule_for_those_without_script(desk, glued):
    page = desk.get(reverse("admin:articles_article_change", args=[glued.pk])).content.decode()
    assert "première ligne du document" in page
    assert 'href="#marque-1"' in page
    assert 'id="marque-1"' in page


def test_the_page_runs_the_same_number_of_queries_whatever_it_holds(desk):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def opened(people: int) -> int:
        article = make_article(
            people=[{"person": make_person(), "state": "proposed"} for _ in range(people)],
            countries=["CU", "VN", "LA"][: people or 1],
            photos=["Une photo."] * people,
        )
        make_document(article)
        address = reverse("admin:articles_article_change", args=[article.pk])
        desk.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address).status_code == 200
        return len(queries)

    make_article("La suivante dans la file")
    assert opened(12) == opened(2)


def test_marks_are_escaped_and_overlap_without_losing_a_letter(desk):
    import re

    article = make_article()
    text = "Un <b>pont</b> & le ministre du port"
    parsed = {
        "headline": {"value": "x", "span": [0, 20], "rule": "r"},
        "people": [
            {"name": "ministre", "spans": [[15, 30]], "sure": True, "rule": "r", "spellings": []},
        ],
        "countries": [{"code": "CU", "spans": [[3, 6], [18, 26]], "rule": "r"}],
    }
    make_document(article, text=text, parsed=parsed)
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk]))
    raw = str(page.context["raw"])
    assert "<b>" not in raw
    bare = re.sub(r'<(a|span) class="desk-label"[^>]*>[^<]*</\1>', "", raw)
    bare = re.sub(r"<[^>]*>", "", bare)
    assert bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


def test_the_queue_filter_of_the_list_shows_the_queue(desk):
    proposed = make_article(people=[{"person": make_person(), "state": "proposed"}])
    make_article("Autre")
    listed = desk.get(QUEUES["personnes"].address).context["cl"].result_list
    assert [a.pk for a in listed] == [proposed.pk]


def test_the_front_page_counts_what_waits_and_shows_batches_and_my_changes(desk, editor):
    article = make_article("À voir", people=[{"person": make_person(), "state": "proposed"}])
    make_document(article)
    save(desk, article, headline="Vu par moi")
    page = desk.get(reverse("admin:index")).content.decode()
    assert QUEUES["personnes"].address.replace("&", "&amp;") in page
    assert "Vu par moi" in page
    assert "Lot " in page


def test_the_front_page_costs_the_same_whatever_waits(desk, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk.get(reverse("admin:index"))
    with CaptureQueriesContext(connection) as few:
        desk.get(reverse("admin:index"))
    for _ in range(5):
        make_document(make_article(people=[{"person": make_person(), "state": "proposed"}]))
    with django_assert_num_queries(len(few)):
        desk.get(reverse("admin:index"))


def test_counts_stop_at_their_cap(desk, monkeypatch):
    monkeypatch.setattr("articles.desk.queues.CAP", 2)
    for _ in range(4):
        make_article()
    assert QUEUES["relire"].count() == 3


def test_a_paragraph_of_lines_keeps_its_lines_when_saved_untouched(desk):
    article = make_article(body="Un.\nDeux.\n\nTrois.")
    tags = Tag.objects.count()
    assert save(desk, article).body == "Un.\nDeux.\n\nTrois."
    assert not Change.objects.exists()
    assert not PersonMention.objects.exists()
    assert Tag.objects.count() == tags


def test_a_look_alike_is_told_from_the_same_article_and_leaves_its_queue(desk):
    earlier, article = make_article("Un pont rouvre"), make_article("Un pont rouvre enfin")
    pair = PossibleDuplicate.objects.create(article=article, other=earlier, score=0.93)
    assert [a.pk for a in QUEUES["doublons"].articles()] == [article.pk]
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "Semblable à 93 %" in page
    save(desk, article, **{f"alike-{pair.pk}": "different"})
    pair.refresh_from_db()
    assert (pair.outcome, pair.settled_by.username) == ("different", "redactrice")
    assert not QUEUES["doublons"].articles().exists()


def test_readers_see_in_the_received_text_what_was_decided(desk, client, glued):
    save(desk, glued, **{repairs(desk, glued)["duLac"]: "duLac", repairs(desk, glued)["leport"]: "le port"})
    glued.refresh_from_db()
    page = client.get(f"{glued.get_absolute_url()}recu/").content.decode()
    assert "<del>leport</del><ins>le port</ins>" in page
    assert "<del>duLac</del>" not in page


def test_tags_may_be_given_by_name_where_no_list_completes_them(desk):
    kept, tag = make_tag("Commerce du riz"), make_tag("Coopération médicale")
    article = make_article(tags=[kept])
    save(desk, article, tags_by_name="cooperation MEDICALE, ")
    assert set(article.tags.all()) == {kept, tag}
    address = reverse("admin:articles_article_change", args=[article.pk])
    answer = desk.post(address, {**form_of(desk, article), "tags_by_name": "Riz, inconnu"})
    assert "Aucun sujet ne s’appelle « Riz », « inconnu »." in answer.content.decode()
    assert set(article.tags.all()) == {kept, tag}
