#!/bin/sh
# Opens Greenroom's window, or says what keeps it from opening.
set -eu
cd "$(dirname "$0")/.."
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    echo "Greenroom is ready, but there is no screen here to open its window on (DISPLAY is not set)." >&2
    echo "Start it in a desktop session, or over SSH with \`ssh -X\`." >&2
    echo "Without a screen there is the command line: .venv/bin/greenroom --help" >&2
    exit 1
fi
exec .venv/bin/greenroom "$@"
