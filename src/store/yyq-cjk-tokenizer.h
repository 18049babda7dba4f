/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * The FTS5 tokenizer "cjk1" (D12): every character outside ASCII is a token of its own, a run of
 * ASCII letters and digits is one, in lower case. A Chinese word of any length is then a phrase;
 * what lies between two of these characters is a token, too, so that no phrase reaches across.
 */
gboolean yyq_cjk_tokenizer_register (sqlite3 *db, GError **error);

G_END_DECLS
