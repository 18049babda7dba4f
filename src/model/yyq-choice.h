/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* Somebody or something that a list can be narrowed to: an account, a unit. */
#define YYQ_CHOICE_MEMBERS(M, T) \
  M (T, STRING, id, REQUIRED)    \
  M (T, STRING, name, REQUIRED)
#define YYQ_TYPE_CHOICE (yyq_choice_get_type ())
YYQ_DECLARE_RECORD (YyqChoice, yyq_choice, CHOICE)

G_END_DECLS
