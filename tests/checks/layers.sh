#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every #include of a header of ours stays within docs/layers.txt, holds no path, GTK stays below src/client, libpq in platform/storage.
set -eu
cd "$1"
git ls-files 'src/*.[ch]' 2>/dev/null | grep . >/dev/null || { echo "not a git checkout"; exit 1; }
git ls-files 'src/*.[ch]' | xargs awk '
  BEGIN {
    while ((getline line < "docs/layers.txt") > 0) {
      if (line ~ /^#/ || line == "") continue
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
  /^#[ ]*include[ ]*<(gtk\/|adwaita|gdk\/)/ && here !~ /^client\// { print FILENAME ":" FNR ": GTK outside src/client"; bad = 1 }
  /^#[ ]*include[ ]*<libpq/ && here != "platform/storage" { print FILENAME ":" FNR ": PostgreSQL outside src/platform/storage"; bad = 1 }
  END { exit bad }'
