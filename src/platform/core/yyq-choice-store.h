/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-storage.h"

G_BEGIN_DECLS

/* What a list can be narrowed to. (transfer full) (element-type YyqChoice): by name. Any thread;
 * blocks. Errors: YYQ_STORE_ERROR. */

/* Who is or was a member of the company. */
GPtrArray *yyq_choice_store_list_accounts (YyqStorage *storage, const YyqAccess *access,
                                           GError **error);

/* The units in which @access has @permission. */
GPtrArray *yyq_choice_store_list_units (YyqStorage *storage, const YyqAccess *access,
                                        const char *permission, GError **error);

G_END_DECLS
