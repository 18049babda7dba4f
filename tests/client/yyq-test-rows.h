/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-keyed-model.h"

G_BEGIN_DECLS

/*
 * A list model with keys, as that of the cache: the keys 1, 2, 3, … in whatever order, and for each
 * of them an object with the string property "string" ("Row 7"), made when it is asked for. Main
 * thread.
 */
#define YYQ_TYPE_TEST_ROWS (yyq_test_rows_get_type ())
G_DECLARE_FINAL_TYPE (YyqTestRows, yyq_test_rows, YYQ, TEST_ROWS, GObject)

YyqTestRows *yyq_test_rows_new (guint n);

/* All of them anew, as another question or another order does: the keys from @first on. */
void yyq_test_rows_replace (YyqTestRows *self, guint first, guint n);
void yyq_test_rows_turn_over (YyqTestRows *self);

/* @n new ones, whose keys are from @first on. */
void yyq_test_rows_insert (YyqTestRows *self, guint position, guint first, guint n);
void yyq_test_rows_remove (YyqTestRows *self, guint position, guint n);

/* How many objects were asked for until now. */
guint yyq_test_rows_get_n_asked (YyqTestRows *self);

G_END_DECLS
