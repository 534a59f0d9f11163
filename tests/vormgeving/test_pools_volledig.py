"""Everything Agnieszka can meet has a Polish text: her pages, her mails, and what they answer.

The pages themselves are compared in ``tests/toegang/test_uitnodiging_pools.py``; here every
sentence of the files behind them, so also those of a state that no test brings about.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template.base import Node, NodeList, Template
from django.template.engine import Engine
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT: Path = settings.BASE_DIR
CATALOGI = {
    taal: polib.pofile(str(ROOT / "locale" / taal / "LC_MESSAGES" / "django.po"))
    for taal in ("nl", "pl")
}
GEVULD = re.compile(r"%\(\w+\)[sd]|%s|\{\w+\}")

VOOR_WIE_ER_WERKT = re.compile(
    r"gezin_(gezag|gezag_stopt|groepsplan|huis|lid|naam|plan|plekken|voogd)\.html"
    r"|activeren_papier|plek_(coordinatie|grondslag|kaart|meer|vastleggen)\.html|toegang/start"
    r"|inzage/opvallend|professional|uitnodiging_methode|gezinnen|gezinsrij|buiten"
    r"|kijk_mee|werk\.html|tweede_factor|demo_"
    r"|rondetafel/(afzeggen|gasten|plaats|plannen|rooster|tijden_zoeken|verzetten)\.html"
    r"|tafelmodus/\w+\.html|tafelmodus/delen/(?!volg)|beperking/nieuw|noodinzage/(vraag|beoordelen)"
)
"""What only a coordinator, a professional or a demo shows; the rest of these folders is hers."""

MAPPEN = (
    *("account", "acties", "componenten", "doelen", "gebruikers", "netwerk", "notifications"),
    *("overzicht", "rondetafel", "toegang", "afscherming", "beperking", "inzage", "noodinzage"),
)
SJABLONEN = sorted(
    pad.relative_to(ROOT / "templates").as_posix()
    for map_ in ("", *MAPPEN)
    for pad in (ROOT / "templates" / map_).glob("**/*" if map_ else "*.*")
    if pad.suffix in {".html", ".txt"} and not VOOR_WIE_ER_WERKT.search(pad.as_posix())
)
MODULES = (
    *("platform/vormgeving/datums.py", "platform/vormgeving/zinnen.py"),
    *("platform/overzicht/context.py", "platform/overzicht/vandaag.py"),
    *("platform/overzicht/planblad.py", "platform/toegang/aan_tafel.py"),
    *("platform/toegang/berichten_plan.py", "platform/toegang/berichten_plekken.py"),
    *("platform/toegang/plekblad.py", "platform/toegang/preview.py", "platform/toegang/woorden.py"),
    *("platform/toegang/views/activeren.py", "platform/toegang/views/uitnodiging.py"),
    *("platform/toegang/welkom.py", "platform/toegang/views/plekken.py"),
    *(f"platform/toegang/afscherming/{naam}.py" for naam in ("forms", "overzicht", "views")),
    *("platform/toegang/afscherming/eigen_bronnen.py", "platform/doelen/afscherming.py"),
    *("platform/toegang/afscherming/workflow.py", "platform/toegang/afscherming/zeef.py"),
    *(f"platform/toegang/beperking/{naam}.py" for naam in ("berichten", "overzicht", "views")),
    "platform/toegang/noodinzage/berichten.py",
    *("acties/afscherming.py", "netwerk/afscherming.py", "rondetafel/afscherming.py"),
    *("platform/doelen/forms.py", "platform/doelen/schermen.py", "platform/doelen/verloop.py"),
    *("platform/doelen/views/doel.py", "platform/doelen/views/hulpvraag.py"),
    *("platform/doelen/views/uitspraken.py", "platform/doelen/berichten.py"),
    *("acties/berichten.py", "acties/forms.py", "acties/lijsten.py", "acties/woorden.py"),
    *("acties/views/bewerken.py", "acties/views/tikken.py"),
    *("netwerk/forms.py", "netwerk/kring.py", "netwerk/views.py"),
    *("notifications/mail.py", "notifications/soorten.py", "notifications/views.py"),
    *("rondetafel/berichten_plannen.py", "rondetafel/berichten_verslag.py"),
    *("rondetafel/forms/agenda.py", "rondetafel/forms/peiling.py", "rondetafel/forms/verslag.py"),
    *("rondetafel/views/peiling.py", "rondetafel/views/uitnodiging.py"),
    *("rondetafel/views/agenda.py", "rondetafel/views/feed.py", "rondetafel/views/verslag.py"),
    *("platform/toegang/inzage/filter.py", "platform/toegang/inzage/onderdelen.py"),
    *("platform/toegang/inzage/woorden.py", "rondetafel/redenen.py"),
    "rondetafel/weergave.py",
)

Zin = tuple[str | None, str]


def knopen(sjabloon: Template) -> Iterator[Node]:
    """Every node of a template, also inside a block that is not shown."""
    for knoop in sjabloon.nodelist:
        yield from _onder(knoop)


def _onder(knoop: Node) -> Iterator[Node]:
    """The node, and what hangs under it: our own tags too keep their branches as attributes."""
    yield knoop
    for waarde in vars(knoop).values():
        takken = [waarde] if isinstance(waarde, NodeList) else []
        if isinstance(waarde, list) and not takken:
            takken = [tak for paar in waarde if isinstance(paar, tuple) for tak in paar]
        for tak in takken:
            if isinstance(tak, NodeList):
                for kind in tak:
                    yield from _onder(kind)


def zinnen_van_sjabloon(naam: str) -> set[Zin]:
    """What a template asks the catalogue for."""
    tekst = (ROOT / "templates" / naam).read_text()
    zinnen: set[Zin] = {(None, zin) for _, zin in re.findall(r"\b_\((['\"])(.+?)\1\)", tekst)}
    sjabloon = Template(tekst, engine=Engine.get_default())
    for knoop in knopen(sjabloon):
        if isinstance(knoop, BlockTranslateNode):
            zinnen.add((None, knoop.render_token_list(knoop.singular)[0]))
        elif isinstance(knoop, TranslateNode):
            zin = getattr(knoop.filter_expression.var, "literal", None)
            if isinstance(zin, str):
                zinnen.add((None, zin))
    return zinnen


def zinnen_van_module(naam: str) -> set[Zin]:
    """What a module asks the catalogue for, under whatever name it imported gettext."""
    boom = ast.parse((ROOT / naam).read_text())
    namen = {
        alias.asname or alias.name: alias.name
        for regel in ast.walk(boom)
        if isinstance(regel, ast.ImportFrom) and regel.module == "django.utils.translation"
        for alias in regel.names
    }
    zinnen: set[Zin] = set()
    for roep in ast.walk(boom):
        if isinstance(roep, ast.Call) and isinstance(roep.func, ast.Name):
            functie = namen.get(roep.func.id, "")
            woorden = [w.value for w in roep.args if isinstance(w, ast.Constant)]
            if functie.startswith("pgettext"):
                zinnen.add((str(woorden[0]), str(woorden[1])))
            elif functie.startswith(("gettext", "ngettext")) and woorden:
                zinnen.add((None, str(woorden[0])))
    return zinnen


def zonder_pools(zinnen: set[Zin]) -> list[str]:
    klaar = {(regel.msgctxt, regel.msgid) for regel in CATALOGI["pl"].translated_entries()}
    return sorted(zin for soort, zin in zinnen if (soort, zin) not in klaar)


@pytest.mark.parametrize("naam", SJABLONEN)
def test_a_page_is_in_polish(naam: str) -> None:
    assert zonder_pools(zinnen_van_sjabloon(naam)) == []


@pytest.mark.parametrize("naam", MODULES)
def test_what_a_page_answers_is_in_polish(naam: str) -> None:
    zinnen = zinnen_van_module(naam)
    assert zinnen
    assert zonder_pools(zinnen) == []


def test_the_way_through_a_template_finds_what_is_hidden_in_it() -> None:
    assert len(SJABLONEN) > 100
    assert (None, "Deze tafel gaat niet door") in zinnen_van_sjabloon("rondetafel/delen/vraag.html")
    assert (None, "Dag %(naam)s,") in zinnen_van_sjabloon("notifications/mail.html")
    assert (None, "U zit nog nergens aan tafel") in zinnen_van_sjabloon("overzicht/vandaag.html")


@pytest.mark.parametrize("taal", ["nl", "pl"])
def test_a_catalogue_is_clean(taal: str) -> None:
    """No guesses, no places on somebody's machine, and the same gaps to fill in on both sides."""
    catalogus = CATALOGI[taal]
    assert catalogus.fuzzy_entries() == catalogus.untranslated_entries() == []
    assert catalogus.obsolete_entries() == []
    assert [regel.msgid for regel in catalogus if regel.occurrences] == []
    for regel in catalogus:
        vormen = list(regel.msgstr_plural.values()) or [regel.msgstr]
        mogelijk = set(GEVULD.findall(regel.msgid + regel.msgid_plural))
        assert [v for v in vormen if not set(GEVULD.findall(v)) <= mogelijk] == []
