/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-vault.h"

#include "yyq-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define FILE_NAME "session"
#define LOCK_NAME "lock"

struct _YyqSessionVault {
  GObject parent_instance;

  char *server;
  char *scope;
  char *directory;
  char *path;
  YyqCipher *cipher; /* (nullable): unlocked */
  int lock;          /* -1: not ours */
};

G_DEFINE_FINAL_TYPE (YyqSessionVault, yyq_session_vault, G_TYPE_OBJECT)

gboolean
yyq_session_vault_exists (YyqSessionVault *self)
{
  return g_file_test (self->path, G_FILE_TEST_EXISTS);
}

static gboolean
make_directory (YyqSessionVault *self, GError **error)
{
  int code;

  if (g_mkdir_with_parents (self->directory, 0700) == 0)
    return TRUE;
  code = errno;
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s", self->directory,
               g_strerror (code));
  return FALSE;
}

gboolean
yyq_session_vault_unlock (YyqSessionVault *self, YyqSecret *passphrase, YyqKeyringKind *kind,
                          GError **error)
{
  g_clear_pointer (&self->cipher, yyq_cipher_unref);
  return make_directory (self, error) &&
         yyq_keyring_unlock_in_worker (self->scope, self->directory, passphrase, kind,
                                       &self->cipher, NULL, error);
}

/* The bytes of a token do not stay behind in ordinary memory. */
static void
wipe (gpointer data)
{
  GByteArray *bytes = data;

  explicit_bzero (bytes->data, bytes->len);
  g_byte_array_unref (bytes);
}

static GBytes *
join (YyqSecret *token, GBytes *rest)
{
  GByteArray *plain =
    g_byte_array_sized_new ((guint) (yyq_secret_get_length (token) + 1 + g_bytes_get_size (rest)));

  g_byte_array_append (plain, (const guint8 *) yyq_secret_peek (token),
                       (guint) yyq_secret_get_length (token));
  g_byte_array_append (plain, (const guint8 *) "\n", 1);
  g_byte_array_append (plain, g_bytes_get_data (rest, NULL), (guint) g_bytes_get_size (rest));
  return g_bytes_new_with_free_func (plain->data, plain->len, wipe, plain);
}

/* Takes @plain. */
static YyqSecret *
split (GBytes *plain, GBytes **rest, GError **error)
{
  gsize size = 0;
  char *text = g_bytes_unref_to_data (plain, &size);
  const char *end = size > 0 ? memchr (text, '\n', size) : NULL;
  g_autoptr (YyqSecret) token = NULL;

  if (end != NULL) {
    const gsize length = (gsize) (end - text);

    token = yyq_secret_new (length + 1);
    yyq_secret_append (token, text, length);
    *rest = g_bytes_new (end + 1, size - length - 1);
  } else {
    g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT,
                         "What is kept of the log-in is damaged");
  }
  explicit_bzero (text, size);
  g_free (text);
  return g_steal_pointer (&token);
}

YyqSecret *
yyq_session_vault_read (YyqSessionVault *self, GBytes **rest, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) sealed = NULL;
  GBytes *plain;
  gsize length = 0;

  g_return_val_if_fail (self->cipher != NULL, NULL);
  if (!g_file_get_contents (self->path, &contents, &length, NULL))
    return NULL;
  sealed = g_bytes_new (contents, length);
  plain = yyq_cipher_open (self->cipher, "session", "state", self->server, sealed, error);
  return plain != NULL ? split (plain, rest, error) : NULL;
}

gboolean
yyq_session_vault_write (YyqSessionVault *self, YyqSecret *token, GBytes *rest, GError **error)
{
  g_autoptr (GBytes) plain = join (token, rest);
  g_autoptr (GBytes) sealed = NULL;

  g_return_val_if_fail (self->cipher != NULL, FALSE);
  sealed = yyq_cipher_seal (self->cipher, "session", "state", self->server, plain);
  return g_file_set_contents_full (
    self->path, g_bytes_get_data (sealed, NULL), (gssize) g_bytes_get_size (sealed),
    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* The lock's file stays: somebody may be waiting at it. */
void
yyq_session_vault_remove (YyqSessionVault *self)
{
  g_unlink (self->path);
  g_clear_pointer (&self->cipher, yyq_cipher_unref);
  yyq_keyring_forget_in_worker (self->scope, self->directory, NULL);
}

gboolean
yyq_session_vault_lock (YyqSessionVault *self)
{
  g_autofree char *path = g_build_filename (self->directory, LOCK_NAME, NULL);

  if (self->lock >= 0)
    return TRUE;
  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  while (self->lock >= 0 && flock (self->lock, LOCK_EX) != 0)
    if (errno != EINTR)
      yyq_session_vault_release (self);
  return self->lock >= 0;
}

gboolean
yyq_session_vault_is_locked (YyqSessionVault *self)
{
  return self->lock >= 0;
}

void
yyq_session_vault_release (YyqSessionVault *self)
{
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

static void
yyq_session_vault_finalize (GObject *object)
{
  YyqSessionVault *self = YYQ_SESSION_VAULT (object);

  yyq_session_vault_release (self);
  g_clear_pointer (&self->cipher, yyq_cipher_unref);
  g_free (self->server);
  g_free (self->scope);
  g_free (self->directory);
  g_free (self->path);
  G_OBJECT_CLASS (yyq_session_vault_parent_class)->finalize (object);
}

static void
yyq_session_vault_class_init (YyqSessionVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_session_vault_finalize;
}

static void
yyq_session_vault_init (YyqSessionVault *self)
{
  self->lock = -1;
}

YyqSessionVault *
yyq_session_vault_new (const char *cache_dir, const char *server)
{
  YyqSessionVault *self = g_object_new (YYQ_TYPE_SESSION_VAULT, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, server, -1);
  g_autofree char *name = g_strndup (hash, 32);

  self->server = g_strdup (server);
  self->scope = g_strconcat ("session-", name, NULL);
  self->directory = g_build_filename (cache_dir, "sessions", name, NULL);
  self->path = g_build_filename (self->directory, FILE_NAME, NULL);
  return self;
}
