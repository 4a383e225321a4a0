"""The one clock. School time may be moved by a file, for drills and tests; leases and retries use the real one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

TAP_LIFE = timedelta(seconds=150)
"""Telegram drops a tap that nobody took for so long: one received this soon after midnight was made the evening before."""
MESSAGE_LIFE = timedelta(hours=24)


class Clock:
    """School time in the school's zone."""

    def __init__(self, zone: ZoneInfo, offset_file: Path | None = None) -> None:
        """`offset_file` holds a signed number of seconds, read anew at each look (CLOCK_OFFSET_FILE)."""
        self.zone = zone
        self.offset_file = offset_file

    def real(self) -> datetime:
        """The real time, for what must not jump: leases, retries, limits."""
        return datetime.now(UTC)

    def now(self) -> datetime:
        """School time, in the school's zone: `.date()` is the school's day."""
        return (self.real() + self.offset()).astimezone(self.zone)

    def offset(self) -> timedelta:
        """How far school time was moved; an absent or unreadable file moves nothing."""
        if self.offset_file is None:
            return timedelta()
        try:
            return timedelta(seconds=float(self.offset_file.read_text("ascii")))
        except (OSError, ValueError):
            return timedelta()

    def of_message(self, sent: datetime) -> datetime:
        """When something was typed (G22): our downtime never makes an entry late.

        With the clock moved the messenger may stamp real or moved time, so the nearer of the two tells how old it is.
        """
        now = self.now()
        ages = [age for age in (self.real() - sent, now - sent) if timedelta() <= age <= MESSAGE_LIFE]
        return now - min(ages, default=timedelta())

    def of_tap(self) -> datetime:
        """When a button was pressed: by receipt, and just after midnight as the evening before (G22)."""
        now = self.now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(seconds=1) if now - midnight < TAP_LIFE else now
