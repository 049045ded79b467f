"""Where documents come from: files, folders and zip archives, one document in memory at a time.

Nothing here raises for bad input: what cannot be read comes out as ``Unreadable`` with one French
sentence, in its place among the documents.
"""

from __future__ import annotations

import errno
import lzma
import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MAX_NAME = 500
# Below this size a member of an archive may be packed as tightly as it likes.
_SMALL = 1_000_000
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document (``max_bytes``) and one archive or batch may cost."""

    max_bytes: int = 20_000_000
    max_chars: int = 5_000_000
    max_lines: int = 20_000
    max_archive_bytes: int = 2_000_000_000
    max_archive_ratio: int = 200
    max_documents: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """``name`` is relative to the folder or archive that was given: its identity within a source."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that should have been a document; ``reason`` is one French sentence."""

    name: str
    reason: str


def documents(paths: Iterable[Path], limits: Limits) -> Iterator[Document | Unreadable]:
    """All documents of ``paths`` in the order of their names: ``*.txt`` of folders and archives."""
    count = 0
    for path in paths:
        for found in _of_path(path, limits):
            count += 1
            if count > limits.max_documents:
                yield Unreadable(
                    found.name,
                    f"Le lot dépasse la limite de {limits.max_documents} documents ; la suite n’est pas lue.",
                )
                return
            yield found


def count(paths: Iterable[Path]) -> int:
    """How many documents ``paths`` seem to hold, without reading them; for a progress bar."""
    total = 0
    for path in paths:
        if path.is_dir():
            total += sum(1 for found in _walk(path) if isinstance(found, tuple))
        elif _is_archive(path) and path.is_file():
            try:
                with zipfile.ZipFile(path) as archive:
                    total += sum(1 for member in archive.infolist() if _is_text(member.filename))
            except _BROKEN:
                total += 1
        else:
            total += 1
    return total


def _of_path(path: Path, limits: Limits) -> Iterator[Document | Unreadable]:
    name = _shown(path.name or str(path))
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield Unreadable(_shown(str(path)), _os_reason(error))
        return
    if stat.S_ISDIR(mode):
        if _is_text(path.name):
            yield Unreadable(name, "C’est un dossier, pas un document.")
            return
        yield from _of_folder(path, limits)
    elif _is_archive(path):
        yield from _of_archive(path, limits)
    else:
        yield _of_file(path, name, limits)


def _of_folder(folder: Path, limits: Limits) -> Iterator[Document | Unreadable]:
    empty = True
    for found in _walk(folder):
        empty = False
        yield found if isinstance(found, Unreadable) else _of_file(*found, limits)
    if empty:
        yield Unreadable(_shown(str(folder)), "Le dossier ne contient aucun document (*.txt).")


