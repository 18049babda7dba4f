/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-timestamper.h"

G_DEFINE_INTERFACE (YyqTimestamper, yyq_timestamper, G_TYPE_OBJECT)

static void
yyq_timestamper_default_init (YyqTimestamperInterface *iface)
{
}

GBytes *
yyq_timestamper_query (YyqTimestamper *self, GBytes *request, GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (YYQ_IS_TIMESTAMPER (self), NULL);

  return YYQ_TIMESTAMPER_GET_IFACE (self)->query (self, request, cancellable, error);
}
