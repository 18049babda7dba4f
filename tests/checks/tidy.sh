#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh SOURCE_ROOT BUILD_ROOT [--all]: clang-tidy has nothing to say of src. A file that it passed is not looked at
# again until it, a header of ours that it includes, or what it is compiled with has changed. On a computer that has
# looked at nothing yet, what no recent commit and no change since has touched is believed, because all would take
# minutes; --all looks at it.
set -eu
cd "$1"
recent=HEAD~50
passed=${XDG_CACHE_HOME:-$HOME/.cache}/yuyunqian/clang-tidy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$passed" "$work/keys"
find "$passed" -type f -mtime +30 -delete
common=$(cat .clang-tidy meson.build "$2/config.h" tests/checks/tidy.sh | sha256sum | cut -c1-64)$(clang-tidy --version | tr -dc '0-9.')
git ls-files 'src/*.[ch]' > "$work/files"
xargs sha256sum < "$work/files" > "$work/sums"
# One file of keys/ a source: the sums of all that it is made of.
xargs awk -v common="$common" -v work="$work" '
  function visit(file,   list, i, n) {
    if (file in seen) return
    seen[file] = 1
    text = text sum[file] "\n"
    n = split(includes[file], list, " ")
    for (i = 1; i <= n; i++) if (list[i] in home) visit(home[list[i]])
  }
  BEGIN {
    while ((getline line < (work "/sums")) > 0) {
      split(line, parts, "  "); sum[parts[2]] = parts[1]; name = parts[2]; sub(/.*\//, "", name)
      if (name ~ /\.h$/) home[name] = parts[2]
    }
  }
  /^#[ ]*include[ ]*"/ { split($0, q, "\""); includes[FILENAME] = includes[FILENAME] " " q[2] }
  END {
    for (file in sum) if (file ~ /\.c$/) {
      split("", seen); text = common "\n"; visit(file)
      name = file; gsub(/\//, "%", name)
      printf "%s", text > (work "/keys/" name); close(work "/keys/" name)
    }
  }' < "$work/files"
(cd "$work/keys" && sha256sum -- *) | while read -r key name; do
  if [ -e "$passed/$key" ]; then touch "$passed/$key"; else echo "$key $(echo "$name" | tr % /)"; fi
done > "$work/todo"
# A clone that is not whole does not know what is recent, and new rules are for all.
if [ "${3:-}" != --all ] && git rev-parse -q --verify "$recent^{commit}" >/dev/null &&
  git diff --quiet "$recent" -- .clang-tidy; then
  git diff --name-only "$recent" -- src > "$work/touched"
  awk 'NR == FNR { touched[$1]; next } $2 in touched' "$work/touched" "$work/todo" > "$work/narrow"
  mv "$work/narrow" "$work/todo"
fi
[ -s "$work/todo" ] || exit 0
echo "$(wc -l < "$work/todo") files are looked at"
# shellcheck disable=SC2016
xargs -P "$(nproc)" -n 2 sh -c 'found=$(clang-tidy --quiet --extra-arg=-w --extra-arg="-I$PWD/src/client/pch" -p "$0" "$3" 2>/dev/null) && : > "$1/$2" || { echo "$found"; exit 1; }' \
  "$2" "$passed" < "$work/todo"
