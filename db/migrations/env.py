"""What alembic runs: our metadata on the connection that `db.migrate` opened, in its transaction."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from db.base import UtcDateTime
from db.models import metadata


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column type by its name, with its import."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("from db.base import UtcDateTime")
        return "UtcDateTime()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_server_default=True,
)
context.run_migrations()
