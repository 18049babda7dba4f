/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * What is drawn where an employer signs. title and code may be NULL: without them the seal has
 * neither the horizontal line nor the number in the lower arc.
 */
#define YYQ_SEAL_MEMBERS(M, T)                                                              \
  M (T, STRING, id, REQUIRED)                                                               \
  M (T, STRING, name, REQUIRED)                                                             \
  M (T, ENUM, kind, REQUIRED, YyqSealKind, yyq_seal_kind_get_type)                          \
  M (T, STRING, company, REQUIRED)                                                          \
  M (T, STRING, title, NULLABLE)                                                            \
  M (T, STRING, code, NULLABLE)                                                             \
  M (T, DOUBLE, diameter_mm, REQUIRED)                                                      \
  /* (nullable): as it will stand in the place of one contract, a finished form XObject. */ \
  M (T, BYTES, form, OPTIONAL)
#define YYQ_TYPE_SEAL (yyq_seal_get_type ())
YYQ_DECLARE_RECORD (YyqSeal, yyq_seal, SEAL)

G_END_DECLS
