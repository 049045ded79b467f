"""The two groups of the desk: Rédaction curates, Administration does everything."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

# What an editor may do; nothing here deletes an article, a person, a tag or what was received.
EDITORS = {
    "article": ["add", "change", "view"],
    "photo": ["add", "change", "delete", "view"],
    "related": ["add", "change", "delete", "view"],
    "personmention": ["add", "change", "delete", "view"],
    "countrymention": ["add", "change", "delete", "view"],
    "taggedarticle": ["add", "change", "delete", "view"],
    "tagproposal": ["change", "view"],
    "person": ["add", "change", "view"],
    "personname": ["add", "change", "delete", "view"],
    "tag": ["add", "change", "view"],
    "country": ["change", "view"],
    "batch": ["view"],
    "batchentry": ["view"],
    "sourcedocument": ["view"],
    "supersededtext": ["view"],
    "conflict": ["change", "view"],
    "change": ["view"],
}


def make_groups(apps, schema_editor):
    # permissions are only made after the last migration, so they are asked for here
    for label in ("articles", "auth"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    editors, _ = Group.objects.get_or_create(name="Rédaction")
    names = [f"{action}_{model}" for model, actions in EDITORS.items() for action in actions]
    editors.permissions.add(
        *Permission.objects.filter(content_type__app_label="articles", codename__in=names)
    )
    administrators, _ = Group.objects.get_or_create(name="Administration")
    administrators.permissions.add(
        *Permission.objects.filter(content_type__app_label="articles"),
        *Permission.objects.filter(
            content_type__app_label="auth", content_type__model__in=["user", "group"]
        ),
    )


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(
        name__in=["Rédaction", "Administration"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_archive"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, remove_groups)]
