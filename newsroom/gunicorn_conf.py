"""How gunicorn serves the archive: `gunicorn --config python:newsroom.gunicorn_conf newsroom.wsgi`.

Reads BIND, WEB_CONCURRENCY (processes) and THREADS (of each process) from the environment.
"""

import os
from pathlib import Path

from newsroom import environment

bind = environment.text("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = environment.integer("WEB_CONCURRENCY", min(2 * (os.cpu_count() or 1) + 1, 9), least=1, most=200)
# A thread holds at most one connection: DATABASE_POOL should not be below this.
threads = environment.integer("THREADS", 4, least=1, most=100)
timeout = 60
graceful_timeout = 30
keepalive = 5
# A worker is replaced now and then, each at a moment of its own, so that no leak grows for ever.
max_requests = 20_000
max_requests_jitter = 2_000
# The workers' signs of life: in memory, where a slow disk cannot make them look dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# What proxies say is read by Django alone, and only when PROXIES says that there are some.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
control_socket_disable = True
errorlog = "-"
accesslog = "-" if environment.boolean("ACCESS_LOG") else None
loglevel = environment.text("GUNICORN_LOG_LEVEL", "info")
