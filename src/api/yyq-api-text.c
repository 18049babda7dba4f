/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-text.h"

#include <string.h>

/* Never grown in place: what is left behind by a realloc could not be zeroed. */
struct _YyqApiText {
  char *bytes;
  gsize length;
  gsize capacity;
};

typedef struct {
  char *bytes;
  gsize length;
} Wiped;

YyqApiText *
yyq_api_text_new (void)
{
  YyqApiText *self = g_new0 (YyqApiText, 1);

  self->capacity = 256;
  self->bytes = g_malloc (self->capacity);
  return self;
}

static void
put (YyqApiText *self, const char *bytes, gsize length)
{
  if (self->length + length > self->capacity) {
    gsize capacity = 2 * (self->length + length);
    char *larger = g_malloc (capacity);

    memcpy (larger, self->bytes, self->length);
    explicit_bzero (self->bytes, self->capacity);
    g_free (self->bytes);
    self->bytes = larger;
    self->capacity = capacity;
  }
  memcpy (self->bytes + self->length, bytes, length);
  self->length += length;
}

/* RFC 8259 §7. */
static void
put_escaped (YyqApiText *self, const char *text)
{
  for (const char *c = text; *c != '\0'; c++) {
    if ((guchar) *c < 0x20) {
      char escape[8];

      g_snprintf (escape, sizeof escape, "\\u%04x", (guint) (guchar) *c);
      put (self, escape, 6);
    } else {
      if (*c == '"' || *c == '\\')
        put (self, "\\", 1);
      put (self, c, 1);
    }
  }
}

void
yyq_api_text_add (YyqApiText *self, const char *name, const char *value)
{
  if (value == NULL)
    return;
  put (self, self->length == 0 ? "{\"" : ",\"", 2);
  put (self, name, strlen (name));
  put (self, "\":\"", 3);
  put_escaped (self, value);
  put (self, "\"", 1);
}

void
yyq_api_text_add_bytes (YyqApiText *self, const char *name, GBytes *value)
{
  g_autofree char *text =
    g_base64_encode (g_bytes_get_data (value, NULL), g_bytes_get_size (value));

  yyq_api_text_add (self, name, text);
}

static void
wipe (gpointer data)
{
  Wiped *wiped = data;

  explicit_bzero (wiped->bytes, wiped->length);
  g_free (wiped->bytes);
  g_free (wiped);
}

GBytes *
yyq_api_text_finish (YyqApiText *self)
{
  Wiped *wiped = g_new (Wiped, 1);

  put (self, self->length == 0 ? "{}" : "}", self->length == 0 ? 2 : 1);
  wiped->bytes = g_steal_pointer (&self->bytes);
  wiped->length = self->length;
  g_free (self);
  return g_bytes_new_with_free_func (wiped->bytes, wiped->length, wipe, wiped);
}
