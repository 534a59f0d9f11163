"""Initials on the chips."""

import pytest

from vormgeving.namen import initialen


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("Fatma Öztürk", "FÖ"),
        ("Mark de Wit", "MW"),
        ("Tom van Dijk", "TD"),
        ("Youssef El Amrani", "YE"),
        ("Samira El Amrani", "SE"),
        ("Emre Yıldız", "EY"),
        ("Agnieszka Kowalczyk", "AK"),
        ("Anna Maria Jansen", "AJ"),
        ("Jan Peter van der Meer", "JM"),
        ("Piet van 't Hart", "PH"),
        ("Anne-Marie de Vries-van den Berg", "AV"),
        ("Noor", "NO"),
        ("İlker", "İL"),
        ("élise bakker", "ÉB"),
        ("Peter (school)", "PS"),
        ("  Linda   Brouwer ", "LB"),
        ("Йосип Шевченко", "ЙШ"),
        ("Jan de", "JD"),
        ("Q", "Q"),
        ("", "?"),
        ("- 7 -", "?"),
    ],
)
def test_initials_are_those_of_first_and_family_name(naam: str, verwacht: str) -> None:
    assert initialen(naam) == verwacht
