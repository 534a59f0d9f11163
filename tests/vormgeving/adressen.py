"""The pages of the house style, and small pages to try what the scripts do after a POST."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.urls import include, path

FORMULIER = """{% extends "base_smal.html" %}{% block title %}Proef{% endblock %}
{% block inhoud %}<h1>Proef</h1><form method="post" data-bewaar="proef">{% csrf_token %}
<div class="veld"><label for="tekst">Tekst</label>
<textarea id="tekst" name="tekst"></textarea></div>
<label class="keus"><input type="checkbox" name="tolk" value="ja">Tolk</label>
<div class="afhankelijk" data-bij="tolk" data-waarde="ja"><label for="taal">Taal</label>
<input id="taal" name="taal"></div>
<input type="password" name="wachtwoord" aria-label="Wachtwoord">
<button>Verstuur</button></form>
<p hx-get="/proef/deel/" hx-trigger="click">Ververs</p>{% endblock %}"""
ANDERS = """{% extends "base.html" %}{% block title %}Klaar{% endblock %}
{% block inhoud %}<h1>Klaar</h1><a href="/proef/">Terug</a>{% endblock %}"""
INLOGGEN = """{% extends "base_smal.html" %}{% block title %}Inloggen{% endblock %}
{% block bodydata %} data-bewaar-houd{% endblock %}
{% block inhoud %}<h1>Inloggen</h1><a href="/proef/">Log in</a>{% endblock %}"""


class Persoon:
    """Somebody who is logged in."""

    is_authenticated = True

    def __init__(self, pk: str) -> None:
        self.pk = pk


def _toon(request: HttpRequest, bron: str) -> HttpResponse:
    persoon = Persoon(request.COOKIES.get("wie", "samira"))
    context = RequestContext(request)
    context.push(user=persoon)
    html = Template(bron).render(context)
    return HttpResponse(html, headers={"Cache-Control": "no-store"})


@login_not_required
def proef(request: HttpRequest) -> HttpResponse:
    """A form; the cookie ``uitkomst`` says what comes of posting it."""
    if request.method == "POST":
        return redirect("/proef/" + request.COOKIES.get("uitkomst", ""))
    return _toon(request, FORMULIER)


@login_not_required
def klaar(request: HttpRequest) -> HttpResponse:
    return _toon(request, ANDERS)


@login_not_required
def inloggen(request: HttpRequest) -> HttpResponse:
    return _toon(request, INLOGGEN)


@login_not_required
def deel(request: HttpRequest) -> HttpResponse:
    """What htmx asks for; an ended session answers with a whole page."""
    if request.COOKIES.get("sessie") == "weg":
        return _toon(request, INLOGGEN)
    return HttpResponse("kapot", status=500)


urlpatterns = [
    path("vormgeving/", include("vormgeving.urls")),
    path("proef/", proef),
    path("proef/klaar/", klaar),
    path("proef/inloggen/", inloggen),
    path("proef/deel/", deel),
]
