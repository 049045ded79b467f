"""The three-way merge, field by field and item by item, without a database."""

import pytest

from articles.importer.merge import (
    COUNTRIES,
    PEOPLE,
    PHOTOS,
    RELATED,
    TAGS,
    Standing,
    align,
    merge_items,
    merge_status,
    merge_values,
    three_way,
)
from articles.importer.reading import Item, person_keys, photo_keys, related_keys

VALUES = {
    "headline": "Un pont neuf",
    "provisional_headline": False,
    "lead": "Il relie deux rives.",
    "body": "Premier.\n\nSecond.",
    "place": "Hanoi",
    "agency": "VNA",
    "published_on": None,
    "date_precision": "",
    "date_basis": "",
    "date_reason": "",
    "partial_date": "--10-16",
}


def photo(caption, credit="VNA", position=0, origin=0):
    values = {"caption": caption, "credit": credit, "position": position, "origin": origin}
    return Item(photo_keys(caption, credit), values, caption)


def person(name, role="", state="accepted", spellings=(), position=0):
    values = {
        "role": role,
        "state": state,
        "read_as": name,
        "forms": [name, *spellings],
        "spans": [[0, 1]],
        "position": position,
    }
    return Item(person_keys(name, [name, *spellings]), values)


def country(code, state="accepted"):
    return Item((code,), {"state": state, "forms": [], "spans": [], "position": 0})


def tag(name, state="proposed"):
    return Item((name,), {"name": name, "spans": [], "state": state})


def teaser(headline, summary="", position=0):
    values = {
        "headline": headline,
        "summary": summary,
        "caption": "",
        "credit": "",
        "position": position,
    }
    return Item(related_keys(headline, summary, ""), values, headline or summary)


@pytest.mark.parametrize(
    ("base", "current", "incoming", "kept", "clash"),
    [
        ("a", "a", "a", "a", False),
        ("a", "a", "b", "b", False),
        ("a", "b", "a", "b", False),
        ("a", "b", "b", "b", False),
        ("a", "b", "c", "b", True),
        ("a\n\nb", "a\r\n\r\nb", "c", "c", False),
        ("a", "a ", "a", "a ", False),
    ],
)
def test_a_value_is_taken_kept_or_in_conflict(base, current, incoming, kept, clash):
    assert three_way(base, current, incoming) == (kept, clash)


def test_untouched_fields_take_the_new_reading_and_edited_ones_stay():
    current = VALUES | {"lead": "Le chapô de la rédaction.", "undated": False}
    incoming = VALUES | {"headline": "Un pont tout neuf", "place": "Hué"}
    changes, clashes = merge_values(VALUES, current, incoming)
    assert changes == {"headline": "Un pont tout neuf", "place": "Hué"}
    assert clashes == ()


def test_both_changing_a_field_differently_is_a_clash_and_the_editor_stands():
    current = VALUES | {"headline": "Le pont de la rédaction", "undated": False}
    changes, (clash,) = merge_values(VALUES, current, VALUES | {"headline": "Un pont rouvert"})
    assert changes == {}
    assert (clash.field, clash.base) == ("headline", "Un pont neuf")
    assert (clash.current, clash.incoming) == ("Le pont de la rédaction", "Un pont rouvert")


def test_a_date_is_taken_or_kept_as_a_whole():
    dated = {"published_on": "2021-10-16", "date_precision": "day", "partial_date": ""}
    current = VALUES | dated | {"date_basis": "edited", "undated": False}
    incoming = VALUES | {"partial_date": "--10-17"}
    changes, (clash,) = merge_values(VALUES, current, incoming)
    assert changes == {}
    assert clash.field == "date"
    assert clash.current["published_on"] == "2021-10-16"
    assert clash.incoming["partial_date"] == "--10-17"


def test_a_checked_absence_of_date_is_an_edit():
    current = VALUES | {"undated": True}
    incoming = VALUES | {"published_on": "2020-10-16", "date_precision": "day", "date_basis": "stated"}
    changes, clashes = merge_values(VALUES, current, incoming)
    assert changes == {}
    assert [clash.field for clash in clashes] == ["date"]


