"""Bytes become text, or a clear refusal in French."""

import codecs

import pytest

from articles.importer.decode import decode
from articles.importer.record import Refused

STORY = "L’eau monte à Hội An : les barques sont rentrées.\n"


def read(data, max_chars=1_000, **limits):
    return decode(data, max_chars=max_chars, **limits)


def refusal(data, **limits):
    with pytest.raises(Refused) as caught:
        read(data, **limits)
    return str(caught.value)


def messages(decoded):
    return [(problem.severity, problem.message) for problem in decoded.problems]


def test_plain_utf_8_is_kept_to_the_character_without_a_remark():
    decoded = read(STORY.encode())
    assert (decoded.text, decoded.encoding, decoded.problems) == (STORY, "utf-8", ())


def test_line_ends_and_odd_blanks_are_kept():
    text = "un\r\ndeux\u00a0\u2028trois\r"
    assert read(text.encode()).text == text


def test_a_utf_8_mark_is_dropped_and_noted():
    decoded = read(codecs.BOM_UTF8 + STORY.encode())
    assert decoded.text == STORY
    assert messages(decoded) == [("note", "Le fichier commence par une marque d’ordre (BOM).")]


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_wide_encodings_with_a_mark_are_converted_and_noted(codec, mark):
    decoded = read(mark + STORY.encode(codec))
    assert decoded.text == STORY
    assert decoded.encoding == codec
    [(severity, message)] = messages(decoded)
    assert severity == "note"
    assert "il a été converti" in message


def test_windows_1252_is_converted_with_a_warning():
    text = "L’été à Alger : « la mer monte » – trois œuvres à l’Élysée\n"
    decoded = read(text.encode("cp1252"))
    assert decoded.text == text
    assert messages(decoded) == [
        ("warning", "Le fichier est en Windows-1252 et non en UTF-8 ; il a été converti.")
    ]


def test_invalid_bytes_are_refused_with_line_and_position():
    assert refusal(b"un\ndeux \x81\xff\n") == "Octets invalides en UTF-8 (ligne 2, octet 9)."


def test_bytes_that_are_mostly_foreign_are_not_taken_for_windows_1252():
    assert "Octets invalides" in refusal("Привет, мир: новости дня".encode("koi8-r"))


@pytest.mark.parametrize("data", [b"abc\0def", "abc\0def".encode("utf-16")])
def test_nul_bytes_are_refused(data):
    assert "octets nuls" in refusal(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 text", "un fichier PDF"),
        (b"PK\x03\x04text", "une archive ZIP"),
        (b"\x89PNG\r\n\x1a\n", "une image PNG"),
        (b"\xff\xd8\xff\xe0text", "une image JPEG"),
    ],
)
def test_other_kinds_of_files_are_named(data, kind):
    assert kind in refusal(data)


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b" \r\n\t\n", b"...\n---\n"])
def test_nothing_to_read_is_refused(data):
    assert refusal(data) in {"Le fichier est vide.", "Le fichier ne contient aucun texte."}


def test_broken_wide_encodings_are_refused():
    assert "s’annonce en UTF-16" in refusal(codecs.BOM_UTF16_LE + b"\x00\xd8a")
    assert "s’annonce en UTF-8" in refusal(codecs.BOM_UTF8 + b"abc\xff")


def test_a_text_over_the_limit_is_refused_with_the_limit():
    assert refusal(b"a" * 1_001) == "Le texte dépasse la limite de 1\u202f000 caractères."
    assert read(b"a" * 1_000).text == "a" * 1_000


def test_the_size_is_checked_before_anything_is_decoded():
    assert "dépasse la limite" in refusal(b"\xff" * 50_000)


def test_too_many_lines_are_refused():
    data = b"une ligne\n\n" * 30
    assert refusal(data, max_lines=29) == "Le texte compte 30 lignes (limite 29)."
    assert read(data, max_lines=30).text == data.decode()


def test_control_and_direction_marks_are_kept_and_reported_with_their_line():
    decoded = read("un\ndeux \x07\x07 trois\nquatre \u202e cinq\ufffd\n".encode(), max_chars=5_000)
    assert "\x07" in decoded.text
    assert [(p.line, p.severity) for p in decoded.problems] == [(2, "note"), (3, "warning"), (3, "warning")]
    assert decoded.problems[0].message == "2 caractères de commande retirés des valeurs lues."


def test_a_file_of_control_characters_is_no_text():
    assert "trop de caractères de commande" in refusal(b"ab\x01\x02\x03\x04cd")
