"""Errors that readers report, and who may see, settle and remove them."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROLES = {
    "Rédaction": ["change", "view"],
    "Relecture": ["view"],
    "Administration": ["change", "delete", "view"],
}


def give_permissions(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    for name, actions in ROLES.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        names = [f"{action}_errorreport" for action in actions]
        group.permissions.add(*permissions.filter(codename__in=names))


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_lists_by_agency_place_and_review'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ErrorReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, max_length=30, verbose_name='endroit')),
                ('start', models.PositiveIntegerField(editable=False, null=True)),
                ('end', models.PositiveIntegerField(editable=False, null=True)),
                ('passage', models.CharField(blank=True, max_length=500, verbose_name='passage')),
                ('message', models.CharField(max_length=2000, verbose_name='message')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='le')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='réglé le')),
                ('visitor', models.CharField(blank=True, editable=False, max_length=64)),
                ('turn', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='error_reports', to='articles.article')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='réglé par')),
            ],
            options={
                'verbose_name': 'erreur signalée',
                'verbose_name_plural': 'erreurs signalées',
                'ordering': ['-id'],
                'default_permissions': ('change', 'delete', 'view'),
                'indexes': [models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['article'], name='open_reports')],
                'constraints': [models.CheckConstraint(condition=models.Q(('message', ''), _negated=True), name='report_says_something'), models.UniqueConstraint(condition=models.Q(('visitor', ''), _negated=True), fields=('visitor', 'turn'), name='one_report_a_turn')],
            },
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
    ]
