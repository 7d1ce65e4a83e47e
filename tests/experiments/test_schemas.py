"""The published JSON Schemas are those of the models, and what is written is valid against them."""

import json
from pathlib import Path

import jsonschema
import pytest

from coscientist.experiments.analysis.analysing import analyse
from coscientist.experiments.schemas import schema_text, schemas, write_schemas
from tests.experiments.values import dose_brief, filled, result_of

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_published_schema_is_the_models(name: str) -> None:
    """Regenerate: `python -m coscientist.experiments.schemas docs/schemas`."""
    assert (FOLDER / name).read_text(encoding="utf-8") == schema_text(schemas()[name])


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schema_is_itself_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


def test_what_is_written_is_valid() -> None:
    brief = dose_brief()
    result = result_of(brief, filled(brief))
    written = {"brief": brief, "result": result, "analysis": analyse(brief, result)}
    for name, value in written.items():
        schema = schemas()[f"{name}.schema.json"]
        jsonschema.Draft202012Validator(schema).validate(json.loads(value.model_dump_json()))


def test_a_brief_without_a_plan_is_invalid() -> None:
    data = json.loads(dose_brief().model_dump_json())
    del data["analysis"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schemas()["brief.schema.json"]).validate(data)


def test_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    write_schemas(tmp_path / "s")
    assert sorted(p.name for p in (tmp_path / "s").iterdir()) == sorted(schemas())
