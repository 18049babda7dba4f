/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-seal.h"

G_BEGIN_DECLS

/* The seals of a company and its units. Errors: YYQ_SERVICE_ERROR, YYQ_STORE_ERROR. */

/* (transfer full) (element-type YyqSeal): of the group of @scope_id, in the order they were made. */
GPtrArray *yyq_seal_service_list (YyqPlatform *platform, const char *scope_id, GError **error);

/*
 * What every company begins with: the official seal and the seal for labour contracts, drawn to
 * GB/T 33481. In the caller's transaction.
 */
gboolean yyq_seal_service_add_defaults (YyqPlatform *platform, const char *enterprise_id, const char *company, GError **error);

G_END_DECLS
