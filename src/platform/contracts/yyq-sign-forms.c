/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-forms.h"

#include "yyq-blob-store.h"

static void
shown_clear (gpointer data)
{
  YyqPdfShown *shown = data;

  g_free ((char *) shown->field);
  g_clear_pointer (&shown->form, g_bytes_unref);
}

gboolean
yyq_sign_forms_add (YyqPlatform *platform, const char *session_id, const char *field,
                    const char *seal_id, const char *form_sha256, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO sign_session_form (session_id, field, seal_id, "
                              "form_sha256) VALUES ($1, $2, $3, $4)",
                              "ssss", session_id, field, seal_id, form_sha256);
}

GArray *
yyq_sign_forms_load (YyqPlatform *platform, const char *session_id, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (YyqPdfShown));
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT field, form_sha256 FROM sign_session_form WHERE session_id = $1 ORDER BY field", "s",
    session_id);

  g_array_set_clear_func (list, shown_clear);
  while (rows != NULL && yyq_rows_next (rows, &local)) {
    YyqPdfShown shown = { NULL, yyq_blob_store_get (yyq_blob_store_of (platform),
                                                    yyq_rows_get_text (rows, 1), error) };

    if (shown.form == NULL)
      return NULL;
    shown.field = g_strdup (yyq_rows_get_text (rows, 0));
    g_array_append_val (list, shown);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL) ? g_steal_pointer (&list) : NULL;
}
