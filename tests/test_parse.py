"""The whole reading of one raw text: values, their places, and the doubts left to an editor."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importer.doubts import Lines, doubts
from articles.importer.parse import parse
from articles.importer.record import Context, KnownPerson, ReadPerson, Repair, Topic

CONTEXT = Context(today="2026-11-21")
HEADLINE = "Le barrage de la plaine sera achevé au printemps"
LEAD = (
    "Le chantier du barrage, ouvert il y a quatre ans, sera livré avec deux mois d'avance sur le calendrier."
)
FIRST = (
    "Le ministre a rappelé que les deux pays coopèrent depuis vingt ans dans le domaine de l'eau et de la "
    "forêt. Les experts se réuniront au printemps dans la capitale."
)
SECOND = (
    "Les paysans de la plaine attendent la fin des travaux, qui doivent durer six mois et employer trois "
    "cents ouvriers de la région."
)
WHOLE = "\n\n".join(
    [
        f" date 2025-03-04 {HEADLINE}",
        LEAD,
        f"Hanoï (VNA) – {FIRST}",
        f"{HEADLINE} ảnh 1Vue\u00a0du chantier. Photo : Lê An/VNA",
        f"{SECOND} - VNA",
        "Voir plus",
        "Une autre nouvelle de la plaine",
        "Elle concerne le marché couvert et les commerçants de la halle.",
    ]
)


def read(text, **context):
    return parse(text, Context(today="2026-11-21", **context)) if context else parse(text, CONTEXT)


def problems(text, field):
    return [(p.line, p.severity, p.message) for p in read(text).problems if p.field == field]


def test_every_field_of_a_whole_dispatch_is_read():
    article = read(WHOLE)
    assert article.headline.value == HEADLINE
    assert article.lead.value == LEAD
    assert (article.place.value, article.agency.value) == ("Hanoï", "VNA")
    assert (article.date.value, article.date.precision, article.date.basis) == ("2025-03-04", "day", "stated")
    assert article.partial_date is None
    assert [paragraph.text for paragraph in article.paragraphs] == [FIRST, SECOND]
    assert [(p.caption, p.credit, p.after) for p in article.photos] == [("Vue du chantier.", "Lê An/VNA", 1)]
    assert [teaser.headline for teaser in article.related] == ["Une autre nouvelle de la plaine"]
    assert article.problems == ()


def test_every_value_names_its_place_in_the_raw_text_and_its_rule():
    article = read(WHOLE)
    for value in (article.headline, article.lead, article.place, article.agency):
        assert WHOLE[slice(*value.span)] == value.value
        assert value.rule
    assert WHOLE[slice(*article.photos[0].span)] == "Vue\u00a0du chantier. Photo : Lê An/VNA"
    for paragraph in article.paragraphs:
        assert WHOLE[slice(*paragraph.span)] == paragraph.text


def test_the_signature_names_the_agency_when_there_is_no_dateline():
    text = "\n\n".join([HEADLINE, LEAD, FIRST, SECOND, "Mai Lan/VNA/CVN"])
    agency = read(text).agency
    assert agency.value == "VNA/CVN"
    assert text[slice(*agency.span)] == "VNA/CVN"


def test_the_datelines_agency_goes_before_the_signatures():
    text = "\n\n".join([HEADLINE, f"La Havane, 15 août, (RHC).- {FIRST}", SECOND, "Source : ACN"])
    assert read(text).agency.value == "RHC"


def test_the_source_line_names_the_agency_when_nothing_else_does():
    text = "\n\n".join([HEADLINE, FIRST, SECOND, "Source : Prensa Latina"])
    assert read(text).agency.value == "Prensa Latina"


def test_values_are_clean_while_spans_point_into_the_text_as_received():
    text = "Le\u00a0barrage  de l' e\u0301tang ,enfin\n\n" + FIRST
    headline = read(text).headline
    assert headline.value.startswith("Le barrage de l'étang,")
    assert text[slice(*headline.span)] == "Le\u00a0barrage  de l' e\u0301tang ,enfin"


def test_control_and_direction_marks_are_in_no_value():
    text = f"Le bar\u202erage\x07 de la plaine\n\n{FIRST}\x00"
    article = read(text)
    assert article.headline.value == "Le barrage de la plaine"
    assert "\x00" not in article.paragraphs[0].text


def test_markup_and_template_tags_are_plain_text():
    text = f"<script>alert(1)</script> {{% now %}} et la plaine\n\n{FIRST}"
    assert read(text).headline.value == "<script>alert(1)</script> {% now %} et la plaine"


# --- doubts ---


def test_a_text_without_a_headline_is_held_for_an_editor():
    article = read(f"\n\n{FIRST}\n\n{SECOND}\n")
    assert article.headline is None
    assert article.has_error
    assert problems(f"\n\n{FIRST}\n\n{SECOND}\n", "headline") == [
        (3, "error", "Aucun titre n’a été trouvé : à donner.")
    ]


def test_a_text_without_a_paragraph_is_held_for_an_editor():
    assert ("error", "Aucun paragraphe n’a été trouvé.") in [
        (severity, message) for _, severity, message in problems(HEADLINE, "body")
    ]


def test_a_first_line_of_ten_thousand_characters_is_no_headline():
    article = read("A" * 10_000 + "\n\n" + FIRST)
    assert article.headline is None
    assert article.has_error


@pytest.mark.parametrize(
    "line",
    [
        "12/05/2020 10:20",
        "Publié le mardi 12 mai 2020 à 10:20",
        "12 mai 2020",
        "Mis à jour le 12/05/2020",
        "2020-05-12 10:20:45",
        "APS Publié Le : Mardi, 12 Mai 2020",
        "Báo Dân tríBáo Dân trí12/05/2020",
    ],
)
def test_a_line_that_only_dates_the_page_dates_the_article(line):
    article = read(f"{line}\n\n{HEADLINE}\n\n{FIRST}")
    assert (article.date.value, article.date.basis) == ("2020-05-12", "stated")
    assert article.headline.value == HEADLINE


def test_a_date_that_does_not_exist_is_no_date_and_no_headline():
    text = f" date 2025-13-45 {HEADLINE}\n\n{FIRST}"
    article = read(text)
    assert article.date is None
    assert article.headline.value == HEADLINE
    assert any("2025-13-45" in message for _, _, message in problems(text, "date"))


@pytest.mark.parametrize(
    ("opening", "severity"),
    [("", "error"), ("Hanoi, 3 mars (VNA) - ", "warning"), (" date 2025-03 ", None)],
)
def test_no_date_holds_the_article_a_partial_one_is_a_warning_a_stated_one_none(opening, severity):
    text = (
        f"{opening if 'date' in opening else ''}{HEADLINE}\n\n{'' if 'date' in opening else opening}{FIRST}"
    )
    assert [found for _, found, _ in problems(text, "date")] == ([severity] if severity else [])


def test_a_caption_without_credit_is_noted():
    text = f"{HEADLINE}\n\n{FIRST}\n\n{HEADLINE} ảnh 1Vue du chantier.\n\n{SECOND}"
    assert problems(text, "photos") == [(5, "note", "Légende sans crédit.")]


def test_a_text_cut_in_mid_word_is_a_warning_with_its_line():
    assert problems(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND[:-20]}", "body") == [
        (5, "warning", "Le texte semble coupé à la fin.")
    ]


def test_a_signed_text_is_not_cut():
    assert problems(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND.removesuffix('.')} - VNA", "body") == []


def test_a_paragraph_that_stands_twice_is_a_warning_that_names_the_first():
    text = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{SECOND}"
    assert problems(text, "body") == [(7, "warning", "Ce paragraphe se trouve déjà à la ligne 5.")]


def test_another_wording_of_the_headline_is_noted():
    other = f"Eau et forêts : {HEADLINE[0].lower()}{HEADLINE[1:]}"
    text = f"{HEADLINE}\n\n{other}\n\n{LEAD}\n\nHanoi (VNA) - {FIRST}\n\n{SECOND}"
    assert problems(text, "headline") == [
        (3, "note", f"Le titre existe dans une autre rédaction : « {other} ».")
    ]


def test_a_block_of_teasers_that_breaks_off_is_noted():
    text = f"{HEADLINE}\n\n{FIRST} - VNA\n\nVoir plus\n\nUne autre nouvelle\n\nElle est courte et bonne.\n\n"
    assert problems(text + "Vue du port, le matin. Photo : VNA", "related") == [
        (11, "note", "Le dernier article annoncé est coupé.")
    ]


def test_many_repairs_ask_for_a_second_look():
    repair = Repair("duParti", "du Parti", (9, 16), 0.99, "mot outil")
    article = replace(read(WHOLE), repairs=(repair,) * 30)
    [problem] = [p for p in doubts(Lines(WHOLE), (), article) if p.field == "repairs"]
    assert (problem.line, problem.severity) == (1, "warning")
    assert problem.message == "30 espaces perdues ont été rétablies : à relire."


def test_a_repair_that_was_not_applied_is_proposed_to_the_editor():
    repair = Repair("duParti", "du Parti", (9, 16), 0.5, "mot outil", applied=False)
    article = replace(read(WHOLE), repairs=(repair,))
    [problem] = [p for p in doubts(Lines(WHOLE), (), article) if p.field == "repairs"]
    assert problem.message == "Espace perdue ? « duParti » pourrait être « du Parti »."


def test_a_name_in_two_spellings_is_noted():
    person = ReadPerson("Tô Lâm", "", "", True, ((9, 16),), ("Tô Lâm", "To Lam"), "title")
    article = replace(read(WHOLE), people=(person,))
    [problem] = [p for p in doubts(Lines(WHOLE), (), article) if p.field == "people"]
    assert problem.message == "« Tô Lâm » s’écrit aussi « To Lam »."


def test_problems_stand_in_the_order_of_their_lines():
    article = read(f"{FIRST}\n\n{SECOND}\n\n{SECOND}\n\n{FIRST[:-9]}")
    lines = [problem.line for problem in article.problems]
    assert lines == sorted(lines)


# --- any text at all ---

FRAGMENTS = (
    *(HEADLINE, LEAD, FIRST, SECOND, "Voir plus", "Photo : VNA", "ảnh 1", " - VNA", "VNA/CVN", "(MAP)"),
    *("\n", "\n\n", "\r\n", "\u00a0", " ", "|", ">> ", "Hanoï (VNA) – ", " date 2025-07-12 ", "source", "."),
    *("e\u0301", "\u200b", "duParti", "mardi 27 juillet", "le 68e anniversaire (26 juillet 1953)", "13 es"),
    *("Miguel Díaz-Canel", "M. Nguyen Van An", "le Soudan du Sud", "sud-africain", "XIX e", "«", "(", "-"),
)
RICH = Context(
    today="2026-11-21",
    people=(KnownPerson(1, ("Nguyen Van An", "Nguyên Van An"), "VN"),),
    words=frozenset({"Saigontourist"}),
    topics=(Topic("Eau", ("barrage", "eau")),),
)


def assert_sound(text, context):
    article = parse(text, context)
    spans = [section.span for section in article.sections]
    spans += [paragraph.span for paragraph in article.paragraphs]
    spans += [photo.span for photo in article.photos]
    spans += [teaser.span for teaser in article.related]
    spans += [repair.span for repair in article.repairs]
    spans += [span for person in article.people for span in person.spans]
    spans += [span for country in article.countries for span in country.spans]
    spans += [v.span for v in (article.headline, article.lead, article.place, article.agency) if v]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in article.problems if problem.line)
    assert parse(text, context) == article
    assert article.as_json()["problems"] is not None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_every_span_lies_in_it(text):
    assert_sound(text, RICH)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_any_jumble_of_a_dispatchs_parts_is_read_without_an_error(text):
    assert_sound(text, RICH)
