#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# po/POTFILES names every file that holds translatable text, and only files that are there.
set -eu
cd "$1"
build-aux/translatable-files | diff - po/POTFILES || {
  echo "po/POTFILES is not what the sources need; run build-aux/update-po"
  exit 1
}
