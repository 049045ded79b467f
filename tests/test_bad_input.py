"""Bad input: one clear line that names file and reason, and the rest of the batch unharmed."""

import os
import socket
import zipfile
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError, connection

from articles.importer import amend, sources
from articles.importer import run as run_module
from articles.importer.sources import Document, Limits, Unreadable, documents
from articles.models import Article, BatchEntry, SourceDocument
from tests.importing import BOOKS, BRIDGE, import_run, run_import

LIMITS = Limits()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A batch with a good document before and after whatever a test adds."""
    path = tmp_path / "lot"
    path.mkdir()
    (path / "a.txt").write_text(BRIDGE, encoding="utf-8")
    (path / "z.txt").write_text(BOOKS, encoding="utf-8")
    return path


def refusals(*paths: Path, limits: Limits = LIMITS) -> dict[str, str]:
    return {found.name: found.reason for found in documents(paths, limits) if isinstance(found, Unreadable)}


def names(*paths: Path, limits: Limits = LIMITS) -> list[str]:
    return [found.name for found in documents(paths, limits) if isinstance(found, Document)]


def one_line(text: str) -> bool:
    return len(text.splitlines()) == 1


def packed(path: Path, members: dict[str, bytes], **options) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


# --- Contents ---------------------------------------------------------------------------------------

REFUSED = {
    "empty": (b"", "Le fichier est vide."),
    "only a BOM": (b"\xef\xbb\xbf", "aucun texte"),
    "only blanks": (b" \n \n", "aucun texte"),
    "NUL bytes": (b"Un titre\0\0 et la suite", "octets nuls"),
    "invalid bytes": (b"Un titre \xc3\x28 \x81\x8d et la suite\n" * 5, "Octets invalides"),
    "broken UTF-16": (b"\xff\xfeU\x00n\x00 ", "UTF-16"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image PNG"),
    "PDF": (b"%PDF-1.7\n...", "PDF"),
    "control characters": (b"\x01\x02\x03\x04\x05 a", "caract"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_text_is_refused_with_a_reason_and_the_rest_goes_in(case):
    data, reason = REFUSED[case]
    outcomes = run_import({"a.txt": BRIDGE, "mauvais.txt": data, "z.txt": BOOKS})
    assert [outcome.outcome for outcome in outcomes] == ["created", "refused", "created"]
    assert reason in outcomes[1].reason
    assert one_line(outcomes[1].reason)
    assert BatchEntry.objects.get(outcome="refused").name == "mauvais.txt"


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "utf-32"])
def test_other_encodings_are_decoded_and_noted(encoding):
    (outcome,) = run_import({"pont.txt": BOOKS.encode(encoding)})
    assert outcome.outcome == "created"
    assert SourceDocument.objects.get().text == BOOKS
    assert any(problem["field"] == "document" for problem in outcome.record["problems"])


@pytest.mark.django_db
def test_markup_script_and_template_tags_are_shown_as_text():
    evil = "<script>alert(1)</script> {{ secret }} {% load x %} <img src=x onerror=y>"
    text = BRIDGE.replace("Les travaux", evil + " Les travaux").replace("Un pont", "Un <b>pont</b>")
    run_import({"pont.txt": text.replace("Le pont vu", "<i>Le pont</i> vu")})
    article = Article.objects.get()
    html = " ".join(paragraph["html"] for paragraph in article.page["paragraphs"])
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<b>" in article.headline
    assert "<img" not in html
    assert article.slug == "un-bpontb-de-bambou-rouvert-a-vientiane"


@pytest.mark.django_db
def test_bidirectional_and_control_characters_do_not_reach_the_values():
    text = BOOKS.replace("livres", "li\u202evres\u2066\x07")
    (outcome,) = run_import({"pont.txt": text})
    assert outcome.outcome == "created"
    article = Article.objects.get()
    assert not any(c in article.headline + article.body for c in "\u202e\u2066\x07")
    assert SourceDocument.objects.get().text == text


@pytest.mark.django_db
@pytest.mark.parametrize("date", ["2025-13-45", "0000-00-00", "9999-99", "2025-02-30"])
def test_a_date_that_does_not_exist_is_no_date(date):
    (outcome,) = run_import({"pont.txt": f"date {date} Un pont rouvert\n\nLe pont a rouvert ce matin.\n"})
    assert outcome.outcome == "created"
    assert Article.objects.get().published_on is None


def long_words(paragraph: int) -> str:
    """Fifty words of some thirty letters that stand nowhere else."""
    numbers = range(paragraph * 50, paragraph * 50 + 50)
    return " ".join("mot" + "".join(chr(97 + int(c)) * 5 for c in f"{n:06}") for n in numbers) + "."


STORY = "Un titre de dépêche\n\nVientiane (KPL) - Le pont a rouvert lundi matin.\n\n"
EXCESSIVE = {
    "a headline of 10,000 characters": ("Mot " * 2500 + "\n\n" + STORY, "created"),
    "1,000 captions": (STORY + "".join(f"Vue {n} du port. Photo : KPL\n\n" for n in range(1000)), "created"),
    "10,000 teasers": (
        STORY + "Voir plus\n\n" + "".join(f"Le titre {n}\n\nSuite.\n\n" for n in range(10_000)),
        None,
    ),
    "100,000 paragraphs": (STORY + "La pluie tombe sur la plaine.\n\n" * 100_000, None),
    "60,000 long words": (STORY + "\n\n".join(long_words(n) for n in range(1200)), "created"),
    "a single line of 1 MB": ("La pluie tombe " * 66_000, "created"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", EXCESSIVE)
def test_too_much_of_everything_is_shortened_or_refused_in_words(case):
    text, expected = EXCESSIVE[case]
    outcomes = run_import({"a.txt": BRIDGE, "enorme.txt": text, "z.txt": BOOKS})
    assert [outcomes[0].outcome, outcomes[2].outcome] == ["created", "created"]
    found = outcomes[1]
    assert found.outcome in ({expected} if expected else {"created", "refused"})
    assert found.outcome == "created" or one_line(found.reason)


@pytest.mark.django_db
def test_a_fault_of_the_reader_in_one_document_does_not_cost_the_others(monkeypatch):
    real = run_module.parse

    def parse(raw, context):
        if "Savannakhet, 30" in raw:
            raise ZeroDivisionError("a fault of ours")
        return real(raw, context)

    monkeypatch.setattr(run_module, "parse", parse)
    outcomes = run_import({"livres.txt": BOOKS, "pont.txt": BRIDGE})
    assert [outcome.outcome for outcome in outcomes] == ["refused", "created"]
    assert "ZeroDivisionError" in outcomes[0].reason


# --- Files ------------------------------------------------------------------------------------------


def test_a_folder_gives_its_texts_in_order_with_names_relative_to_it(folder):
    (folder / "sous").mkdir()
    (folder / "sous" / "b.TXT").write_text("x")
    (folder / "image.png").write_bytes(b"x")
    assert names(folder) == ["a.txt", "sous/b.TXT", "z.txt"]
    assert refusals(folder) == {}


def test_a_path_that_does_not_exist(tmp_path):
    missing = tmp_path / "absent.txt"
    assert refusals(missing) == {str(missing): "Ce fichier ou dossier n’existe pas."}


def test_an_empty_folder(tmp_path):
    assert refusals(tmp_path) == {str(tmp_path): "Le dossier ne contient aucun document (*.txt)."}


def test_a_directory_named_like_a_text(folder):
    (folder / "x.txt").mkdir()
    assert refusals(folder) == {"x.txt": "C’est un dossier, pas un document."}
    assert refusals(folder / "x.txt") == {"x.txt": "C’est un dossier, pas un document."}
    assert names(folder) == ["a.txt", "z.txt"]


def test_a_loop_of_symbolic_links(folder):
    (folder / "boucle.txt").symlink_to(folder / "boucle.txt")
    (folder / "dossier").symlink_to(folder)
    found = refusals(folder)
    assert found["boucle.txt"] == "Boucle de liens symboliques."
    assert found["dossier"] == "Ce lien ramène à un dossier déjà lu ; il n’est pas suivi."
    assert names(folder) == ["a.txt", "z.txt"]


def test_links_that_cross_do_not_multiply(tmp_path):
    for level in range(25):
        (tmp_path / f"d{level}").mkdir()
    (tmp_path / "d24" / "a.txt").write_text("x")
    for level in range(24):
        for name in ("un", "deux"):
            (tmp_path / f"d{level}" / name).symlink_to(tmp_path / f"d{level + 1}")
    assert len(list(documents([tmp_path / "d0"], LIMITS))) == 25


def test_a_dangling_link(folder):
    (folder / "perdu.txt").symlink_to(folder / "rien")
    assert refusals(folder) == {"perdu.txt": "Ce fichier ou dossier n’existe pas."}


def test_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "tube.txt")
    assert "ordinaire" in refusals(folder)["tube.txt"]
    assert "ordinaire" in refusals(folder / "tube.txt")["tube.txt"]


def test_a_socket_is_not_read(folder):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "prise.txt"))
        assert "ordinaire" in refusals(folder)["prise.txt"]


def test_an_unreadable_file_is_named_and_the_rest_read(folder, monkeypatch):
    real = os.open

    def deny(path, *args, **kwargs):
        if Path(path).name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(sources.os, "open", deny)
    assert refusals(folder) == {"a.txt": "La lecture est refusée (droits d’accès)."}
    assert names(folder) == ["z.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_read_permission(folder):
    (folder / "a.txt").chmod(0)
    assert "droits" in refusals(folder)["a.txt"]


def test_a_file_of_50_mb_is_not_even_read(folder):
    with (folder / "enorme.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert refusals(folder) == {"enorme.txt": "Le fichier dépasse la limite de 20 000 000 octets."}


def test_a_file_name_that_is_no_utf8_is_shown_on_one_line(folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/m\xe9chant\n.txt")).write_text("x")
    (name,) = set(names(folder)) - {"a.txt", "z.txt"}
    assert name == "m\\xe9chant\\x0a.txt"


def test_a_batch_of_too_many_documents_ends_with_a_line(folder):
    (found,) = refusals(folder, limits=Limits(max_documents=1)).values()
    assert found.startswith("Le lot dépasse la limite de 1 documents")


# --- Archives ---------------------------------------------------------------------------------------


def test_an_archive_is_read_member_by_member(tmp_path):
    path = packed(
        tmp_path / "lot.zip", {"b/2.txt": b"deux", "1.txt": b"un", "x.png": b"", "__MACOSX/._1.txt": b""}
    )
    assert names(path) == ["b/2.txt", "1.txt"]
    assert refusals(path) == {}


def test_names_that_lead_out_of_the_archive(tmp_path):
    evil = {
        "../dehors.txt": b"x",
        "/etc/x.txt": b"x",
        "a/../../b.txt": b"x",
        "..\\c.txt": b"x",
        "C:\\d.txt": b"x",
    }
    path = packed(tmp_path / "lot.zip", {**evil, "bon.txt": b"x"})
    found = refusals(path)
    assert len(found) == 5
    assert set(found.values()) == {"Le nom mène hors de l’archive ; le document n’est pas lu."}
    assert names(path) == ["bon.txt"]


def test_a_bomb_in_an_archive_is_not_unpacked(tmp_path):
    path = packed(tmp_path / "lot.zip", {"bombe.txt": b"0" * 15_000_000, "bon.txt": b"x"})
    assert "Compression suspecte" in refusals(path)["bombe.txt"]
    assert names(path) == ["bon.txt"]


def test_a_member_larger_than_it_says_is_cut_off(tmp_path):
    path = packed(tmp_path / "lot.zip", {"menteur.txt": os.urandom(300_000), "bon.txt": b"x"})
    data = path.read_bytes().replace((300_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    assert "abîmé" in refusals(path)["menteur.txt"]
    assert names(path) == ["bon.txt"]


def test_an_archive_larger_than_the_limit_stops_there(tmp_path):
    path = packed(tmp_path / "lot.zip", {f"{n}.txt": os.urandom(1000) for n in range(5)})
    limits = Limits(max_archive_bytes=2500)
    assert names(path, limits=limits) == ["0.txt", "1.txt"]
    assert "dépasse la limite" in refusals(path, limits=limits)["lot.zip"]


def test_an_encrypted_archive(tmp_path):
    path = packed(tmp_path / "lot.zip", {"secret.txt": b"x"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    path.write_bytes(data)
    assert refusals(path) == {"secret.txt": "Le document est chiffré par un mot de passe."}


def test_an_archive_in_an_archive_is_not_opened(tmp_path):
    path = packed(tmp_path / "lot.zip", {"autre.zip": b"PK", "bon.txt": b"x"})
    assert refusals(path) == {"autre.zip": "Une archive dans une archive n’est pas ouverte."}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 rien", b"du texte"])
def test_an_archive_that_is_none(tmp_path, data):
    path = tmp_path / "lot.zip"
    path.write_bytes(data)
    assert refusals(path) == {"lot.zip": "L’archive zip est illisible."}


def test_an_archive_without_texts(tmp_path):
    assert "aucun document" in refusals(packed(tmp_path / "lot.zip", {"x.png": b""}))["lot.zip"]


# --- Database ---------------------------------------------------------------------------------------


class Cause(Exception):
    """What a driver raises, with the code that it gives."""

    def __init__(self, sqlstate="", sqlite_errorname=""):
        super().__init__("driver")
        self.sqlstate, self.sqlite_errorname = sqlstate, sqlite_errorname


def failing(monkeypatch, error: Exception, cause: Exception | None, after: int = 0) -> None:
    real, calls = run_module.create, []

    def create(incoming, *args):
        calls.append(incoming)
        if len(calls) > after:
            raise error from cause
        real(incoming, *args)

    monkeypatch.setattr(run_module, "create", create)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "cause", "reason"),
    [
        (OperationalError("could not extend file"), Cause(sqlstate="53100"), "plus de place"),
        (
            OperationalError("database or disk is full"),
            Cause(sqlite_errorname="SQLITE_FULL"),
            "plus de place",
        ),
        (OSError(28, "No space left on device"), None, "plus de place"),
        (OperationalError("server closed the connection"), None, "ne répond plus"),
        (InterfaceError("connection already closed"), None, "ne répond plus"),
        (OperationalError("readonly"), Cause(sqlite_errorname="SQLITE_READONLY"), "lecture seule"),
    ],
)
def test_a_database_that_fails_for_all_stops_the_run_in_words(monkeypatch, error, cause, reason):
    monkeypatch.setattr(run_module, "GROUP", 1)
    failing(monkeypatch, error, cause, after=1)
    run, outcomes = import_run({"a.txt": BRIDGE, "b.txt": BOOKS, "c.txt": BOOKS + "Fin."})
    assert [(o.name, o.outcome) for o in outcomes] == [("a.txt", "created"), ("b.txt", "refused")]
    assert reason in outcomes[1].reason
    assert run.stopped == outcomes[1].reason
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_disk_that_is_full_leaves_each_document_whole_or_absent():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lets a test limit its size")
    run_import({"premier.txt": BRIDGE})
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 8}")
        try:
            texts = {f"{n}.txt": BOOKS.replace("Trois mille", f"{n} mille") for n in range(30)}
            run, outcomes = import_run(texts)
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert "plus de place" in run.stopped
    assert outcomes[-1].outcome == "refused"
    went_in = 1 + sum(outcome.outcome == "created" for outcome in outcomes)
    assert Article.objects.count() == SourceDocument.objects.count() == went_in


@pytest.mark.django_db
def test_a_failing_update_leaves_the_article_as_it_was(monkeypatch):
    run_import({"pont.txt": BRIDGE})

    def fail(*args):
        raise OperationalError("x") from Cause(sqlstate="40P01")

    monkeypatch.setattr(amend, "_supersede", fail)
    (outcome,) = run_import({"pont.txt": BRIDGE.replace("quatre mois", "cinq mois")})
    assert outcome.outcome == "refused"
    assert "quatre mois" in Article.objects.get().body
    assert SourceDocument.objects.get().text == BRIDGE
