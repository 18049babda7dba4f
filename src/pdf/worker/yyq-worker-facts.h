/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Answers a question of yyq-pdf-facts-code.h, which stands before the file in @request: each page
 * as soon as it was read, so that a later one which is too much takes none of them along. FALSE
 * when it could not answer.
 */
gboolean yyq_worker_facts_answer (GBytes *request,
                                  gboolean (*answer) (const void *data, gsize length));

G_END_DECLS
