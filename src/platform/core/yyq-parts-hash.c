/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-parts-hash.h"

#include <string.h>

GChecksum *
yyq_parts_hash_begin (const char *domain)
{
  GChecksum *self = g_checksum_new (G_CHECKSUM_SHA256);

  yyq_parts_hash_add (self, domain);
  return self;
}

void
yyq_parts_hash_add (GChecksum *self, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  guint32 prefix = GUINT32_TO_BE (text != NULL ? (guint32) length : G_MAXUINT32);

  g_checksum_update (self, (const guchar *) &prefix, sizeof prefix);
  g_checksum_update (self, (const guchar *) text, (gssize) length);
}

void
yyq_parts_hash_add_int (GChecksum *self, gint64 number)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  yyq_parts_hash_add (self, text);
}

char *
yyq_parts_hash_end (GChecksum *self)
{
  char *hex = g_strdup (g_checksum_get_string (self));

  g_checksum_free (self);
  return hex;
}
