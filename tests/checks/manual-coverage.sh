#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# docs/manual-coverage.md: every row has a known state, and README's "Works today" counts them rightly.
set -eu
cd "$1"
rows=$(grep -cE '^\| [0-9]+ \|' docs/manual-coverage.md)
works=$(grep -cE '^\| [0-9]+ \|.*\| works \|' docs/manual-coverage.md || true)
bad=$(grep -E '^\| [0-9]+ \|' docs/manual-coverage.md | grep -vE '\| (works|partly|not yet) \|' || true)
[ -z "$bad" ] || { echo "unknown state:"; echo "$bad"; exit 1; }
grep -q "$works of $rows" README.md || { echo "README must say: $works of $rows"; exit 1; }
