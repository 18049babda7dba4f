# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced in the project's folder: build [PACKAGE GROUP...] makes build-run and lets its programs find what they need.
build() {
  build-aux/install-packages build run "$@"
  local options=(--buildtype=debugoptimized -Dtests=false -Ddeveloper=true)
  if [ -d build-run ]; then meson setup --reconfigure build-run "${options[@]}" >/dev/null
  else meson setup build-run "${options[@]}" >/dev/null; fi
  ninja -C build-run >/dev/null
  export GSETTINGS_SCHEMA_DIR=$PWD/build-run/data YYQ_BUILD_ROOT=$PWD/build-run
  export YYQ_UKEY_HELPER=$PWD/build-run/src/ukey/helper/yyq-ukey-helper YYQ_PDF_WORKER=$PWD/build-run/src/pdf/worker/yyq-pdf-worker
  # gettext looks for zh_CN/LC_MESSAGES: the build's po/ folder has that shape.
  export YYQ_LOCALE_DIR=$PWD/build-run/po
}
