/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * Pages as they are typed: a row of text a line, an ASCII character half as wide as a Chinese one.
 * Instead of characters some stand for what is drawn:
 *
 *   ~  a piece of a horizontal line to write on
 *   ¦  a piece of a vertical line, as high as the row
 *   ⊡  an empty square
 *   a row that begins with ─: a horizontal line as long as the row, and no room for text
 */
#define YYQ_CASE_UNIT_PT 6.0 /* width of an ASCII character */
#define YYQ_CASE_ROW_PT 24.0
#define YYQ_CASE_LEFT_PT 60.0
#define YYQ_CASE_TOP_PT 60.0

/* (transfer full): page @number of these rows. */
YyqPageFacts *yyq_page_case_new (guint number, const char *const *rows);

/* (transfer full) (element-type YyqPageFacts): the only page of these. */
GPtrArray *yyq_page_case_new_document (const char *const *rows);

/* (transfer full): a file of tests/model as lines. */
char **yyq_page_case_read (const char *file);

G_END_DECLS
