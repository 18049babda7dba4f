/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-service-error.h"

#include "yyq-error.h"

typedef struct {
  guint tries;
  guint wait_s;
} YyqServiceErrorPrivate;

static void
yyq_service_error_private_init (YyqServiceErrorPrivate *private)
{
}

static void
yyq_service_error_private_copy (const YyqServiceErrorPrivate *from, YyqServiceErrorPrivate *to)
{
  *to = *from;
}

static void
yyq_service_error_private_clear (YyqServiceErrorPrivate *private)
{
}

G_DEFINE_EXTENDED_ERROR (YyqServiceError, yyq_service_error)

void
yyq_service_error_set_limits (GError *error, guint tries, guint wait_s)
{
  YyqServiceErrorPrivate *private;

  g_return_if_fail (error->domain == YYQ_SERVICE_ERROR);
  private = yyq_service_error_get_private (error);
  private->tries = tries;
  private->wait_s = wait_s;
}

guint
yyq_service_error_get_tries (const GError *error)
{
  return error->domain == YYQ_SERVICE_ERROR ? yyq_service_error_get_private (error)->tries : 0;
}

guint
yyq_service_error_get_wait (const GError *error)
{
  return error->domain == YYQ_SERVICE_ERROR ? yyq_service_error_get_private (error)->wait_s : 0;
}

const char *
yyq_service_error_get_code (const GError *error)
{
  if (error->domain == YYQ_SERVICE_ERROR && error->code >= 0 && error->code < (int) yyq_n_problems)
    return yyq_problems[error->code].code;
  if (g_error_matches (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT))
    return "invalid";
  if (error->domain == YYQ_RULE_ERROR)
    return "not-in-this-state";
  if (error->domain == YYQ_WIRE_ERROR)
    return "invalid";
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS))
    return "conflict";
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND))
    return "not-found";
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY))
    return "busy";
  if (g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP))
    return "timestamp-unavailable";
  return "internal";
}
