"""People and countries that a hard line end cuts in two."""

from articles.importer.entities import read_entities
from articles.importer.record import Context
from articles.importer.text import build
from articles.importer.wrapped import whole

WRAPPED = """Le matin du départ, les pêcheurs du port ont chargé les filets sur la barque de
leur doyen, puis ils ont gagné le large avec le maire de la commune Tran Dinh
Huong, venu voir les parcs à huîtres que finance la République de Corée du
Sud. Le retour a eu lieu dans la nuit, quand la brume est tombée sur la baie et
sur les îlots, a dit la capitaine."""


def lines_of(raw):
    found, start = [], 0
    for line in raw.split("\n"):
        if line:
            found.append(build([(line, start, len(line))]))
        start += len(line) + 1
    return found


def read(raw):
    return read_entities(lines_of(raw), [], Context(today="2026-11-21"))


def test_a_name_and_a_country_go_on_over_the_line_end():
    people, countries = read(WRAPPED)
    assert [person.name for person in people] == ["Tran Dinh Huong"]
    assert [country.code for country in countries] == ["KR"]
    ((start, end),) = people[0].spans
    assert WRAPPED[start:end] == "Tran Dinh\nHuong"


def test_every_span_behind_a_joined_line_is_that_of_the_raw_text():
    (joined,) = whole(lines_of(WRAPPED))
    assert joined.text == WRAPPED.replace("\n", " ")
    start = joined.text.index("capitaine")
    assert WRAPPED[slice(*joined.raw_span(start, start + 9))] == "capitaine"


def test_lines_of_a_list_are_not_joined():
    raw = """Reçoivent le diplôme d'honneur de la ville côtière, Nguyen Van
Tran Thi Mai et leurs camarades de la chorale de la maison communale"""
    assert [line.text for line in whole(lines_of(raw))] == raw.split("\n")


def test_a_blank_line_or_a_new_sentence_ends_what_is_joined():
    apart = WRAPPED.replace("\n", "\n\n\n\n")
    assert len(whole(lines_of(apart))) == 5
    sentence = WRAPPED.replace("Dinh\nHuong, venu", "Dinh Huong\nIl est venu")
    assert [line.text[:5] for line in whole(lines_of(sentence))] == ["Le ma", "Il es"]


def test_a_word_with_a_hyphen_at_the_line_end_gets_no_blank():
    raw = WRAPPED.replace("République de Corée du\nSud", "couronne du Royaume-\nUni")
    assert [country.code for country in read(raw)[1]] == ["GB"]


def test_a_line_that_opens_with_a_blank_is_read():
    indented = WRAPPED.replace("\nHuong", "\n  Huong")
    assert [country.code for country in read(indented)[1]] == ["KR"]
