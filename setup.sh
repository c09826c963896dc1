#!/bin/sh
# Prepares a checkout: what the system must have, a virtual environment in .venv, the package in it.
# Usage: setup.sh demo|test    demo: what the program needs; test: that and the tools of the checks.
# Where CI is set, test also brings the programs that some tests ask (a browser, LibreOffice, a JDK for veraPDF: most of
# a gigabyte); elsewhere those tests say what they miss and are left out.
# Says nothing and takes a second when all is there. PYTHON=/path/to/python chooses an interpreter.
set -eu
cd "$(dirname "$0")"

least=3.11
venv=.venv

# Each argument is a line.
say() { printf '%s\n' "$@" >&2; }

stop() {
    say "$@"
    exit 1
}

# Runs a command and shows what it said only when it failed.
quietly() {
    said=$(mktemp)
    if "$@" >"$said" 2>&1; then
        rm -f "$said"
    else
        cat "$said" >&2
        rm -f "$said"
        return 1
    fi
}

new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" || stop "PYTHON is set to $PYTHON, which is not Python $least or newer."
        printf '%s\n' "$PYTHON"
        return
    fi
    # On a Mac only Homebrew's Python finds Homebrew's libraries without further settings.
    for candidate in /opt/homebrew/bin/python3 /usr/local/bin/python3 python3 \
        python3.15 python3.14 python3.13 python3.12 python3.11; do
        case $candidate in
        /*) [ "$(uname)" = Darwin ] || continue ;;
        esac
        if new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

manager() {
    for name in apt-get dnf pacman apk zypper brew; do
        if command -v "$name" >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
}

# What the Python in $1 lacks, one word each: venv, or the name of a library that WeasyPrint draws text with.
lacking() {
    "$1" - <<'PROBE'
import ctypes
import ctypes.util
import importlib.util

LIBRARIES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
}


def found(name, file):
    try:
        ctypes.CDLL(file)
    except OSError:
        return bool(ctypes.util.find_library(name))
    return True


if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
    print("venv")
for name, file in LIBRARIES.items():
    if not found(name, file):
        print(name)
PROBE
}

# The packages of manager $1 that bring what is lacking ($3), for the Python of version $2.
packages() {
    for thing in $3; do
        case "$1 $thing" in
        "apt-get venv") echo "python$2-venv" ;;
        "apt-get harfbuzz-subset") echo libharfbuzz-subset0 ;;
        apt-get\ *) echo "libpango-1.0-0 libpangoft2-1.0-0" ;;
        *" venv") echo python3 ;;
        "apk harfbuzz-subset") echo harfbuzz-subset ;;
        "apk "*) echo pango ;;
        "zypper "*) echo "libpango-1_0-0 libharfbuzz-subset0" ;;
        *) echo pango ;;
        esac
    done | tr ' ' '\n' | sort -u | tr '\n' ' ' | sed 's/ $//'
}

# The one line a person types to install packages $2 with manager $1.
line() {
    root=""
    [ "$(id -u)" -eq 0 ] || root="sudo "
    case $1 in
    apt-get) typed="${root}apt-get update && ${root}apt-get install -y $2" ;;
    dnf) typed="${root}dnf install -y $2" ;;
    pacman) typed="${root}pacman -S --needed $2" ;;
    apk) typed="${root}apk add $2" ;;
    zypper) typed="${root}zypper install -y $2" ;;
    brew) typed="brew install $2" ;;
    esac
    if [ -n "$root" ] && [ "$1" != brew ] && ! command -v sudo >/dev/null 2>&1; then
        typed="su -c '$(printf '%s' "$typed" | sed 's/sudo //g')'"
    fi
    printf '%s\n' "$typed"
}

# Runs a command as root where that needs no password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    [ "$1" = apt-get ] || return 1
    [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; }
}

install_packages() {
    say "Installing with apt: $1"
    # A broken list of some other publisher must not stop us: only the installation itself decides.
    as_root apt-get update >/dev/null 2>&1 || say "apt could not refresh its lists; going on with those there are."
    # shellcheck disable=SC2086  # a list of packages
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $1 ||
        stop "apt could not install them. Mend what it says above, or type yourself:" "" "    $(line apt-get "$1")"
}

prepare_system() {
    missing=$(lacking "$1" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    with=$(manager)
    [ -n "$with" ] || stop "Missing on this system: $missing" "" \
        "Install Pango 1.44 or newer, HarfBuzz with its subset library, and the venv module of Python," \
        "then run the same command again."
    needed=$(packages "$with" "$2" "$missing")
    if may_install "$with"; then
        install_packages "$needed"
        missing=$(lacking "$1" | tr '\n' ' ')
        [ -z "$missing" ] || stop "Installed, but still not found: $missing"
    else
        say "Some system packages are missing. Please type this line, then run the same command again:" ""
        say "    $(line "$with" "$needed")"
        exit 1
    fi
}

# The packages of the programs that some tests ask and that are not here.
unasked() {
    command -v chromium >/dev/null 2>&1 || echo chromium
    command -v soffice >/dev/null 2>&1 || echo libreoffice-writer-nogui libreoffice-calc-nogui
    command -v javac >/dev/null 2>&1 || echo default-jdk-headless
    [ -f /usr/share/java/jaxb-runtime.jar ] || echo libjaxb-java
}

prepare_checks() {
    wanted=$(unasked | tr '\n' ' ' | sed 's/ $//')
    if [ -n "$wanted" ] && may_install "$(manager)"; then install_packages "$wanted"; fi
}

# Changes when a new installation is due: other dependencies, another way of setting up, a moved checkout.
fingerprint() {
    { cat pyproject.toml setup.sh && pwd; } | cksum
}

is_ready() {
    [ -f "$venv/setup-$1" ] && [ "$(cat "$venv/setup-$1")" = "$(fingerprint)" ] &&
        "$venv/bin/python" -c '' >/dev/null 2>&1
}

make_environment() {
    if new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then return 0; fi
    # None yet, one that was interrupted, or one whose Python has gone.
    "$1" -m venv --clear "$venv" || stop "Python could not make a virtual environment in $venv; see above."
}

install_package() {
    say "Installing gapanalysis and its libraries into $venv; the first time this takes a minute or two."
    quietly env PIP_USER=0 "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --editable "$1" ||
        stop "The libraries could not be installed; what pip said stands above." \
            "If this machine was not connected to the internet, connect it and run the same command again."
    quietly "$venv/bin/gapanalysis" doctor || exit 1
}

# Where a browser is, the tests of HTML files want what drives it. Without it they say so and are left out.
install_browser_driver() {
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null 2>&1; then
            quietly env PIP_USER=0 "$venv/bin/python" -m pip install --disable-pip-version-check --no-input \
                --editable ".[screen-check]" || say "Going on without the tests of HTML files in a browser."
            return
        fi
    done
}

case "${1:-}" in
demo) extra=. ;;
test) extra=".[test,pdf-check]" ;;
*) stop "usage: setup.sh demo|test" ;;
esac

if [ "$1" = test ] && [ -n "${CI:-}" ]; then prepare_checks; fi

# The tools of the checks come on top of what the demonstration needs.
if is_ready test || is_ready "$1"; then exit 0; fi

python=$(find_python)
[ -n "$python" ] || stop "gapanalysis needs Python $least or newer, and none was found." \
    "Install one from your package manager or python.org, or say which: PYTHON=/path/to/python make $1"
prepare_system "$python" "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
make_environment "$python"
install_package "$extra"
if [ "$1" = test ]; then install_browser_driver; fi
fingerprint >"$venv/setup-$1"
say "Ready."
