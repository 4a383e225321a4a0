"""Materials («Файлы», П 6.2)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TOPICS = ("study", "gifted", "career")


def upgrade() -> None:
    op.create_table(
        "material",
        sa.Column("id", LONG, nullable=False),
        sa.Column("author_id", LONG, nullable=False),
        sa.Column(
            "topic",
            sa.Enum(*TOPICS, name="materialtopic", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("class_id", LONG, nullable=True),
        sa.Column("grade", LONG, nullable=True),
        sa.Column("text", sa.String(length=600), server_default="", nullable=False),
        sa.Column("file_id", LONG, nullable=True),
        sa.Column("put_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("class_id is null or grade is null", name=op.f("ck_material_whom")),
        sa.CheckConstraint("text <> '' or file_id is not null", name=op.f("ck_material_something")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_material_author_id")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_material_class_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_material_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
    )
    op.create_index("ix_material_class_id", "material", ["class_id"], unique=False)
    op.create_index("ix_material_author_id", "material", ["author_id"], unique=False)


def downgrade() -> None:
    op.drop_table("material")
