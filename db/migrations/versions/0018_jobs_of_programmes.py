"""A plan's workbook is made as a stored job."""

from collections.abc import Sequence

from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

BEFORE = ("term_sheet", "register", "substitutions")


def upgrade() -> None:
    _kinds_of_job(*BEFORE, "programme")


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE kind = 'programme'")
    _kinds_of_job(*BEFORE)


def _kinds_of_job(*kinds: str) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_job_jobkind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_job_jobkind"), f"kind IN ({words})")
