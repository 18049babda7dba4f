#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: overrides.sh SOURCE LIBRARY: variables of ours are asked for by yyq_developer_getenv() only, and LIBRARY, everything that
# does so as it is installed, does not know one of them.
set -eu
library=$(realpath "$2")
cd "$1"
bad=0
asking=$(git grep -nE 'getenv *\( *"YYQ_' -- 'src/*.c' 'src/*.h' | grep -v 'yyq_developer_getenv' || true)
[ -z "$asking" ] || { echo "$asking"; bad=1; }
for file in $(git grep -l 'yyq_developer_getenv *("' -- 'src/*.c'); do
  object=$(find "$library.p" -name "*$(basename "$file").o" | grep .) || { echo "$file is not looked at: add it in tests/checks/meson.build"; bad=1; continue; }
  for name in $(grep -o 'yyq_developer_getenv *("[A-Z_]*"' "$file" | grep -o 'YYQ_[A-Z_]*'); do
    ! strings "$object" | grep -x "$name" || { echo "$file: installed, it knows $name"; bad=1; }
  done
done
exit $bad
