"""The faulty endpoint as a process of its own, for measuring undisturbed by its thread.

    python -m tests.support.endpoint_process --bad-json 0.3

prints its address and serves its counts at /stats.
"""

import argparse
import asyncio
import contextlib
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import FAULTS, Faults, answer_by_schema, schema_name_of

_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in FAULTS:
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--retry-after", type=float, default=0.05)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each reply")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--fails-for", default="", help="schema names, comma-separated, that always get HTTP 500")
    parser.add_argument("--answer", default="", help="`module:function` that writes the good answers")
    found = vars(parser.parse_args())
    failing = frozenset(filter(None, found["fails_for"].split(",")))
    faults = Faults(
        **{name: found[name] for name in FAULTS},
        seed=found["seed"],
        retry_after=found["retry_after"],
        fails_for=(lambda body: schema_name_of(body) in failing) if failing else None,
    )
    answer = answer_by_schema
    if found["answer"]:
        module, _, name = found["answer"].partition(":")
        answer = getattr(importlib.import_module(module), name)
    endpoint = FaultEndpoint(faults, delay=found["delay"], port=found["port"], answer=answer)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(endpoint.serve(lambda url: print(url, flush=True)))  # noqa: T201


@contextlib.contextmanager
def endpoint_process(*arguments: str) -> Iterator[str]:
    """Run the endpoint in a process of its own and give its address: for measuring, undisturbed by our threads."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.endpoint_process", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()
