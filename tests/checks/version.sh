#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The version stands in several files for several readers: it is the same in all of them, and the platform asks for
# no client that is newer than itself.
set -eu
cd "$1"
version=$(sed -n "s/^ *version: '\([0-9.]*\)',$/\1/p" meson.build)
bad=0
same () {
  [ "$2" = "$version" ] || { echo "$1 says '$2', meson.build says '$version'"; bad=1; }
}
same data/openapi "$(sed -n 's/^  version: \([0-9.]*\)$/\1/p' data/openapi/openapi.yaml)"
same 'the newest release of the metainfo' "$(sed -n 's/.*<release version="\([0-9.]*\)".*/\1/p' data/*.metainfo.xml.in | head -1)"
oldest=$(sed -n 's/^#define YYQ_PLATFORM_OLDEST_CLIENT "\([0-9.]*\)"$/\1/p' src/platform/core/yyq-platform.h)
[ -n "$oldest" ] && [ "$(printf '%s\n' "$oldest" "$version" | sort -V | head -1)" = "$oldest" ] ||
  { echo "YYQ_PLATFORM_OLDEST_CLIENT is '$oldest', newer than '$version'"; bad=1; }
grep -q "^#oldest-client=$oldest$" data/server/platform.conf || { echo "data/server/platform.conf does not say #oldest-client=$oldest"; bad=1; }
exit $bad
