/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads from disk, once, what drawing needs, and shuts the doors behind it: to be called before the
 * sandbox is entered. */
void yyq_worker_drawing_prepare (void);

/* Gives back what was prepared; nothing is drawn after it. */
void yyq_worker_drawing_end (void);

/* How often poppler has complained so far about something that it then left out. */
guint yyq_worker_drawing_complaints (void);

/*
 * Draws the page that @request, sent by yyq_pdf_try_page(), names, and throws the drawing away.
 * FALSE when it could not. A page that is too much ends the process.
 */
gboolean yyq_worker_drawing_try (GBytes *request);

G_END_DECLS
