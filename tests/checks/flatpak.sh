#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The Flatpak manifest is read by flatpak-builder without a complaint about a key.
set -eu
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
manifest=$(realpath "$1")/flatpak/com.yuyunqian.Yuyunqian.yml
cd "$state" # flatpak-builder leaves a folder where it runs
out=$(flatpak-builder --show-manifest "$manifest" 2>&1 >/dev/null) || { echo "$out"; exit 1; }
! echo "$out" | grep 'Unknown property'
