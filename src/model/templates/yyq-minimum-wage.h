/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The least that is paid where the work is done (Labour Law art. 48, Regulations on the Labour
 * Contract Law art. 14). A province has classes of places, and is to look at its amounts every two
 * years (最低工资规定 art. 10): the table is yyq-minimum-wages.txt, with its sources. Any thread;
 * all of it is static.
 */
typedef struct {
  char province[7]; /* code of GB/T 2260: 410000 */
  guint area;       /* class of the place, from 1 on: 一类行政区域 */
  GDate from;       /* the first day */
  gint64 monthly_fen;
  gint64 hourly_fen; /* of part-time work */
  const char *source;
} YyqMinimumWage;

/* (nullable): what is owed on @day; NULL where the table does not know. @region: a place of any
 * level in the province, 410105. */
const YyqMinimumWage *yyq_minimum_wage_find (const char *region, guint area, const GDate *day);

/* Whether the newest amounts of a province are two years old on @day, so that there may be others
 * by now; also of a province without any. */
gboolean yyq_minimum_wage_is_old (const char *region, const GDate *day);

G_END_DECLS
