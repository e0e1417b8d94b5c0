"""PostgreSQL: text search vectors with a GIN index, unaccent, trigrams over the words."""

# ruff: noqa: S608 - the names in the SQL are constants of ours; whatever was typed is a parameter

from django.db import Error, connection, connections, transaction

from articles.search.engine import DOCUMENTS, WORDS, CannotSearch, Narrowed, Plan, subquery

CONFIG = "clinic_search"
EXTENSIONS = ("unaccent", "pg_trgm")
# heading is short and ranks; everything is long and matches.
HEADING = (
    f"setweight(to_tsvector('{CONFIG}', title), 'A') || "
    f"setweight(to_tsvector('{CONFIG}', names), 'B')"
)
EVERYTHING = f"to_tsvector('{CONFIG}', title || ' ' || names || ' ' || text)"
WEIGHTS = "'{0, 0, 0.2, 1}'"  # of D, C, B, A: names and title
LONG_WEIGHS_LESS = 1  # ranks are divided by 1 + the logarithm of the length
RANKED = 300  # by their whole text, which is slow to read
# Pages are searched far more often than written: no list of pending entries to read each time.
AT_ONCE = "WITH (fastupdate = off)"
# Not the bare column: the planner would take trigrams for equality too, and need seconds.
SPELLING = "word || ''"
PARTS = {
    f"{CONFIG} dictionary": (
        "SELECT 1 FROM pg_ts_dict WHERE dictname = 'clinic_stem'",
        # A stemmer without stop words: "off" and "no" mean something in medicine.
        "CREATE TEXT SEARCH DICTIONARY clinic_stem (TEMPLATE = snowball, LANGUAGE = english)",
    ),
    f"{CONFIG} configuration": (
        f"SELECT 1 FROM pg_ts_config WHERE cfgname = '{CONFIG}'",
        f"CREATE TEXT SEARCH CONFIGURATION {CONFIG} (COPY = simple); "
        f"ALTER TEXT SEARCH CONFIGURATION {CONFIG} ALTER MAPPING FOR asciiword, word, asciihword, "
        "hword, hword_asciipart, hword_part, numword, numhword, hword_numpart "
        "WITH unaccent, clinic_stem",
    ),
    f"{DOCUMENTS}.heading": (
        f"SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('{DOCUMENTS}') AND attname = 'heading'",
        # Everything but the heading lies apart: ranking thousands of rows then reads little.
        f"ALTER TABLE {DOCUMENTS} SET (toast_tuple_target = 256), "
        f"ADD COLUMN heading tsvector GENERATED ALWAYS AS ({HEADING}) STORED, "
        f"ADD COLUMN everything tsvector GENERATED ALWAYS AS ({EVERYTHING}) STORED, "
        "ALTER COLUMN heading SET STORAGE MAIN",
    ),
    f"{DOCUMENTS}_everything": (
        f"SELECT 1 WHERE to_regclass('{DOCUMENTS}_everything') IS NOT NULL",
        f"CREATE INDEX {DOCUMENTS}_everything ON {DOCUMENTS} USING gin (everything) {AT_ONCE}",
    ),
    f"{WORDS}_trigrams": (
        f"SELECT 1 WHERE to_regclass('{WORDS}_trigrams') IS NOT NULL",
        f"CREATE INDEX {WORDS}_trigrams ON {WORDS} USING gin (({SPELLING}) gin_trgm_ops) {AT_ONCE}",
    ),
}  # fmt: skip


def install(using: str) -> bool:
    """Make the extensions, the configuration, the columns and indexes that are missing."""
    lacking = missing(using)
    with connections[using].cursor() as cursor:
        for name in EXTENSIONS:
            if name not in lacking:
                continue
            try:
                with transaction.atomic(using):
                    cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
            except Error as refused:
                raise CannotSearch(
                    f"Search needs PostgreSQL's extension {name}, which could not be made. Since "
                    "version 13 the owner of a database may make it: let them run "
                    f"`CREATE EXTENSION {name}` there (the package postgresql-contrib holds it), "
                    f"then run `manage.py migrate` again. PostgreSQL said: {refused}"
                ) from refused
        for name, (_, statement) in PARTS.items():
            if name in lacking:
                cursor.execute(statement)
    return bool(lacking)


def missing(using: str) -> list[str]:
    """Return the extensions, columns and indexes that are not there."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        there = {row[0] for row in cursor.fetchall()}
        found = [name for name in EXTENSIONS if name not in there]
        for name, (question, _) in PARTS.items():
            cursor.execute(question)
            if not cursor.fetchone():
                found.append(name)
    return found


def expression(plan: Plan) -> str:
    """Return a plan in the language of ``to_tsquery``, each word between quotes."""
    return " & ".join(
        "("
        + " | ".join("(" + " & ".join(f"'{word}'" for word in words) + ")" for words in group)
        + ")"
        for group in plan
    )


def ranked(plan: Plan, narrowed: list[Narrowed], limit: int) -> list[int]:
    """Return editions that fit, best first: by title and names, then by the whole text."""
    narrower, values = subquery(narrowed, "edition_id")
    asked = f"to_tsquery('{CONFIG}', %s)"
    text = expression(plan)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            # The planner does not know that the vectors lie apart and are slow to read.
            "SET LOCAL enable_seqscan = off;"
            "WITH best AS MATERIALIZED ("
            f"SELECT edition_id, ts_rank({WEIGHTS}, heading, {asked}, {LONG_WEIGHS_LESS}) AS score"
            f" FROM {DOCUMENTS}"
            f" WHERE everything @@ {asked}{narrower} ORDER BY score DESC, edition_id DESC LIMIT %s)"
            f" SELECT edition_id FROM best JOIN {DOCUMENTS} USING (edition_id)"
            f" ORDER BY score + ts_rank(everything, {asked}, {LONG_WEIGHS_LESS}) DESC, edition_id DESC"
            " LIMIT %s",
            [text, text, *values, max(RANKED, limit), text, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def beginning(prefix: str, limit: int) -> list[str]:
    """Return words that begin like this, those of titles and names first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM {WORDS} WHERE word LIKE %s AND word <> %s GROUP BY word"
            " ORDER BY bool_or(named) DESC, length(word), word LIMIT %s",
            [f"{prefix}%", prefix, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def resembling(word: str, limit: int) -> list[str]:
    """Return words that share trigrams, the most alike first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT word, similarity(word, %s) AS alike FROM {WORDS} WHERE ({SPELLING}) %% %s"
            " ORDER BY alike DESC, word LIMIT %s",
            [word, word, limit],
        )
        return [row[0] for row in cursor.fetchall()]
