"""SQLite: FTS5 over the documents, trigrams over the words. Triggers keep both in step."""

# ruff: noqa: S608 - the names in the SQL are constants of ours; whatever was typed is a parameter

from django.db import OperationalError, connection, connections

from articles.search.engine import DOCUMENTS, WORDS, CannotSearch, Narrowed, Plan, subquery

INDEX, TRIGRAMS = "articles_search_index", "articles_search_trigrams"
# name of the virtual table: its source, the source's key, columns, tokenizer
TABLES = {
    INDEX: (DOCUMENTS, "edition_id", ("title", "names", "text"),
            "porter unicode61 remove_diacritics 2"),
    TRIGRAMS: (WORDS, "id", ("word",), "trigram"),
}  # fmt: skip
WEIGHTS = "10.0, 6.0, 1.0"  # title, names, text
# A word that thousands of pages hold tells them apart by little: only the newest are ranked.
RANKED = 3_000


def _triggers(table: str) -> dict[str, str]:
    source, key, columns, _ = TABLES[table]
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{c}" for c in (key, *columns)) for row in ("NEW", "OLD"))
    insert = f"INSERT INTO {table}(rowid, {names}) VALUES ({new});"
    delete = f"INSERT INTO {table}({table}, rowid, {names}) VALUES ('delete', {old});"
    return {
        f"{table}_insert": f"AFTER INSERT ON {source} BEGIN {insert} END",
        f"{table}_update": f"AFTER UPDATE ON {source} BEGIN {delete} {insert} END",
        f"{table}_delete": f"AFTER DELETE ON {source} BEGIN {delete} END",
    }


def install(using: str) -> bool:
    """Make the virtual tables and their triggers where one is missing, and fill them."""
    if not missing(using):
        return False
    with connections[using].cursor() as cursor:
        for table, (source, key, columns, tokenizer) in TABLES.items():
            # detail and content: the words are in the source, the index only points there.
            try:
                cursor.execute(
                    f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5({', '.join(columns)}, "
                    f"content='{source}', content_rowid='{key}', tokenize='{tokenizer}')"
                )
            except OperationalError as lacking:
                raise CannotSearch(
                    "Search needs SQLite 3.34 or later with FTS5, which this Python's SQLite is "
                    "not. Install a newer one, or use PostgreSQL (DATABASE_URL)."
                ) from lacking
            for name, body in _triggers(table).items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(f"CREATE TRIGGER {name} {body}")
            # Whatever was written while a trigger was missing.
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")
    return True


def missing(using: str) -> list[str]:
    """Return the tables and triggers that are not there."""
    wanted = [name for table in TABLES for name in (table, *_triggers(table))]
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in there]


def expression(plan: Plan) -> str:
    """Return a plan in FTS5's own language, each word between quotes."""
    return " AND ".join(
        "("
        + " OR ".join("(" + " AND ".join(f'"{word}"' for word in words) + ")" for words in group)
        + ")"
        for group in plan
    )


def ranked(plan: Plan, narrowed: list[Narrowed], limit: int) -> list[int]:
    """Return editions that fit, best first, by BM25."""
    # The plus keeps SQLite from asking the index anew for each key that a filter names.
    narrower, values = subquery(narrowed, "+rowid")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT found FROM (SELECT rowid AS found, bm25({INDEX}, {WEIGHTS}) AS score"
            f" FROM {INDEX} WHERE {INDEX} MATCH %s{narrower} ORDER BY rowid DESC LIMIT %s)"
            " ORDER BY score, found DESC LIMIT %s",
            [expression(plan), *values, max(RANKED, limit), limit],
        )
        return [row[0] for row in cursor.fetchall()]


def beginning(prefix: str, limit: int) -> list[str]:
    """Return words that begin like this, those of titles and names first.

    A range, since LIKE would read every word.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM {WORDS} WHERE word > %s AND word < %s GROUP BY word"
            " ORDER BY max(named) DESC, length(word), word LIMIT %s",
            [prefix, prefix + chr(0x10FFFF), limit],
        )
        return [row[0] for row in cursor.fetchall()]


def resembling(word: str, limit: int) -> list[str]:
    """Return words that share trigrams, those with the most and rarest first."""
    trigrams = sorted({word[i : i + 3] for i in range(len(word) - 2)})
    if not trigrams:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM {TRIGRAMS} WHERE {TRIGRAMS} MATCH %s ORDER BY rank LIMIT %s",
            [" OR ".join(f'"{part}"' for part in trigrams), limit],
        )
        return [row[0] for row in cursor.fetchall()]
