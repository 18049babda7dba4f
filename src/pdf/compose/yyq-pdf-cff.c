/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-cff.h"

#define OPERATOR_CHARSET 15
#define OPERATOR_ROS (12 << 8 | 30) /* registry, ordering, supplement: a font with CIDs */

typedef struct {
  const guint8 *data;
  gsize length;
  gsize at;
  gboolean bad; /* something was not there */
} Reader;

static guint32
take (Reader *self, guint n_bytes)
{
  guint32 number = 0;

  if (self->bad || n_bytes > self->length - self->at) {
    self->bad = TRUE;
    return 0;
  }
  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | self->data[self->at++];
  return number;
}

static void
go_to (Reader *self, gsize at)
{
  if (at > self->length)
    self->bad = TRUE;
  else
    self->at = at;
}

/* Leaves @self behind the INDEX; @first and @end: where its first object lies. */
static void
take_index (Reader *self, gsize *first, gsize *end)
{
  guint32 count = take (self, 2);
  guint32 size, low, high, last;
  gsize offsets, base;

  *first = *end = self->at;
  if (count == 0)
    return;
  size = take (self, 1);
  if (size < 1 || size > 4) {
    self->bad = TRUE;
    return;
  }
  offsets = self->at;
  base = offsets + (gsize) (count + 1) * size - 1;
  low = take (self, size);
  high = take (self, size);
  go_to (self, offsets + (gsize) count * size);
  last = take (self, size);
  *first = base + low;
  *end = base + high;
  go_to (self, base + last);
  self->bad = self->bad || *first > *end || *end > self->length;
}

/* One operand of a DICT; a real number gives 0, as none of ours is one. */
static gint32
take_operand (Reader *self, guint32 first)
{
  if (first == 28)
    return (gint16) take (self, 2);
  if (first == 29)
    return (gint32) take (self, 4);
  if (first == 30) {
    while (!self->bad && (take (self, 1) & 0xf) != 0xf)
      ;
    return 0;
  }
  if (first <= 246)
    return (gint32) first - 139;
  if (first <= 250)
    return ((gint32) first - 247) * 256 + (gint32) take (self, 1) + 108;
  return -((gint32) first - 251) * 256 - (gint32) take (self, 1) - 108;
}

static void
read_top (Reader *self, gboolean *has_cids, gint32 *charset)
{
  gint32 operand = 0;

  *has_cids = FALSE;
  *charset = 0;
  while (!self->bad && self->at < self->length) {
    guint32 byte = take (self, 1);

    if (byte > 27) {
      operand = take_operand (self, byte);
      continue;
    }
    if (byte == 12)
      byte = byte << 8 | take (self, 1);
    if (byte == OPERATOR_ROS)
      *has_cids = TRUE;
    else if (byte == OPERATOR_CHARSET)
      *charset = operand;
  }
}

/* Glyph 0 has no entry. */
static gboolean
charset_is_identity (Reader *self, guint n_glyphs)
{
  guint32 format = take (self, 1);
  guint32 glyph = 1;

  while (!self->bad && glyph < n_glyphs) {
    if (take (self, 2) != glyph)
      return FALSE;
    glyph += 1 + (format == 0 ? 0 : take (self, format == 1 ? 1 : 2));
  }
  return !self->bad && format <= 2;
}

gboolean
yyq_pdf_cff_read (const guint8 *data, gsize length, guint n_glyphs, YyqPdfOutlines *outlines)
{
  Reader self = { .data = data, .length = length };
  Reader top;
  gsize first, end;
  gboolean has_cids;
  gint32 charset;

  take (&self, 2);
  go_to (&self, take (&self, 1));
  take_index (&self, &first, &end); /* names */
  take_index (&self, &first, &end);
  if (self.bad)
    return FALSE;
  top = (Reader){ .data = data, .length = end, .at = first };
  read_top (&top, &has_cids, &charset);
  if (top.bad || charset < 0)
    return FALSE;
  *outlines = has_cids ? YYQ_PDF_OUTLINES_CID : YYQ_PDF_OUTLINES_NAMED;
  if (!has_cids)
    return TRUE;
  go_to (&self, (gsize) charset);
  return charset > 2 && charset_is_identity (&self, n_glyphs);
}
