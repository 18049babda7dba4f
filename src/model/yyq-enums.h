/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * The nick of every value is the word that stands in the API and in the database. x_from_string
 * gives FALSE, and leaves @value alone, for a word it does not know.
 */

/* How far a contract is (D10). */
typedef enum {
  YYQ_CONTRACT_STATE_DRAFT,
  YYQ_CONTRACT_STATE_FILLING,
  YYQ_CONTRACT_STATE_SIGNING,
  YYQ_CONTRACT_STATE_COMPLETED,
  YYQ_CONTRACT_STATE_WITHDRAWN,
  YYQ_CONTRACT_STATE_REFUSED,
  YYQ_CONTRACT_STATE_EXPIRED,
} YyqContractState;

#define YYQ_TYPE_CONTRACT_STATE (yyq_contract_state_get_type ())
GType yyq_contract_state_get_type (void);
const char *yyq_contract_state_to_string (YyqContractState value);
gboolean yyq_contract_state_from_string (const char *text, YyqContractState *value);

/* How far one party is (D10). stamping: the signature is made, its time stamp is not (D4). */
typedef enum {
  YYQ_PARTY_STATE_WAITING,
  YYQ_PARTY_STATE_FILLING,
  YYQ_PARTY_STATE_TURN,
  YYQ_PARTY_STATE_STAMPING,
  YYQ_PARTY_STATE_SIGNED,
  YYQ_PARTY_STATE_REFUSED,
  YYQ_PARTY_STATE_SKIPPED,
} YyqPartyState;

#define YYQ_TYPE_PARTY_STATE (yyq_party_state_get_type ())
GType yyq_party_state_get_type (void);
const char *yyq_party_state_to_string (YyqPartyState value);
gboolean yyq_party_state_from_string (const char *text, YyqPartyState *value);

typedef enum {
  YYQ_PARTY_SIDE_EMPLOYER,
  YYQ_PARTY_SIDE_WORKER,
} YyqPartySide;

#define YYQ_TYPE_PARTY_SIDE (yyq_party_side_get_type ())
GType yyq_party_side_get_type (void);
const char *yyq_party_side_to_string (YyqPartySide value);
gboolean yyq_party_side_from_string (const char *text, YyqPartySide *value);

typedef enum {
  YYQ_SEAL_KIND_OFFICIAL,
  YYQ_SEAL_KIND_CONTRACT,
  YYQ_SEAL_KIND_PERSONNEL,
} YyqSealKind;

#define YYQ_TYPE_SEAL_KIND (yyq_seal_kind_get_type ())
GType yyq_seal_kind_get_type (void);
const char *yyq_seal_kind_to_string (YyqSealKind value);
gboolean yyq_seal_kind_from_string (const char *text, YyqSealKind *value);

typedef enum {
  YYQ_UKEY_STATE_ACTIVE,
  YYQ_UKEY_STATE_EXPIRED,
  YYQ_UKEY_STATE_SUSPENDED, /* reported lost */
  YYQ_UKEY_STATE_REVOKED,
} YyqUkeyState;

#define YYQ_TYPE_UKEY_STATE (yyq_ukey_state_get_type ())
GType yyq_ukey_state_get_type (void);
const char *yyq_ukey_state_to_string (YyqUkeyState value);
gboolean yyq_ukey_state_from_string (const char *text, YyqUkeyState *value);

/* The tabs of the list: mine = a party of this enterprise is in turn; others = signing, but not
 * mine. */
typedef enum {
  YYQ_CONTRACT_TAB_ALL,
  YYQ_CONTRACT_TAB_MINE,
  YYQ_CONTRACT_TAB_OTHERS,
  YYQ_CONTRACT_TAB_DONE,
} YyqContractTab;

#define YYQ_TYPE_CONTRACT_TAB (yyq_contract_tab_get_type ())
GType yyq_contract_tab_get_type (void);
const char *yyq_contract_tab_to_string (YyqContractTab value);
gboolean yyq_contract_tab_from_string (const char *text, YyqContractTab *value);

typedef enum {
  YYQ_CONTRACT_SORT_INITIATED_AT,
  YYQ_CONTRACT_SORT_TITLE,
  YYQ_CONTRACT_SORT_STATE,
} YyqContractSort;

#define YYQ_TYPE_CONTRACT_SORT (yyq_contract_sort_get_type ())
GType yyq_contract_sort_get_type (void);
const char *yyq_contract_sort_to_string (YyqContractSort value);
gboolean yyq_contract_sort_from_string (const char *text, YyqContractSort *value);

/* How far a job is. queued: nobody has begun with it. failed: it has ended, and something in it
 * failed. */
typedef enum {
  YYQ_JOB_STATE_QUEUED,
  YYQ_JOB_STATE_RUNNING,
  YYQ_JOB_STATE_DONE,
  YYQ_JOB_STATE_FAILED,
  YYQ_JOB_STATE_CANCELLED,
} YyqJobState;

#define YYQ_TYPE_JOB_STATE (yyq_job_state_get_type ())
GType yyq_job_state_get_type (void);
const char *yyq_job_state_to_string (YyqJobState value);
gboolean yyq_job_state_from_string (const char *text, YyqJobState *value);

typedef enum {
  YYQ_JOB_ITEM_STATE_WAITING,
  YYQ_JOB_ITEM_STATE_DONE,
  YYQ_JOB_ITEM_STATE_FAILED,
  YYQ_JOB_ITEM_STATE_CANCELLED,
} YyqJobItemState;

#define YYQ_TYPE_JOB_ITEM_STATE (yyq_job_item_state_get_type ())
GType yyq_job_item_state_get_type (void);
const char *yyq_job_item_state_to_string (YyqJobItemState value);
gboolean yyq_job_item_state_from_string (const char *text, YyqJobItemState *value);

/* The tabs of the list of jobs: running has what waits for its turn, too; done also what was
 * cancelled. */
typedef enum {
  YYQ_JOB_TAB_ALL,
  YYQ_JOB_TAB_RUNNING,
  YYQ_JOB_TAB_DONE,
  YYQ_JOB_TAB_FAILED,
} YyqJobTab;

#define YYQ_TYPE_JOB_TAB (yyq_job_tab_get_type ())
GType yyq_job_tab_get_type (void);
const char *yyq_job_tab_to_string (YyqJobTab value);
gboolean yyq_job_tab_from_string (const char *text, YyqJobTab *value);

/* What an entry of the log belongs to: the tabs of the log (manual chapter 10). */
typedef enum {
  YYQ_LOG_MODULE_ALL,
  YYQ_LOG_MODULE_CONTRACT,
  YYQ_LOG_MODULE_TEMPLATE,
  YYQ_LOG_MODULE_ACCOUNT,
  YYQ_LOG_MODULE_UNIT,
  YYQ_LOG_MODULE_STAFF,
  YYQ_LOG_MODULE_JOB,
  YYQ_LOG_MODULE_LOG,
} YyqLogModule;

#define YYQ_TYPE_LOG_MODULE (yyq_log_module_get_type ())
GType yyq_log_module_get_type (void);
const char *yyq_log_module_to_string (YyqLogModule value);
gboolean yyq_log_module_from_string (const char *text, YyqLogModule *value);

G_END_DECLS
