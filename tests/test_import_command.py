"""`manage.py import_articles`: its arguments, its two outputs and its exit codes."""

import json
import os
import subprocess
import sys
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from articles.models import Article, Batch, Change, SourceDocument
from tests.importing import BOOKS, BRIDGE, ensure_countries

TOP = Path(__file__).resolve().parent.parent
# The contract, key by key and in its order.
KEYS = [
    "document",
    "outcome",
    "reason",
    "headline",
    "lead",
    "place",
    "agency",
    "date",
    "partial_date",
    "paragraphs",
    "photos",
    "people",
    "countries",
    "related",
    "repairs",
    "problems",
]


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "lot"
    folder.mkdir()
    (folder / "livres.txt").write_text(BOOKS, encoding="utf-8")
    (folder / "pont.txt").write_text(BRIDGE, encoding="utf-8")
    return folder


@pytest.fixture
def countries(db) -> None:
    ensure_countries()


def invoke(*args: object, **options: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command in this process."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", *map(str, args), stdout=out, stderr=err, **options)
    except SystemExit as exit_:
        return int(exit_.code or 0), out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), err.getvalue()


def run_alone(*args: object, database: str) -> subprocess.CompletedProcess[str]:
    """The command as a user starts it, in a process of its own."""
    return subprocess.run(
        [sys.executable, TOP / "manage.py", "import_articles", *map(str, args)],
        env={**os.environ, "DATABASE_URL": database, "LOCAL_ONLY": "1", "SECRET_KEY": "x" * 60},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def objects(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.usefixtures("countries")
def test_a_folder_goes_in_and_the_summary_says_so(batch):
    code, out, err = invoke(batch)
    assert code == 0
    assert out == "2 créés, 0 mis à jour, 0 inchangés, 0 doublons, 0 retenus, 0 refusés.\n"
    assert err == ""
    assert Article.objects.count() == 2


@pytest.mark.usefixtures("countries")
def test_the_same_again_is_unchanged_and_exits_with_0(batch):
    invoke(batch)
    code, out, _ = invoke(batch)
    assert (code, out.split(",")[2].strip()) == (0, "2 inchangés")
    assert Change.objects.filter(kind="article").count() == 2


@pytest.mark.usefixtures("countries")
def test_a_file_and_an_archive(batch, tmp_path):
    with zipfile.ZipFile(tmp_path / "lot.zip", "w") as archive:
        archive.write(batch / "livres.txt", "sous/livres.txt")
    assert invoke(batch / "pont.txt", tmp_path / "lot.zip")[0] == 0
    assert set(SourceDocument.objects.values_list("name", flat=True)) == {"pont.txt", "sous/livres.txt"}


@pytest.mark.usefixtures("countries")
def test_without_a_path_the_seeds_go_in(settings, batch):
    settings.BASE_DIR = batch.parent
    batch.rename(batch.parent / "seeds")
    assert invoke()[0] == 0
    assert Article.objects.count() == 2


@pytest.mark.usefixtures("countries")
def test_a_refused_document_is_named_with_its_reason_and_gives_1(batch):
    (batch / "vide.txt").write_bytes(b"")
    code, out, err = invoke(batch)
    assert code == 1
    assert err == "vide.txt : refusé — Le fichier est vide.\n"
    assert out.endswith("1 refusés.\n")
    assert Article.objects.count() == 2


@pytest.mark.usefixtures("countries")
def test_a_document_of_more_lines_than_the_setting_allows_is_refused(settings, batch):
    settings.IMPORT_MAX_LINES = 100
    (batch / "long.txt").write_text("Une ligne du texte.\n" * 101, encoding="utf-8")
    code, _, err = invoke(batch)
    assert code == 1
    assert err == "long.txt : refusé — Le texte compte 101 lignes (limite 100).\n"


@pytest.mark.usefixtures("countries")
def test_nothing_that_goes_in_gives_2(tmp_path):
    code, _, err = invoke(tmp_path / "absent.txt")
    assert code == 2
    assert "absent.txt" in err
    assert "n’existe pas" in err


@pytest.mark.usefixtures("countries")
def test_json_is_one_object_a_document_with_the_keys_of_the_contract_and_nothing_else(batch):
    (batch / "vide.txt").write_bytes(b"")
    code, out, err = invoke(batch, format="json")
    found = objects(out)
    assert code == 1
    assert [item["document"] for item in found] == ["livres.txt", "pont.txt", "vide.txt"]
    assert [item["outcome"] for item in found] == ["created", "created", "refused"]
    for item in found:
        assert list(item)[: len(KEYS)] == KEYS
    assert found[0]["reason"] is None
    assert found[2]["reason"] == "Le fichier est vide."
    assert found[2]["headline"] is None
    assert "créés" in err


@pytest.mark.usefixtures("countries")
def test_json_values_carry_their_span_and_their_rule(batch):
    _, out, _ = invoke(batch, format="json")
    bridge = objects(out)[1]
    for name in ("headline", "lead", "place", "agency"):
        start, end = bridge[name]["span"]
        assert BRIDGE[start:end] == bridge[name]["value"]
        assert bridge[name]["rule"]
    assert bridge["date"]["value"] == "2025-07-28"
    assert {"value", "precision", "basis", "reason", "span", "rule"} <= set(bridge["date"])
    assert bridge["photos"][0]["caption"] == "Le pont vu de la rive gauche."
    assert {"credit", "after", "span", "rule"} <= set(bridge["photos"][0])
    assert len(bridge["paragraph_places"]) == len(bridge["paragraphs"]) == 3
    assert bridge["related"][0]["headline"] == "Les écoles de Savannakhet reçoivent des livres"


@pytest.mark.usefixtures("countries")
def test_json_of_an_unchanged_document_is_its_stored_reading(batch):
    _, first, _ = invoke(batch, format="json")
    _, second, _ = invoke(batch, format="json")
    for before, after in zip(objects(first), objects(second), strict=True):
        assert after.pop("outcome") == "unchanged"
        assert before.pop("outcome") == "created"
        assert {**after, "held": None} == {**before, "held": None}


@pytest.mark.usefixtures("countries")
def test_a_dry_run_reads_everything_and_writes_nothing(batch):
    invoke(batch / "pont.txt")
    code, out, _ = invoke(batch, "--dry-run", format="json")
    found = objects(out)
    assert code == 0
    assert [item["outcome"] for item in found] == ["created", "unchanged"]
    assert all(item["headline"] for item in found)
    assert (Article.objects.count(), Batch.objects.count()) == (1, 1)


@pytest.mark.usefixtures("countries")
def test_a_document_that_went_in_with_a_defect_has_one_line_that_says_so(tmp_path):
    many = "".join(f"Vue {n} du port. Photo : KPL\n\n" for n in range(1002))
    for name, data in {
        "a.txt": BRIDGE.encode(),
        "b.txt": BOOKS.encode("cp1252"),
        "c.txt": "date 2025-13-45 Un marché rouvert\n\nLe marché de Paksé a rouvert ce matin.\n".encode(),
        "d.txt": "Vientiane (KPL) - Le fleuve a baissé de deux mètres depuis le mois de mai.\n".encode(),
        "e.txt": f"date 2025-07-02 Un port\n\nLe port de Hanoï attend.\n\n{many}".encode(),
    }.items():
        (tmp_path / name).write_bytes(data)
    code, out, err = invoke(tmp_path)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.split(" : ")[0] for line in lines[:-1]] == ["b.txt", "c.txt", "d.txt", "e.txt"]
    assert "Windows-1252" in lines[0]
    assert "2025-13-45" in lines[1]
    assert "retenu pour la rédaction) — ligne 1 : Aucun titre" in lines[2]
    assert "1002 photos" in lines[3]


@pytest.mark.usefixtures("countries")
def test_a_dry_run_in_text_shows_what_was_read(batch):
    _, out, _ = invoke(batch, "--dry-run")
    assert "titre : Un pont de bambou rouvert à Vientiane" in out
    assert out.splitlines()[-1].startswith("Essai sans écriture : 2 créés")


@pytest.mark.usefixtures("countries")
def test_explain_marks_the_text(batch):
    _, out, _ = invoke(batch / "pont.txt", "--dry-run", "--explain")
    assert "Un pont de bambou" in out
    assert invoke(batch / "pont.txt", "--explain")[0] == 2


@pytest.mark.usefixtures("countries")
def test_options_reach_the_reader_and_the_batch(batch):
    user = get_user_model().objects.create_user("desk", password="x")
    options = ("--source", "kpl", "--year", "2024", "--not-after", "2025-12-31", "--user", "desk")
    invoke(batch, "--status", "draft", *options)
    found = Batch.objects.get()
    assert found.user == user
    assert found.options == {"source": "kpl", "status": "draft", "year": 2024, "not_after": "2025-12-31"}
    assert set(Article.objects.values_list("status", flat=True)) == {"draft"}
    assert set(SourceDocument.objects.values_list("source", flat=True)) == {"kpl"}


@pytest.mark.usefixtures("countries")
@pytest.mark.parametrize(
    "options",
    [("--year", "25"), ("--not-after", "2025-13-01"), ("--status", "gone"), ("--source", "x" * 101)],
)
def test_a_wrong_option_is_refused(batch, options):
    assert invoke(batch, *options)[0] != 0
    assert not Article.objects.exists()


@pytest.mark.usefixtures("countries")
def test_an_unknown_account_gives_2(batch):
    code, _, err = invoke(batch, "--user", "personne")
    assert (code, err) == (2, "Le compte « personne » n'existe pas.")


UNREACHABLE = "postgres://nobody@127.0.0.1:1/nothing"


@pytest.mark.parametrize("kind", ["unreachable", "not migrated", "not a database"])
def test_without_a_usable_database_a_run_ends_with_2_and_one_line(batch, tmp_path, kind):
    (tmp_path / "texte.sqlite3").write_text("Ceci n'est pas une base." * 100)
    database = {
        "unreachable": UNREACHABLE,
        "not migrated": f"sqlite:///{tmp_path}/vide.sqlite3",
        "not a database": f"sqlite:///{tmp_path}/texte.sqlite3",
    }[kind]
    done = run_alone(batch, "--format", "json", database=database)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "base de données" in done.stderr


@pytest.mark.parametrize("kind", ["unreachable", "not migrated"])
def test_a_dry_run_needs_no_database(batch, tmp_path, kind):
    database = UNREACHABLE if kind == "unreachable" else f"sqlite:///{tmp_path}/vide.sqlite3"
    done = run_alone(batch, "--dry-run", "--format", "json", database=database)
    assert done.returncode == 0
    found = objects(done.stdout)
    assert [item["outcome"] for item in found] == ["created", "created"]
    assert found[1]["headline"]["value"] == "Un pont de bambou rouvert à Vientiane"


def test_a_reader_that_goes_away_leaves_no_traceback(batch, tmp_path):
    for number in range(60):
        (batch / f"{number}.txt").write_text(BOOKS.replace("Trois", f"{number}"), encoding="utf-8")
    command = [sys.executable, TOP / "manage.py", "import_articles", batch, "--dry-run", "--format", "json"]
    environment = {**os.environ, "DATABASE_URL": UNREACHABLE, "LOCAL_ONLY": "1", "SECRET_KEY": "x" * 60}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
