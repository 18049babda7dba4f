/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A Range header (RFC 9110 §14.1.2), as far as it is answered: one range of bytes. */
typedef enum {
  YYQ_RANGE_WHOLE, /* none, several, of another unit, or not well-formed: the header does not count
                    */
  YYQ_RANGE_PART,
  YYQ_RANGE_UNSATISFIABLE, /* well-formed, and nothing of it is there */
} YyqRange;

/* @header (nullable); @length: of the whole. @first and @n: the part, which is all of it for WHOLE.
 */
YyqRange yyq_range_parse (const char *header, gint64 length, gint64 *first, gint64 *n);

G_END_DECLS
