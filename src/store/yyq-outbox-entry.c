/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox-entry.h"

#include "yyq-clock.h"
#include "yyq-id.h"

G_DEFINE_BOXED_TYPE (YyqOutboxEntry, yyq_outbox_entry, yyq_outbox_entry_copy, yyq_outbox_entry_free)

YyqOutboxEntry *
yyq_outbox_entry_new (const char *kind, const char *object_id, GBytes *body)
{
  YyqOutboxEntry *self = g_new0 (YyqOutboxEntry, 1);

  self->idempotency_key = yyq_id_new ();
  self->kind = g_strdup (kind);
  self->object_id = g_strdup (object_id);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  self->created_at = yyq_clock_now ();
  return self;
}

YyqOutboxEntry *
yyq_outbox_entry_copy (const YyqOutboxEntry *self)
{
  YyqOutboxEntry *copy = g_memdup2 (self, sizeof *self);

  copy->idempotency_key = g_strdup (self->idempotency_key);
  copy->kind = g_strdup (self->kind);
  copy->object_id = g_strdup (self->object_id);
  copy->target = g_strdup (self->target);
  copy->title = g_strdup (self->title);
  copy->after = g_strdup (self->after);
  copy->body = self->body != NULL ? g_bytes_ref (self->body) : NULL;
  copy->reason = g_strdup (self->reason);
  copy->last_error = g_strdup (self->last_error);
  return copy;
}

void
yyq_outbox_entry_free (YyqOutboxEntry *self)
{
  g_free (self->idempotency_key);
  g_free (self->kind);
  g_free (self->object_id);
  g_free (self->target);
  g_free (self->title);
  g_free (self->after);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->reason);
  g_free (self->last_error);
  g_free (self);
}

const char *
yyq_outbox_state_to_string (YyqOutboxState state)
{
  return state == YYQ_OUTBOX_PARKED ? "parked" : "waiting";
}
