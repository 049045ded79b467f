"""Settings of the tests: those of the project, on a database of the tests' own."""

import os

from django.core.management.utils import get_random_secret_key

# In memory unless the test command names another; never the archive that someone works with.
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("SECRET_KEY", get_random_secret_key())
os.environ.setdefault("LOCAL_ONLY", "1")

from newsroom.settings import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Accounts are made by the hundred in tests: a hash that costs nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = False
# Never by itself: the query that looks would fall on whichever test comes first.
EMBARGO_CHECK_SECONDS = 10**9
