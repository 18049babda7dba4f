#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ui/<folder>/<name>.ui belongs to src/client/<folder>/<name>.c and to nothing else; every .ui is in the resource.
set -eu
cd "$1"
bad=0
for ui in $(git ls-files 'ui/*.ui'); do
  pair=src/client/$(echo "$ui" | sed 's|^ui/||; s|\.ui$|.c|')
  case "$ui" in
    */help-overlay.ui) ;;
    *) [ -f "$pair" ] || { echo "$ui has no $pair"; bad=1; } ;;
  esac
  grep -q "$(basename "$ui")" src/client/app/*.gresource.xml || { echo "$ui is not in the resource"; bad=1; }
done
for source in $(grep -l set_template_from_resource $(git ls-files 'src/client/*.c') /dev/null || true); do
  ui=ui/$(echo "$source" | sed 's|^src/client/||; s|\.c$|.ui|')
  [ -f "$ui" ] || { echo "$source has no $ui"; bad=1; }
done
exit $bad
