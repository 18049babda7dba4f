/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-table.h"
#include "yyq-test-rows.h"

G_BEGIN_DECLS

/* A table with a box to tick, columns of every kind and menus, in a window of its own. */
typedef struct {
  YyqTestRows *rows;
  GtkWidget *window;
  YyqTable *table;
  YyqTableBody *body;

  guint activated; /* position, GTK_INVALID_LIST_POSITION: none */
  guint n_acted;
  guint n_sorted;
  gpointer asked_menu; /* (owned) (nullable): the item of which a menu was asked for */
} YyqTestTable;

enum {
  YYQ_TEST_NUMBER,
  YYQ_TEST_NAME,
  YYQ_TEST_STATE,
  YYQ_TEST_PROGRESS,
  YYQ_TEST_ACTION,
  YYQ_TEST_MENU,
  YYQ_TEST_CHECK,
};

void yyq_test_table_set_up (YyqTestTable *self, guint n_rows, int width);
void yyq_test_table_tear_down (YyqTestTable *self);

/* Until what was done to it is to be seen. */
void yyq_test_table_settle (YyqTestTable *self);

GtkAdjustment *yyq_test_table_get_vertical (YyqTestTable *self);

/* (transfer full): what the row says that is the nth of those in sight. */
char *yyq_test_table_read (YyqTestTable *self, guint position);

/* px from the left and the top of the body: the middle of a cell. */
void yyq_test_table_find_cell (YyqTestTable *self, guint position, guint index, double *x,
                               double *y);

G_END_DECLS
