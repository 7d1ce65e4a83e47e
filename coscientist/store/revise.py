"""Draft the next revision of the tables: `python -m coscientist.store.revise "what changes"`.

For contributors: run it after changing `tables.py`, then read and test what it wrote.
"""

import sys

from alembic import command

from coscientist.store import schema
from coscientist.store.engine import connect


def draft(what_changes: str) -> None:
    """Write a file into `migrations/versions/` that takes the newest revision to the tables as they are described."""
    config = schema.migrations()
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    number = f"{int(schema.REVISIONS[-1]) + 1:04}"
    with connect(":memory:").writing() as connection:
        schema.upgrade(connection)
        config.attributes["connection"] = connection
        command.revision(config, what_changes, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
