"""From the bytes of a file to text, or a refusal in plain French."""

from __future__ import annotations

import codecs
import re
import unicodedata

from .record import Decoded, Problem, Refused

# UTF-32 first: its little-endian mark begins with the one of UTF-16
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# First bytes of what people send by mistake under a .txt name.
BINARY = (
    (b"%PDF-", "un fichier PDF"),
    (b"PK\x03\x04", "une archive ZIP ou un document bureautique"),
    (b"\xd0\xcf\x11\xe0", "un document bureautique"),
    (b"\x1f\x8b", "une archive gzip"),
    (b"\x89PNG", "une image PNG"),
    (b"\xff\xd8\xff", "une image JPEG"),
    (b"GIF8", "une image GIF"),
    (b"SQLite format 3", "une base SQLite"),
    (b"\x7fELF", "un programme"),
)
# Bytes that Windows-1252 leaves without meaning.
NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
CONTROL_BYTES = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
# A dispatch has some tens of lines; a file with more than this is something else.
MAX_LINES = 20_000
# Above this share of control characters a file is not a text.
MAX_CONTROL = 0.1
# French needs no more accented letters than this share; other alphabets in bytes look like them.
MAX_ACCENTED = 0.35


def decode(data: bytes, *, max_chars: int, max_lines: int = MAX_LINES) -> Decoded:
    """Text of ``data`` with the encoding it had and what an editor should know about it.

    Raises ``Refused`` for anything that is not a text of at most ``max_chars`` characters and
    ``max_lines`` lines that hold something. The text keeps every character, control characters
    too: only clean values are read without them.
    """
    if not data:
        raise Refused("Le fichier est vide.")
    if len(data) > 4 * max_chars + 4:
        raise Refused(_too_long(max_chars))
    text, encoding, problems = _text(data)
    if len(text) > max_chars:
        raise Refused(_too_long(max_chars))
    if "\0" in text:
        raise Refused("Le fichier contient des octets nuls : ce n’est pas un texte.")
    if text.count("\n") + text.count("\r") >= max_lines:
        lines = sum(1 for line in text.splitlines() if line.strip())
        if lines > max_lines:
            raise Refused(f"Le texte compte {_number(lines)} lignes (limite {_number(max_lines)}).")
    if not _has_letters(text):
        raise Refused("Le fichier ne contient aucun texte.")
    problems += _noted(CONTROL, text, "caractères de commande retirés des valeurs lues")
    problems += _noted(BIDIRECTIONAL, text, "marques de sens d’écriture retirées des valeurs lues", "warning")
    problems += _noted(UNKNOWN, text, "caractères illisibles", "warning")
    return Decoded(text, encoding, tuple(problems))


def _too_long(max_chars: int) -> str:
    return f"Le texte dépasse la limite de {_number(max_chars)} caractères."


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def _text(data: bytes) -> tuple[str, str, list[Problem]]:
    for start, name in BINARY:
        if data.startswith(start):
            raise Refused(f"Le fichier n’est pas un texte : c’est {name}.")
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec, name)
    if data.startswith(codecs.BOM_UTF8):
        text = _utf8(data[len(codecs.BOM_UTF8) :])
        if text is None:
            raise Refused("Le fichier s’annonce en UTF-8 mais contient des octets invalides.")
        return text, "utf-8-sig", [_note("Le fichier commence par une marque d’ordre (BOM).")]
    if b"\0" in data:
        raise Refused("Le fichier contient des octets nuls : ce n’est pas un texte.")
    text = _utf8(data)
    if text is not None:
        return text, "utf-8", []
    return _windows(data)


def _marked(data: bytes, codec: str, name: str) -> tuple[str, str, list[Problem]]:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise Refused(f"Le fichier s’annonce en {name} mais contient des octets invalides.") from error
    return text, codec, [_note(f"Le fichier est en {name} ; il a été converti.")]


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _windows(data: bytes) -> tuple[str, str, list[Problem]]:
    """Windows-1252, when the bytes can be a Western European text at all."""
    controls = len(CONTROL_BYTES.findall(data))
    text = "" if NOT_WINDOWS.search(data) else data.decode("cp1252")
    letters = sum(character.isalpha() for character in text)
    accented = sum(character.isalpha() and not character.isascii() for character in text)
    if not letters or controls > MAX_CONTROL * len(data) or accented > MAX_ACCENTED * letters:
        position = _first_bad_byte(data)
        line = data.count(b"\n", 0, position) + 1
        raise Refused(f"Octets invalides en UTF-8 (ligne {line}, octet {position + 1}).")
    message = "Le fichier est en Windows-1252 et non en UTF-8 ; il a été converti."
    return text, "cp1252", [Problem(0, "document", message, "warning")]


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _has_letters(text: str) -> bool:
    return any(unicodedata.category(character)[0] in "LN" for character in text)


def _note(message: str) -> Problem:
    return Problem(0, "document", message, "note")


def _noted(pattern: re.Pattern[str], text: str, what: str, severity: str = "note") -> list[Problem]:
    first = pattern.search(text)
    if first is None:
        return []
    count = len(pattern.findall(text))
    if pattern is CONTROL and count > MAX_CONTROL * len(text):
        raise Refused("Le fichier contient trop de caractères de commande : ce n’est pas un texte.")
    line = text.count("\n", 0, first.start()) + 1
    return [Problem(line, "document", f"{count} {what}.", severity)]
