"""A topic that a lesson took outlives the plan that named it: it has no number then."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
topic = sa.table("topic", sa.column("id", LONG), sa.column("number", LONG))
FIRST_FREE = 10_000
"""No plan has so many topics: numbers from here on belong to those that left theirs."""


def upgrade() -> None:
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.alter_column("number", existing_type=LONG, nullable=True)
    op.execute(sa.update(topic).where(topic.c.number >= FIRST_FREE).values(number=None))


def downgrade() -> None:
    op.execute(sa.update(topic).where(topic.c.number.is_(None)).values(number=FIRST_FREE + topic.c.id))
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.alter_column("number", existing_type=LONG, nullable=False)
