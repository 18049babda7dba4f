/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Just enough of BER (X.690), definite and indefinite lengths, to find a place inside a structure
 * and take its bytes as they stand: OpenSSL gives away what it read, but not from where. Nothing is
 * copied or owned.
 */
typedef struct {
  guint8 tag;           /* first byte of the tag, with class and "constructed" */
  const guint8 *start;  /* of the whole element */
  const guint8 *inside; /* of what it holds */
  const guint8 *inside_end;
  const guint8 *end;
} YyqBer;

#define YYQ_BER_OBJECT 0x06
#define YYQ_BER_SEQUENCE 0x30
#define YYQ_BER_SET 0x31
#define YYQ_BER_CONTEXT(n) (0xa0 | (n)) /* constructed */

/* FALSE when there is no whole element at @data. Elements 32 deep and deeper are none. */
gboolean yyq_ber_read (const guint8 *data, const guint8 *end, YyqBer *element);

/* FALSE when @parent holds nothing, or @child was its last. */
gboolean yyq_ber_first (const YyqBer *parent, YyqBer *child);
gboolean yyq_ber_next (const YyqBer *parent, YyqBer *child);

/* The next child of @tag, behind @child when its start is set, else the first. */
gboolean yyq_ber_find (const YyqBer *parent, guint8 tag, YyqBer *child);

/* (transfer full): the whole element. */
GBytes *yyq_ber_to_bytes (const YyqBer *self);

G_END_DECLS
