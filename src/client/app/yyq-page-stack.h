/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"

G_BEGIN_DECLS

/*
 * The pages of the window: of each chapter its first page, and what was put over it one by one. A
 * chapter keeps its pages while another one is shown; a page that is uncovered again is as it was,
 * with the focus where it was. It does not ask whether a page may go: see yyq-leave-question.h.
 * Main thread.
 *
 * Signal "changed": another page is on top, or one has another title, takes more or less room, or
 * is busy, or no longer.
 */
#define YYQ_TYPE_PAGE_STACK (yyq_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (YyqPageStack, yyq_page_stack, YYQ, PAGE_STACK, AdwBin)

/* (transfer none) (nullable): the page on top of the chapter that is shown. */
YyqPage *yyq_page_stack_get_page (YyqPageStack *self);

/* (nullable): of what is shown. */
const char *yyq_page_stack_get_chapter (YyqPageStack *self);

/* How many pages lie over the first one of the chapter that is shown. */
guint yyq_page_stack_get_depth (YyqPageStack *self);

/* (transfer full): the titles from the first page of the chapter to the one on top. */
GStrv yyq_page_stack_list_titles (YyqPageStack *self);

/* (transfer none) (nullable): the first page of the chapter; NULL: it was never shown. */
YyqPage *yyq_page_stack_get_first (YyqPageStack *self, const char *chapter);

/* A chapter that was never shown; sinks @first. @chapter is static. */
void yyq_page_stack_add (YyqPageStack *self, const char *chapter, YyqPage *first);

/* Shows a chapter that is there, with what lies on it. */
void yyq_page_stack_show (YyqPageStack *self, const char *chapter);

/* Over the page that is shown; sinks @page. */
void yyq_page_stack_push (YyqPageStack *self, YyqPage *page);

/* Takes away all but @n pages over the first one of @chapter. */
void yyq_page_stack_cut (YyqPageStack *self, const char *chapter, guint n);

/* (transfer container) (element-type YyqPage): those over number @n of @chapter, and of all
 * chapters when it is NULL, on which something is not saved. */
GPtrArray *yyq_page_stack_list_unsaved (YyqPageStack *self, const char *chapter, guint n);

/* All pages are left. */
void yyq_page_stack_clear (YyqPageStack *self);

G_END_DECLS
