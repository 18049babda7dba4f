#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# lint-openapi.sh SOURCE_ROOT: the chapters of data/openapi make a sound OpenAPI 3.1 document.
set -eu
file=$(mktemp --suffix=.yaml)
trap 'rm -f "$file"' EXIT
cd "$1/data/openapi"
ls | sed 's/\.yaml$//' | while read -r chapter; do
  grep -q "'$chapter'" ../meson.build || { echo "data/meson.build does not name $chapter"; exit 1; }
done
# shellcheck disable=SC2046
../../build-aux/bundle-openapi openapi.yaml $(ls | grep -v '^openapi\.yaml$') > "$file"
cd "$1/tests/npm"
./install.sh
REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true node_modules/.bin/redocly lint --config redocly.yaml "$file"
