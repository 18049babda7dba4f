/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Answers @request, what yyq_pdf_blank_look() sent: hands each answer to @answer as soon as it is
 * known, for the process may end at the next area. FALSE when the request is not one, or @answer
 * failed.
 */
gboolean yyq_worker_blank_answer (GBytes *request,
                                  gboolean (*answer) (const void *data, gsize length));

G_END_DECLS
