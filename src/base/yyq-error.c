/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error.h"

G_DEFINE_QUARK (yyq_pdf_error, yyq_pdf_error)
G_DEFINE_QUARK (yyq_ukey_error, yyq_ukey_error)
G_DEFINE_QUARK (yyq_rule_error, yyq_rule_error)
G_DEFINE_QUARK (yyq_store_error, yyq_store_error)
G_DEFINE_QUARK (yyq_wire_error, yyq_wire_error)

typedef struct {
  guint tries;
  guint wait_s;
  char *pointer; /* (owned) (nullable) */
} YyqApiErrorPrivate;

static void
yyq_api_error_private_init (YyqApiErrorPrivate *private)
{
}

static void
yyq_api_error_private_copy (const YyqApiErrorPrivate *from, YyqApiErrorPrivate *to)
{
  *to = *from;
  to->pointer = g_strdup (from->pointer);
}

static void
yyq_api_error_private_clear (YyqApiErrorPrivate *private)
{
  g_free (private->pointer);
}

G_DEFINE_EXTENDED_ERROR (YyqApiError, yyq_api_error)

void
yyq_api_error_set_limits (GError *error, guint tries, guint wait_s)
{
  YyqApiErrorPrivate *private;

  g_return_if_fail (error->domain == YYQ_API_ERROR);
  private = yyq_api_error_get_private (error);
  private->tries = tries;
  private->wait_s = wait_s;
}

guint
yyq_api_error_get_tries (const GError *error)
{
  return error->domain == YYQ_API_ERROR ? yyq_api_error_get_private (error)->tries : 0;
}

guint
yyq_api_error_get_wait (const GError *error)
{
  return error->domain == YYQ_API_ERROR ? yyq_api_error_get_private (error)->wait_s : 0;
}

void
yyq_api_error_set_pointer (GError *error, const char *pointer)
{
  YyqApiErrorPrivate *private;

  g_return_if_fail (error->domain == YYQ_API_ERROR);
  private = yyq_api_error_get_private (error);
  g_free (private->pointer);
  private->pointer = g_strdup (pointer);
}

const char *
yyq_api_error_get_pointer (const GError *error)
{
  return error->domain == YYQ_API_ERROR ? yyq_api_error_get_private (error)->pointer : NULL;
}
