import pytest
from fastapi.testclient import TestClient

from coscientist.app.campaign import Campaign
from coscientist.domain.errors import SettingsError
from coscientist.server.access import token_from_environment
from coscientist.server.app import create_app
from tests.server.conftest import TOKEN

GUARDED = [
    ("GET", "/api/v1/runs"),
    ("GET", "/api/v1/runs/run-20260101-abcdef"),
    ("GET", "/api/v1/runs/run-20260101-abcdef/hypotheses"),
    ("GET", "/api/v1/briefs/any"),
    ("GET", "/api/v1/briefs/any/template"),
    ("POST", "/api/v1/briefs/any/results"),
    ("POST", "/api/v1/briefs/any/approval"),
    ("POST", "/api/v1/runs/run-20260101-abcdef/approval"),
    ("POST", "/api/v1/runs/run-20260101-abcdef/hypotheses/h-1/pin"),
    ("POST", "/api/v1/runs/run-20260101-abcdef/hypotheses/h-1/questions"),
    ("POST", "/api/v1/interviews"),
    ("POST", "/api/v1/interviews/run-20260101-abcdef/answers"),
    ("GET", "/api/v1/openapi.json"),
]


def test_anybody_may_ask_whether_the_server_is_there(anybody: TestClient) -> None:
    found = anybody.get("/api/v1/health")
    assert (found.status_code, found.json()["status"]) == (200, "ok")


@pytest.mark.parametrize(("method", "address"), GUARDED)
def test_everything_else_needs_the_token(anybody: TestClient, method: str, address: str) -> None:
    found = anybody.request(method, address)
    assert found.status_code == 401
    assert found.headers["www-authenticate"] == "Bearer"
    assert set(found.json()) == {"error", "hint"}


def test_no_address_is_left_out_of_that_list(campaign: Campaign) -> None:
    described = create_app(campaign, TOKEN).openapi()["paths"]
    names = {"run-20260101-abcdef": "{run_id}", "any": "{brief_id}", "h-1": "{hypothesis_id}"}
    listed = {"/".join(names.get(part, part) for part in address.split("/")) for _, address in GUARDED}
    assert set(described) == listed | {"/api/v1/health"}


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer \xff\xfe"],
)
def test_a_wrong_token_is_no_token(anybody: TestClient, header: str) -> None:
    found = anybody.get("/api/v1/runs", headers={b"Authorization": header.encode("latin-1")})
    assert found.status_code == 401


def test_the_scheme_may_be_written_in_any_case(anybody: TestClient) -> None:
    assert anybody.get("/api/v1/runs", headers={"Authorization": f"bearer {TOKEN}"}).status_code == 200


def test_a_body_is_not_read_before_the_token_is_checked(anybody: TestClient) -> None:
    found = anybody.post("/api/v1/briefs/any/results", content=b"x" * 10_000_000, headers={"Content-Type": "text/csv"})
    assert found.status_code == 401


@pytest.mark.parametrize("token", ["", "short", "has a space in it, really", "nicht-ASCII-Zeichen-äöü"])
def test_a_token_that_keeps_nobody_out_is_refused(campaign: Campaign, token: str) -> None:
    with pytest.raises(SettingsError):
        create_app(campaign, token)


def test_without_a_setting_a_new_token_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COSCIENTIST_TOKEN", raising=False)
    (first, new), (second, _) = token_from_environment(), token_from_environment()
    assert new
    assert first != second
    assert len(first) > 40


def test_a_token_that_was_set_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COSCIENTIST_TOKEN", TOKEN)
    assert token_from_environment() == (TOKEN, False)
