"""What day it is, and when it ends: the one place that looks at the clock."""

import os
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gapanalysis.errors import GapAnalysisError

ZONE_VARIABLE = "GAPANALYSIS_ZONE"
USUAL_ZONE = "Europe/London"


def zone() -> ZoneInfo:
    """The time zone in which a day ends; `GAPANALYSIS_ZONE`, else Europe/London.

    Raises:
        GapAnalysisError: the name is not in the time-zone database.
    """
    name = os.environ.get(ZONE_VARIABLE, USUAL_ZONE)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise GapAnalysisError(
            f"There is no time zone {name!r}.", hint=f"set {ZONE_VARIABLE} to a name such as Europe/London", code="zone"
        ) from error


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in the workspace's zone."""
    return now().astimezone(zone()).date()


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return datetime.combine(day, time.max, zone())
