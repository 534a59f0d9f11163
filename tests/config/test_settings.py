import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_page_carries_the_strict_policy(client: Client) -> None:
    response = client.get("/inloggen/login/")
    assert response.headers["X-Request-ID"]
