#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# docs/manual-coverage.md: every row has a known state and README's "Works today" counts them rightly; what works is proved by
# tests, which are there and name the row ("Rows of docs/manual-coverage.md: 1, 75."), and no test names a row that does not
# name it.
set -eu
cd "$1"
rows=$(grep -cE '^\| [0-9]+ \|' docs/manual-coverage.md)
works=$(grep -cE '^\| [0-9]+ \|.*\| works \|' docs/manual-coverage.md || true)
bad=$(grep -E '^\| [0-9]+ \|' docs/manual-coverage.md | grep -vE '\| (works|partly|not yet) \|' || true)
[ -z "$bad" ] || { echo "unknown state:"; echo "$bad"; exit 1; }
grep -q "$works of $rows" README.md || { echo "README must say: $works of $rows"; exit 1; }

# "1 tests/e2e/test-journey-sign.c", once from the table and once from the tests
claimed=$(awk -F'|' '/^\| [0-9]+ \|/ { n = split($6, words, "`"); for (i = 2; i <= n; i += 2) print $2 + 0, words[i] }' docs/manual-coverage.md | sort -u)
named=$(git grep -E '^/\* Rows of docs/manual-coverage\.md: [0-9, ]+\. \*/$' -- 'tests/*.c' |
  awk -F: '{ n = split($3, numbers, /[^0-9]+/); for (i = 1; i <= n; i++) if (numbers[i] != "") print numbers[i], $1 }' | sort -u)
unproved=$(awk -F'|' '/^\| [0-9]+ \|/ && $5 ~ /works|partly/ && $6 !~ /`tests\// { print $2 + 0 }' docs/manual-coverage.md)
[ -z "$unproved" ] || { echo "works, but no test proves it: rows" $unproved; exit 1; }
lonely=$(printf '%s\n' "$claimed" "$named" | sort | uniq -u | grep . || true)
[ -z "$lonely" ] || { echo "row and test do not name each other (or there is no such test); it says: /* Rows of docs/manual-coverage.md: 1, 75. */"; echo "$lonely"; exit 1; }
