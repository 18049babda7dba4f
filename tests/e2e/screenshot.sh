#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshot.sh OUT.png CLIENT WxH ARGS...: the client itself says on the file of YYQ_READY_FILE when its
# page is drawn; then the window is taken as a picture.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath -m "$1")
client=$2
size=$3
shift 3
export GTK_A11Y=none
exec "$here/with-display.sh" "$size" "$client" --screenshot "$out" --window-size "$size" "$@"
