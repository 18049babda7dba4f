/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-form-draft.h"

static void
row_changed_cb (YyqFormRow *row, gpointer user_data)
{
  g_autofree char *value = yyq_form_row_get_value (row);

  yyq_kept_values_put (user_data, yyq_form_row_get_member (row), yyq_form_row_get_title (row),
                       value);
}

/* A secret has no value. */
static gboolean
is_kept (YyqFormRow *row)
{
  g_autofree char *value = yyq_form_row_get_value (row);

  return value != NULL && yyq_form_row_get_member (row) != NULL;
}

void
yyq_form_draft_follow (YyqForm *form, YyqKeptValues *kept)
{
  g_autoptr (GPtrArray) rows = yyq_form_list_all_rows (form);

  g_object_set_data_full (G_OBJECT (form), "kept", g_object_ref (kept), g_object_unref);
  for (guint i = 0; i < rows->len; i++) {
    YyqFormRow *row = rows->pdata[i];
    const char *text =
      is_kept (row) ? yyq_kept_values_get (kept, yyq_form_row_get_member (row)) : NULL;

    if (text != NULL)
      yyq_form_row_set_value (row, text);
    if (is_kept (row))
      g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), kept, 0);
  }
}
