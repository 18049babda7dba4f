/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ber.h"

#define MAX_DEPTH 32
#define INDEFINITE G_MAXSIZE

/* Reads tag and length. */
static gboolean
read_head (const guint8 *data, const guint8 *end, YyqBer *element, gsize *length)
{
  const guint8 *at = data;

  if (end - at < 2)
    return FALSE;
  element->start = data;
  element->tag = *at++;
  if ((element->tag & 0x1f) == 0x1f)
    while (at < end && (*at++ & 0x80) != 0)
      ;
  if (at >= end)
    return FALSE;
  *length = *at++;
  if (*length == 0x80) {
    *length = INDEFINITE;
  } else if (*length > 0x80) {
    gsize count = *length & 0x7f;

    if (count > 4 || (gsize) (end - at) < count)
      return FALSE;
    for (*length = 0; count > 0; count--)
      *length = *length << 8 | *at++;
  }
  element->inside = at;
  return TRUE;
}

static gboolean
read_element (const guint8 *data, const guint8 *end, guint depth, YyqBer *element)
{
  gsize length;
  const guint8 *at;

  if (depth > MAX_DEPTH || !read_head (data, end, element, &length))
    return FALSE;
  if (length != INDEFINITE) {
    if (length > (gsize) (end - element->inside))
      return FALSE;
    element->inside_end = element->end = element->inside + length;
    return TRUE;
  }
  if ((element->tag & 0x20) == 0)
    return FALSE; /* only what holds elements can end with an empty one */
  for (at = element->inside; end - at >= 2;) {
    YyqBer inner;

    if (at[0] == 0 && at[1] == 0) {
      element->inside_end = at;
      element->end = at + 2;
      return TRUE;
    }
    if (!read_element (at, end, depth + 1, &inner))
      return FALSE;
    at = inner.end;
  }
  return FALSE;
}

gboolean
yyq_ber_read (const guint8 *data, const guint8 *end, YyqBer *element)
{
  return read_element (data, end, 0, element);
}

gboolean
yyq_ber_first (const YyqBer *parent, YyqBer *child)
{
  return (parent->tag & 0x20) != 0 && yyq_ber_read (parent->inside, parent->inside_end, child);
}

gboolean
yyq_ber_next (const YyqBer *parent, YyqBer *child)
{
  const guint8 *at = child->end;

  return yyq_ber_read (at, parent->inside_end, child);
}

gboolean
yyq_ber_find (const YyqBer *parent, guint8 tag, YyqBer *child)
{
  gboolean there =
    child->start != NULL ? yyq_ber_next (parent, child) : yyq_ber_first (parent, child);

  while (there && child->tag != tag)
    there = yyq_ber_next (parent, child);
  return there;
}

GBytes *
yyq_ber_to_bytes (const YyqBer *self)
{
  return g_bytes_new (self->start, (gsize) (self->end - self->start));
}
