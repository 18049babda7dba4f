#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every #include, and every call named there, stays within docs/layers.txt; no #include holds a path.
set -eu
cd "$1"
git ls-files 'src/*.[ch]' 2>/dev/null | grep . >/dev/null || { echo "not a git checkout"; exit 1; }
git ls-files 'src/*.[ch]' | xargs awk '
  function is_in(folder, names,   n, i, list) {
    n = split(names, list, " ")
    for (i = 1; i <= n; i++) {
      if (list[i] == folder) return 1
      if (list[i] ~ /\*$/ && index(folder, substr(list[i], 1, length(list[i]) - 1)) == 1) return 1
    }
    return 0
  }
  # One of a list of files, by their ends, by their folders, or as they are.
  function is_one(path, list,   n, i, files) {
    n = split(list, files, " ")
    for (i = 1; i <= n; i++) if (path == files[i] || (files[i] ~ /\*/ && is_named(path, files[i]))) return 1
    return 0
  }
  function is_named(path, files) {
    if (files ~ /^\*/) return substr(path, length(path) - length(files) + 2) == substr(files, 2)
    return index(path, substr(files, 1, length(files) - 1)) == 1
  }
  BEGIN {
    while ((getline line < "docs/layers.txt") > 0) {
      if (line ~ /^#/ || line == "") continue
      if (line ~ /^call /) { n = index(line, ": "); callers[substr(line, 6, n - 6)] = substr(line, n + 2); continue }
      if (line ~ /^</) { system_headers[substr(line, 1, index(line, ": ") - 1)] = substr(line, index(line, ": ") + 2); continue }
      if (line ~ /: not /) { banned[substr(line, 1, index(line, ": ") - 1)] = substr(line, index(line, ": not ") + 6); continue }
      split(line, parts, ":"); known[parts[1]] = 1; allowed[parts[1] SUBSEP parts[1]] = 1
      n = split(parts[2], names, " "); for (i = 1; i <= n; i++) allowed[parts[1] SUBSEP names[i]] = 1
    }
    while (("git ls-files \"src/*.h\"" | getline path) > 0) {
      file = path; sub(/.*\//, "", file); folder = path; sub(/^src\//, "", folder); sub(/\/[^\/]*$/, "", folder); 
      if (file in home) { print path ": " home[file] " has a header of this name too"; bad = 1 }
      home[file] = folder
    }
  }
  FNR == 1 { here = FILENAME; sub(/^src\//, "", here); sub(/\/[^\/]*$/, "", here)
             if (!(here in known)) { print FILENAME ": folder is not in docs/layers.txt"; bad = 1 } }
  /^#[ ]*include[ ]*"/ {
    split($0, q, "\""); name = q[2]
    if (name ~ /\//) { print FILENAME ":" FNR ": path in include " name; bad = 1 }
    else if ((name in home) && !((here SUBSEP home[name]) in allowed)) { print FILENAME ":" FNR ": " here " may not include " home[name] " (" name ")"; bad = 1 }
  }
  /^#[ ]*include[ ]*"/ {
    split($0, q, "\"")
    for (files in banned)
      if (is_named(substr(FILENAME, 5), files) && is_in(q[2], banned[files])) { print FILENAME ":" FNR ": " files " may not include " q[2]; bad = 1 }
  }
  /^#[ ]*include[ ]*</ {
    name = substr($0, index($0, "<"))
    for (begin in system_headers)
      if (index(name, begin) == 1 && !is_in(here, system_headers[begin])) { print FILENAME ":" FNR ": " name " outside of " system_headers[begin]; bad = 1 }
  }
  /yyq_/ {
    for (call in callers)
      if ($0 ~ (call "[a-z_]* \\(") && FILENAME ~ /\.c$/ && !is_one(substr(FILENAME, 5), callers[call])) { print FILENAME ":" FNR ": " call " is not called here"; bad = 1 }
  }
  END { exit bad }'
