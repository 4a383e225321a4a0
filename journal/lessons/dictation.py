"""One message closes a lesson (product.md): «Иванов 5 4, Петров н; тема Дроби; дз §21 №3–5 30 мин»."""


def merge(previous_text: str, more_text: str) -> str:
    """A message in two parts is one text: the second goes on a new line, so spans of the first stay where they are."""
    return f"{previous_text}\n{more_text}" if previous_text.strip() else more_text
