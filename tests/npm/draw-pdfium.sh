#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# draw-pdfium.sh: for each path on standard input a line with the number of pages and a hash of the first page as Chrome draws it, or "cannot".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/install.sh"
exec node "$here/draw-pdfium.mjs" "$@"
