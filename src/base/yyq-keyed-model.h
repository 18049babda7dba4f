/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A GListModel that knows its items without making them: each has a number that stays its own
 * wherever it stands in the list, and is another one's never. Main thread.
 */
#define YYQ_TYPE_KEYED_MODEL (yyq_keyed_model_get_type ())
G_DECLARE_INTERFACE (YyqKeyedModel, yyq_keyed_model, YYQ, KEYED_MODEL, GListModel)

struct _YyqKeyedModelInterface {
  GTypeInterface parent_interface;

  /* Cheap: it is called for all of them at once. */
  guint (*get_key) (YyqKeyedModel *self, guint position);
};

/* @position is one that the list has. */
guint yyq_keyed_model_get_key (YyqKeyedModel *self, guint position);

G_END_DECLS
