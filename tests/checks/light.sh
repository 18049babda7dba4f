#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: light.sh PROGRAM: it starts in the time of a script's patience, because none of the large libraries is loaded.
set -eu
! LC_ALL=C ldd "$1" | grep -E 'libsoup|libpango|libcairo|libpcsclite|libpoppler|libgtk'
