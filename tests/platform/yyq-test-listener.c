/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-listener.h"

#include <string.h>

#include "yyq-test-raw.h"

struct _YyqTestListener {
  GIOStream *stream;
  GCancellable *cancellable;
  GThread *thread;
  GMutex lock; /* for what follows */
  GString *text;
  gboolean ended;
};

static gpointer
read_all (gpointer data)
{
  YyqTestListener *self = data;
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  g_autoptr (GError) error = NULL;
  char chunk[4096];
  gssize n;

  do {
    g_clear_error (&error);
    n = g_input_stream_read (input, chunk, sizeof chunk, self->cancellable, &error);
    g_mutex_lock (&self->lock);
    if (n > 0)
      g_string_append_len (self->text, chunk, n);
    g_mutex_unlock (&self->lock);
  } while (n > 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_mutex_unlock (&self->lock);
  return NULL;
}

YyqTestListener *
yyq_test_listener_new (guint16 port, gboolean tls, const char *path, const char *token)
{
  YyqTestListener *self = g_new0 (YyqTestListener, 1);
  g_autofree char *request =
    g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s%s%s\r\n", path,
                     token != NULL ? "Authorization: Bearer " : "", token != NULL ? token : "",
                     token != NULL ? "\r\n" : "");

  g_mutex_init (&self->lock);
  self->text = g_string_new (NULL);
  self->cancellable = g_cancellable_new ();
  self->stream = yyq_test_raw_connect (port, tls);
  g_assert_true (yyq_test_raw_send (self->stream, request, strlen (request)));
  self->thread = g_thread_new ("listener", read_all, self);
  return self;
}

void
yyq_test_listener_free (YyqTestListener *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_io_stream_close (self->stream, NULL, NULL);
  g_object_unref (self->stream);
  g_object_unref (self->cancellable);
  g_string_free (self->text, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self);
}

char *
yyq_test_listener_get_text (YyqTestListener *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strdup (self->text->str);
}

guint
yyq_test_listener_count (YyqTestListener *self, const char *part)
{
  g_autofree char *text = yyq_test_listener_get_text (self);
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

gboolean
yyq_test_listener_has_ended (YyqTestListener *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->ended;
}
