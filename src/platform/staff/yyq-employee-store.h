/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-employee.h"
#include "yyq-feed-entity.h"
#include "yyq-platform.h"
#include "yyq-record-sql.h"

G_BEGIN_DECLS

/* Permissions, each per unit. */
#define YYQ_STAFF_VIEW "staff.view"     /* masked */
#define YYQ_STAFF_REVEAL "staff.reveal" /* as it is, with a reason */

/*
 * The roster. Personal members are sealed (yyq-field-cipher.h), each in a column of its own; what
 * comes out of here is masked, but for yyq_employee_store_open(). What no key opens is masked
 * whole: a row that was damaged does not keep the feed from everybody. Blocks; any thread. Errors:
 * YYQ_STORE_ERROR.
 */

/* "employee": masked. */
extern const YyqFeedEntity yyq_employee_feed_entity;

/* (transfer full) (element-type utf8 YyqEmployee): by id, those of @ids that @access may see with
 * @permission. */
GHashTable *yyq_employee_store_load_many (YyqPlatform *platform, const YyqAccess *access,
                                          const char *permission, const char *const *ids,
                                          GError **error);

/* (transfer full): YYQ_SERVICE_ERROR_NOT_FOUND also for what @access may not see. */
YyqEmployee *yyq_employee_store_load (YyqPlatform *platform, const YyqAccess *access,
                                      const char *permission, const char *id, GError **error);

/* (transfer full): of @members (names of yyq_employee_personal) those that are there, clear. Nobody
 * asks whether that is permitted. YYQ_STORE_ERROR_KEY of what no key opens. */
YyqEmployeeClear *yyq_employee_store_open (YyqPlatform *platform, const char *id,
                                           const char *const *members, GError **error);

/*
 * In the caller's transaction: @employee, whose personal members are clear and in their form, is
 * entered with version 1 and told to the feed. It keeps its id.
 */
gboolean yyq_employee_store_insert (YyqPlatform *platform, const YyqAccess *access,
                                    YyqEmployee *employee, GError **error);

/* For lists: the sealed columns, of rows of "employee"; and they are read from @column on into
 * @employee, masked. */
#define YYQ_EMPLOYEE_SEALED                                                                     \
  "employee.document_number_sealed, employee.birth_date_sealed, "                               \
  "employee.household_address_sealed, employee.current_address_sealed, employee.phone_sealed, " \
  "employee.email_sealed"
void yyq_employee_store_read_masked (YyqFieldCipher *cipher, YyqEmployee *employee, YyqRows *rows,
                                     guint column);

/* (transfer full): where the whole of @number is found in: what @column ("phone") may have. */
GStrv yyq_employee_store_list_indexes (YyqFieldCipher *cipher, const char *column,
                                       const char *number);

G_END_DECLS
