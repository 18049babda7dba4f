/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-enums.h"

static gboolean
parse (GType type, const char *text, int *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = text == NULL ? NULL : g_enum_get_value_by_nick (klass, text);

  if (found == NULL)
    return FALSE;
  *value = found->value;
  return TRUE;
}

static const char *
print (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found == NULL ? NULL : found->value_nick;
}

static GType
register_once (gsize *type, const char *name, const GEnumValue *values)
{
  if (g_once_init_enter (type)) {
    GType registered = g_enum_register_static (g_intern_static_string (name), values);

    g_once_init_leave (type, registered);
  }
  return *type;
}

GType
yyq_contract_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_CONTRACT_STATE_DRAFT, "YYQ_CONTRACT_STATE_DRAFT", "draft" },
    { YYQ_CONTRACT_STATE_FILLING, "YYQ_CONTRACT_STATE_FILLING", "filling" },
    { YYQ_CONTRACT_STATE_SIGNING, "YYQ_CONTRACT_STATE_SIGNING", "signing" },
    { YYQ_CONTRACT_STATE_COMPLETED, "YYQ_CONTRACT_STATE_COMPLETED", "completed" },
    { YYQ_CONTRACT_STATE_WITHDRAWN, "YYQ_CONTRACT_STATE_WITHDRAWN", "withdrawn" },
    { YYQ_CONTRACT_STATE_REFUSED, "YYQ_CONTRACT_STATE_REFUSED", "refused" },
    { YYQ_CONTRACT_STATE_EXPIRED, "YYQ_CONTRACT_STATE_EXPIRED", "expired" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqContractState", values);
}

const char *
yyq_contract_state_to_string (YyqContractState value)
{
  return print (YYQ_TYPE_CONTRACT_STATE, (int) value);
}

gboolean
yyq_contract_state_from_string (const char *text, YyqContractState *value)
{
  int number;

  if (!parse (YYQ_TYPE_CONTRACT_STATE, text, &number))
    return FALSE;
  *value = (YyqContractState) number;
  return TRUE;
}

GType
yyq_party_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_PARTY_STATE_WAITING, "YYQ_PARTY_STATE_WAITING", "waiting" },
    { YYQ_PARTY_STATE_FILLING, "YYQ_PARTY_STATE_FILLING", "filling" },
    { YYQ_PARTY_STATE_TURN, "YYQ_PARTY_STATE_TURN", "turn" },
    { YYQ_PARTY_STATE_STAMPING, "YYQ_PARTY_STATE_STAMPING", "stamping" },
    { YYQ_PARTY_STATE_SIGNED, "YYQ_PARTY_STATE_SIGNED", "signed" },
    { YYQ_PARTY_STATE_REFUSED, "YYQ_PARTY_STATE_REFUSED", "refused" },
    { YYQ_PARTY_STATE_SKIPPED, "YYQ_PARTY_STATE_SKIPPED", "skipped" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqPartyState", values);
}

const char *
yyq_party_state_to_string (YyqPartyState value)
{
  return print (YYQ_TYPE_PARTY_STATE, (int) value);
}

gboolean
yyq_party_state_from_string (const char *text, YyqPartyState *value)
{
  int number;

  if (!parse (YYQ_TYPE_PARTY_STATE, text, &number))
    return FALSE;
  *value = (YyqPartyState) number;
  return TRUE;
}

GType
yyq_party_side_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_PARTY_SIDE_EMPLOYER, "YYQ_PARTY_SIDE_EMPLOYER", "employer" },
    { YYQ_PARTY_SIDE_WORKER, "YYQ_PARTY_SIDE_WORKER", "worker" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqPartySide", values);
}

const char *
yyq_party_side_to_string (YyqPartySide value)
{
  return print (YYQ_TYPE_PARTY_SIDE, (int) value);
}

gboolean
yyq_party_side_from_string (const char *text, YyqPartySide *value)
{
  int number;

  if (!parse (YYQ_TYPE_PARTY_SIDE, text, &number))
    return FALSE;
  *value = (YyqPartySide) number;
  return TRUE;
}

