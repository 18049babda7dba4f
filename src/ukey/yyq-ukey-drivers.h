/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * (transfer full) (element-type filename): PKCS #11 modules that exist on this machine, each once:
 * OpenSC, those registered with p11-kit, and those of vendors (ukey-vendors.ini). Reads files, so
 * not on the main thread. @vendors_path NULL: the installed one.
 */
GPtrArray *yyq_ukey_drivers_find (const char *vendors_path);

/* The module a p11-kit configuration @text registers, or NULL: remote, disabled for us, or no
 * driver at all. */
char *yyq_ukey_drivers_parse_module (const char *file_name, const char *text);

G_END_DECLS
