"""What an article of a record holds: headlines, bodies, dates and limits; without a database."""

from articles.importer.reading import MAX_RELATED, excess, reading_of, record_of, shortened
from articles.importer.record import (
    Paragraph,
    ParsedArticle,
    ReadDate,
    ReadPerson,
    ReadPhoto,
    Teaser,
    Value,
)


def read(**values):
    return reading_of(record_of(ParsedArticle(**values)))


def paragraphs(*texts, kind="paragraph"):
    return tuple(Paragraph(text, (0, 1), "test", kind) for text in texts)


def test_the_record_is_what_the_contract_writes():
    parsed = ParsedArticle(
        headline=Value("Un titre", (0, 8), "test"),
        people=(ReadPerson("Ivo Kran", "", "", True, ((1, 2),), ("Ivo Kran",), "test"),),
    )
    assert record_of(parsed) == parsed.as_json()


def test_without_headline_the_first_sentence_stands_in_and_the_article_is_held():
    reading = read(paragraphs=paragraphs("Le pont de la rive gauche a rouvert. Il était fermé depuis mai."))
    assert reading.values["headline"] == "Le pont de la rive gauche a rouvert"
    assert reading.values["provisional_headline"] is True
    assert reading.held


def test_a_provisional_headline_ends_at_a_word_within_120_characters():
    text = "Le conseil de la province a examiné " + "longuement " * 30
    headline = read(paragraphs=paragraphs(text)).values["headline"]
    assert len(headline) <= 120
    assert headline.endswith(" longuement…")


def test_initials_do_not_end_the_first_sentence():
    text = "Le maire de la ville, M. J. Kran, a ouvert le pont de la rive gauche. Suite."
    headline = read(paragraphs=paragraphs(text)).values["headline"]
    assert headline == "Le maire de la ville, M. J. Kran, a ouvert le pont de la rive gauche"


def test_a_document_without_any_words_still_has_a_headline():
    assert read().values["headline"] == "Document sans titre"


def test_a_long_headline_is_shortened_with_a_problem():
    parsed = ParsedArticle(headline=Value("mot " * 3000, (0, 12000), "test"))
    headline = reading_of(record_of(parsed)).values["headline"]
    assert len(headline) <= 500
    assert headline.endswith("mot…")
    assert [problem.field for problem in excess(parsed)] == ["headline"]


def test_blank_lines_and_marks_inside_a_paragraph_do_not_make_others():
    reading = read(
        paragraphs=paragraphs("Un.\n\n\nDeux.", "## Trois") + paragraphs("Quatre", kind="intertitle")
    )
    body = reading.values["body"].split("\n\n")
    assert body[0] == "Un.\nDeux."
    assert not body[1].startswith("## ")
    assert body[2] == "## Quatre"


def test_photos_stand_after_the_paragraph_they_followed_when_an_empty_one_is_left_out():
    photos = tuple(ReadPhoto(f"Vue {n}", "VNA", n, (0, 1), "test") for n in (0, 1, 2, 3, 9))
    reading = read(paragraphs=paragraphs("Un.", " \n ", "Trois."), photos=photos)
    assert [item.values["position"] for item in reading.photos] == [0, 1, 1, 2, 2]


def test_a_month_is_stored_as_its_first_day_and_says_so():
    date = ReadDate("2025-07", "month", "stated", "", (0, 7), "prefix")
    values = read(date=date).values
    assert (values["published_on"], values["date_precision"]) == ("2025-07-01", "month")


def test_a_partial_date_that_is_none_is_left_out():
    assert read(partial_date="--99-99").values["partial_date"] == ""
    assert read(partial_date="--10-16").values["partial_date"] == "--10-16"


def test_teasers_beyond_the_limit_are_counted_out_loud():
    teasers = tuple(
        Teaser(f"Un titre numéro {n}", "", "", "", (0, 1), "test") for n in range(MAX_RELATED + 5)
    )
    parsed = ParsedArticle(related=teasers)
    assert len(reading_of(record_of(parsed)).related) == MAX_RELATED
    assert [problem.field for problem in excess(parsed)] == ["related"]


def test_shortened_leaves_short_text_alone():
    assert shortened("  deux   mots ", 20) == "deux mots"
