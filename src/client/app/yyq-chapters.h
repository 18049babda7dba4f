/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * The chapters of the main window in the order of the sidebar. Only what is built stands here. A
 * page is made when it is first shown: every list in a hidden page would cost 200 row widgets.
 */
typedef struct {
  const char *name;
  const char *title; /* untranslated: use _() */
  const char *group; /* untranslated, nullable: a label over the rows that have it */
  const char *icon_name;
  const char *permission; /* nullable: everyone may see it */
  gboolean hidden;        /* it has no row: the account's popover leads there */
  GtkWidget *(*create) (YyqSession *session, YyqUkeyManager *manager);
} YyqChapter;

/* (transfer none) */
const YyqChapter *yyq_chapters_get (guint *n_chapters);
const YyqChapter *yyq_chapters_find (const char *name);

/* What they bring into a workspace; ends with NULL. */
extern const YyqWorkspaceChapter *const yyq_workspace_chapters[];

G_END_DECLS