def _walk(folder: Path) -> Iterator[tuple[Path, str] | Unreadable]:
    """Files of ``folder`` with their names, in order. Links to folders are followed, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Path, str]] = [(folder, "")]
    while waiting:
        path, name = waiting.pop()
        try:
            status = path.stat()
        except OSError as error:
            if not name or _is_text(name) or _is_loop(error):
                yield Unreadable(_shown(name or str(path)), _os_reason(error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            if _is_text(name):
                yield path, _shown(name)
            continue
        if name and _is_text(name):
            yield Unreadable(_shown(name), "C’est un dossier, pas un document.")
            continue
        if (status.st_dev, status.st_ino) in seen:
            yield Unreadable(_shown(name), "Ce lien ramène à un dossier déjà lu ; il n’est pas suivi.")
            continue
        seen.add((status.st_dev, status.st_ino))
        try:
            children = sorted((child.name for child in path.iterdir()), reverse=True)
        except OSError as error:
            yield Unreadable(_shown(name or str(path)), _os_reason(error))
            continue
        waiting += [(path / child, f"{name}/{child}" if name else child) for child in children]


def _of_file(path: Path, name: str, limits: Limits) -> Document | Unreadable:
    if len(name) > MAX_NAME:
        return Unreadable(name[:MAX_NAME], f"Le nom dépasse {MAX_NAME} caractères.")
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Unreadable(name, "Ce n’est pas un fichier ordinaire (tube, prise ou périphérique).")
        # without waiting, should the file have become a pipe since
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Unreadable(name, "Ce n’est pas un fichier ordinaire (tube, prise ou périphérique).")
            if status.st_size > limits.max_bytes:
                return Unreadable(name, _too_big(limits))
            data = file.read(limits.max_bytes + 1)
    except OSError as error:
        return Unreadable(name, _os_reason(error))
    if len(data) > limits.max_bytes:
        return Unreadable(name, _too_big(limits))
    return Document(name, data)


def _of_archive(path: Path, limits: Limits) -> Iterator[Document | Unreadable]:
    label = _shown(path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if _concerns(member)]
            if not members:
                yield Unreadable(label, "L’archive ne contient aucun document (*.txt).")
            read = 0
            for member in members:
                if read + member.file_size > limits.max_archive_bytes:
                    yield Unreadable(
                        label, "L’archive décompressée dépasse la limite de taille ; la suite n’est pas lue."
                    )
                    return
                found = _of_member(archive, member, limits)
                read += len(found.data) if isinstance(found, Document) else 0
                yield found
    except _BROKEN as error:
        reason = _os_reason(error) if isinstance(error, OSError) else "L’archive zip est illisible."
        yield Unreadable(label, reason)


def _concerns(member: zipfile.ZipInfo) -> bool:
    """Texts, archives inside the archive and names that lead out of it; not macOS' shadow files."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.name.startswith("._") or "__MACOSX" in path.parts or member.is_dir():
        return False
    return _is_text(path.name) or path.suffix.lower() == ".zip"


def _of_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> Document | Unreadable:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    name = _shown(str(path))
    reason = ""
    if len(name) > MAX_NAME:
        name, reason = name[:MAX_NAME], f"Le nom dépasse {MAX_NAME} caractères."
    elif path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        reason = "Le nom mène hors de l’archive ; le document n’est pas lu."
    elif path.suffix.lower() == ".zip":
        reason = "Une archive dans une archive n’est pas ouverte."
    elif member.flag_bits & _ENCRYPTED:
        reason = "Le document est chiffré par un mot de passe."
    elif member.file_size > limits.max_bytes:
        reason = _too_big(limits)
    elif _is_bomb(member, limits):
        reason = (
            f"Compression suspecte (plus de {limits.max_archive_ratio} pour 1) : le document n’est pas lu."
        )
    if reason:
        return Unreadable(name, reason)
    try:
        with archive.open(member) as file:
            pieces, size = [], 0
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > limits.max_bytes:
                    return Unreadable(name, _too_big(limits))
                pieces.append(chunk)
    except _BROKEN:
        return Unreadable(name, "Le document est abîmé dans l’archive ou comprimé d’une façon inconnue.")
    return Document(name, b"".join(pieces))


def _is_bomb(member: zipfile.ZipInfo, limits: Limits) -> bool:
    packed = max(member.compress_size, 1)
    return member.file_size > _SMALL and member.file_size / packed > limits.max_archive_ratio


def _is_text(name: str) -> bool:
    return name.lower().endswith(".txt")


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _shown(name: str) -> str:
    """``name`` as one line of valid text, the same for every way of writing its accents."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace") if not name.isascii() else name
    text = unicodedata.normalize("NFC", text)
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def _is_loop(error: OSError) -> bool:
    return error.errno == errno.ELOOP


def _too_big(limits: Limits) -> str:
    size = f"{limits.max_bytes:,}".replace(",", " ")
    return f"Le fichier dépasse la limite de {size} octets."


def _os_reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "Ce fichier ou dossier n’existe pas."
    if isinstance(error, PermissionError):
        return "La lecture est refusée (droits d’accès)."
    if isinstance(error, OSError) and _is_loop(error):
        return "Boucle de liens symboliques."
    if isinstance(error, OSError) and error.strerror:
        return f"Lecture impossible : {error.strerror}."
    return "Lecture impossible."
