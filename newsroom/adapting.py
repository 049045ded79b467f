"""Django's own templates with a few places in other words, where Django leaves no block to fill.

A place that is not found exactly once stops the page with its name: Django has changed there.
"""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.template import Origin
from django.template.loaders.app_directories import Loader as AppDirectories

_DATA = 'data-inline-formset="{{ inline_admin_formset.inline_formset_data }}"'
# what the link for one more row says, for the script of the desk
_ONE_MORE = (f"{_DATA}>", f'{_DATA} data-one-more="{{{{ inline_admin_formset.opts.one_more }}}}">')
_FOR_EAR = '<span class="visually-hidden">{}</span>'
_NAME_OF_ROW = _FOR_EAR.format("{{ inline_admin_formset.opts.verbose_name|capfirst }}")
_LABEL = '<label class="visually-hidden" for="{}">{}</label>'
_MAY_DELETE = "inline_admin_formset.formset.can_delete and inline_admin_formset.has_delete_permission"
_DELETE = '{% translate "Delete?" %}'
_BOX = "{{ inline_admin_form.deletion_field.field }}"
_BOX_LABEL = _LABEL.format(
    "{{ inline_admin_form.deletion_field.field.id_for_label }}",
    _DELETE + " {{ inline_admin_form.original }}",
)
_MAY_BE_NAMED = "not field.field.is_hidden and field.field.id_for_label"
_ERRORS = "{{ field.field.errors.as_ul }}"
_FIELD_LABEL = _LABEL.format(
    "{{ field.field.id_for_label }}",
    "{{ field.field.label|capfirst }}"
    "{% if inline_admin_form.original %} : {{ inline_admin_form.original }}{% endif %}",
)
_SPARE_ROWS = (
    "{% if inline_admin_formset.formset.spare %}"
    '{% include "admin/articles/_spare_rows.html" with formset=inline_admin_formset.formset only %}'
    "{% endif %}"
)

# Template: what stands there, and what is to stand there. Every control and column gets a name.
ADAPTED: dict[str, tuple[tuple[str, str], ...]] = {
    "admin/edit_inline/tabular.html": (
        _ONE_MORE,
        (
            '<th class="original"></th>',
            f'<th class="original">{_NAME_OF_ROW}</th>',
        ),
        (
            f"<th>{{% if {_MAY_DELETE} %}}{_DELETE}{{% endif %}}</th>",
            f"{{% if {_MAY_DELETE} %}}<th>{_DELETE}</th>{{% else %}}<td></td>{{% endif %}}",
        ),
        (
            _ERRORS,
            f"{_ERRORS}{{% if {_MAY_BE_NAMED} %}}{_FIELD_LABEL}{{% endif %}}",
        ),
        (f"{_BOX}{{% endif %}}", f"{_BOX_LABEL}{_BOX}{{% endif %}}"),
        ("</table>", f"</table>{_SPARE_ROWS}"),
    ),
    "admin/edit_inline/stacked.html": (
        _ONE_MORE,
        ("opts.verbose_name|capfirst }}:</b>", "opts.verbose_name|capfirst }}\u00a0:</b>"),
    ),
    "admin/search_form.html": (
        ('<img src="{% static "admin/img/search.svg" %}" alt="Search">', '{% translate "Search" %}'),
        ("{% if show_result_count %}", "{% if show_result_count and cl.query %}"),
    ),
}


class Loader(AppDirectories):
    """Templates of the applications, Django's adapted."""

    def get_contents(self, origin: Origin) -> str:
        text: str = super().get_contents(origin)
        for old, new in ADAPTED.get(str(origin.template_name), ()):
            if text.count(old) != 1:
                raise ImproperlyConfigured(f"{origin.template_name} of this Django has no single {old!r}.")
            text = text.replace(old, new)
        return text
