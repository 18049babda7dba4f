/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What hands and clipboards add to a text is taken away from it. @text: UTF-8. (transfer full). Any
 * thread. */

/* One line in NFC: controls and what has no width are gone, gaps are one space, none at the ends.
 */
char *yyq_text_clean (const char *text);

/* As that, and full-width letters, digits and signs are ASCII. */
char *yyq_text_fold_width (const char *text);

/* A number or code: as that, in capital letters, without spaces and dashes of any kind. */
char *yyq_text_compact (const char *text);

/* Are there @length bytes from @start on, all of them ASCII digits? */
gboolean yyq_text_has_digits (const char *text, gsize start, gsize length);

/* The number that these digits are. */
guint yyq_text_read_number (const char *text, gsize start, gsize length);

gboolean yyq_text_is_han (gunichar c);

G_END_DECLS
