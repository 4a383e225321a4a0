"""What an import says no to as a whole, before any row of the file is looked at."""

from journal.refusals import Refusal


class Empty(Refusal):
    """Nothing is in the file."""

    key = "import-refusal-empty"


class TooLarge(Refusal):
    """Over the limits of G35, before or after unpacking."""

    key = "import-refusal-large"


class WrongKind(Refusal):
    """A document, a picture, an archive: anything but a workbook or a table."""

    key = "import-refusal-kind"


class OldWorkbook(Refusal):
    """An XLS of before 2007."""

    key = "import-refusal-old"


class Password(Refusal):
    """A workbook under a password."""

    key = "import-refusal-password"


class WebPage(Refusal):
    """A web page that was given the name of a workbook: what many programs export as «Excel»."""

    key = "import-refusal-page"


class Broken(Refusal):
    """It begins as a workbook and cannot be read to its end."""

    key = "import-refusal-broken"


class NotText(Refusal):
    """A table in an encoding that would have to be guessed."""

    key = "import-refusal-encoding"


class Unknown(Refusal):
    """A workbook or a table, but none of ours: what stands in it and what was looked for."""

    key = "import-refusal-unknown"


class MapGiven(Refusal):
    """A FET map where the timetable itself is expected."""

    key = "import-refusal-map-alone"


class NotMap(Refusal):
    """Something else where a FET map is expected."""

    key = "import-refusal-not-map"


class NoSchool(Refusal):
    """The database has no school yet: `init` comes first."""

    key = "import-refusal-no-school"
