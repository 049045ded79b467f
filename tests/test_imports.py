"""Who may import whom: the table of the design, read from the sources."""

import ast
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent


def modules(package: str, names: str) -> set[str]:
    return {f"{package}.{name}" for name in names.split()}


# Rooms of the design that have grown to several modules.
STORE = modules("articles.importer", "store amend known rows likeness")
RECORDS = modules("articles.importer", "record reading merge")
RUN = modules("articles.importer", "run context database reread undo")
FILTERS = modules(
    "articles",
    "filters filter_fields facets charts portraits strips calendars maps citations walks paging addresses",
)
# Plain functions on text, open to everybody; they import nothing but each other.
LEAVES = modules("articles", "folding french mending publishable rewording")
TEXT_LIBRARIES = {"Stemmer", "babel", "simplemma", "spellchecker"}

# The longest prefix that fits a module gives what it may import of ours, beside its own package
# where that package is named. `pure` stands for the pure modules of the importer.
MAY_IMPORT: dict[str, set[str]] = {
    "articles": set(),
    "articles.apps": {"articles.models", "articles.indexes", "pure"},
    "articles.search": set(),
    "articles.indexes": {"articles.search"},
    "articles.models": {"articles.models", "articles.search", "articles.indexes"},
    "articles.importer": {"pure"},
    **{name: {*STORE, *RECORDS, "articles.models"} for name in STORE},
    # Compares texts (pure) and keeps what it compares.
    "articles.importer.likeness": {"pure", *STORE, "articles.models"},
    **{name: {"pure", *STORE, *RUN, "articles.models"} for name in RUN},
    **{name: {*FILTERS, "articles.models"} for name in FILTERS},
    "articles.views": {"articles.views", *FILTERS, "articles.models"},
    # Whose report it is, by the address that our proxy saw.
    "articles.views.reports": {"articles.views", "articles.models", "newsroom.throttling"},
    "articles.feeds": {*FILTERS, "articles.models"},
    "articles.sitemaps": {*FILTERS, "articles.models"},
    "articles.embargo": {"articles.models"},
    "articles.urls": {"articles.views", "articles.feeds", "articles.sitemaps"},
    "articles.templatetags": {*FILTERS, "articles.models"},
    "articles.desk": {"articles.desk", *RUN, "articles.models"},
    # A command runs the import and prints; it never stores by itself.
    "articles.management": {"pure", *RUN, "articles.models"},
    # Only what fields name, their defaults and validators, and what fills new ones.
    "articles.migrations": {"articles.models", "articles.search"},
    "newsroom": {"newsroom"},
    # Asks whether a photo's article is public before serving the file.
    "newsroom.media": {"articles.models"},
}


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def sources() -> dict[str, Path]:
    """Dotted name of every module of ours, and its file."""
    found = {}
    for package in ("articles", "newsroom"):
        for path in sorted((TOP / package).rglob("*.py")):
            parts = path.relative_to(TOP).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


SOURCES = sources()


def imports(module: str, path: Path) -> list[tuple[str, bool]]:
    """What the module imports, as full names, each with whether it does so inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    inside = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
    }
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found = []
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                up = package.split(".")
                base = ".".join(filter(None, [*up[: len(up) - node.level + 1], base]))
            # `from package import module` imports the module, `from module import name` the module too.
            names = [
                f"{base}.{alias.name}" if f"{base}.{alias.name}" in SOURCES else base for alias in node.names
            ]
        found += [(name, id(node) in inside) for name in names]
    return found


IMPORTS = {module: imports(module, path) for module, path in SOURCES.items()}


def is_ours(name: str) -> bool:
    return name.split(".")[0] in {"articles", "newsroom"}


def is_pure(name: str) -> bool:
    return is_within(name, "articles.importer") and name not in STORE | RUN


def allowed(module: str) -> set[str]:
    nearest = max((prefix for prefix in MAY_IMPORT if is_within(module, prefix)), key=len)
    return MAY_IMPORT[nearest] | LEAVES


@pytest.mark.parametrize("module", SOURCES)
def test_module_imports_only_what_the_design_lets_it(module: str) -> None:
    rule = allowed(module)
    wrong = [
        name
        for name, _ in IMPORTS[module]
        if is_ours(name)
        and not any(is_pure(name) if prefix == "pure" else is_within(name, prefix) for prefix in rule)
    ]
    assert wrong == []


@pytest.mark.parametrize("module", [module for module in SOURCES if is_pure(module)])
def test_pure_importer_needs_only_the_standard_library_and_text_libraries(module: str) -> None:
    foreign = {name.split(".")[0] for name, _ in IMPORTS[module] if not is_ours(name)}
    assert foreign - sys.stdlib_module_names - TEXT_LIBRARIES == set()


def test_no_module_imports_ours_inside_a_function() -> None:
    # Only the application's configuration must: models exist once every application is loaded.
    hidden = [
        (module, name)
        for module, names in IMPORTS.items()
        for name, in_function in names
        if in_function and is_ours(name) and module != "articles.apps"
    ]
    assert hidden == []


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    graph = {module: {name for name, _ in names if name in SOURCES} for module, names in IMPORTS.items()}
    # Whatever imports only what has been taken away goes too; a circle is what remains.
    while free := [module for module, names in graph.items() if not names & graph.keys() - {module}]:
        for module in free:
            del graph[module]
    assert graph == {}