GType
yyq_seal_kind_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_SEAL_KIND_OFFICIAL, "YYQ_SEAL_KIND_OFFICIAL", "official" },
    { YYQ_SEAL_KIND_CONTRACT, "YYQ_SEAL_KIND_CONTRACT", "contract" },
    { YYQ_SEAL_KIND_PERSONNEL, "YYQ_SEAL_KIND_PERSONNEL", "personnel" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqSealKind", values);
}

const char *
yyq_seal_kind_to_string (YyqSealKind value)
{
  return print (YYQ_TYPE_SEAL_KIND, (int) value);
}

gboolean
yyq_seal_kind_from_string (const char *text, YyqSealKind *value)
{
  int number;

  if (!parse (YYQ_TYPE_SEAL_KIND, text, &number))
    return FALSE;
  *value = (YyqSealKind) number;
  return TRUE;
}

GType
yyq_ukey_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_UKEY_STATE_ACTIVE, "YYQ_UKEY_STATE_ACTIVE", "active" },
    { YYQ_UKEY_STATE_EXPIRED, "YYQ_UKEY_STATE_EXPIRED", "expired" },
    { YYQ_UKEY_STATE_SUSPENDED, "YYQ_UKEY_STATE_SUSPENDED", "suspended" },
    { YYQ_UKEY_STATE_REVOKED, "YYQ_UKEY_STATE_REVOKED", "revoked" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqUkeyState", values);
}

const char *
yyq_ukey_state_to_string (YyqUkeyState value)
{
  return print (YYQ_TYPE_UKEY_STATE, (int) value);
}

gboolean
yyq_ukey_state_from_string (const char *text, YyqUkeyState *value)
{
  int number;

  if (!parse (YYQ_TYPE_UKEY_STATE, text, &number))
    return FALSE;
  *value = (YyqUkeyState) number;
  return TRUE;
}

GType
yyq_contract_tab_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_CONTRACT_TAB_ALL, "YYQ_CONTRACT_TAB_ALL", "all" },
    { YYQ_CONTRACT_TAB_MINE, "YYQ_CONTRACT_TAB_MINE", "mine" },
    { YYQ_CONTRACT_TAB_OTHERS, "YYQ_CONTRACT_TAB_OTHERS", "others" },
    { YYQ_CONTRACT_TAB_DONE, "YYQ_CONTRACT_TAB_DONE", "done" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqContractTab", values);
}

const char *
yyq_contract_tab_to_string (YyqContractTab value)
{
  return print (YYQ_TYPE_CONTRACT_TAB, (int) value);
}

gboolean
yyq_contract_tab_from_string (const char *text, YyqContractTab *value)
{
  int number;

  if (!parse (YYQ_TYPE_CONTRACT_TAB, text, &number))
    return FALSE;
  *value = (YyqContractTab) number;
  return TRUE;
}

GType
yyq_contract_sort_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_CONTRACT_SORT_INITIATED_AT, "YYQ_CONTRACT_SORT_INITIATED_AT", "initiated_at" },
    { YYQ_CONTRACT_SORT_TITLE, "YYQ_CONTRACT_SORT_TITLE", "title" },
    { YYQ_CONTRACT_SORT_STATE, "YYQ_CONTRACT_SORT_STATE", "state" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqContractSort", values);
}

const char *
yyq_contract_sort_to_string (YyqContractSort value)
{
  return print (YYQ_TYPE_CONTRACT_SORT, (int) value);
}

gboolean
yyq_contract_sort_from_string (const char *text, YyqContractSort *value)
{
  int number;

  if (!parse (YYQ_TYPE_CONTRACT_SORT, text, &number))
    return FALSE;
  *value = (YyqContractSort) number;
  return TRUE;
}

GType
yyq_job_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_JOB_STATE_QUEUED, "YYQ_JOB_STATE_QUEUED", "queued" },
    { YYQ_JOB_STATE_RUNNING, "YYQ_JOB_STATE_RUNNING", "running" },
    { YYQ_JOB_STATE_DONE, "YYQ_JOB_STATE_DONE", "done" },
    { YYQ_JOB_STATE_FAILED, "YYQ_JOB_STATE_FAILED", "failed" },
    { YYQ_JOB_STATE_CANCELLED, "YYQ_JOB_STATE_CANCELLED", "cancelled" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqJobState", values);
}

