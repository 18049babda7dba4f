/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-scgi-parser.h"

#include <libsoup/soup.h>
#include <string.h>

/* 65536 has five digits; anything longer is no header of ours. */
#define LENGTH_DIGITS 5

static gboolean
invalid (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, why);
  return FALSE;
}

/* Pairs of NUL-terminated strings, which stay where they are; @length counts the last NUL. */
static GHashTable *
split_pairs (const char *data, gsize length)
{
  g_autoptr (GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
  const char *end = data + length;

  if (length == 0 || end[-1] != '\0')
    return NULL;
  while (data < end) {
    const char *value = data + strlen (data) + 1;

    if (value >= end || *data == '\0')
      return NULL;
    g_hash_table_insert (table, (gpointer) data, (gpointer) value);
    data = value + strlen (value) + 1;
  }
  return g_steal_pointer (&table);
}

gboolean
yyq_scgi_take_header (const char *data, gsize length, GHashTable **header, gsize *consumed,
                      GError **error)
{
  const char *colon = memchr (data, ':', MIN (length, LENGTH_DIGITS + 1));
  gsize size = 0;

  *header = NULL;
  if (colon == NULL)
    return length <= LENGTH_DIGITS || invalid (error, "no netstring");
  if (colon == data)
    return invalid (error, "no length");
  for (const char *digit = data; digit < colon; digit++) {
    if (!g_ascii_isdigit (*digit))
      return invalid (error, "length is not a number");
    size = size * 10 + (gsize) (*digit - '0');
  }
  if (size > YYQ_SCGI_HEADER_LIMIT)
    return invalid (error, "header too long");
  if (length < (gsize) (colon + 1 - data) + size + 1)
    return TRUE;
  if (colon[1 + size] != ',')
    return invalid (error, "no comma after the header");
  *header = split_pairs (colon + 1, size);
  *consumed = (gsize) (colon + 1 - data) + size + 1;
  return *header != NULL || invalid (error, "header is not pairs");
}

gboolean
yyq_scgi_get_length (GHashTable *header, gsize limit, gsize *length)
{
  const char *text = g_hash_table_lookup (header, "CONTENT_LENGTH");
  guint64 value = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, limit, &value, NULL))
    return FALSE;
  *length = (gsize) value;
  return TRUE;
}

/* HTTP_IDEMPOTENCY_KEY -> idempotency-key. */
static void
add_header (YyqRequest *request, const char *name, const char *value)
{
  g_autofree char *plain = NULL;

  if (g_str_has_prefix (name, "HTTP_"))
    plain = g_strdup (name + strlen ("HTTP_"));
  else if (g_str_equal (name, "CONTENT_TYPE") && *value != '\0')
    plain = g_strdup (name);
  else
    return;
  g_strdelimit (plain, "_", '-');
  yyq_request_set_header (request, plain, value);
}

YyqRequest *
yyq_scgi_make_request (GHashTable *header, GBytes *body)
{
  const char *method = g_hash_table_lookup (header, "REQUEST_METHOD");
  const char *target = g_hash_table_lookup (header, "REQUEST_URI");
  YyqRequest *request =
    method != NULL && target != NULL ? yyq_request_new (method, target, body) : NULL;
  const char *remote = g_hash_table_lookup (header, "REMOTE_ADDR");
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (request == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, header);
  while (g_hash_table_iter_next (&iter, &name, &value))
    add_header (request, name, value);
  request->remote = g_strdup (remote != NULL ? remote : "unix");
  return request;
}

static void
append_line (GString *head, const char *name, const char *value)
{
  g_string_append (head, name);
  g_string_append (head, ": ");
  g_string_append (head, value);
  g_string_append (head, "\r\n");
}

GString *
yyq_scgi_format_head (YyqResponse *response)
{
  GString *head = g_string_sized_new (256);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  /* nginx copies it: a status line without a phrase lacks its last blank. */
  g_string_append_printf (head, "Status: %u %s\r\n", response->status,
                          soup_status_get_phrase (response->status));
  g_hash_table_iter_init (&iter, response->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    append_line (head, name, value);
  if (response->content_type != NULL)
    append_line (head, "Content-Type", response->content_type);
  if (response->status != 204 && response->status != 304 && response->open == NULL)
    g_string_append_printf (head, "Content-Length: %" G_GINT64_FORMAT "\r\n",
                            yyq_response_get_length (response));
  g_string_append (head, "\r\n");
  return head;
}
