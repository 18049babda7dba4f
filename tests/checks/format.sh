#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sources look as .clang-format says, open with their licence, and stay within 800 lines of 100 columns.
set -eu
cd "$1"
files=$(git ls-files 'src/*.[ch]' 'tests/*.[ch]')
clang-format --dry-run -Werror $files
bad=0
complain() { [ -z "$2" ] || { echo "$2" | sed "s/\$/: $1/"; bad=1; }; }
# shellcheck disable=SC2086
complain 'no SPDX line' "$(awk 'FNR == 1 && !/SPDX-License-Identifier: GPL-3.0-or-later/ { print FILENAME }' $files)"
# shellcheck disable=SC2086
complain 'over 100 columns' "$(LC_ALL=C.UTF-8 wc -L $files | awk '$1 > 100 && $2 != "total" { print $2 }')"
# shellcheck disable=SC2086
complain 'over 800 lines' "$(wc -l $files | awk '$1 > 800 && $2 != "total" { print $2 }')"
exit $bad
