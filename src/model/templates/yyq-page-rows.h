/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * A page as a person sees it who looks for what is to be filled in: rows from the top, in each from
 * left to right what is written and, as characters of their own, what is left free. Text is folded
 * as yyq_contract_text_fold() does it; where nothing is written, these stand:
 */
#define YYQ_ROW_BLANK '_'     /* underscores, or a gap above a line that is drawn */
#define YYQ_ROW_GAP ' '       /* wide enough to write in */
#define YYQ_ROW_WALL '|'      /* the edge of a table's cell */
#define YYQ_ROW_BOX 0x25a1    /* □: a box that is open, printed or drawn */
#define YYQ_ROW_TICKED 0x25a0 /* ■: one that is not */

/* A row of more items was made to take long: nothing is looked for in it. */
#define YYQ_ROW_MAX_READABLE 1500

typedef struct {
  gunichar what;
  gboolean drawn; /* of a blank or a box: by lines, not characters */
  YyqPageBox box;
} YyqRowItem;

typedef struct {
  double baseline;
  double em;      /* pt: the size of its characters */
  YyqPageBox box; /* of its text */
  GArray *items;  /* (owned) of YyqRowItem, from left to right */
  char *text;     /* (owned): the items' characters */
} YyqPageRow;

/* (transfer full) (element-type YyqPageRow): only text that is read from left to right. */
GPtrArray *yyq_page_rows_new (const YyqPageFacts *facts);

const YyqRowItem *yyq_page_row_item (const YyqPageRow *self, guint index);
/* The characters that stand for @character once it is folded, at most @most; 0 for gaps. */
guint yyq_page_fold (gunichar character, gunichar *folded, guint most);

G_END_DECLS
