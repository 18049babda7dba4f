#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-secret-service.sh TEST ARGS...: a test on a session bus of its own, with a key ring that is open; its files go with it.
set -eu
if [ "${YYQ_TEST_SECRET_SERVICE-}" = starting ]; then
  printf 'of the test' | gnome-keyring-daemon --unlock --components=secrets > /dev/null
  YYQ_TEST_SECRET_SERVICE=real exec "$@"
fi
command -v gnome-keyring-daemon > /dev/null && command -v dbus-run-session > /dev/null || { echo "1..0 # SKIP no gnome-keyring"; exit 0; }
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
HOME=$home XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache XDG_RUNTIME_DIR=$home/run \
  YYQ_TEST_SECRET_SERVICE=starting dbus-run-session -- "$0" "$@"
