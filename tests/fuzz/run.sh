#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PROGRAM CORPUS SECONDS: a libFuzzer program for that long; what it finds on its way is not kept, what breaks it is told and kept in the build folder.
# libFuzzer's own 77 would mean "skipped" to meson.
set -eu
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
"$1" -max_total_time="$3" -timeout=100 -error_exitcode=1 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 -artifact_prefix="$1-broken-by-" "$found" "$2"
