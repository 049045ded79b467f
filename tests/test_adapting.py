"""Django's own templates in other words, as long as they are those that were adapted."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.template.loader import get_template

from newsroom import adapting


@pytest.mark.parametrize("name", sorted(adapting.ADAPTED))
def test_every_adapted_place_is_in_the_template_once(name):
    source = get_template(name).template.source
    for old, new in adapting.ADAPTED[name]:
        assert source.count(new) == 1, old


def test_a_place_that_this_django_does_not_have_is_named(monkeypatch):
    name = "admin/search_form.html"
    monkeypatch.setitem(adapting.ADAPTED, name, (("no such place", ""),))
    engine = engines["django"].engine
    with pytest.raises(ImproperlyConfigured, match="search_form"):
        adapting.Loader(engine).get_template(name)


def test_templates_of_ours_are_left_as_they_are():
    assert "{{" in get_template("articles/article.html").template.source
