/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-form-row.h"

G_BEGIN_DECLS

/*
 * A row for an administrative division: province, city and county, each chosen below the one
 * before. Its value is the code (see yyq-region.h), right when nothing lies below it.
 */
#define YYQ_TYPE_FORM_REGION_ROW (yyq_form_region_row_get_type ())
G_DECLARE_FINAL_TYPE (YyqFormRegionRow, yyq_form_region_row, YYQ, FORM_REGION_ROW, YyqFormRow)

G_END_DECLS