const char *
yyq_job_state_to_string (YyqJobState value)
{
  return print (YYQ_TYPE_JOB_STATE, (int) value);
}

gboolean
yyq_job_state_from_string (const char *text, YyqJobState *value)
{
  int number;

  if (!parse (YYQ_TYPE_JOB_STATE, text, &number))
    return FALSE;
  *value = (YyqJobState) number;
  return TRUE;
}

GType
yyq_job_item_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_JOB_ITEM_STATE_WAITING, "YYQ_JOB_ITEM_STATE_WAITING", "waiting" },
    { YYQ_JOB_ITEM_STATE_DONE, "YYQ_JOB_ITEM_STATE_DONE", "done" },
    { YYQ_JOB_ITEM_STATE_FAILED, "YYQ_JOB_ITEM_STATE_FAILED", "failed" },
    { YYQ_JOB_ITEM_STATE_CANCELLED, "YYQ_JOB_ITEM_STATE_CANCELLED", "cancelled" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqJobItemState", values);
}

const char *
yyq_job_item_state_to_string (YyqJobItemState value)
{
  return print (YYQ_TYPE_JOB_ITEM_STATE, (int) value);
}

gboolean
yyq_job_item_state_from_string (const char *text, YyqJobItemState *value)
{
  int number;

  if (!parse (YYQ_TYPE_JOB_ITEM_STATE, text, &number))
    return FALSE;
  *value = (YyqJobItemState) number;
  return TRUE;
}

GType
yyq_job_tab_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_JOB_TAB_ALL, "YYQ_JOB_TAB_ALL", "all" },
    { YYQ_JOB_TAB_RUNNING, "YYQ_JOB_TAB_RUNNING", "running" },
    { YYQ_JOB_TAB_DONE, "YYQ_JOB_TAB_DONE", "done" },
    { YYQ_JOB_TAB_FAILED, "YYQ_JOB_TAB_FAILED", "failed" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqJobTab", values);
}

const char *
yyq_job_tab_to_string (YyqJobTab value)
{
  return print (YYQ_TYPE_JOB_TAB, (int) value);
}

gboolean
yyq_job_tab_from_string (const char *text, YyqJobTab *value)
{
  int number;

  if (!parse (YYQ_TYPE_JOB_TAB, text, &number))
    return FALSE;
  *value = (YyqJobTab) number;
  return TRUE;
}

GType
yyq_log_module_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_LOG_MODULE_ALL, "YYQ_LOG_MODULE_ALL", "all" },
    { YYQ_LOG_MODULE_CONTRACT, "YYQ_LOG_MODULE_CONTRACT", "contract" },
    { YYQ_LOG_MODULE_TEMPLATE, "YYQ_LOG_MODULE_TEMPLATE", "template" },
    { YYQ_LOG_MODULE_ACCOUNT, "YYQ_LOG_MODULE_ACCOUNT", "account" },
    { YYQ_LOG_MODULE_UNIT, "YYQ_LOG_MODULE_UNIT", "unit" },
    { YYQ_LOG_MODULE_STAFF, "YYQ_LOG_MODULE_STAFF", "staff" },
    { YYQ_LOG_MODULE_JOB, "YYQ_LOG_MODULE_JOB", "job" },
    { YYQ_LOG_MODULE_LOG, "YYQ_LOG_MODULE_LOG", "log" },
    { 0, NULL, NULL },
  };

  return register_once (&type, "YyqLogModule", values);
}

const char *
yyq_log_module_to_string (YyqLogModule value)
{
  return print (YYQ_TYPE_LOG_MODULE, (int) value);
}

gboolean
yyq_log_module_from_string (const char *text, YyqLogModule *value)
{
  int number;

  if (!parse (YYQ_TYPE_LOG_MODULE, text, &number))
    return FALSE;
  *value = (YyqLogModule) number;
  return TRUE;
}
