/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-export.h"

#include <glib/gi18n.h>

/* What one turn of the main loop reads: rows come from the disk by pages. */
#define ROWS_A_TURN 128

typedef struct {
  GtkBitset *positions; /* (owned) */
  GString *text;        /* (owned) */
  guint next;           /* which of the positions */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  gtk_bitset_unref (export->positions);
  g_string_free (export->text, TRUE);
  g_free (export);
}

/* Tabs and line ends are those of the table. A spreadsheet would reckon with what begins like a
 * formula, and others may have written it. */
static void
append_field (GString *text, const char *field)
{
  if (field == NULL)
    return;
  if (strchr ("=+-@", *field) != NULL && *field != '\0')
    g_string_append_c (text, '\'');
  for (const char *at = field; *at != '\0'; at++)
    g_string_append_c (text, *at == '\t' || *at == '\n' || *at == '\r' ? ' ' : *at);
}

static gboolean
is_exported (const YyqTablePlace *place)
{
  return place->shown && place->column->kind != YYQ_CELL_CHECK &&
         place->column->kind != YYQ_CELL_MENU && place->column->kind != YYQ_CELL_LINK;
}

/* @item NULL: the titles. */
static void
append_line (GString *text, YyqTableColumns *columns, gpointer item)
{
  gboolean first = TRUE;

  for (guint i = 0; i < yyq_table_columns_get_n (columns); i++) {
    const YyqTablePlace *place = yyq_table_columns_get_place (columns, i);
    g_autofree char *field = NULL;

    if (!is_exported (place))
      continue;
    if (!first)
      g_string_append_c (text, '\t');
    first = FALSE;
    field = item != NULL ? yyq_table_column_get_text (place->column, item)
                         : g_strdup (_ (place->column->title));
    append_field (text, field);
  }
  g_string_append_c (text, '\n');
}

static GtkBitset *
find_positions (YyqTable *table)
{
  GtkBitset *positions = yyq_table_selection_get_positions (yyq_table_get_selection (table));
  const guint cursor = yyq_table_body_get_cursor (yyq_table_get_body (table));

  if (gtk_bitset_is_empty (positions) && cursor != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (positions, cursor);
  return positions;
}

/* From the first row on: also when the list has changed meanwhile, and rows stand elsewhere. */
static void
begin (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  YyqTable *table = g_task_get_source_object (task);

  g_clear_pointer (&export->positions, gtk_bitset_unref);
  export->positions = find_positions (table);
  export->next = 0;
  g_string_truncate (export->text, 0);
  append_line (export->text, yyq_table_get_columns (table), NULL);
}

static void
read_rows (GTask *task, GListModel *model)
{
  Export *export = g_task_get_task_data (task);
  YyqTableColumns *columns = yyq_table_get_columns (g_task_get_source_object (task));
  const guint n = (guint) gtk_bitset_get_size (export->positions);

  for (guint end = MIN (export->next + ROWS_A_TURN, n); export->next < end; export->next++) {
    g_autoptr (GObject) item =
      g_list_model_get_item (model, gtk_bitset_get_nth (export->positions, export->next));

    if (item != NULL)
      append_line (export->text, columns, item);
  }
}

static gboolean
turn_cb (gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GListModel *model = yyq_table_get_model (g_task_get_source_object (task));

  if (model != NULL && !g_task_return_error_if_cancelled (task)) {
    read_rows (task, model);
    if (export->next < gtk_bitset_get_size (export->positions))
      return G_SOURCE_CONTINUE;
    g_task_return_pointer (task, g_strdup (export->text->str), g_free);
  } else if (model == NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The table is gone");
  }
  return G_SOURCE_REMOVE;
}

void
yyq_table_export_async (YyqTable *table, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (table, cancellable, callback, user_data);
  GListModel *model = yyq_table_get_model (table);
  Export *export = g_new0 (Export, 1);

  g_return_if_fail (YYQ_IS_TABLE (table));
  g_task_set_source_tag (task, yyq_table_export_async);
  export->text = g_string_new (NULL);
  g_task_set_task_data (task, export, export_free);
  begin (task);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (begin), task, G_CONNECT_SWAPPED);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, turn_cb, task, g_object_unref);
}

char *
yyq_table_export_finish (YyqTable *table, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, table), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *text = yyq_table_export_finish (YYQ_TABLE (source), result, NULL);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (source)), text);
}

void
yyq_table_copy (YyqTable *table)
{
  g_return_if_fail (YYQ_IS_TABLE (table));
  yyq_table_export_async (table, NULL, exported_cb, NULL);
}
