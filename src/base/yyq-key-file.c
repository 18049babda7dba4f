/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-key-file.h"

#include <openssl/rand.h>
#include <string.h>

#include "yyq-error.h"

#define HEAD                                                                                     \
  "# Master keys of yuyunqian-platform: version and key. The last one seals. Keep a copy where " \
  "the data is not.\n"

static void
clear_key (gpointer data)
{
  explicit_bzero (data, sizeof (YyqMasterKey));
}

static GArray *
new_keys (void)
{
  GArray *keys = g_array_new (FALSE, TRUE, sizeof (YyqMasterKey));

  g_array_set_clear_func (keys, clear_key);
  return keys;
}

static gboolean
parse_line (const char *line, YyqMasterKey *key)
{
  char *end = NULL;

  key->version = g_ascii_strtoll (line, &end, 10);
  if (key->version < 1 || *end != ' ' || strlen (++end) != 2 * YYQ_KEY_LENGTH)
    return FALSE;
  for (guint i = 0; i < YYQ_KEY_LENGTH; i++) {
    int high = g_ascii_xdigit_value (end[2 * i]), low = g_ascii_xdigit_value (end[2 * i + 1]);

    if (high < 0 || low < 0)
      return FALSE;
    key->key[i] = (guint8) (high * 16 + low);
  }
  return TRUE;
}

/* Versions go up, so that the last line is the newest. */
static gboolean
parse (char *text, GArray *keys)
{
  char *rest = text;
  gint64 last = 0;

  for (char *line = strsep (&rest, "\n"); line != NULL; line = strsep (&rest, "\n")) {
    YyqMasterKey key = { 0 };
    gboolean ok = *line == '\0' || *line == '#';

    if (!ok) {
      ok = parse_line (line, &key) && key.version > last;
      last = key.version;
      g_array_append_val (keys, key);
      clear_key (&key);
    }
    if (!ok)
      return FALSE;
  }
  return keys->len > 0;
}

GArray *
yyq_key_file_read (const char *path, GError **error)
{
  g_autoptr (GArray) keys = new_keys ();
  char *text = NULL;
  gsize length = 0;
  gboolean ok;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  ok = strlen (text) == length && parse (text, keys);
  explicit_bzero (text, length);
  g_free (text);
  if (ok)
    return g_steal_pointer (&keys);
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY, "%s is not a file of master keys",
               path);
  return NULL;
}

static gboolean
write_keys (const char *path, GArray *keys, GError **error)
{
  /* Room for all, so that no copy of a key is left behind when it grows. */
  gsize room = strlen (HEAD) + keys->len * (2 * YYQ_KEY_LENGTH + 24) + 1;
  GString *text = g_string_sized_new (room);
  gboolean ok;

  g_string_append (text, HEAD);
  for (guint i = 0; i < keys->len; i++) {
    const YyqMasterKey *key = &g_array_index (keys, YyqMasterKey, i);

    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", key->version);
    for (guint n = 0; n < YYQ_KEY_LENGTH; n++)
      g_string_append_printf (text, "%02x", key->key[n]);
    g_string_append_c (text, '\n');
  }
  ok = g_file_set_contents_full (path, text->str, (gssize) text->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error);
  explicit_bzero (text->str, text->len);
  g_string_free (text, TRUE);
  return ok;
}

gint64
yyq_key_file_add (const char *path, GError **error)
{
  g_autoptr (GArray) keys = NULL;
  YyqMasterKey key = { 1, { 0 } };
  gboolean ok;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    keys = new_keys ();
  else if ((keys = yyq_key_file_read (path, error)) != NULL)
    key.version = g_array_index (keys, YyqMasterKey, keys->len - 1).version + 1;
  if (keys == NULL)
    return 0;
  if (RAND_bytes (key.key, sizeof key.key) != 1)
    g_error ("no randomness");
  g_array_append_val (keys, key);
  ok = write_keys (path, keys, error);
  explicit_bzero (key.key, sizeof key.key);
  return ok ? key.version : 0;
}
