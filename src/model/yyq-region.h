/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Administrative divisions of GB/T 2260 in three levels: 410000 河南省, 410100 郑州市, 410105
 * 金水区. The table is yyq-regions.txt, of the day that is told there. Codes that are gone live on
 * in ID cards and licences: they are known, but not offered. Any thread; all of it is static.
 */
typedef struct {
  char code[7];
  const char *name;
  gboolean is_former;
} YyqRegion;

/* (nullable): also a former one. @code (nullable) */
const YyqRegion *yyq_region_find (const char *code);

/* (transfer container) (element-type YyqRegion): those of today right below @parent, NULL: the
 * provinces; in the order of their codes. */
GPtrArray *yyq_region_list (const char *parent);

/* (transfer full) (nullable): "河南省郑州市金水区", without levels that only fill the code
 * (市辖区).
 */
char *yyq_region_say (const char *code);

/* Has it nothing below it, so that an address ends with it? */
gboolean yyq_region_is_last (const char *code);

G_END_DECLS
