#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The Flatpak manifest is read by flatpak-builder without a complaint about a key.
set -eu
out=$(flatpak-builder --show-manifest "$1/flatpak/com.yuyunqian.Yuyunqian.yml" 2>&1 >/dev/null) || { echo "$out"; exit 1; }
! echo "$out" | grep 'Unknown property'
