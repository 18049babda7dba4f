/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-kept-values.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-session-private.h"

/* Values, and one that is typed: member -> title, text. */
#define VALUES "a{s(ss)}"

struct _YyqKeptValues {
  GObject parent_instance;

  YyqDrafts *drafts; /* (owned) */
  const YyqDraftKind *kind;
  char *object_id; /* (owned) (nullable) */
  YyqDraft *draft; /* (owned) (nullable): nothing is typed so far */
  GHashTable *got; /* (owned): member -> text, as it was asked for */
};

G_DEFINE_FINAL_TYPE (YyqKeptValues, yyq_kept_values, G_TYPE_OBJECT)

/* Any thread. (transfer full): @bytes were made by this program, or are damaged: then nothing. */
static GVariant *
read_values (GBytes *bytes)
{
  g_autoptr (GVariant) values =
    g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (VALUES), bytes, FALSE));

  return g_variant_get_normal_form (values);
}

GBytes *
yyq_kept_values_apply (GBytes *local, GBytes *operation, GError **error)
{
  g_autoptr (GVariant) before = read_values (local);
  g_autoptr (GVariant) typed = read_values (operation);
  g_autoptr (GVariant) after = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  GVariant *entry;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (VALUES));
  g_variant_iter_init (&iter, before);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL) {
    g_autoptr (GVariant) owned = entry;
    g_autofree char *member = NULL;

    g_variant_get_child (entry, 0, "s", &member);
    if (!g_variant_lookup (typed, member, "(ss)", NULL, NULL))
      g_variant_builder_add_value (&builder, entry);
  }
  g_variant_iter_init (&iter, typed);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL) {
    g_variant_builder_add_value (&builder, entry);
    g_variant_unref (entry);
  }
  after = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_get_data_as_bytes (after);
}

char *
yyq_kept_values_describe (GBytes *local)
{
  g_autoptr (GVariant) values = read_values (local);
  GString *lines = g_string_new (NULL);
  const char *title, *text;
  GVariantIter iter;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&s(&s&s)}", NULL, &title, &text)) {
    /* Translators: what a field is called, and what was typed there */
    g_autofree char *line = g_strdup_printf (_ ("%s: %s"), title, text);

    if (*text != '\0')
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
  }
  return g_string_free (lines, FALSE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqKeptValues *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->draft = yyq_drafts_open_finish (YYQ_DRAFTS (source), result, &error);
  if (self->draft != NULL)
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* (nullable): the newest one. */
static const YyqDraftInfo *
find_draft (YyqKeptValues *self, GPtrArray *infos)
{
  const char *object_id = self->object_id != NULL ? self->object_id : "";

  for (guint i = infos->len; i > 0; i--) {
    const YyqDraftInfo *info = infos->pdata[i - 1];

    if (g_str_equal (info->kind, self->kind->name) && g_str_equal (info->object_id, object_id))
      return info;
  }
  return NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqKeptValues *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) infos = yyq_drafts_list_finish (YYQ_DRAFTS (source), result, &error);
  const YyqDraftInfo *info = infos != NULL ? find_draft (self, infos) : NULL;

  if (error != NULL)
    g_task_return_error (task, error);
  else if (info == NULL)
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    yyq_drafts_open_async (self->drafts, self->kind, info->id, opened_cb, g_object_ref (task));
}

void
yyq_kept_values_open_async (YyqSession *session, const YyqDraftKind *kind, const char *object_id,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  YyqWorkspace *workspace = yyq_session_get_workspace (session);
  YyqKeptValues *self;

  g_return_if_fail (workspace != NULL);
  self = g_object_new (YYQ_TYPE_KEPT_VALUES, NULL);
  self->drafts = g_object_ref (yyq_workspace_get_drafts (workspace));
  self->kind = kind;
  self->object_id = g_strdup (object_id);
  g_task_set_source_tag (task, yyq_kept_values_open_async);
  g_task_set_task_data (task, self, g_object_unref);
  yyq_drafts_list_async (self->drafts, listed_cb, g_object_ref (task));
}

YyqKeptValues *
yyq_kept_values_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
yyq_kept_values_get (YyqKeptValues *self, const char *member)
{
  g_autoptr (GVariant) values = NULL;
  char *text = NULL;

  g_return_val_if_fail (YYQ_IS_KEPT_VALUES (self), NULL);
  if (self->draft == NULL)
    return NULL;
  values = read_values (yyq_draft_get_local (self->draft));
  if (!g_variant_lookup (values, member, "(ss)", NULL, &text))
    return NULL;
  g_hash_table_insert (self->got, g_strdup (member), text);
  return text;
}

void
yyq_kept_values_put (YyqKeptValues *self, const char *member, const char *title, const char *text)
{
  const YyqDraftStart start = { .object_id = self->object_id };
  GVariantBuilder builder;
  g_autoptr (GVariant) typed = NULL;
  g_autoptr (GBytes) operation = NULL;

  g_return_if_fail (YYQ_IS_KEPT_VALUES (self));
  g_variant_builder_init (&builder, G_VARIANT_TYPE (VALUES));
  g_variant_builder_add (&builder, "{s(ss)}", member, title, text);
  typed = g_variant_ref_sink (g_variant_builder_end (&builder));
  operation = g_variant_get_data_as_bytes (typed);
  if (self->draft == NULL)
    self->draft = yyq_drafts_create (self->drafts, self->kind, &start);
  yyq_draft_apply (self->draft, operation, NULL);
}

void
yyq_kept_values_discard (YyqKeptValues *self)
{
  g_return_if_fail (YYQ_IS_KEPT_VALUES (self));
  if (self->draft != NULL)
    yyq_draft_discard (self->draft);
  g_clear_object (&self->draft);
}

static void
yyq_kept_values_finalize (GObject *object)
{
  YyqKeptValues *self = YYQ_KEPT_VALUES (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->drafts);
  g_free (self->object_id);
  g_hash_table_unref (self->got);
  G_OBJECT_CLASS (yyq_kept_values_parent_class)->finalize (object);
}

static void
yyq_kept_values_class_init (YyqKeptValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_kept_values_finalize;
}

static void
yyq_kept_values_init (YyqKeptValues *self)
{
  self->got = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
