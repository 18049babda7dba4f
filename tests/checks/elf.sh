#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: elf.sh PROGRAM... [-- PROGRAM...]: loaded anywhere, nothing writable that need not be once they run, no code on the stack, and
# libc's checking functions in use. Those behind -- call nothing that libc could check.
set -eu
bad=0
fortified=true
complain() { echo "$1: $2"; bad=1; }
for program in "$@"; do
  [ "$program" != -- ] || { fortified=false; continue; }
  readelf -hldW "$program" > "${TMPDIR:-/tmp}/elf.$$"
  grep -q 'Type: *DYN' "${TMPDIR:-/tmp}/elf.$$" && grep -q 'FLAGS_1.*PIE' "${TMPDIR:-/tmp}/elf.$$" || complain "$program" 'no PIE'
  grep -q 'FLAGS_1.*NOW' "${TMPDIR:-/tmp}/elf.$$" || complain "$program" 'functions are bound late'
  grep -q 'GNU_RELRO' "${TMPDIR:-/tmp}/elf.$$" || complain "$program" 'no RELRO'
  awk '$1 == "GNU_STACK" { seen = 1; if ($0 ~ /RWE/) exit 1 } END { exit !seen }' "${TMPDIR:-/tmp}/elf.$$" || complain "$program" 'code may run on the stack'
  ! $fortified || readelf --dyn-syms -W "$program" | awk '/ UND / && /__[a-z0-9_]+_chk/ && !/__stack_chk/ { n++ } END { exit n == 0 }' || complain "$program" 'not fortified'
  rm -f "${TMPDIR:-/tmp}/elf.$$"
done
exit $bad
