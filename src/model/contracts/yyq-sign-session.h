/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * The exclusive right to sign revision + 1 (D3) until expires_at: which bytes, as which party, and
 * with which seal: its form is what the signature shows, to the byte.
 * Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_SIGN_SESSION (yyq_sign_session_get_type ())
G_DECLARE_FINAL_TYPE (YyqSignSession, yyq_sign_session, YYQ, SIGN_SESSION, YyqRecord)

YyqSignSession *yyq_sign_session_new (void);

const char *yyq_sign_session_get_id (YyqSignSession *self);
const char *yyq_sign_session_get_contract_id (YyqSignSession *self);
const char *yyq_sign_session_get_party_id (YyqSignSession *self);
const char *yyq_sign_session_get_field (YyqSignSession *self);
int yyq_sign_session_get_revision (YyqSignSession *self);
const char *yyq_sign_session_get_sha256 (YyqSignSession *self);
gint64 yyq_sign_session_get_length (YyqSignSession *self);
gint64 yyq_sign_session_get_expires_at (YyqSignSession *self);
const char *yyq_sign_session_get_seal_id (YyqSignSession *self);
/* (transfer none): a finished form XObject. */
GBytes *yyq_sign_session_get_form (YyqSignSession *self);

G_END_DECLS
