"""The group Relecture, who may publish, and what the new columns say of the rows that stand."""

from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.models import F
from django.db.models.functions import Now

PUBLISHERS = ["publish_article", "review_article"] + [
    f"{action}_{model}"
    for model, actions in {
        "correction": ["add", "change", "delete", "view"],
        "suggestion": ["change", "view"],
    }.items()
    for action in actions
]
# Whoever reviews may write into what is not published, and propose everywhere; the desk's views
# see to it. Without `change_article`: what asks for that right is not theirs.
REVIEWERS = ["review_article", "view_article"] + [
    f"{action}_{model}"
    for model, actions in {
        "photo": ["add", "change", "view"],
        "related": ["add", "change", "view"],
        "personmention": ["add", "change", "view"],
        "countrymention": ["add", "change", "view"],
        "taggedarticle": ["view"],
        "tagproposal": ["change", "view"],
        "correction": ["view"],
        "suggestion": ["view"],
        "person": ["view"],
        "personname": ["view"],
        "tag": ["view"],
        "country": ["view"],
        "batch": ["view"],
        "batchentry": ["view"],
        "sourcedocument": ["view"],
        "supersededtext": ["view"],
        "conflict": ["view"],
        "change": ["view"],
    }.items()
    for action in actions
]


def make_group(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    for name, codenames in (
        ("Rédaction", PUBLISHERS),
        ("Administration", PUBLISHERS),
        ("Relecture", REVIEWERS),
    ):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="Relecture").delete()


def fill_columns(apps, schema_editor):
    articles = apps.get_model("articles", "Article").objects
    articles.filter(public_from__gt=Now()).update(due_at=F("public_from"))
    documents = apps.get_model("articles", "SourceDocument").objects
    proposed = []
    for document in documents.only("id", "parsed").iterator(chunk_size=200):
        repairs = document.parsed.get("repairs") or ()
        document.open_repairs = len({r["raw"] for r in repairs if not r["applied"]})
        if document.open_repairs:
            proposed.append(document)
    documents.bulk_update(proposed, ["open_repairs"], batch_size=300)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_review_queues_and_roles")]
    operations = [
        migrations.RunPython(make_group, remove_group),
        migrations.RunPython(fill_columns, migrations.RunPython.noop),
    ]
