"""What holds for the project as a whole."""

import re
import subprocess
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

TOP = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    "manage.py",
    "pyproject.toml",
    "README.md",
    "newsroom",
    "articles",
    "seeds",
    "templates",
    "tests",
}
SAYS_NOTHING = {"utils", "helpers", "services", "managers", "signals", "constants"}


def tracked_files() -> list[Path]:
    """Files of the project, as committed or about to be."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
    )
    return [TOP / name for name in listed.stdout.split("\0") if name and (TOP / name).is_file()]


FILES = tracked_files()
PYTHON = [path for path in FILES if path.suffix == ".py"]


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_migrations_are_named_for_what_they_do() -> None:
    nameless = [path.name for path in PYTHON if path.parent.name == "migrations" and "_auto_" in path.name]
    assert nameless == []


def test_top_level_holds_only_the_given_layout() -> None:
    names = {path.relative_to(TOP).parts[0] for path in FILES}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_modules_are_named_for_what_they_hold() -> None:
    assert [
        str(path) for path in PYTHON if path.stem in SAYS_NOTHING or path.parent.name in SAYS_NOTHING
    ] == []


def test_files_hold_one_subject_and_stay_short() -> None:
    lengths = {
        str(path.relative_to(TOP)): len(path.read_text(encoding="utf-8").splitlines())
        for path in PYTHON
        if path.parent.name != "migrations"
    }
    assert {name: length for name, length in lengths.items() if length > 450} == {}


def test_templates_never_call_model_text_safe() -> None:
    pages = [path for path in FILES if path.suffix == ".html"]
    assert [
        str(path) for path in pages if re.search(r"\|\s*safe\b|autoescape off", path.read_text("utf-8"))
    ] == []


# --- Dependencies ---------------------------------------------------------------------------------
def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(name: str) -> dict[str, str]:
    """Package and exact version, as the lock file says."""
    text = (TOP / ".ci" / name).read_text(encoding="utf-8")
    return {normal(found[1]): found[2] for found in re.finditer(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def wanted(*extras: str) -> set[str]:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    return {normal(re.split(r"[\[<>=~!; ]", line, maxsplit=1)[0]) for line in lines}


def test_every_dependency_is_locked() -> None:
    assert wanted() - locked("requirements.txt").keys() == set()
    assert wanted("test") - locked("requirements-test.txt").keys() == set()


def test_tests_run_on_the_versions_of_production() -> None:
    production = locked("requirements.txt")
    assert production.items() <= locked("requirements-test.txt").items()


@pytest.mark.parametrize("name", ["pyproject.toml", ".ci/requirements.txt", ".ci/requirements-test.txt"])
def test_no_address_stands_where_versions_are_named(name: str) -> None:
    assert not re.search(
        r"://|--index-url|--find-links|--trusted-host", (TOP / name).read_text(encoding="utf-8")
    )


def test_each_dependency_says_why_it_is_there() -> None:
    text = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.findall(r'^    "[\w\[\],.-]+[<>=~].*$', text, re.MULTILINE)
    assert len(lines) == len(wanted("test"))
    assert [line for line in lines if not re.search(r'",\s+# \w+ ?\w*', line)] == []
