"""Subjects that trigger words suggest."""

from articles.importer.record import Context, Topic
from articles.importer.text import build
from articles.importer.topics import default_topics, propose_tags

TOPICS = (
    Topic("Agriculture", ("riz", "récolte", "coopérative agricole")),
    Topic("Santé", ("hôpital", "vaccin", "épidémie")),
)


def propose(*texts, topics=TOPICS):
    pieces = [build([(text, 100 * order, len(text))]) for order, text in enumerate(texts)]
    return propose_tags(pieces, Context(today="2026-11-21", topics=topics))


def test_one_trigger_in_the_headline_suggests_its_tag():
    assert [tag.name for tag in propose("Une bonne récolte dans le delta")] == ["Agriculture"]


def test_one_trigger_in_the_body_suggests_nothing():
    assert propose("Une visite", "Le ministre parle.", "Il a vu un hôpital.") == ()


def test_plural_accents_and_case_do_not_matter():
    assert [tag.name for tag in propose("Des HOPITAUX pour la province")] == ["Santé"]


def test_a_phrase_counts_only_whole():
    assert propose("Une coopérative ouvre") == ()
    assert [tag.name for tag in propose("Les coopératives agricoles s'unissent")] == ["Agriculture"]


def test_the_strongest_tag_comes_first():
    found = propose("Un vaccin contre l'épidémie", "L'hôpital manque de riz.", "Le riz reste rare.")
    assert [tag.name for tag in found] == ["Santé", "Agriculture"]


def test_spans_are_those_of_the_triggers_in_the_raw_text():
    (tag,) = propose("Le vaccin arrive", "Le vaccin est là.")
    assert tag.spans == ((3, 9), (103, 109))


def test_without_vocabulary_nothing_is_proposed():
    assert propose("Une récolte", topics=()) == ()


def test_the_first_vocabulary_has_distinct_topics_with_triggers():
    topics = default_topics()
    assert len({topic.name for topic in topics}) == len(topics) >= 20
    assert all(len(topic.triggers) >= 5 for topic in topics)
