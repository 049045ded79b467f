"""Whether the database can take documents, and what it says when it fails, in French."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from django.db import (
    DEFAULT_DB_ALIAS,
    DatabaseError,
    DataError,
    InterfaceError,
    OperationalError,
    connections,
)
from django.db.migrations.executor import MigrationExecutor

# SQLSTATE classes after which no further document can be written: connection, resources, operator.
_STATES = ("08", "53", "57", "58", "XX")
_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_CORRUPT", "SQLITE_NOTADB")
Error = (DatabaseError, InterfaceError, OSError)


@dataclass(frozen=True, slots=True)
class Failure:
    """``fatal``: the documents that follow would fail alike."""

    reason: str
    fatal: bool


def work_alone() -> None:
    """Let this process open its one connection itself: a pool that finds no server waits long."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.connection is None and "pool" in connection.settings_dict.get("OPTIONS", {}):
        connection.settings_dict["OPTIONS"]["pool"] = False


def why_not_ready() -> str:
    """One French sentence when the database cannot be used as it is; empty when it can."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "La base de données n’est pas joignable : vérifiez DATABASE_URL et que le serveur fonctionne."
    if pending:
        return "La base de données n’est pas à jour : lancez « python manage.py migrate »."
    return ""


def failure_of(error: BaseException) -> Failure:
    """What went wrong, for the one who imports; ``error`` is one of ``Error``."""
    if isinstance(error, OSError):
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return Failure(
            "Il n’y a plus de place sur le disque." if full else "Écriture impossible.", fatal=True
        )
    cause = error.__cause__
    state = str(getattr(cause, "sqlstate", None) or "")
    name = str(getattr(cause, "sqlite_errorname", None) or "")
    text = str(error).lower()
    if state == "53100" or name == "SQLITE_FULL" or "disk is full" in text or "no space left" in text:
        return Failure("Il n’y a plus de place sur le disque de la base de données.", fatal=True)
    if name.startswith("SQLITE_READONLY") or state == "25006":
        return Failure("La base de données est en lecture seule.", fatal=True)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "is locked" in text:
        return Failure("La base de données est occupée par une autre écriture.", fatal=False)
    if name.startswith(_SQLITE) or state.startswith(_STATES) or isinstance(error, InterfaceError):
        return Failure("La base de données ne répond plus.", fatal=True)
    if isinstance(error, OperationalError) and not state and not name:
        return Failure("La base de données ne répond plus.", fatal=True)
    if isinstance(error, DataError) or state.startswith("54"):
        return Failure("Le document ne tient pas dans la base de données.", fatal=False)
    return Failure("La base de données a refusé le document.", fatal=False)
