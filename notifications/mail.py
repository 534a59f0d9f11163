"""The mail itself: a link and no case content, in the language of its receiver."""

from __future__ import annotations

from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import uuid5

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.models import Bericht
from notifications.soorten import Mail


def compose(bericht: Bericht, mail: Mail) -> EmailMultiAlternatives:
    """Return the mail of one notification; a second copy has the same Message-ID and Date."""
    return _compose(bericht, mail, f"{bericht.pk}")


def compose_digest(berichten: list[Bericht]) -> EmailMultiAlternatives:
    """Return one mail that says how many things wait for its receiver, and where."""
    eerste = berichten[0]
    with translation.override(eerste.ontvanger.taal):
        aantal = len(berichten)
        mail = Mail(
            onderwerp=_("Wat er vandaag voor u klaarstaat"),
            regels=[
                ngettext(
                    "Er staat %(aantal)s ding voor u klaar.",
                    "Er staan %(aantal)s dingen voor u klaar.",
                    aantal,
                )
                % {"aantal": aantal}
            ],
            url="/berichten/",
            knop=_("Bekijk wat er is"),
        )
    return _compose(eerste, mail, str(uuid5(eerste.pk, str(berichten[-1].pk))))


def _compose(bericht: Bericht, mail: Mail, naam: str) -> EmailMultiAlternatives:
    ontvanger = bericht.ontvanger
    context = {
        "mail": mail,
        "naam": ontvanger.get_short_name(),
        "link": settings.SITE_URL + mail.url,
        "voorkeuren": settings.SITE_URL + "/mijn/berichten/",
    }
    with translation.override(ontvanger.taal):
        bericht_mail = EmailMultiAlternatives(
            subject=mail.onderwerp,
            body=render_to_string("notifications/mail.txt", context),
            to=[ontvanger.email or ""],
            headers={
                "Message-ID": f"<{naam}@{urlsplit(settings.SITE_URL).hostname}>",
                "Date": format_datetime(bericht.gemaakt_op),
                "Auto-Submitted": "auto-generated",
                **mail.kopregels,
            },
        )
        bericht_mail.attach_alternative(
            render_to_string("notifications/mail.html", context), "text/html"
        )
    for bijlage in mail.bijlagen:
        if bijlage.mimetype.startswith("text/calendar"):
            # Mail programs offer "in agenda zetten" for an alternative, phones for a file: both.
            bericht_mail.attach_alternative(bijlage.inhoud.decode(), bijlage.mimetype)
        bericht_mail.attach(bijlage.naam, bijlage.inhoud, bijlage.mimetype)
    return bericht_mail
