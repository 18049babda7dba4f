#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display.sh WxH COMMAND...: runs COMMAND on an X display and a session bus of its own.
# WM=metacity adds a window manager, TEXT=150 makes text half as large again. Settings, cache and secrets go to a folder that goes with it.
set -euo pipefail
size=$1
shift
dir=$(mktemp -d /tmp/yyq-display.XXXXXX)
children=()
cleanup() {
  for pid in "${children[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$dir"
}
trap cleanup EXIT
mkfifo "$dir/number"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$dir/number" 2>/dev/null &
children+=($!)
read -r number <"$dir/number"
export DISPLAY=:$number GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1
export XDG_CONFIG_HOME=$dir/config XDG_CACHE_HOME=$dir/cache XDG_DATA_HOME=$dir/data XDG_RUNTIME_DIR=$dir/run
export GSETTINGS_BACKEND=${GSETTINGS_BACKEND:-memory}
mkdir -m 700 -p "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_DATA_HOME/dbus-1/services" "$XDG_RUNTIME_DIR"
# A keyring of this computer would ask whoever runs the test for a password.
printf '[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n' > "$XDG_DATA_HOME/dbus-1/services/secrets.service"
# On X11 GTK takes the size of text from here, whatever its settings.ini says.
if [ -n "${TEXT:-}" ]; then
  xprop -root -f RESOURCE_MANAGER 8s -set RESOURCE_MANAGER "Xft.dpi: $((96 * TEXT / 100))"
fi
if [ -n "${WM:-}" ]; then
  "$WM" --sm-disable >/dev/null 2>&1 &
  children+=($!)
fi
mkdir "$dir/services"
cp /usr/share/dbus-1/services/org.a11y.Bus.service "$dir/services/" 2>/dev/null || true
sed "s|SERVICES|$dir/services|" "$(dirname "$(realpath "$0")")/session-bus.conf" >"$dir/bus.conf"
dbus-run-session --config-file="$dir/bus.conf" -- "$@"
