/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-event.h"

struct _YyqContractEvent {
  YyqRecord parent_instance;

  char *id;
  char *kind;
  char *actor;
  gint64 at;
  char *detail;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqContractEvent, id, REQUIRED),
  YYQ_FIELD (YyqContractEvent, kind, REQUIRED, .wire = "type"),
  YYQ_FIELD (YyqContractEvent, actor, REQUIRED),
  YYQ_FIELD (YyqContractEvent, at, REQUIRED),
  YYQ_FIELD (YyqContractEvent, detail, NULLABLE),
};

YYQ_DEFINE_RECORD (YyqContractEvent, yyq_contract_event, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqContractEvent, yyq_contract_event, type, member)

GET (const char *, id)
GET (const char *, kind)
GET (const char *, actor)
GET (gint64, at)
GET (const char *, detail)
