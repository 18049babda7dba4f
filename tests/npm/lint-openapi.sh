#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# data/openapi.yaml is a sound OpenAPI 3.1 document.
set -eu
cd "$(dirname "$0")"
./install.sh
REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true node_modules/.bin/redocly lint --config redocly.yaml ../../data/openapi.yaml
