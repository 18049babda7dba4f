/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* By which statutory age one retired before 2025; 女干部 is told from 女工人 by the employer. */
typedef enum {
  YYQ_RETIREMENT_MAN,      /* 60 */
  YYQ_RETIREMENT_WOMAN_55, /* managers and specialists */
  YYQ_RETIREMENT_WOMAN_50,
} YyqRetirementKind;

/*
 * The month in which someone who was born in this one reaches the statutory age that rises from
 * 2025 on (国务院关于渐进式延迟法定退休年龄的办法, in force since 2025-01-01). Early and late
 * retirement by choice, three years at most, are not in it. Months are 1 to 12. Any thread.
 */
void yyq_retirement_get_month (YyqRetirementKind kind, guint birth_year, guint birth_month,
                               guint *year, guint *month);

G_END_DECLS
