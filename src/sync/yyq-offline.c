/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-offline.h"

#include "yyq-error.h"

#include <gio/gio.h>

gboolean
yyq_offline_may_use_cache (const GError *error)
{
  return error->domain != YYQ_WIRE_ERROR &&
         !g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND) &&
         !g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_FORBIDDEN) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

void
yyq_offline_report (const char *what, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("%s: %s", what, error->message);
}
