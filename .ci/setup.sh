# What the commands of this folder share; sourced, never run. It leaves the shell at the project's
# top level, with errors fatal.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif ! command -v sudo >/dev/null; then fail "sudo is missing; as root, please run: $*"
    elif [ -t 0 ]; then sudo "$@"
    else sudo -n "$@"  # nobody there to type a password: fail at once
    fi
}

# install_packages NAME…: Debian or Ubuntu packages. No questions, and what apt says only when it fails.
install_packages() {
    command -v apt-get >/dev/null || fail "missing from this system, please install: $*"
    say "Installing from the system's packages: $*"
    as_root true || fail "not allowed to; as root, please run: apt-get install $*"
    local log
    log=$(mktemp)
    if ! { as_root apt-get update -q \
        && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } \
        >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "these packages could not be installed: $*"
    fi
    rm -f "$log"
}

# Prints the first Python that is new enough: the system's own, else a numbered one.
find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null \
            && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed and was not found."
}

# make_environment LOCKFILE: .venv with exactly the locked packages; nothing to do the second time.
make_environment() {
    local lock=$1 python stamp
    stamp=.venv/$(basename "$lock").installed
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        python=$(find_python)
        # Debian keeps the part that puts pip into a new environment in a package of its own.
        "$python" -c 'import ensurepip, venv' 2>/dev/null \
            || install_packages "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        say "Making the virtual environment .venv with $("$python" --version)"
        rm -rf .venv
        "$python" -m venv .venv
    fi
    cmp -s "$lock" "$stamp" && return
    say "Installing the locked packages of $lock"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock" </dev/null >&2 \
        || fail "the packages could not be installed; is the package index reachable?"
    cp "$lock" "$stamp"
}
