/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal.h"

struct _YyqSeal {
  YyqRecord parent_instance;

  char *id;
  char *name;
  YyqSealKind kind;
  char *company;
  char *title;
  char *code;
  double diameter_mm;
  GBytes *form; /* (nullable) */
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqSeal, id, REQUIRED),
  YYQ_FIELD (YyqSeal, name, REQUIRED),
  YYQ_FIELD_WORD (YyqSeal, kind, REQUIRED, yyq_seal_kind_get_type),
  YYQ_FIELD (YyqSeal, company, REQUIRED),
  YYQ_FIELD (YyqSeal, title, NULLABLE),
  YYQ_FIELD (YyqSeal, code, NULLABLE),
  YYQ_FIELD (YyqSeal, diameter_mm, REQUIRED),
  YYQ_FIELD (YyqSeal, form, OPTIONAL),
};

YYQ_DEFINE_RECORD (YyqSeal, yyq_seal, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqSeal, yyq_seal, type, member)

GET (const char *, id)
GET (const char *, name)
GET (YyqSealKind, kind)
GET (const char *, company)
GET (const char *, title)
GET (const char *, code)
GET (double, diameter_mm)
GET (GBytes *, form)