def test_an_editors_status_stands_without_a_clash():
    assert merge_status("draft", "published", "draft") == "published"
    assert merge_status("draft", "withdrawn", "published") == "withdrawn"
    assert merge_status("draft", "draft", "published") == "published"


def test_a_reworded_caption_is_the_same_photo():
    base = [photo("Le pont vu de la rive gauche"), photo("Les ouvriers du chantier", origin=1)]
    incoming = [photo("Les ouvriers"), photo("Le pont vu de la rive gauche du fleuve", origin=1)]
    assert align(base, incoming) == {1: 0, 0: 1} or align(base, incoming) == {1: 0}
    assert align(base, incoming)[1] == 0


def test_a_caption_that_an_editor_rewrote_stays_and_its_credit_follows():
    base, incoming = [photo("Le pont", "VNA")], [photo("Le pont", "VNA/CVN")]
    current = [Standing(7, photo("Le pont, un soir", "VNA"), origin=0)]
    plan = merge_items(PHOTOS, base, current, incoming)
    assert plan.change == {7: {"credit": "VNA/CVN"}}
    assert (plan.add, plan.remove, plan.clashes) == ((), (), ())


def test_a_caption_rewritten_on_both_sides_is_a_clash_that_names_the_photo():
    base = [photo("Autre chose", origin=0), photo("Le pont vu de la rive gauche", origin=1)]
    current = [Standing(7, base[0], 0), Standing(8, photo("Mon pont", origin=1), 1)]
    incoming = [photo("Autre chose", origin=0), photo("Le pont vu de la rive droite", origin=1)]
    plan = merge_items(PHOTOS, base, current, incoming)
    assert [clash.field for clash in plan.clashes] == ["photos.1.caption"]
    assert plan.change == {}


def test_a_caption_written_anew_is_of_the_same_photo_unless_the_row_holds_a_picture():
    base, incoming = [photo("Le port de Hanoi.")], [photo("Les délégués se saluent à l'aube.")]
    edited = Item(base[0].keys, {**base[0].values, "caption": "Ma légende."}, "Ma légende.")
    plan = merge_items(PHOTOS, base, [Standing(7, edited, 0)], incoming)
    assert (plan.add, plan.remove, plan.change) == ((), (), {})
    assert [(c.field, c.current) for c in plan.clashes] == [("photos.0.caption", "Ma légende.")]
    with_picture = merge_items(PHOTOS, base, [Standing(7, base[0], 0, guarded=True)], incoming)
    assert with_picture.add == (0,)
    assert "caption" not in with_picture.change[7]


def test_a_photo_gone_from_the_text_goes_unless_an_editor_touched_it():
    base = [photo("Une"), photo("Deux", origin=1), photo("Trois", origin=2)]
    current = [
        Standing(1, base[0], 0),
        Standing(2, photo("Deux, corrigée", origin=1), 1),
        Standing(3, base[2], 2, guarded=True),
    ]
    plan = merge_items(PHOTOS, base, current, [])
    assert plan.remove == (1,)
    assert plan.change == {2: {"origin": None}, 3: {"origin": None}}
    assert [clash.field for clash in plan.clashes] == ["photos.#2"]


def test_what_an_editor_removed_stays_removed_and_what_was_added_stays():
    base, incoming = [photo("Une")], [photo("Une"), photo("Deux", origin=1)]
    plan = merge_items(PHOTOS, base, [Standing(9, photo("La mienne", origin=None))], incoming)
    assert plan.add == (1,)
    assert plan.remove == ()


def test_a_photo_that_moves_keeps_knowing_which_one_it_is():
    base = [photo("Une"), photo("Deux", origin=1)]
    current = [Standing(1, base[0], 0), Standing(2, base[1], 1)]
    plan = merge_items(PHOTOS, base, current, [photo("Deux", origin=0), photo("Une", origin=1)])
    assert plan.change == {1: {"origin": 1}, 2: {"origin": 0}}


