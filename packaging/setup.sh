# shellcheck shell=sh
# The set-up that packaging/run and packaging/test share; sourced by them, never run.
#
# set_up PROFILE SET...   makes what is missing and nothing else:
#   PROFILE  run or test: which lock file of packaging/lock the environment in .venv must hold
#   SET...   which sets of packaging/system-packages.txt the system must have
#
# A finished .venv carries a stamp (.venv/turnout-stamp) with the hash of its lock file. It is
# written last and taken away first, so a set-up that was interrupted is made again from nothing.
# With a good stamp nothing is fetched, so the program starts without a network.
#
# TURNOUT_PYTHON names the Python to use (3.11 to 3.13) where the first one found is not wanted.

set -eu

ROOT=$(cd "$(dirname "$0")/.." && pwd -P)
VENV=$ROOT/.venv
STAMP=$VENV/turnout-stamp
LOCKS=$ROOT/packaging/lock

# A path of the caller's must not put other modules in front of the locked ones, and a caller
# who writes no bytecode still gets it here: without it the program starts 2.5 times slower.
unset PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX

say() { printf 'turnout: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

set_up() {
    profile=$1
    shift
    # Here, so that its one sentence ends the program and not just a subshell further down.
    [ -e "$STAMP" ] || find_python
    if [ -n "$(missing_packages must nice "$@")" ] || ! is_ready "$profile"; then
        one_at_a_time
        install_packages "$@"
        is_ready "$profile" || make_environment "$profile"
        exec 9>&- # let the next one in
    fi
    # Somebody else's finished copy runs as it is.
    [ ! -w "$ROOT/app" ] || "$VENV/bin/python" -m compileall -q "$ROOT/app" ||
        die "a file of the program does not compile (above); get a clean copy of it."
}

# The kernel lets the lock go with the last process that holds it, so it cannot go stale.
one_at_a_time() {
    command -v flock >/dev/null || return 0 # not on macOS: there, start one set-up at a time
    (: >>"$ROOT/.venv.lock") 2>/dev/null || {
        ! is_ready "$profile" || return 0 # at most a font is missing
        die "cannot write in $ROOT; use a copy of the program that belongs to you."
    }
    exec 9>>"$ROOT/.venv.lock"
    flock -n 9 || {
        say "another set-up is at work here; waiting for it."
        flock 9
    }
}

# Runs a long step without its chatter, which is shown only if the step fails.
quietly() {
    log=$(mktemp)
    if "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
    else
        tail -n 30 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# --- system packages ---------------------------------------------------------------------------

is_debian() { command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; }

# wanted_packages "MUST_OR_NICE..." SET...: the names, a line each.
wanted_packages() {
    awk -v weights="$1" -v sets="$2" '
        function has(list, word) { return index(" " list " ", " " word " ") }
        { sub(/#.*/, "") }
        NF >= 3 && has(weights, $3) {
            n = split($2, mine, ",")
            for (i = 1; i <= n; i++) if (has(sets, mine[i])) { print $1; break }
        }' "$ROOT/packaging/system-packages.txt"
}

# missing_packages WEIGHT... SET...: what of them dpkg does not have. A package that another one
# provides counts as there: Debian 13 calls libglib2.0-0 libglib2.0-0t64.
missing_packages() {
    weights=
    while [ "${1:-}" = must ] || [ "${1:-}" = nice ]; do
        weights="$weights $1"
        shift
    done
    is_debian || return 0
    wanted=$(wanted_packages "$weights" "$*")
    if has_venv; then wanted=$(printf '%s\n' "$wanted" | grep -vx python3-venv || true); fi
    dpkg-query -W -f='${db:Status-Status}, ${Package}, ${Provides}\n' |
        awk -v wanted="$wanted" '
            BEGIN { n = split(wanted, names, "\n") }
            /^installed,/ {
                gsub(/ \([^)]*\)/, "")
                count = split($0, given, /, */)
                for (i = 2; i <= count; i++) there[given[i]] = 1
            }
            END { for (i = 1; i <= n; i++) if (names[i] != "" && !(names[i] in there)) print names[i] }'
}

# One try to install all that is missing; afterwards only what the program cannot do without counts.
install_packages() {
    if ! is_debian; then
        [ "$(uname -s)" = Darwin ] || is_ready "$profile" ||
            say "not a Debian: if Qt does not start, install what Debian calls" \
                "$(wanted_packages "must nice" "$*" | tr '\n' ' ')"
        return 0
    fi
    missing=$(missing_packages must nice "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        ask_for_packages "$@"
        return 0
    fi
    say "installing system packages: $missing"
    # 9>&-: a service that a package starts must not keep the set-up's lock.
    # shellcheck disable=SC2086 # words on purpose
    {
        quietly $as_root apt-get update -qq 9>&- ||
            say "the package lists could not be refreshed (above); trying with those that are here."
        quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 $missing 9>&- || true
    }
    missing=$(missing_packages must "$@" | tr '\n' ' ')
    [ -z "$missing" ] ||
        die "apt-get could not install $missing(above); check the network and the package sources, then start again."
    missing=$(missing_packages nice "$@" | tr '\n' ' ')
    [ -z "$missing" ] || say "going on without $missing: some names may be drawn as boxes."
}

# Says the one line to run, where this user may not install anything.
ask_for_packages() {
    sudo=
    if command -v sudo >/dev/null; then sudo="sudo "; fi
    line="${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends"
    all=$(missing_packages must nice "$@" | tr '\n' ' ')
    if [ -n "$(missing_packages must "$@")" ]; then
        say "system packages are missing and this user may not install them. Run this as root, then start again:"
        printf '%s %s\n' "$line" "${all% }" >&2
        exit 1
    fi
    say "some names may be drawn as boxes; to change that, run as root: $line ${all% }"
}

# --- Python ------------------------------------------------------------------------------------

# Sets PYTHON to the real path of the first Python that fits: a link such as /usr/bin/python3
# may lead elsewhere after an upgrade of the system, and a .venv cannot follow.
find_python() {
    [ -z "${PYTHON:-}" ] || return 0
    for candidate in ${TURNOUT_PYTHON:-python3.13 python3.12 python3.11 python3}; do
        PYTHON=$("$candidate" -c 'import os, sys
if (3, 11) <= sys.version_info[:2] <= (3, 13): print(os.path.realpath(sys.executable))' 2>/dev/null) || true
        [ -z "$PYTHON" ] || return 0
    done
    if [ -n "${TURNOUT_PYTHON:-}" ]; then
        die "TURNOUT_PYTHON ($TURNOUT_PYTHON) is no Python 3.11, 3.12 or 3.13; name another one or leave it out."
    fi
    die "no Python 3.11, 3.12 or 3.13 is here; install one (Debian 12 and 13: apt-get install python3) or name it in TURNOUT_PYTHON."
}

# A finished environment needs no venv module any more.
has_venv() {
    [ -e "$STAMP" ] || { find_python && "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; }
}

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

# The path belongs to it: the scripts in .venv/bin carry it, so a moved checkout is set up again.
stamp_of() { printf '%s %s %s\n' "$1" "$(sha256 <"$LOCKS/$1.txt" | cut -c 1-64)" "$ROOT"; }

is_ready() {
    [ -x "$VENV/bin/python" ] && grep -Fxqs "$(stamp_of "$1")" "$STAMP" || return 1
    [ -n "${TURNOUT_PYTHON:-}" ] || return 0
    find_python
    grep -Fxq "python $PYTHON" "$STAMP"
}

# The test profile holds all of the run profile in the same versions, so it is put on top of it.
make_environment() {
    if [ "$1" = test ] && is_ready run; then
        PYTHON=$("$VENV/bin/python" -c 'import os, sys; print(os.path.realpath(sys.executable))')
        rm -f "$STAMP"
    else
        find_python
        say "making the environment in .venv (about 100 MB to fetch the first time)"
        rm -rf "$VENV"
        quietly "$PYTHON" -m venv "$VENV" ||
            die "$PYTHON could not make the environment in $VENV (above); is the disk full or the folder not yours?"
    fi
    # --no-deps: the lock is complete. Only wheels: nothing foreign is built on this machine.
    quietly "$VENV/bin/python" -m pip --disable-pip-version-check --no-input install \
        --require-hashes --no-deps --only-binary :all: --no-compile -r "$LOCKS/$1.txt" ||
        die "the locked packages could not be installed (above); check the network and start again."
    # PySide6 brings templates that only end like Python files.
    quietly "$VENV/bin/python" -m compileall -q -j 0 -x '[.]tmpl[.]py$' "$VENV/lib" ||
        die "the installed packages do not compile (above); start again, and report it if it stays."
    make_launcher
    { stamp_of run && { [ "$1" = run ] || stamp_of test; } && printf 'python %s\n' "$PYTHON"; } >"$STAMP.new"
    mv "$STAMP.new" "$STAMP"
}

# What an editable install would do, without fetching a build tool: the checkout is importable,
# and .venv/bin/turnout starts it from any folder. -P: a folder named app there does not matter.
make_launcher() {
    for site in "$VENV"/lib/python3.*/site-packages; do
        printf '%s\n' "$ROOT" >"$site/turnout.pth"
    done
    cat >"$VENV/bin/turnout" <<'END'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -m app "$@"
END
    chmod +x "$VENV/bin/turnout"
}
