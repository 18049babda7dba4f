/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-draft-kind.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * What a person has typed into a form, a text for each member, kept as a draft of the workspace: it
 * survives the page and kill -9, where drafts do (yyq_session_get_draft_warning()). There is no
 * file before something is typed. Never for secrets. Main thread.
 *
 * A form has a kind, a static const YyqDraftKind beside its chapter, with the two functions below,
 * which YyqWorkspaceChapter.drafts names.
 */
#define YYQ_TYPE_KEPT_VALUES (yyq_kept_values_get_type ())
G_DECLARE_FINAL_TYPE (YyqKeptValues, yyq_kept_values, YYQ, KEPT_VALUES, GObject)

GBytes *yyq_kept_values_apply (GBytes *local, GBytes *operation, GError **error);
char *yyq_kept_values_describe (GBytes *local);

/* (transfer full): what was typed about @object_id (nullable: something new) before, or nothing so
 * far. @session is READY. Errors: YYQ_STORE_ERROR, BUSY when another window has it open. */
void yyq_kept_values_open_async (YyqSession *session, const YyqDraftKind *kind,
                                 const char *object_id, GAsyncReadyCallback callback,
                                 gpointer user_data);
YyqKeptValues *yyq_kept_values_open_finish (GAsyncResult *result, GError **error);

/* (nullable): what was typed as @member. */
const char *yyq_kept_values_get (YyqKeptValues *self, const char *member);

/* @title: how the form calls it, for whoever reads the draft without the form. */
void yyq_kept_values_put (YyqKeptValues *self, const char *member, const char *title,
                          const char *text);

/* It was sent, or is given up; what is typed then begins anew. */
void yyq_kept_values_discard (YyqKeptValues *self);

G_END_DECLS
