"""The settings: environment or `.env`, checked at the start. The READMEs tell each of them."""

import re
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from db.engine import driver_url

TELEGRAM = "https://api.telegram.org"


def _duration(value: Any) -> Any:
    """«90s», «10m», «2h» or a number of seconds."""
    if isinstance(value, str) and (found := re.fullmatch(r"(\d+)\s*([smh]?)", value.strip())):
        return timedelta(seconds=int(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[found[2]])
    return value


def _zone(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return ZoneInfo(value)
        except (OSError, ValueError, KeyError) as error:
            raise ValueError("no such time zone (an IANA name such as Europe/Moscow)") from error
    return value


def _address(value: Any) -> Any:
    """Where to listen: `HOST:PORT`, or `:PORT` for this machine only."""
    if isinstance(value, str) and not (re.fullmatch(r".*:\d{1,5}", value) and int(value.rpartition(":")[2]) < 65536):
        raise ValueError("write it as 127.0.0.1:8443")
    return value


Address = Annotated[str, BeforeValidator(_address)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]


class Settings(BaseSettings):
    """Every setting there is; names as in the environment, in lower case."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, arbitrary_types_allowed=True
    )

    bot_token: SecretStr | None = None
    bot_api_base: str = TELEGRAM
    database_url: str = ""
    data_dir: Path = Path("data")
    school_name: str | None = None
    school_tz: Zone | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_listen: Address = "127.0.0.1:8443"
    health_listen: Address | None = None
    push_detail: Literal["full", "subject", "none"] | None = None
    push_hold: Duration = timedelta(minutes=10)
    quiet_hours: str = "21:00-07:00"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"
    clock_offset_file: Path | None = Field(default=None)

    @field_validator("bot_api_base")
    @classmethod
    def _is_server(cls, value: str) -> str:
        if not re.match(r"https?://[^/]", value):
            raise ValueError("it must begin with http:// or https://")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        if value:
            driver_url(value)
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _is_span(cls, value: str) -> str:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", value):
            raise ValueError("write it as 21:00-07:00")
        return value

    @model_validator(mode="after")
    def _has_secret(self) -> "Settings":
        if self.webhook_url and len(self.webhook_secret.get_secret_value() if self.webhook_secret else "") < 32:
            raise ValueError("WEBHOOK_URL needs a WEBHOOK_SECRET of at least 32 characters")
        return self

    @property
    def database(self) -> str:
        """DATABASE_URL, or the SQLite file in DATA_DIR."""
        return self.database_url or f"sqlite:///{self.data_dir / 'zvonok.db'}"

    @property
    def quiet(self) -> tuple[time, time]:
        """When pushes are held, from and to, local time."""
        begin, end = self.quiet_hours.split("-")
        return time.fromisoformat(begin), time.fromisoformat(end)
