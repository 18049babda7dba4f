/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-events-api.h"

#include <string.h>

#define SILENCE_MS 60000
/* Ours are a few words; of what is longer the rest is not an event of ours. */
#define LONGEST_LINE 1024

typedef struct {
  YyqEventsHeard heard;
  gpointer data;
  GString *line;
  char *event; /* (nullable): named for the event under way */
} Reader;

static void
reader_free (gpointer data)
{
  Reader *self = data;

  g_string_free (self->line, TRUE);
  g_free (self->event);
  g_free (self);
}

static const char *
value_of (const char *line, const char *field)
{
  const gsize length = strlen (field);

  if (!g_str_has_prefix (line, field) || line[length] != ':')
    return NULL;
  return line[length + 1] == ' ' ? line + length + 2 : line + length + 1;
}

/* An empty line ends an event; a colon begins a comment, which is there to be heard. */
static void
take_line (Reader *self)
{
  g_autofree char *event = NULL;
  const char *name;

  g_strchomp (self->line->str);
  if (*self->line->str == '\0') {
    event = g_steal_pointer (&self->event);
  } else if ((name = value_of (self->line->str, "event")) != NULL) {
    g_free (self->event);
    self->event = g_strdup (name);
  }
  g_string_truncate (self->line, 0);
  if (event != NULL)
    self->heard (event, self->data);
}

static void
piece_cb (GBytes *piece, gpointer task)
{
  Reader *self = g_task_get_task_data (task);
  gsize length = 0;
  const char *text = g_bytes_get_data (piece, &length);

  for (gsize i = 0; i < length; i++) {
    if (text[i] == '\n')
      take_line (self);
    else if (self->line->len < LONGEST_LINE)
      g_string_append_c (self->line, text[i]);
  }
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yyq_events_api_listen_async (YyqApiClient *client, YyqEventsHeard heard, gpointer data,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Reader *reader = g_new0 (Reader, 1);
  const YyqApiCall call = {
    .method = "GET",
    .path = "/api/v1/events",
    .flags = YYQ_API_CALL_STREAM | YYQ_API_CALL_ONCE,
    .deadline_ms = SILENCE_MS,
    .piece = piece_cb,
    .piece_data = task,
  };

  g_task_set_source_tag (task, yyq_events_api_listen_async);
  reader->heard = heard;
  reader->data = data;
  reader->line = g_string_new (NULL);
  g_task_set_task_data (task, reader, reader_free);
  yyq_api_client_call_async (client, &call, yyq_api_decode_nothing, NULL, cancellable, ended_cb,
                             task);
}

gboolean
yyq_events_api_listen_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
