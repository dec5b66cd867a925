"""The product's settings, with a data folder that is thrown away and the slow parts made quick.

Nothing that a user meets differs: same middleware, same policy, same database options but for the flushing to disk.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="samsyn-tests-"))
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["SAMSYN_DATA"] = str(_data)
for _name in ("DEBUG", "SECRET_KEY", "SECURE_PROXY", "ALLOWED_HOSTS", "EMAIL_URL"):
    os.environ.pop(_name, None)
os.environ.setdefault("LOG_LEVEL", "WARNING")

from crm.settings import *  # noqa: E402, F403
from crm.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in real life: an in-memory database is one connection, and a live server needs several.
    DATABASES["default"]["TEST"] = {"NAME": str(_data / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    # No manifest: what is under test is the source, not what collectstatic made of it.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
