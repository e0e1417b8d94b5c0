"""Parts of addresses."""

from datetime import date


class DayConverter:
    """A day as YYYY-MM-DD. A day that does not exist leads to no page."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class NumberConverter:
    """A number from 1 up. In one way only: each further address of a page would be one more to keep."""

    regex = r"[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
