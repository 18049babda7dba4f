#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sources look as .clang-format says, open with their licence, and stay below 800 lines.
set -eu
cd "$1"
files=$(git ls-files 'src/*.[ch]' 'tests/*.[ch]')
clang-format --dry-run -Werror $files
bad=0
for file in $files; do
  head -1 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || { echo "$file: no SPDX line"; bad=1; }
  [ "$(wc -l < "$file")" -le 800 ] || { echo "$file: over 800 lines"; bad=1; }
done
exit $bad
