/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-draft-state.h"

#include "yyq-error.h"

/* kind, object, title, reason, created at, base version, number, base, local */
#define FORMAT "(ssssxxtmayay)"

YyqDraftState *
yyq_draft_state_copy (const YyqDraftState *self)
{
  YyqDraftState *copy = g_memdup2 (self, sizeof *self);

  copy->kind = g_strdup (self->kind);
  copy->object_id = g_strdup (self->object_id);
  copy->title = g_strdup (self->title);
  copy->reason = g_strdup (self->reason);
  copy->base = self->base != NULL ? g_bytes_ref (self->base) : NULL;
  copy->local = g_bytes_ref (self->local);
  return copy;
}

void
yyq_draft_state_free (YyqDraftState *self)
{
  g_free (self->kind);
  g_free (self->object_id);
  g_free (self->title);
  g_free (self->reason);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_clear_pointer (&self->local, g_bytes_unref);
  g_free (self);
}

static GVariant *
bytes_to_variant (GBytes *bytes)
{
  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

GBytes *
yyq_draft_state_to_bytes (const YyqDraftState *self)
{
  GVariant *base = g_variant_new_maybe (G_VARIANT_TYPE_BYTESTRING,
                                        self->base != NULL ? bytes_to_variant (self->base) : NULL);
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new (
    "(ssssxxt@may@ay)", self->kind, self->object_id, self->title, self->reason, self->created_at,
    self->base_version, self->seq, base, bytes_to_variant (self->local)));

  return g_variant_get_data_as_bytes (variant);
}

YyqDraftState *
yyq_draft_state_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (GVariant) variant =
    g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORMAT), bytes, FALSE));
  g_autoptr (GVariant) base = NULL;
  g_autoptr (GVariant) local = NULL;
  YyqDraftState *self = NULL;

  if (!g_variant_is_normal_form (variant)) {
    g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT,
                         "A draft's snapshot is not what it should be");
    return NULL;
  }
  self = g_new0 (YyqDraftState, 1);
  g_variant_get (variant, "(ssssxxt@may@ay)", &self->kind, &self->object_id, &self->title,
                 &self->reason, &self->created_at, &self->base_version, &self->seq, &base, &local);
  if (g_variant_n_children (base) > 0) {
    g_autoptr (GVariant) inner = g_variant_get_maybe (base);

    self->base = g_variant_get_data_as_bytes (inner);
  }
  self->local = g_variant_get_data_as_bytes (local);
  return self;
}
