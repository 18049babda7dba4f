/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox-fixture.h"

#include "yyq-clock.h"

const YyqCommandKind outbox_test_kind = {
  .name = "test.kind",
  .method = "POST",
  .path = "/objects/{object}/commands",
  .label = "Test",
  .entity = "object",
  .deadline_ms = 2000,
  .waits = TRUE,
};

const YyqCommandKind outbox_test_now_kind = {
  .name = "test.now",
  .method = "POST",
  .path = "/objects/{object}/commands",
  .label = "Test",
  .entity = "object",
  .deadline_ms = 2000,
};

void
outbox_client_open (OutboxClient *self, const char *directory, const char *url)
{
  g_autofree char *path = g_build_filename (directory, "cache.db", NULL);
  g_autofree char *bodies = g_build_filename (directory, "outbox", NULL);
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  g_autoptr (YyqCipher) cipher = NULL;
  g_autoptr (GError) error = NULL;

  yyq_secret_append (key, "0123456789abcdef0123456789abcdef", YYQ_CIPHER_KEY_SIZE);
  cipher = yyq_cipher_new (key, 1);
  self->database = yyq_database_new (path);
  self->outbox = yyq_outbox_new (self->database, cipher, bodies);
  self->client = yyq_api_client_new (NULL);
  yyq_api_client_set_base_url (self->client, url, &error);
  g_assert_no_error (error);
  yyq_api_client_set_tokens (self->client, "access", yyq_clock_now () + 3600 * 1000, "refresh");
  self->runner = yyq_outbox_runner_new (self->client, self->outbox);
  yyq_outbox_runner_add_kind (self->runner, &outbox_test_kind);
  yyq_outbox_runner_add_kind (self->runner, &outbox_test_now_kind);
}

void
outbox_client_close (OutboxClient *self)
{
  yyq_outbox_runner_stop (self->runner);
  store_unref_and_wait (g_steal_pointer (&self->runner));
  g_clear_object (&self->outbox);
  store_unref_and_wait (g_steal_pointer (&self->client));
  store_unref_and_wait (g_steal_pointer (&self->database));
}

void
outbox_client_let_time_pass (OutboxClient *self)
{
  store_ask (self->database, "UPDATE outbox SET next_at = 0");
  yyq_outbox_runner_run (self->runner);
}
