"""Keeps a results package as an RO-Crate: the files as they came, and a JSON-LD description of them."""

import json
import shutil
from pathlib import Path
from typing import Any

from coscientist.domain.base import content_id
from coscientist.domain.brief import Brief
from coscientist.domain.errors import ConflictError
from coscientist.domain.result import Result

PROFILE = "https://w3id.org/ro/crate/1.1"


def crate_metadata(result: Result, brief: Brief) -> dict[str, Any]:
    """Return the RO-Crate description of a result.

    Source: RO-Crate 1.1, https://w3id.org/ro/crate/1.1.
    """
    meta = result.metadata
    files = [
        {
            "@id": file.path,
            "@type": "File",
            "name": file.path,
            "contentSize": str(file.bytes),
            "sha256": file.sha256,
        }
        for file in result.files
    ]
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": result.id,
        "name": f"Results of {brief.brief_id}: {brief.title}",
        "description": brief.objective,
        "creativeWorkStatus": result.status.value,
        "hasPart": [{"@id": file["@id"]} for file in files],
        "about": {"@id": f"#{brief.brief_id}"},
        "license": "Not stated by the laboratory",
        # RO-Crate asks for a publication date; the end of the experiment is the only date that the package states.
        "datePublished": meta.ended or meta.started or "unknown",
    }
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": PROFILE},
            "about": {"@id": "./"},
        },
        root,
        *files,
        {
            "@id": f"#{brief.brief_id}",
            "@type": "CreativeWork",
            "identifier": brief.brief_id,
            "name": brief.title,
            "sha256": brief.content_sha256,
        },
    ]
    people = [("Organization", meta.lab, "publisher"), ("Person", meta.operator, "author")]
    for kind, name, role in people:
        if name:
            reference = f"#{content_id(kind.casefold(), name)}"
            graph.append({"@id": reference, "@type": kind, "name": name})
            root[role] = {"@id": reference}
    context = [f"{PROFILE}/context", {"sha256": "https://schema.org/sha256"}]
    return {"@context": context, "@graph": graph}


def store_package(path: Path, result: Result, brief: Brief, folder: Path) -> Path:
    """Copy a package that `read_results` accepted into `folder/<result id>` and describe it; return that folder.

    The same package again changes nothing.

    Raises: ConflictError when the package is no longer the one that was read.
    """
    from coscientist.experiments.intake.package import extract_package

    target = folder / result.id.replace(":", "-")
    if (target / "ro-crate-metadata.json").is_file():
        return target
    partial = folder / f"{target.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    extracted = extract_package(path, partial)
    if extracted != result.files:
        shutil.rmtree(partial)
        raise ConflictError("The package changed after it was read.", "Upload it again.")
    text = json.dumps(crate_metadata(result, brief), indent=2, ensure_ascii=False, sort_keys=True)
    (partial / "ro-crate-metadata.json").write_text(text + "\n", encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)
    return target
