/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * What is drawn where an employer signs. title and code may be NULL: without them the seal has
 * neither the horizontal line nor the number in the lower arc.
 * Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_SEAL (yyq_seal_get_type ())
G_DECLARE_FINAL_TYPE (YyqSeal, yyq_seal, YYQ, SEAL, YyqRecord)

YyqSeal *yyq_seal_new (void);

const char *yyq_seal_get_id (YyqSeal *self);
const char *yyq_seal_get_name (YyqSeal *self);
YyqSealKind yyq_seal_get_kind (YyqSeal *self);
const char *yyq_seal_get_company (YyqSeal *self);
const char *yyq_seal_get_title (YyqSeal *self);
const char *yyq_seal_get_code (YyqSeal *self);
double yyq_seal_get_diameter_mm (YyqSeal *self);
/* (transfer none) (nullable): as it will stand in the place of one contract, a finished form
 * XObject. */
GBytes *yyq_seal_get_form (YyqSeal *self);

G_END_DECLS
