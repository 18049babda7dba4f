#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The locked tools of the tests, installed on first use and when the lock has changed.
set -eu
cd "$(dirname "$0")"
# Another run of this may be installing: one at a time.
exec 9<package.json
flock 9
cmp -s package-lock.json node_modules/.installed-lock && exit 0
npm ci --ignore-scripts --no-audit --no-fund --silent
cp package-lock.json node_modules/.installed-lock
