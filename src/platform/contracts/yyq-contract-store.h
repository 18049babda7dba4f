/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-blob-store.h"
#include "yyq-contract.h"
#include "yyq-feed-entity.h"
#include "yyq-platform.h"
#include "yyq-record-sql.h"

G_BEGIN_DECLS

/*
 * Contracts in the database. Everything that writes belongs in a transaction of the caller, and
 * whatever changes a contract goes through save(), which also tells the change log. Blocks; any
 * thread. Errors: YYQ_SERVICE_ERROR, YYQ_STORE_ERROR.
 */

#define YYQ_CONTRACT_VIEW "contract.view"
#define YYQ_CONTRACT_SIGN "contract.sign"

extern const YyqRecordSql yyq_contract_sql;
extern const YyqFeedEntity yyq_contract_feed_entity;

/* (transfer full): with parties and revisions. NOT_FOUND also for one that @access has not got
 * @permission for. */
YyqContract *yyq_contract_store_load (YyqPlatform *platform, const YyqAccess *access,
                                      const char *permission, const char *id, GError **error);

/* (transfer full) (element-type utf8 YyqContract): the same for those of @ids that are there. */
GHashTable *yyq_contract_store_load_many (YyqPlatform *platform, const YyqAccess *access,
                                          const char *permission, const char *const *ids,
                                          GError **error);

/* A new contract of @access's tenant: the object with its parties; @pdf, written before, becomes
 * revision 0. */
gboolean yyq_contract_store_insert (YyqPlatform *platform, const YyqAccess *access,
                                    YyqContract *contract, YyqNewBlob *pdf, GError **error);

/* Writes states and times of contract and parties. CONFLICT when it was changed since it was read.
 */
gboolean yyq_contract_store_save (YyqPlatform *platform, const YyqAccess *access,
                                  YyqContract *contract, GError **error);

/* The next revision of the file, written before; only sets it on the object, save() comes after. */
gboolean yyq_contract_store_add_revision (YyqPlatform *platform, YyqContract *contract,
                                          YyqNewBlob *pdf, gint64 at_ms, GError **error);

/* (transfer full): the bytes of a revision; -1: the latest. */
GBytes *yyq_contract_store_document (YyqPlatform *platform, YyqContract *contract, int number,
                                     GError **error);

/* A link of the contract's event chain; @detail (nullable). */
gboolean yyq_contract_store_add_event (YyqPlatform *platform, const char *contract_id,
                                       const char *type, const char *actor, gint64 at_ms,
                                       const char *detail, GError **error);

/* (transfer full) (element-type YyqContractEvent): oldest first. */
GPtrArray *yyq_contract_store_events (YyqPlatform *platform, const char *contract_id,
                                      GError **error);

/* FALSE with YYQ_STORE_ERROR_CORRUPT when a link of the chain was changed or is missing. */
gboolean yyq_contract_store_check_events (YyqPlatform *platform, const char *contract_id,
                                          GError **error);

G_END_DECLS
