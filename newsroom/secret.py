"""The secret key of an installation that was given none."""

import os
import stat
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def make_private_directory(path: Path) -> None:
    """Makes the folder, for its owner alone, when it is missing."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"The data folder cannot be made: {error}. Set DATA_DIR.") from error


def kept_in(path: Path) -> str:
    """The key in that file, which is made at the first call, readable by its owner alone.

    A key is never a constant of the code: without SECRET_KEY every installation has its own, and it
    stays the same between starts and between the server's processes.
    """
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    make_private_directory(path.parent)
    # Written beside and linked: of two processes that start at once, one wins and both read its key.
    own = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        own.touch(mode=0o600, exist_ok=False)
        own.write_text(get_random_secret_key() + "\n", encoding="ascii")
        os.link(own, path)
    except FileExistsError:
        pass
    except OSError as error:
        raise ImproperlyConfigured(f"SECRET_KEY is not set and none can be kept: {error}.") from error
    finally:
        own.unlink(missing_ok=True)
    return _read(path)


def _read(path: Path) -> str:
    try:
        with path.open(encoding="ascii") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            key = file.read().strip()
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"SECRET_KEY is not set and {path} cannot be read: {error}.") from error
    if mode & 0o077:
        raise ImproperlyConfigured(f"{path} can be read by others: delete it, or chmod 600 if nobody saw it.")
    if len(key) < 50:
        raise ImproperlyConfigured(
            f"{path} holds no usable key: delete it, and the next start makes another."
        )
    return key
