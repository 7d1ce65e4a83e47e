"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

ENTRIES: dict[str, tuple[str, ...]] = {
    "hypotheses": (),
    "reviews": ("hypothesis_id",),
    "checks": ("hypothesis_id",),
    "decisions": ("hypothesis_id",),
    "matches": (),
    "concepts": (),
    "sources": (),
    "passages": (),
    "claims": (),
    "results": ("brief_id",),
    "events": (),
    "calls": (),
}
"""Table to the columns that are asked for."""


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "runs",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        _payload(),
        sa.PrimaryKeyConstraint("sequence", name="pk_runs"),
        sa.UniqueConstraint("id", name="uq_runs_id"),
    )
    op.create_table(
        "briefs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        _payload(),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_briefs_run_id_runs"),
        sa.PrimaryKeyConstraint("id", name="pk_briefs"),
    )
    op.create_index("ix_briefs_run_id_sequence", "briefs", ["run_id", "sequence"], unique=True)
    for table, asked_for in ENTRIES.items():
        columns = [sa.Column(name, sa.String(), nullable=table == "checks") for name in asked_for]
        if table == "decisions":
            columns.append(sa.Column("status", sa.String(), nullable=False))
        op.create_table(
            table,
            sa.Column("run_id", sa.String(), nullable=False),
            sa.Column("id", sa.String(), nullable=False),
            sa.Column("sequence", sa.BigInteger(), nullable=False),
            *columns,
            _payload(),
            sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=f"fk_{table}_run_id_runs"),
            sa.PrimaryKeyConstraint("run_id", "id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_run_id_sequence", table, ["run_id", "sequence"], unique=True)
        for name in asked_for:
            op.create_index(f"ix_{table}_run_id_{name}_sequence", table, ["run_id", name, "sequence"])


def _payload() -> sa.Column[Any]:
    return sa.Column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False)
