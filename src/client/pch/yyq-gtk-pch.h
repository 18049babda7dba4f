/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nearly every file of the client begins with, read once by the compiler for each of its
 * folders (src/client/meson.build). No file includes it: each says what it needs, and compiles
 * without it. */
#include <adwaita.h>
