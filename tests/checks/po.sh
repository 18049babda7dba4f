#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The translation is well-formed, complete, and knows every string of today's sources.
set -eu
cd "$(git -C "$1" rev-parse --show-toplevel)/po"
msgfmt -c -o /dev/null zh_CN.po
[ -z "$(msgattrib --untranslated --no-obsolete zh_CN.po)" ] || { echo "untranslated:"; msgattrib --untranslated --no-wrap zh_CN.po | grep ^msgid; exit 1; }
[ -z "$(msgattrib --only-fuzzy --no-obsolete zh_CN.po)" ] || { echo "fuzzy strings"; exit 1; }
cd ..
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
build-aux/extract-strings > "$pot"
msgcmp --use-untranslated po/zh_CN.po "$pot"