def test_a_refused_person_stays_refused_and_a_removed_one_stays_removed():
    base = [person("Amara Tesfal"), person("Ivo Kran")]
    current = [Standing(4, person("Amara Tesfal", state="refused"))]
    plan = merge_items(PEOPLE, base, current, [person("Amara Tesfal"), person("Ivo Kran", "maire")])
    assert (plan.add, plan.change, plan.remove) == ((), {}, ())


def test_a_person_refused_for_this_text_is_not_added_again():
    plan = merge_items(PEOPLE, [], [], [person("Amara Tesfal")], frozenset(["amara tesfal"]))
    assert plan.add == ()


def test_a_person_read_under_a_fuller_name_is_the_same():
    base = [person("Miguel Tesfal")]
    current = [Standing(4, person("Miguel Tesfal"))]
    new = person("Miguel Tesfal Orno", spellings=["Miguel Tesfal"])
    plan = merge_items(PEOPLE, base, current, [new])
    assert plan.add == ()
    assert plan.change[4]["read_as"] == "Miguel Tesfal Orno"


def test_two_people_who_share_a_short_name_are_not_mixed_up():
    base = [person("Nam Van Orno", spellings=["Nam Van"]), person("Nam Van Zil", spellings=["Nam Van"])]
    incoming = [base[1], base[0]]
    assert align(base, incoming) == {0: 1, 1: 0}


def test_roles_merge_three_ways():
    base, current = [person("Ivo Kran", "maire")], [Standing(4, person("Ivo Kran", "maire adjoint"))]
    (clash,) = merge_items(PEOPLE, base, current, [person("Ivo Kran", "ancien maire")]).clashes
    assert clash.field == "people.Ivo Kran.role"
    assert (clash.base, clash.current, clash.incoming) == ("maire", "maire adjoint", "ancien maire")


def test_a_person_whom_an_editor_added_takes_the_place_in_the_text_only():
    own = Item(("ivo kran",), person("", "de la rédaction").values)
    plan = merge_items(PEOPLE, [], [Standing(5, own)], [person("Ivo Kran", "maire")])
    assert plan.add == ()
    assert set(plan.change[5]) == {"read_as", "forms"}


def test_a_country_that_an_editor_added_is_not_taken_away():
    plan = merge_items(
        COUNTRIES, [country("CU")], [Standing(1, country("CU")), Standing(2, country("LA"))], []
    )
    assert plan.remove == (1,)


def test_a_refused_country_stays_refused_when_it_is_no_longer_read():
    plan = merge_items(COUNTRIES, [country("CU")], [Standing(1, country("CU", "refused"))], [])
    assert (plan.remove, plan.change) == ((), {})


def test_a_refused_tag_is_not_proposed_again_and_an_untouched_one_leaves():
    base = [tag("sport"), tag("santé")]
    current = [Standing(1, tag("sport", "refused")), Standing(2, tag("santé"))]
    plan = merge_items(TAGS, base, current, [tag("sport"), tag("culture")])
    assert (plan.add, plan.remove, plan.change) == ((1,), (2,), {})


def test_teasers_follow_their_text():
    base = [teaser("Un marché rouvre ses portes", "Un résumé.")]
    current = [Standing(1, base[0])]
    incoming = [
        teaser("Un marché rouvre ses portes", "Un autre résumé."),
        teaser("La crue baisse", position=1),
    ]
    plan = merge_items(RELATED, base, current, incoming)
    assert plan.change == {1: {"summary": "Un autre résumé."}}
    assert plan.add == (1,)


def test_aligning_a_thousand_new_captions_compares_a_bounded_number():
    base = [photo(f"Ancienne vue {n} du port", origin=n) for n in range(1000)]
    incoming = [photo(f"Nouvelle image {n} de la ville", origin=n) for n in range(1000)]
    assert align(base, incoming) == {}


def test_merging_what_was_just_merged_changes_nothing():
    base = [photo("Le pont"), photo("", "MAP", origin=1), photo("", "MAP", origin=2)]
    current = [Standing(n, item, n) for n, item in enumerate(base)]
    plan = merge_items(PHOTOS, base, current, base)
    assert (plan.add, plan.change, plan.remove, plan.clashes) == ((), {}, (), ())
