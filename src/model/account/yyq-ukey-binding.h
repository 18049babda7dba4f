/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * A certificate bound to account and enterprise (D7).
 * Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_UKEY_BINDING (yyq_ukey_binding_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyBinding, yyq_ukey_binding, YYQ, UKEY_BINDING, YyqRecord)

YyqUkeyBinding *yyq_ukey_binding_new (void);

const char *yyq_ukey_binding_get_id (YyqUkeyBinding *self);
const char *yyq_ukey_binding_get_subject (YyqUkeyBinding *self);
const char *yyq_ukey_binding_get_issuer (YyqUkeyBinding *self);
const char *yyq_ukey_binding_get_serial (YyqUkeyBinding *self);
const char *yyq_ukey_binding_get_cert_sha256 (YyqUkeyBinding *self);
const char *yyq_ukey_binding_get_token_label (YyqUkeyBinding *self);
const char *yyq_ukey_binding_get_token_serial (YyqUkeyBinding *self);
gint64 yyq_ukey_binding_get_bound_at (YyqUkeyBinding *self);
gint64 yyq_ukey_binding_get_not_after (YyqUkeyBinding *self);
YyqUkeyState yyq_ukey_binding_get_state (YyqUkeyBinding *self);

G_END_DECLS
