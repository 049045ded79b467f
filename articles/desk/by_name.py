"""A person or a country given by name, for whom no script completes the list of choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms.models import BaseInlineFormSet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles.folding import fold
from articles.models import Country, Person, PersonMention, PersonName
from articles.models.lookalikes import scan_people
from articles.models.writing import Author, record

MOST_NAMESAKES = 10  # told of in an error
LONGEST = 200  # characters of a name


class Typed(str):
    """What was typed as a name beside a choice; ``chosen`` is what the choice itself says.

    ``make`` asks for a new person where none has the name.
    """

    chosen: Any = None
    make = False


class ByNameMixin:
    """For an autocompleting choice: beside it, without script, a text field that names the row.

    The text goes before the choice. ``may_make`` offers to make what has no such name.
    """

    label = ""
    may_make = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        chosen = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        text = " ".join(data.get(f"{name}-by_name", "").split())
        if not text:
            return chosen
        typed = Typed(text)
        typed.chosen = chosen
        typed.make = self.may_make and bool(data.get(f"{name}-make"))
        return typed

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        typed = value if isinstance(value, Typed) else None
        chosen = typed.chosen if typed is not None else value
        select = super().render(name, chosen, attrs, renderer)  # type: ignore[misc]
        context = {
            "name": name,
            "label": self.label,
            "instead_of": getattr(self, "known", None) or "",
            "may_make": self.may_make,
            "typed": typed,
        }
        plain = render_to_string("admin/articles/_by_name.html", context)
        if typed is None:  # what was typed is shown to whoever takes it up again, with a script too
            plain = f"<noscript>{plain}</noscript>"
        return mark_safe(select + plain)  # noqa: S308 - a widget and a template, both escaped


class PersonByName(forms.ModelChoiceField):
    """Chosen by id, or typed: any spelling, folded, or a number as the error for namesakes lists them.

    A person to be made is given unsaved; ``NamingFormSet`` saves it with the rest.
    """

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, Typed):
            return super().to_python(value)
        found = list(people_named(value)[: MOST_NAMESAKES + 1])
        if len(found) == 1:
            return found[0].current()
        if found:
            raise ValidationError(
                f"Plusieurs personnes s’appellent « {value} » : {', '.join(map(_told, found))}. "
                "Écrivez le numéro de la bonne à la place de son nom."
            )
        if value.make and any(letter.isalpha() for letter in value) and len(value) <= LONGEST:
            return Person(name=str(value))
        raise ValidationError(f"Aucune personne ne s’appelle « {value[:LONGEST]} ».")


class CountryByName(forms.ModelChoiceField):
    """Chosen, or typed: the French name, folded, with or without its spaces, or the ISO code."""

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, Typed):
            return super().to_python(value)
        key = _together(fold(value))
        for country in Country.objects.defer("note"):
            if value.upper() == country.code or _together(country.sort_key) == key:
                return country
        raise ValidationError(f"Aucun pays ne s’appelle « {value[:LONGEST]} », et ce n’est pas un code.")


class NamingFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Mentions of people or countries, with rows to fill in by name where no script adds any.

    ``choice_field`` names what is mentioned, ``one_more`` is the label of a row, ``author`` makes the
    people that nobody knew.
    """

    SPARE = 3
    choice_field = ""
    one_more = ""
    may_make = False
    author: Author

    @property
    def spare(self) -> list[dict[str, str]]:
        """The names of the fields of the rows to fill in; ``role`` for people alone."""
        rows = []
        for number in range(self.total_form_count(), self._total_with_spare()):
            prefix = self.add_prefix(number)
            role = f"{prefix}-role" if self.choice_field == "person" else ""
            rows.append({"prefix": prefix, "choice": f"{prefix}-{self.choice_field}", "role": role})
        return rows

    @property
    def total_with_spare(self) -> str:
        return str(self._total_with_spare())  # as text: templates group the digits of numbers

    def _total_with_spare(self) -> int:
        total = self.total_form_count()
        spare = self.SPARE - len(self.extra_forms)
        return max(total, min(total + spare, self.max_num))

    def clean(self) -> None:
        super().clean()
        made = [fold(person.name) for form in self.forms if (person := to_make(form))]
        if len(made) > len(set(made)):
            raise ValidationError("Une personne à créer est donnée deux fois.")

    def save_new(self, form: Any, commit: bool = True) -> Any:
        self._make(form)
        return super().save_new(form, commit)

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        self._make(form)
        return super().save_existing(form, obj, commit)

    def _make(self, form: forms.ModelForm) -> None:
        """Save the person that nobody knew yet, on record."""
        person = to_make(form)
        if person is None:
            return
        person.slug = Person.objects.free_slug(person.name)
        person.save()
        PersonName.objects.create(person=person, name=person.name)
        record(person, None, self.author)
        scan_people([person.pk])
        form.instance.person = person


def to_make(form: forms.ModelForm) -> Person | None:
    """The person that a valid part of the form asks for and nobody knew."""
    person = getattr(form, "cleaned_data", {}).get("person")
    return person if isinstance(person, Person) and person._state.adding else None


def people_named(text: str) -> QuerySet[Person]:
    """Those who have this name or this number (« 12 », « n° 12 »), the most often met first."""
    number = text.lower().removeprefix("n°").strip()
    if number.isdecimal() and len(number) < 19:
        return Person.objects.filter(pk=int(number)).select_related("merged_into")
    key = fold(text)
    if not key:
        return Person.objects.none()
    spelled = PersonName.objects.filter(key=key).values("person")
    people = Person.objects.filter(Q(sort_key=key) | Q(pk__in=spelled), merged_into=None)
    return people.select_related("country", "merged_into").order_by("-article_count", "id")


def _told(person: Person) -> str:
    roles = PersonMention.objects.filter(person=person).exclude(role="").order_by("-id")
    known = [roles.values_list("role", flat=True).first() or "", str(person.country or "")]
    return f"n° {person.pk} ({', '.join(filter(None, known)) or 'sans qualité connue'})"


def _together(key: str) -> str:
    return key.replace(" ", "")
