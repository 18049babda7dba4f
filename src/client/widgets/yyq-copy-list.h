/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Rows that are there to be read: one stop of the Tab key, and the arrows go along them. Control+C,
 * or a row's menu, puts what the row says on the clipboard.
 */
#define YYQ_TYPE_COPY_LIST (yyq_copy_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqCopyList, yyq_copy_list, YYQ, COPY_LIST, AdwBin)

GtkWidget *yyq_copy_list_new (void);

/* What a screen reader calls it. */
void yyq_copy_list_set_label (YyqCopyList *self, const char *label);

void yyq_copy_list_clear (YyqCopyList *self);

/* Sinks @child. @name: what a screen reader calls the row; @text: what is copied. */
void yyq_copy_list_append (YyqCopyList *self, GtkWidget *child, const char *name, const char *text);

/* A line of a name and a value; the values stand below one another. @text (nullable): what is
 * copied, where that is more than is shown. */
void yyq_copy_list_append_fact (YyqCopyList *self, const char *name, const char *value,
                                const char *text);

G_END_DECLS
