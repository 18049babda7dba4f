/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * TRUE when what was known earlier is better than the failure @error of the platform; not when the
 * platform said that there is nothing for this account, nor when nobody waits any longer.
 */
gboolean yyq_offline_may_use_cache (const GError *error);

/*
 * Logs that @what could not be done on this computer; nobody waits for it, or he is shown something
 * else. Not when the workspace was closed meanwhile.
 */
void yyq_offline_report (const char *what, const GError *error);

G_END_DECLS
