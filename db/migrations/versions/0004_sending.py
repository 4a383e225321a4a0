"""What the way out remembers: pauses, screens to be drawn, lanes, and messages that may have arrived."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "send_pause",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "scope", name=op.f("pk_send_pause")),
    )
    op.create_table(
        "promised_screen",
        sa.Column("id", LONG, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("message_id", LONG, nullable=True),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("version", LONG, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("attempts", LONG, server_default="0", nullable=False),
        sa.Column("error", sa.String(length=32), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promised_screen")),
    )
    op.create_index("ix_promised_screen_not_before", "promised_screen", ["not_before"], unique=False)
    op.create_index(
        "uq_promised_screen_message",
        "promised_screen",
        ["platform", "chat", "message_id"],
        unique=True,
        sqlite_where=sa.text("message_id IS NOT NULL"),
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lane", LONG, server_default="1", nullable=False))
        batch_op.add_column(sa.Column("copies", LONG, server_default="0", nullable=False))
        batch_op.create_index("ix_notice_account_id", ["account_id", "state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_account_id")
        batch_op.drop_column("copies")
        batch_op.drop_column("lane")
    op.drop_table("promised_screen")
    op.drop_table("send_pause")
