from django.db import migrations

import articles.models.people
from articles import search

_BATCH = 500


def store_tokens(apps, schema_editor):
    """Give each spelling its tokens, and take the spellings out of what articles are found by."""
    PersonName = apps.get_model("articles", "PersonName")
    names = list(PersonName.objects.order_by("pk").only("name"))
    for row in names:
        row.tokens = search.tokens([row.name])
    PersonName.objects.bulk_update(names, ["tokens"], batch_size=_BATCH)
    others = {}
    for pk, name, spelling in PersonName.objects.values_list("person", "person__name", "name"):
        if (found := search.analyse(spelling)) != search.analyse(name):
            others.setdefault(pk, set()).add(tuple(found))
    Article = apps.get_model("articles", "Article")
    mentions = apps.get_model("articles", "PersonMention").objects.filter(person__in=list(others))
    people = {}
    for article, person in mentions.values_list("article", "person"):
        people.setdefault(article, []).append(person)
    ids = sorted(people)
    for begin in range(0, len(ids), _BATCH):
        rows = list(Article.objects.filter(pk__in=ids[begin : begin + _BATCH]).only("search_text"))
        for row in rows:
            unwanted = {spelling for person in people[row.pk] for spelling in others[person]}
            texts = [text.split() for text in row.search_text.split(search.BOUNDARY)]
            kept = [" ".join(text) for text in texts if text and tuple(text) not in unwanted]
            row.search_text = " ".join([search.BOUNDARY, *(f"{text} {search.BOUNDARY}" for text in kept)])
        Article.objects.bulk_update(rows, ["search_text"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0016_catalogue'),
    ]

    operations = [
        migrations.AddField(
            model_name='personname',
            name='tokens',
            field=articles.models.people.SearchTokens(default='', editable=False),
        ),
        migrations.RunPython(store_tokens, migrations.RunPython.noop),
    ]
