/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error.h"

G_DEFINE_QUARK (yyq_pdf_error, yyq_pdf_error)
G_DEFINE_QUARK (yyq_ukey_error, yyq_ukey_error)
G_DEFINE_QUARK (yyq_rule_error, yyq_rule_error)
G_DEFINE_QUARK (yyq_api_error, yyq_api_error)
G_DEFINE_QUARK (yyq_store_error, yyq_store_error)
G_DEFINE_QUARK (yyq_wire_error, yyq_wire_error)
