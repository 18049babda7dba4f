#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run-x.sh TEST ARGS...: a test program on an X display, session bus and XDG folders of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export GTK_A11Y=${GTK_A11Y:-test}
exec "$here/../e2e/with-display.sh" "${SCREEN:-1280x900}" "$@"
