#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: overrides.sh SOURCE LIBRARY PROGRAM...: variables of ours are asked for by yyq_developer_getenv() only, and neither
# LIBRARY, everything that does so as it is installed, nor a PROGRAM, which is to be installed, knows one of them.
set -eu
source=$1
library=$(realpath "$2")
shift 2
bad=0
knows () { # FILE NAME
  strings "$1" | grep -qx "$2" || return 0
  echo "$1: installed, it knows $2"
  bad=1
}
files=$(cd "$source" && git grep -l 'yyq_developer_getenv *("' -- 'src/*.c')
asking=$(cd "$source" && git grep -nE 'getenv *\( *"YYQ_' -- 'src/*.c' 'src/*.h' | grep -v 'yyq_developer_getenv' || true)
[ -z "$asking" ] || { echo "$asking"; bad=1; }
for file in $files; do
  object=$(find "$library.p" -name "*$(basename "$file").o" | grep .) || { echo "$file is not looked at: add it in tests/checks/meson.build"; bad=1; continue; }
  for name in $(grep -o 'yyq_developer_getenv *("[A-Z_]*"' "$source/$file" | grep -o 'YYQ_[A-Z_]*'); do
    knows "$object" "$name"
    for program in "$@"; do
      knows "$program" "$name"
    done
  done
done
exit $bad
