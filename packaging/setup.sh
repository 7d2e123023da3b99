#!/bin/sh
# Makes a machine ready for Greenroom: `setup.sh run` to use it, `setup.sh test` to test it as well.
# Says what it does, touches nothing that is there already, and is done at once when nothing is missing.
set -eu
purpose="${1:-run}"
cd "$(dirname "$0")/.."
log=.tools/setup.log
export UV_PYTHON_DOWNLOADS=never # the system's Python does; nothing is fetched behind one's back

say() { printf '%s\n' "$@" >&2; }
give_up() { say "$@"; exit 1; }

# --- Debian's packages: a line for each thing that needs them
needs="libportaudio2 libasound2-plugins"                                          # microphone and loudspeaker
needs="$needs espeak-ng"                                                          # the voice
needs="$needs libegl1 libgl1 libglib2.0-0 libdbus-1-3 fontconfig"                 # Qt
needs="$needs libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1"
needs="$needs libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1"
needs="$needs libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1"            # Qt's window on X11
tests_need="xvfb pulseaudio pulseaudio-utils xdotool"                             # a screen and a sound card for tests
[ "$purpose" = run ] || needs="$needs $tests_need"

# A 64-bit time_t gave some packages another name (libglib2.0-0t64): either will do.
missing_packages() {
    here=" $(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2 == "installed" {print $1}' | tr '\n' ' ')"
    for package in $needs; do
        case "$here" in
        *" $package "* | *" ${package}t64 "*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

python_is_new_enough() { python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Tells the one command that is left to a person who may install packages.
ask_for_it() {
    why="$1"; command="$2"
    give_up "$why Please run this once, then try again:" "" "    $command" ""
}

install_packages() {
    packages="apt-get install --yes --no-install-recommends $1"
    if [ "$(id -u)" = 0 ]; then
        sudo=""
    elif ! command -v sudo >/dev/null 2>&1; then
        ask_for_it "Greenroom needs Debian packages that only an administrator can install." "su -c 'apt-get update && $packages'"
    elif sudo -n true 2>/dev/null; then
        sudo=sudo
    else
        say "Greenroom needs these Debian packages: $1"
        { [ -t 0 ] && sudo -v; } ||
            ask_for_it "Installing them needs an administrator's password." "sudo sh -c 'apt-get update && $packages'"
        sudo=sudo
    fi
    say "Installing Debian packages with apt-get, which can take a few minutes: $1"
    mkdir -p .tools
    # A fresh Debian brings itself up to date in the background: that is waited for, five minutes at most.
    waiting="-o DPkg::Lock::Timeout=300"
    if ! { $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive $packages $waiting; } >"$log" 2>&1 </dev/null; then
        tail -n 5 "$log" >&2
        ask_for_it "apt-get could not install them; all it said is in $log." "${sudo:+sudo }sh -c 'apt-get update && $packages'"
    fi
}

other_systems() {
    [ ! -d .venv ] || return 0 # was said before
    say "This is not a Debian, so the libraries Greenroom stands on are yours to install:" \
        "PortAudio, espeak-ng (Linux only), and on Linux what Qt's xcb platform needs (libEGL, libxkbcommon, libxcb-*)." \
        "With those and uv in place, \`uv run greenroom\` is all it takes, on macOS and Windows too."
}

# --- uv, which brings the Python libraries: the one that is there, else one in .tools
find_uv() {
    if [ -x .tools/bin/uv ]; then uv=.tools/bin/uv
    elif uv="$(command -v uv)" && "$uv" --version >/dev/null 2>&1; then :
    else uv=""; fi
}

install_uv() {
    say "Installing uv, which brings the Python libraries, into the folder .tools."
    rm -rf .tools/bin
    python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv ||
        give_up "uv could not be installed. Please install it by hand (\`pip install uv\`), then try again."
    uv=.tools/bin/uv
}

# --- Python's libraries, as uv.lock names them; the stamp spares even asking when they are there
state="$(pwd) $(cat uv.lock pyproject.toml | cksum)"
libraries_are_here() {
    [ "$(cat .venv/ready-to-test 2>/dev/null)" = "$state" ] || [ "$(cat ".venv/ready-to-$purpose" 2>/dev/null)" = "$state" ]
}

install_libraries() {
    [ -n "$uv" ] || install_uv
    [ -x .venv/bin/python ] || say "Fetching the Python libraries into the folder .venv; the first time this can take a few minutes."
    if [ "$purpose" = run ]; then extra="--no-dev --inexact"; else extra=""; fi
    quiet=--quiet
    [ ! -t 2 ] || quiet=""
    "$uv" sync --frozen $quiet $extra ||
        give_up "The Python libraries could not be fetched. Greenroom needs the network for this once, and Python 3.11 or newer."
    printf '%s' "$state" >".venv/ready-to-$purpose"
}

uv=.tools/bin/uv
libraries_are_here || find_uv
if command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
    command -v python3 >/dev/null 2>&1 || needs="$needs python3"
    [ -n "$uv" ] || python3 -c 'import ensurepip' 2>/dev/null || needs="$needs python3-venv"
    missing="$(missing_packages)"
    [ -z "$missing" ] || install_packages "${missing% }"
else
    other_systems
fi
libraries_are_here && exit
python_is_new_enough || [ -n "$uv" ] ||
    give_up "Greenroom needs Python 3.11 or newer; $(python3 --version 2>/dev/null || echo 'there is none') here."
install_libraries
