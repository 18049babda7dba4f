#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# journey.sh TEST ARGS...: a journey of the real client in Chinese, on a display, session bus and
# accessibility bus of its own, with a window manager that gives dialogs the focus.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if ! locale -a 2>/dev/null | grep -qi '^zh_CN.utf'; then
  export LOCPATH=$YYQ_BUILD_ROOT/tests/e2e/locale
  if [ ! -d "$LOCPATH/zh_CN.UTF-8" ]; then
    mkdir -p "$LOCPATH"
    # Two tests may start at once: the locale appears whole or not at all.
    made=$(mktemp -d "$LOCPATH/new.XXXXXX")
    localedef -i zh_CN -f UTF-8 --no-archive "$made/zh_CN.UTF-8" || true
    mv -T "$made/zh_CN.UTF-8" "$LOCPATH/zh_CN.UTF-8" 2>/dev/null || true
    rm -rf "$made"
  fi
fi
export LANGUAGE=zh_CN WM=metacity GSETTINGS_BACKEND=keyfile
export GSETTINGS_SCHEMA_DIR=$YYQ_BUILD_ROOT/data YYQ_LOCALE_DIR=$YYQ_BUILD_ROOT/po
# The accessibility registry greets on standard output, which belongs to the test's TAP.
exec 4>&1 >&2
exec "$here/with-display.sh" 1366x900 sh -c 'LC_ALL=zh_CN.UTF-8 exec "$@" >&4 4>&-' sh "$@"
