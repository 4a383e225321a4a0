"""The day a homework was due on before its lesson was cancelled or moved."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("homework", sa.Column("carried_from", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("homework", "carried_from")
