#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# data/openapi.yaml is a sound OpenAPI 3.1 document. The linter is a locked dev tool, installed on first use.
set -eu
cd "$(dirname "$0")"
# Another run of this may be installing: one at a time.
exec 9<package.json
flock 9
[ -x node_modules/.bin/redocly ] || npm ci --ignore-scripts --no-audit --no-fund --silent
REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true node_modules/.bin/redocly lint --config redocly.yaml ../../data/openapi.yaml
