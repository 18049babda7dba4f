/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * One log-in of an account, somewhere. Method: "password" or "ukey"; times: ms. Current: the one
 * that asks.
 */
#define YYQ_LOGIN_SESSION_MEMBERS(M, T) \
  M (T, STRING, id, REQUIRED)           \
  M (T, STRING, device, REQUIRED)       \
  M (T, STRING, method, REQUIRED)       \
  M (T, INT64, created_at, REQUIRED)    \
  M (T, INT64, last_used_at, REQUIRED)  \
  M (T, BOOLEAN, current, REQUIRED)
#define YYQ_TYPE_LOGIN_SESSION (yyq_login_session_get_type ())
YYQ_DECLARE_RECORD (YyqLoginSession, yyq_login_session, LOGIN_SESSION)

G_END_DECLS
