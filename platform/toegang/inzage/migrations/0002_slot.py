from django.db import migrations

from toegang.inzage.slot import eraf, erop


class Migration(migrations.Migration):
    """Lines and seals are only added: the database itself refuses anything else."""

    dependencies = [("inzage", "0001_begin")]

    operations = [migrations.RunPython(erop, eraf)]
