/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-binding.h"

struct _YyqUkeyBinding {
  YyqRecord parent_instance;

  char *id;
  char *subject;
  char *issuer;
  char *serial;
  char *cert_sha256;
  char *token_label;
  char *token_serial;
  gint64 bound_at;
  gint64 not_after;
  YyqUkeyState state;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqUkeyBinding, id, REQUIRED),
  YYQ_FIELD (YyqUkeyBinding, subject, REQUIRED),
  YYQ_FIELD (YyqUkeyBinding, issuer, REQUIRED),
  YYQ_FIELD (YyqUkeyBinding, serial, REQUIRED),
  YYQ_FIELD (YyqUkeyBinding, cert_sha256, REQUIRED),
  YYQ_FIELD (YyqUkeyBinding, token_label, REQUIRED),
  YYQ_FIELD (YyqUkeyBinding, token_serial, REQUIRED),
  YYQ_FIELD (YyqUkeyBinding, bound_at, REQUIRED),
  YYQ_FIELD (YyqUkeyBinding, not_after, REQUIRED),
  YYQ_FIELD_WORD (YyqUkeyBinding, state, REQUIRED, yyq_ukey_state_get_type),
};

YYQ_DEFINE_RECORD (YyqUkeyBinding, yyq_ukey_binding, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqUkeyBinding, yyq_ukey_binding, type, member)

GET (const char *, id)
GET (const char *, subject)
GET (const char *, issuer)
GET (const char *, serial)
GET (const char *, cert_sha256)
GET (const char *, token_label)
GET (const char *, token_serial)
GET (gint64, bound_at)
GET (gint64, not_after)
GET (YyqUkeyState, state)
