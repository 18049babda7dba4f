/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-wire-problem.h"

G_BEGIN_DECLS

/* A refusal of a service: a problem of the API. */
#define YYQ_SERVICE_ERROR (yyq_service_error_quark ())
GQuark yyq_service_error_quark (void);

/* One for each row of the table. */
#define YYQ_SERVICE_ERROR_OF(NAME, ...) YYQ_SERVICE_ERROR_##NAME,
typedef enum {
  YYQ_PROBLEMS (YYQ_SERVICE_ERROR_OF)
} YyqServiceError;

/* Of CREDENTIALS and LOCKED, what the caller is told: tries that are left, and seconds to wait; 0:
 * nothing of it. */
void yyq_service_error_set_limits (GError *error, guint tries, guint wait_s);
guint yyq_service_error_get_tries (const GError *error);
guint yyq_service_error_get_wait (const GError *error);

/* "certificate-unbound": also for store and wire errors (conflict, invalid, ...), else "internal".
 */
const char *yyq_service_error_get_code (const GError *error);

G_END_DECLS
