"""What the pages of logging in show that their views (allauth's) do not hand over."""

from __future__ import annotations

import json
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gebruikers import factorherstel, tweede_factor
from gebruikers.broker import Broker, brokers
from gebruikers.models import Gebruiker
from gebruikers.talen import beschikbare_talen

register = template.Library()


@register.simple_tag
def andere_talen() -> list[tuple[str, str]]:
    """``{% andere_talen as talen %}``: code and own name of every language but the present one."""
    return [taal for taal in beschikbare_talen() if taal[0] != get_language()]


@register.simple_tag
def inlog_brokers() -> list[Broker]:
    """``{% inlog_brokers as brokers %}``: the providers of this installation; often none."""
    return brokers()


@register.simple_tag
def mijn_brokers(gebruiker: Gebruiker) -> list[dict[str, Any]]:
    """``{% mijn_brokers user as rijen %}``: each provider, and this person's identity there."""
    known = brokers()
    tied = SocialAccount.objects.filter(user=gebruiker) if known else []
    by_provider = {account.provider: account for account in tied}
    return [{"broker": broker, "account": by_provider.get(broker.id)} for broker in known]


@register.filter
def heeft_tweede_stap_nodig(gebruiker: Any) -> bool:
    """``{% if user|heeft_tweede_stap_nodig %}``."""
    return bool(gebruiker.is_authenticated and tweede_factor.needs_second_factor(gebruiker))


@register.filter
def helpt_collegas(gebruiker: Gebruiker) -> bool:
    """``{% if user|helpt_collegas %}``: whether they help colleagues who lost every proof."""
    return factorherstel.may_help(gebruiker)


@register.filter
def heeft_app(gebruiker: Gebruiker) -> bool:
    """``{% if form.user|heeft_app %}``: whether a code app is connected."""
    return tweede_factor.has_app(gebruiker)


@register.filter
def heeft_passkey(gebruiker: Gebruiker) -> bool:
    """``{% if form.user|heeft_passkey %}``."""
    return tweede_factor.has_passkey(gebruiker)


@register.simple_tag
def passkey_opdracht(wat: str, **ids: str) -> SafeString:
    """Tell allauth's script what to do on this page: a block of data, which no CSP forbids.

    ``{% passkey_opdracht "loginForm" login="passkey_login" credential="mfa_credential" %}``
    """
    opdracht = json.dumps({"ids": ids})
    return format_html(
        '<script data-allauth-onload="{}" type="application/json">{}</script>',
        f"allauth.webauthn.forms.{wat}",
        SafeString(opdracht.replace("<", "\\u003C")),
    )


BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMEN = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


@register.filter
def apparaat(user_agent: str) -> str:
    """``{{ sessie.user_agent|apparaat }}``: "Firefox op Windows", as far as the browser says."""
    browser = next((naam for teken, naam in BROWSERS if teken in user_agent), None)
    systeem = next((naam for teken, naam in SYSTEMEN if teken in user_agent), None)
    if browser and systeem:
        return _("%(browser)s op %(systeem)s") % {"browser": browser, "systeem": systeem}
    return browser or systeem or _("Een onbekend apparaat")


@register.filter
def in_groepjes(code: str) -> str:
    """``{{ "JBSWY3DP"|in_groepjes }}``: four by four, to type over."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
