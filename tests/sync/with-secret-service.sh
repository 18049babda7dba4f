#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-secret-service.sh TEST ARGS...: a test on a session bus of its own, with a key ring that is open; its files go with it.
set -eu
if [ "${YYQ_TEST_SECRET_SERVICE-}" = starting ]; then
  printf 'of the test' | gnome-keyring-daemon --unlock --components=secrets > /dev/null
  YYQ_TEST_SECRET_SERVICE=real exec "$@"
fi
for tool in gnome-keyring-daemon dbus-run-session; do
  command -v $tool > /dev/null || { echo "Bail out! $tool is missing: build-aux/install-packages test"; exit 1; }
done
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
HOME=$home XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache XDG_RUNTIME_DIR=$home/run \
  YYQ_TEST_SECRET_SERVICE=starting dbus-run-session -- "$0" "$@"
