/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-request.h"

#include <string.h>

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* NULL for bad escapes, %00 and anything that is not UTF-8. */
static char *
decode (const char *text, gssize length, gboolean form)
{
  g_autofree char *copy = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);
  g_autofree char *plain = NULL;

  if (form)
    g_strdelimit (copy, "+", ' ');
  plain = g_uri_unescape_string (copy, NULL);
  return plain != NULL && g_utf8_validate (plain, -1, NULL) ? g_steal_pointer (&plain) : NULL;
}

static gboolean
decode_query (GHashTable *query, const char *text)
{
  g_auto (GStrv) pairs = g_strsplit (text, "&", 64);

  for (guint i = 0; pairs[i] != NULL; i++) {
    const char *equals = strchr (pairs[i], '=');
    g_autofree char *name = decode (pairs[i], equals != NULL ? equals - pairs[i] : -1, TRUE);
    g_autofree char *value = decode (equals != NULL ? equals + 1 : "", -1, TRUE);

    if (name == NULL || value == NULL)
      return FALSE;
    if (*name != '\0')
      g_hash_table_insert (query, g_steal_pointer (&name), g_steal_pointer (&value));
  }
  return TRUE;
}

YyqRequest *
yyq_request_new (const char *method, const char *target, GBytes *body)
{
  g_autoptr (YyqRequest) self = g_new0 (YyqRequest, 1);
  const char *mark = strchr (target, '?');

  self->accesses = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_access_unref);
  self->method = g_strdup (method);
  self->path = decode (target, mark != NULL ? mark - target : -1, FALSE);
  self->query = new_table ();
  self->headers = new_table ();
  self->params = new_table ();
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new_static ("", 0);
  if (self->path == NULL || *self->path != '/' ||
      (mark != NULL && !decode_query (self->query, mark + 1)))
    return NULL;
  return g_steal_pointer (&self);
}

void
yyq_request_free (YyqRequest *self)
{
  g_free (self->method);
  g_free (self->path);
  g_hash_table_unref (self->query);
  g_hash_table_unref (self->headers);
  g_hash_table_unref (self->params);
  g_bytes_unref (self->body);
  g_free (self->remote);
  g_free (self->id);
  g_clear_pointer (&self->json, json_node_unref);
  if (self->prepared_free != NULL)
    self->prepared_free (self->prepared);
  g_free (self->hash);
  g_ptr_array_unref (self->accesses);
  g_free (self);
}

void
yyq_request_set_header (YyqRequest *self, const char *name, const char *value)
{
  g_hash_table_insert (self->headers, g_ascii_strdown (name, -1), g_strdup (value));
}

const char *
yyq_request_get_header (YyqRequest *self, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->headers, lower);
}

const char *
yyq_request_get_param (YyqRequest *self, const char *name)
{
  return g_hash_table_lookup (self->params, name);
}

const char *
yyq_request_get_query (YyqRequest *self, const char *name)
{
  return g_hash_table_lookup (self->query, name);
}

gboolean
yyq_request_get_query_int (YyqRequest *self, const char *name, gint64 least, gint64 most,
                           gint64 fallback, gint64 *value)
{
  const char *text = yyq_request_get_query (self, name);

  *value = fallback;
  return text == NULL || g_ascii_string_to_signed (text, 10, least, most, value, NULL);
}

void
yyq_request_set_prepared (YyqRequest *self, gpointer prepared, GDestroyNotify prepared_free)
{
  if (self->prepared_free != NULL)
    self->prepared_free (self->prepared);
  self->prepared = prepared;
  self->prepared_free = prepared_free;
}

void
yyq_request_set_access (YyqRequest *self, YyqAccess *access)
{
  self->access = access;
  if (access != NULL)
    g_ptr_array_add (self->accesses, access);
}
