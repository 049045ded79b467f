"""Public pages are compressed; pages that hold a secret are not."""

import gzip

import pytest

from .factories import make_article, make_articles

pytestmark = pytest.mark.django_db
ASKED = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.mark.parametrize(
    "address", ["/", "/articles/?pays=cuba", "/carte/", "/flux.atom", "/articles.csv", "/articles.json"]
)
def test_public_page_is_compressed_for_who_asks(client, address):
    make_articles(20, countries=["CU", "VN"], body="Le pont rouvre.\n\n" * 40)
    plain = client.get(address).getvalue()
    packed = client.get(address, **ASKED)
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    sent = packed.getvalue()
    assert len(sent) < len(plain)
    if address != "/flux.atom":  # says when it was made
        assert gzip.decompress(sent) == plain


def test_pages_with_a_token_or_a_session_are_not(client, admin_client):
    form = client.get(f"{make_article().get_absolute_url()}signaler/", **ASKED)
    assert b"csrfmiddlewaretoken" in form.content
    desk = admin_client.get("/admin/", **ASKED)
    log_in = client.get("/admin/login/", **ASKED)
    for page in (form, desk, log_in):
        assert page.status_code == 200
        assert "Content-Encoding" not in page
