/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * A certificate bound to account and enterprise (D7). Its name is what the clerk calls it; in-use:
 * the session that asks began with it; last-used-at: ms, 0: never.
 */
#define YYQ_UKEY_BINDING_MEMBERS(M, T)  \
  M (T, STRING, id, REQUIRED)           \
  M (T, STRING, name, OPTIONAL)         \
  M (T, STRING, subject, REQUIRED)      \
  M (T, STRING, issuer, REQUIRED)       \
  M (T, STRING, serial, REQUIRED)       \
  M (T, STRING, cert_sha256, REQUIRED)  \
  M (T, STRING, token_label, REQUIRED)  \
  M (T, STRING, token_serial, REQUIRED) \
  M (T, INT64, bound_at, REQUIRED)      \
  M (T, INT64, not_after, REQUIRED)     \
  M (T, INT64, last_used_at, OPTIONAL)  \
  M (T, BOOLEAN, in_use, OPTIONAL)      \
  M (T, ENUM, state, REQUIRED, YyqUkeyState, yyq_ukey_state_get_type)
#define YYQ_TYPE_UKEY_BINDING (yyq_ukey_binding_get_type ())
YYQ_DECLARE_RECORD (YyqUkeyBinding, yyq_ukey_binding, UKEY_BINDING)

G_END_DECLS
