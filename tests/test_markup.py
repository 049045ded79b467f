"""Every kind of public page is valid HTML: parsed as the standard has it, by a parser that forgives nothing.

What a parser alone does not see (attributes that stand on the wrong element, broken references) is
checked beside it, as far as our pages go.
"""

import re
from pathlib import Path

import html5lib
import pytest
from html5lib.constants import E

from .factories import make_document
from .test_pages import PAGES, archive  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

MORE = [
    "/articles/?q=accord&tri=pertinence&sans_pays=laos",
    "{article}?pays=cuba",
    "{article}recu/",
    "{article}signaler/?passage=Lida",
    "{article}signaler/?envoye=1",
    "/personnes/?lettre=l",
    "/pays/cuba/avec/viet-nam/",
    "/carte/",
    "/carte/?annee=2021",
    "/relations/",
    "/relations/?entre=pays",
    "/dates/sans-date/10/",
    "/dates/sans-date/10/16/",
    "/a-propos/",
    "/rien/",
]
# Attributes that the standard no longer has, or that point to elements.
OBSOLETE = {"align", "bgcolor", "border", "cellpadding", "cellspacing", "frameborder", "nowrap", "valign"}
POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "button", "label", "dt", "summary"}
BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "article", "figure", "form", "fieldset"}
# Who may be the parents of whom.
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "figcaption": {"figure"},
    "caption": {"table"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "option": {"select", "datalist", "optgroup"},
}
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "select": {"option", "optgroup"}}
INTERACTIVE = {"a", "button", "input", "select", "textarea", "details", "label"}


def errors(html: str) -> list[str]:
    """What is wrong with a page; nothing for a valid one."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    lines = html.splitlines()
    wrong = [
        f"{E[code] % values} in {lines[line - 1][:120] if line <= len(lines) else 'the end'!r}"
        for (line, _), code, values in parser.errors
    ]
    ids = [element.get("id") for element in tree.iter() if element.get("id") is not None]
    wrong += [f"id {name!r} twice" for name in {name for name in ids if ids.count(name) > 1}]
    wrong += [f"id {name!r} with a blank" for name in ids if not name or re.search(r"\s", name)]
    _walk(tree, [], set(ids), wrong)
    return wrong


def _walk(element, above: list[str], ids: set[str], wrong: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    within = f"<{tag}> in <{' '.join(above[-2:])}>"
    if tag in PARENTS and above[-1] not in PARENTS[tag]:
        wrong.append(within)
    if tag in BLOCKS and PHRASING_ONLY - {"a"} & set(above) and "svg" not in above:
        wrong.append(f"block {within}")
    if tag in INTERACTIVE - {"label"} and {"a", "button"} & set(above):
        wrong.append(f"interactive {within}")
    for name, value in element.attrib.items():
        if name in OBSOLETE:
            wrong.append(f"{name} on {within}")
        if name in POINTING:
            wrong += [f"{name}={one!r} on {within} points nowhere" for one in value.split() if one not in ids]
        if name in {"href", "src", "action"} and re.search(r'[\s"<>\\^`{|}]', value):
            wrong.append(f"{name}={value!r} on {within}")
    if tag == "img" and "alt" not in element.attrib:
        wrong.append(f"{within} without alt")
    if tag == "a" and not element.get("href"):
        wrong.append(f"{within} without href")
    if tag in CHILDREN and element.text and element.text.strip():
        wrong.append(f"text in {within}")
    for child in element:
        if tag in CHILDREN and isinstance(child.tag, str) and child.tag not in CHILDREN[tag]:
            wrong.append(f"<{child.tag}> in <{tag}>")
        _walk(child, [*above, tag], ids, wrong)


def test_every_kind_of_public_page_is_valid_html(client, archive):  # noqa: F811
    make_document(archive, text="Le duParti.")
    found = {}
    for address in [*PAGES, *MORE]:
        response = client.get(address.format(article=archive.get_absolute_url()))
        assert response.status_code in {200, 404}, address
        if wrong := errors(response.content.decode()):
            found[address] = wrong
    assert found == {}


def test_pages_of_errors_are_valid_html(client, archive):  # noqa: F811
    type(archive).objects.filter(pk=archive.pk).update(status="withdrawn", public_from=None)
    gone = client.get(archive.get_absolute_url())
    assert gone.status_code == 410
    assert errors(gone.content.decode()) == []


def test_tall_signs_of_our_own_words_never_begin_a_line():
    """In French they stand after a space, at which no line may break."""
    top = Path(__file__).resolve().parent.parent
    texts = [*(top / "templates/articles").glob("*.html"), *(top / "templates").glob("*.html")]
    wrong = [
        (path.name, line)
        for path in texts
        for line in re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.S).splitlines()
        if re.search(r"\w[ \n](?:[:;!?»](?=\s|{|<|$))|« |[a-zé]'[a-zé]", line)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_that_need_no_server_are_valid_html(name):
    assert errors((Path(__file__).resolve().parent.parent / "templates" / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("body", "sign"),
    [
        ("<p><div></div></p>", "p"),
        ("<b><i></b></i>", "i"),
        ('<a href="/a b">x</a>', "href"),
        ('<p id="x"></p><p id="x"></p>', "twice"),
        ('<label for="none">x</label>', "nowhere"),
        ("<ul>x<p></p></ul>", "text"),
        ("<table><tr><div></div></tr></table>", "div"),
        ('<a href="/x"><a href="/y"></a></a>', "a"),
    ],
)
def test_the_check_finds_what_is_wrong(body, sign):
    page = f'<!doctype html><html lang="fr"><head><title>x</title></head><body>{body}</body></html>'
    assert any(sign in line for line in errors(page)), errors(page)


def test_the_check_finds_nothing_in_a_valid_page():
    page = '<!doctype html><html lang="fr"><head><title>x</title></head><body><p>x</p></body></html>'
    assert errors(page) == []
