#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every class below src/ whose objects a test can make is on a list of tests that see them finalized: SYNC_LIVES,
# PLATFORM_LIVES, or the widgets of tests/client/test-templates.c.
set -eu
cd "$1"
listed=$({ git grep -hoE 'X \(yyq_[a-z_]+\)' -- 'tests/*-lives.h' | sed 's/X (\(.*\))/\1/'
  git grep -hoE 'YYQ_TYPE_[A-Z_]+' -- tests/client/test-templates.c | tr A-Z a-z | sed 's/yyq_type_/yyq_/'; } | sort -u)
# All records are made by one macro. Bases are made as what derives from them; application and run without windows are made once, by the program.
except=' yyq_record yyq_record_repository yyq_page yyq_list_page yyq_application yyq_headless_run '
missing=$(git grep -hoE '^G_DEFINE_(FINAL_)?TYPE(_WITH_CODE|_WITH_PRIVATE)? \(Yyq[A-Za-z]+, yyq_[a-z_]+' -- 'src/*.c' |
  sed 's/.*, //' | sort -u | while read -r name; do
    case $except in *" $name "*) continue ;; esac
    printf '%s\n' "$listed" | grep -qx "$name" || echo "$name"
  done)
[ -z "$missing" ] || { echo "no test sees these objects finalized (add them to a list, and make one where it is read):"; echo "$missing"; exit 1; }
