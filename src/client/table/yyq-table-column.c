/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-column.h"

char *
yyq_table_column_get_text (const YyqTableColumn *column, gpointer item)
{
  char *text = NULL;

  if (column->text != NULL)
    return column->text (item);
  if (column->property != NULL)
    g_object_get (item, column->property, &text, NULL);
  return text;
}
