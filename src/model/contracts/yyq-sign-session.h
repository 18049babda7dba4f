/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * The exclusive right to sign revision + 1 (D3) until expires_at: which bytes, as which party, and
 * with which seal: its form is what the signature shows, to the byte.
 */
#define YYQ_SIGN_SESSION_MEMBERS(M, T) \
  M (T, STRING, id, REQUIRED)          \
  M (T, STRING, contract_id, REQUIRED) \
  M (T, STRING, party_id, REQUIRED)    \
  M (T, STRING, field, REQUIRED)       \
  M (T, INT, revision, REQUIRED)       \
  M (T, STRING, sha256, REQUIRED)      \
  M (T, INT64, length, REQUIRED)       \
  M (T, INT64, expires_at, REQUIRED)   \
  M (T, STRING, seal_id, REQUIRED)     \
  M (T, BYTES, form, REQUIRED) /* a finished form XObject */
#define YYQ_TYPE_SIGN_SESSION (yyq_sign_session_get_type ())
YYQ_DECLARE_RECORD (YyqSignSession, yyq_sign_session, SIGN_SESSION)

G_END_DECLS
