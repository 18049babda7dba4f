/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-session.h"

struct _YyqSignSession {
  YyqRecord parent_instance;

  char *id;
  char *contract_id;
  char *party_id;
  char *field;
  int revision;
  char *sha256;
  gint64 length;
  gint64 expires_at;
  char *seal_id;
  GBytes *form;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqSignSession, id, REQUIRED),       YYQ_FIELD (YyqSignSession, contract_id, REQUIRED),
  YYQ_FIELD (YyqSignSession, party_id, REQUIRED), YYQ_FIELD (YyqSignSession, field, REQUIRED),
  YYQ_FIELD (YyqSignSession, revision, REQUIRED), YYQ_FIELD (YyqSignSession, sha256, REQUIRED),
  YYQ_FIELD (YyqSignSession, length, REQUIRED),   YYQ_FIELD (YyqSignSession, expires_at, REQUIRED),
  YYQ_FIELD (YyqSignSession, seal_id, REQUIRED),  YYQ_FIELD (YyqSignSession, form, REQUIRED),
};

YYQ_DEFINE_RECORD (YyqSignSession, yyq_sign_session, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqSignSession, yyq_sign_session, type, member)

GET (const char *, id)
GET (const char *, contract_id)
GET (const char *, party_id)
GET (const char *, field)
GET (int, revision)
GET (const char *, sha256)
GET (gint64, length)
GET (gint64, expires_at)
GET (const char *, seal_id)
GET (GBytes *, form)
