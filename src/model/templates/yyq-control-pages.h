/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * (transfer full) (nullable): of int, the pages from 0 on, each once and in their order, of what a
 * person typed: "1-3, 5, 8-", also with Chinese marks. NULL: it is no such list, or names no page
 * below @n_pages.
 */
GArray *yyq_control_pages_read (const char *text, guint n_pages);

G_END_DECLS
