/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-protocol.h"

#include <string.h>

#define TEXT_MAX 1024

void
yyq_ukey_name_clear (YyqUkeyName *name)
{
  g_clear_pointer (&name->manufacturer, g_free);
  g_clear_pointer (&name->label, g_free);
  g_clear_pointer (&name->serial, g_free);
}

gboolean
yyq_ukey_name_equal (const YyqUkeyName *a, const YyqUkeyName *b)
{
  return g_strcmp0 (a->manufacturer, b->manufacturer) == 0 && g_strcmp0 (a->label, b->label) == 0 &&
         g_strcmp0 (a->serial, b->serial) == 0;
}

void
yyq_ukey_put_u8 (GByteArray *frame, guint8 value)
{
  g_byte_array_append (frame, &value, 1);
}

void
yyq_ukey_put_u32 (GByteArray *frame, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (frame, (const guint8 *) &big, sizeof big);
}

void
yyq_ukey_put_bytes (GByteArray *frame, gconstpointer bytes, gsize length)
{
  yyq_ukey_put_u32 (frame, (guint32) length);
  if (length > 0)
    g_byte_array_append (frame, bytes, (guint) length);
}

/* Cut at the limit that the reader keeps: a driver's long text must not spoil the frame. */
void
yyq_ukey_put_text (GByteArray *frame, const char *text)
{
  gsize length = strlen (text);

  while (length > TEXT_MAX)
    length = (gsize) (g_utf8_find_prev_char (text, text + length) - text);
  yyq_ukey_put_bytes (frame, text, length);
}

void
yyq_ukey_put_name (GByteArray *frame, const YyqUkeyName *name)
{
  yyq_ukey_put_text (frame, name->manufacturer);
  yyq_ukey_put_text (frame, name->label);
  yyq_ukey_put_text (frame, name->serial);
}

static const guint8 *
take (YyqUkeyReader *reader, gsize length)
{
  const guint8 *at = reader->at;

  if (reader->failed || length > reader->left) {
    reader->failed = TRUE;
    return NULL;
  }
  reader->at += length;
  reader->left -= length;
  return at;
}

guint8
yyq_ukey_take_u8 (YyqUkeyReader *reader)
{
  const guint8 *at = take (reader, 1);

  return at != NULL ? *at : 0;
}

guint32
yyq_ukey_take_u32 (YyqUkeyReader *reader)
{
  const guint8 *at = take (reader, 4);
  guint32 big = 0;

  if (at != NULL)
    memcpy (&big, at, sizeof big);
  return GUINT32_FROM_BE (big);
}

const guint8 *
yyq_ukey_take_bytes (YyqUkeyReader *reader, gsize max, gsize *length)
{
  gsize n = yyq_ukey_take_u32 (reader);
  const guint8 *at;

  if (n > max)
    reader->failed = TRUE;
  at = take (reader, n);
  *length = at != NULL ? n : 0;
  return at != NULL ? at : (const guint8 *) "";
}

char *
yyq_ukey_take_text (YyqUkeyReader *reader)
{
  gsize length;
  const char *bytes = (const char *) yyq_ukey_take_bytes (reader, TEXT_MAX, &length);

  if (!g_utf8_validate_len (bytes, length, NULL)) {
    reader->failed = TRUE;
    return g_strdup ("");
  }
  return g_strndup (bytes, length);
}

void
yyq_ukey_take_name (YyqUkeyReader *reader, YyqUkeyName *name)
{
  yyq_ukey_name_clear (name);
  name->manufacturer = yyq_ukey_take_text (reader);
  name->label = yyq_ukey_take_text (reader);
  name->serial = yyq_ukey_take_text (reader);
}

gboolean
yyq_ukey_reader_done (const YyqUkeyReader *reader)
{
  return !reader->failed && reader->left == 0;
}
