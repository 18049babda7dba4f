#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sources look as .clang-format says, open with their licence, and stay within 800 lines of 100 columns.
set -eu
cd "$1"
files=$(git ls-files 'src/*.[ch]' 'tests/*.[ch]')
clang-format --dry-run -Werror $files
bad=0
for file in $files; do
  head -1 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || { echo "$file: no SPDX line"; bad=1; }
  [ "$(LC_ALL=C.UTF-8 wc -L < "$file")" -le 100 ] || { echo "$file: over 100 columns"; bad=1; }
  [ "$(wc -l < "$file")" -le 800 ] || { echo "$file: over 800 lines"; bad=1; }
done
exit $bad
