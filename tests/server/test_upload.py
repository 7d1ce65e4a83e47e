import io
import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from coscientist.app.campaign import Campaign
from coscientist.domain.brief import Brief
from tests.experiments.values import filled, rows_of, table_of
from tests.server.conftest import MOST_BYTES

RUN = "run-20260101-abcdef"
CSV = {"Content-Type": "text/csv"}
ZIP = {"Content-Type": "application/zip"}


def address(brief: Brief) -> str:
    return f"/api/v1/briefs/{brief.brief_id}/results"


def packed(*members: tuple[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return content.getvalue()


def test_a_table_becomes_a_result_an_analysis_and_evidence(
    client: TestClient, campaign: Campaign, brief: Brief
) -> None:
    found = client.post(address(brief), content=filled(brief, log2_effect=-3.0), headers=CSV)
    assert found.status_code == 201
    report = found.json()
    assert report["status"] == "supported"
    assert report["new"]
    assert report["is_evidence"]
    assert [result.id for result in campaign.store.results(RUN)] == [report["result"]]
    assert [claim.made_by for claim in campaign.store.claims(RUN)] == [f"lab:{report['result']}"] * len(
        report["claims"]
    )


def test_the_same_package_again_is_the_same_result_however_it_is_sent(
    client: TestClient, campaign: Campaign, brief: Brief
) -> None:
    table = filled(brief, log2_effect=-3.0)
    first = client.post(address(brief), content=table, headers=CSV)
    repeated = [
        client.post(address(brief), content=table, headers=CSV),
        client.post(address(brief), files={"file": ("results.csv", table, "text/csv")}),
        client.post(address(brief), content=packed(("results.csv", table)), headers=ZIP),
        client.post(address(brief), files={"package": ("a.zip", packed(("x/results.csv", table)), "application/zip")}),
        client.post(address(brief), content=table, headers={"Content-Type": "application/octet-stream"}),
    ]
    assert {again.status_code for again in repeated} == {200}
    assert {again.json()["result"] for again in repeated} == {first.json()["result"]}
    assert len(campaign.store.results(RUN)) == 1


def test_another_package_for_a_brief_says_what_it_is(client: TestClient, brief: Brief) -> None:
    first, second = (filled(brief, log2_effect=-3.0, seed=seed) for seed in range(2))
    assert client.post(address(brief), content=first, headers=CSV).status_code == 201
    refused = client.post(address(brief), content=second, headers=CSV)
    assert (refused.status_code, "correction" in refused.json()["hint"]) == (409, True)
    taken = client.post(f"{address(brief)}?as=correction", content=second, headers=CSV)
    assert (taken.status_code, taken.json()["corrects"] is not None) == (201, True)


def test_many_uploads_at_once_leave_each_result_once(client: TestClient, campaign: Campaign, brief: Brief) -> None:
    tables = [filled(brief, log2_effect=-3.0, seed=seed) for seed in range(2)] * 4
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(lambda table: client.post(f"{address(brief)}?as=repeat", content=table, headers=CSV), tables)
        )
    assert sorted(found.status_code for found in answers) == [200] * 6 + [201] * 2
    assert len({found.json()["result"] for found in answers}) == len(campaign.store.results(RUN)) == 2


@pytest.mark.parametrize("name", ["../../../evil.csv", "/etc/passwd", "..\\..\\evil.csv", "a\x00b.csv", "", "x" * 500])
def test_the_clients_name_for_a_file_leads_nowhere(
    client: TestClient, campaign: Campaign, brief: Brief, name: str
) -> None:
    found = client.post(address(brief), files={"file": (name, filled(brief), "text/csv")})
    assert found.status_code in (201, 422)
    written = {path.name for path in campaign.workspace.folder.rglob("*") if path.is_file()}
    assert not written & {"evil.csv", "passwd"}


def test_an_archive_cannot_write_outside_its_folder(client: TestClient, campaign: Campaign, brief: Brief) -> None:
    content = packed(("results.csv", filled(brief)), ("../../evil.txt", "x"))
    found = client.post(address(brief), content=content, headers=ZIP)
    assert found.status_code == 422
    assert "unsafe path" in found.json()["error"]
    assert not list(campaign.workspace.folder.parent.rglob("evil.txt"))


def test_an_archive_that_swells_is_refused(client: TestClient, brief: Brief) -> None:
    content = packed(("results.csv", filled(brief)), ("raw/zeros.bin", b"\0" * 20_000_000))
    assert len(content) < MOST_BYTES
    found = client.post(address(brief), content=content, headers=ZIP)
    assert (found.status_code, "unpacks to" in found.json()["error"]) == (422, True)


def test_a_body_over_the_limit_is_refused_by_its_declared_length(client: TestClient, brief: Brief) -> None:
    found = client.post(address(brief), content=b"x" * (MOST_BYTES + 1), headers=CSV)
    assert found.status_code == 413
    assert set(found.json()) == {"error", "hint"}


def test_a_body_over_the_limit_is_refused_though_it_declares_no_length(client: TestClient, brief: Brief) -> None:
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 10_000
            yield b"x" * 10_000

    assert client.post(address(brief), content=chunks(), headers=CSV).status_code == 413


def test_a_file_over_the_limit_in_a_form_is_refused(client: TestClient, brief: Brief) -> None:
    found = client.post(address(brief), files={"file": ("results.csv", b"x" * (MOST_BYTES + 1), "text/csv")})
    assert found.status_code == 413


@pytest.mark.parametrize("kind", ["application/json", "text/html", "image/png", "", "multipart/mixed"])
def test_other_kinds_of_content_are_refused(client: TestClient, brief: Brief, kind: str) -> None:
    found = client.post(address(brief), content=filled(brief), headers={"Content-Type": kind})
    assert found.status_code == 415
    assert "text/csv" in found.json()["hint"]


@pytest.mark.parametrize("content", [b"", b"not,a,table", b"\x00\x01\x02", b"PK\x03\x04broken", b"\xff" * 50])
def test_content_that_cannot_be_used_is_refused_with_a_reason(client: TestClient, brief: Brief, content: bytes) -> None:
    found = client.post(address(brief), content=content, headers=CSV)
    assert found.status_code == 422
    assert found.json()["error"]


def test_a_form_holds_exactly_one_file(client: TestClient, brief: Brief) -> None:
    two = [("file", ("a.csv", "a", "text/csv")), ("file", ("b.csv", "b", "text/csv"))]
    assert client.post(address(brief), files=two).status_code == 422
    assert client.post(address(brief), data={"a": "b"}, files={}, headers={}).status_code in (415, 422)
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert client.post(address(brief), content=b"--y\r\nnothing", headers=broken).status_code == 422
    assert client.post(address(brief), content=b"", headers={"Content-Type": "multipart/form-data"}).status_code == 422


def test_rows_that_do_not_answer_the_brief_are_named(client: TestClient, brief: Brief) -> None:
    rows = rows_of(filled(brief))
    rows[3]["well"] = "Z99"
    found = client.post(address(brief), content=table_of(rows), headers=CSV)
    assert found.status_code == 422
    assert "Z99" in found.json()["error"]


def test_results_for_an_unknown_brief_are_not_read(client: TestClient) -> None:
    found = client.post("/api/v1/briefs/nobody/results", content=b"x" * MOST_BYTES, headers=CSV)
    assert found.status_code == 404


def test_nothing_of_the_machine_is_told(client: TestClient, campaign: Campaign, brief: Brief) -> None:
    answers = [
        client.post(address(brief), content=filled(brief), headers=CSV),
        client.post(address(brief), content=b"PK\x03\x04broken", headers=ZIP),
        client.get(f"/api/v1/runs/{RUN}"),
    ]
    for found in answers:
        told = json.dumps(found.json())
        assert str(campaign.workspace.folder) not in told
        assert "coscientist-upload" not in told
        assert "Traceback" not in told
