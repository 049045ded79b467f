"""How many pages a second gunicorn serves on this machine, its clients beside it.

    DATABASE_URL=… python -m tests.bench.bench_server [--workers 4] [--clients 4] [--seconds 5]

On an archive made by ``tests.bench.archive``. Each client is a process with one connection that it
keeps open; the pages are those that the design gives figures for.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import socket
import subprocess
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
PAGES = (
    "list",
    "list, last page",
    "no such word",
    "word in 1 of 100",
    "word in 1 of 10",
    "word in most",
    "in a country",
    "article",
    "person",
)


def ask(port: int, address: str, seconds: float, answers: multiprocessing.Queue[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    number, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        connection.request("GET", address, headers={"Host": "127.0.0.1"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{address}: {answer.status}")
        number += 1
    answers.put(number)


def measure(port: int, address: str, clients: int, seconds: float) -> float:
    """Pages a second."""
    answers: multiprocessing.Queue[int] = multiprocessing.Queue()
    asking = [
        multiprocessing.Process(target=ask, args=(port, address, seconds, answers)) for _ in range(clients)
    ]
    begin = time.perf_counter()
    for process in asking:
        process.start()
    number = sum(answers.get(timeout=seconds + 60) for _ in asking)
    taken = time.perf_counter() - begin
    for process in asking:
        process.join()
    return number / taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    import django

    django.setup()
    from django.db import connection

    from tests.bench.bench_pages import addresses

    chosen = {name: address for name, address in addresses().items() if name in PAGES}
    vendor = connection.vendor
    connection.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--workers", str(options.workers), "--log-level", "error"]
    server = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "newsroom.wsgi"], env={**os.environ, "LOCAL_ONLY": "1"}
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        print(f"{vendor}, {options.workers} workers, {options.clients} clients, {options.seconds:g} s a page")
        for name, address in chosen.items():
            measure(port, address, options.clients, 0.5)
            rate = measure(port, address, options.clients, options.seconds)
            print(f"{name:<24}{rate:>9.1f} a second, load {os.getloadavg()[0]:.1f}", flush=True)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
