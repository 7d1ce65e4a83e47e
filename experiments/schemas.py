"""JSON Schemas of briefs and results, generated from the models: `python -m coscientist.experiments.schemas FOLDER`."""

import json
import sys
from pathlib import Path
from typing import Any

from coscientist.domain.base import Value
from coscientist.domain.brief import Brief
from coscientist.domain.result import Result
from coscientist.domain.result_analysis import Analysis

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return file name to schema, of what is written out (every field present)."""
    models: dict[str, type[Value]] = {"brief": Brief, "result": Result, "analysis": Analysis}
    return {
        f"{name}.schema.json": {"$schema": DIALECT, **model.model_json_schema(mode="serialization")}
        for name, model in models.items()
    }


def schema_text(schema: dict[str, Any]) -> str:
    """Return a schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schemas"))
