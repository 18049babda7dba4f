/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-keyed-model.h"

G_DEFINE_INTERFACE (YyqKeyedModel, yyq_keyed_model, G_TYPE_LIST_MODEL)

static void
yyq_keyed_model_default_init (YyqKeyedModelInterface *iface)
{
}

guint
yyq_keyed_model_get_key (YyqKeyedModel *self, guint position)
{
  return YYQ_KEYED_MODEL_GET_IFACE (self)->get_key (self, position);
}
