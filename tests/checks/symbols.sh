#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# symbols.sh SOURCE_ROOT BUILD_ROOT: what is built keeps to docs/layers.txt, too. No folder of src uses a symbol, or is
# compiled with the headers, of one that stands neither in its line nor in the lines of those: nothing goes upward.
set -eu
cd "$1"
libraries=$(find "$2/src" -name 'lib*.a')
[ -n "$libraries" ] || { echo "nothing is built in $2"; exit 1; }
found=$(mktemp)
trap 'rm -f "$found"' EXIT
{
  # shellcheck disable=SC2086
  nm -gA $libraries 2>/dev/null
  sed -n 's/^ *"command": //p; s/^ *"file": /file /p' "$2/compile_commands.json"
} | awk -v build="$2/src/" '
  function folder_of(path) { sub(/\/[^\/]*$/, "", path); return path }
  # A folder reaches itself, what it may include, and what those reach.
  function reach(here, start,   list, n, i) {
    if ((start SUBSEP here) in reached) return
    reached[start SUBSEP here] = 1
    n = split(line_of[here], list, " ")
    for (i = 1; i <= n; i++) reach(list[i], start)
  }
  BEGIN {
    while ((getline line < "docs/layers.txt") > 0) {
      if (line ~ /^#/ || line ~ /^</ || line ~ /: not / || line ~ /^call / || line == "") continue
      here = substr(line, 1, index(line, ":") - 1); line_of[here] = substr(line, index(line, ":") + 1)
    }
    for (here in line_of) reach(here, here)
  }
  /^file "/ {
    source = $2; gsub(/"|,/, "", source)
    if (source !~ /^\.\.\/src\// || command !~ / -o src\//) next
    here = folder_of(substr(source, 8))
    n = split(command, words, " ")
    for (i = 1; i <= n; i++) if (words[i] ~ /^-I\.\.\/src\//) {
      there = substr(words[i], 10); sub(/".*/, "", there)
      if (there in line_of && !((here SUBSEP there) in reached)) wrong[here " is compiled with the headers of " there] = 1
    }
    next
  }
  /^"/ { command = $0; next }
  NF < 2 { next }
  {
    here = $1; sub(/:.*/, "", here); here = folder_of(substr(here, length(build) + 1))
    if ($(NF - 1) == "U") { users[++n_users] = here SUBSEP $NF; object = $1; sub(/.*\//, "", object); sub(/:$/, "", object); objects[n_users] = object }
    else if ($(NF - 1) ~ /^[TDBRGSCV]$/ && $NF ~ /^yyq_/) { if ($NF in home && home[$NF] != here) shared[$NF] = 1; home[$NF] = here }
  }
  END {
    for (i = 1; i <= n_users; i++) {
      split(users[i], pair, SUBSEP)
      if (pair[2] in home && !(pair[2] in shared) && !((pair[1] SUBSEP home[pair[2]]) in reached)) wrong[pair[1] " (" objects[i] ") uses " pair[2] " of " home[pair[2]]] = 1
    }
    for (what in wrong) { print what; bad = 1 }
    if (n_users == 0) { print "no symbols were read"; bad = 1 }
    exit bad
  }' > "$found" || { sort -u "$found"; exit 1; }
