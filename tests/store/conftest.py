"""Where stores are kept while they are tested."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest

POSTGRES = "COSCIENTIST_TEST_POSTGRES_URL"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """Give an empty schema of its own in the PostgreSQL database that the environment names."""
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(
            f"{POSTGRES} is not set: nothing was tested on PostgreSQL (tests/support/start_postgres.sh starts one)"
        )
    import sqlalchemy

    url = sqlalchemy.make_url(server)
    schema = f"test_{uuid4().hex}"
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.schema.CreateSchema(schema))
    yield url.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.schema.DropSchema(schema, cascade=True))
    engine.dispose()
