/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-draft.h"

G_BEGIN_DECLS

/* One draft in a list, open or not. */
typedef struct {
  char *id;
  char *kind;
  char *object_id; /* "": of something new */
  char *title;
  char *reason; /* "": not parked */
  gint64 created_at;
} YyqDraftInfo;

void yyq_draft_info_free (YyqDraftInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqDraftInfo, yyq_draft_info_free)

/* What a draft begins with; only read during the call. */
typedef struct {
  const char *object_id; /* (nullable): of something new */
  const char *title;     /* (nullable): for a person */
  gint64 base_version;
  GBytes *base;  /* (nullable) */
  GBytes *local; /* (nullable): empty */
} YyqDraftStart;

/*
 * The drafts of one workspace, each a file of its own (see yyq-draft-file.h). Main thread; what
 * blocks runs elsewhere. Errors of all calls: YYQ_STORE_ERROR, BUSY for a draft that another
 * window or program has open.
 *
 * Signal "changed" (): one was parked, removed, or is no longer open here.
 */
#define YYQ_TYPE_DRAFTS (yyq_drafts_get_type ())
G_DECLARE_FINAL_TYPE (YyqDrafts, yyq_drafts, YYQ, DRAFTS, GObject)

/* @directory (nullable): NULL, where there is no key that outlives the program: then drafts live as
 * long as this object. */
YyqDrafts *yyq_drafts_new (const char *directory, YyqCipher *cipher);

/* FALSE: whoever begins to type is told first that it will not survive. */
gboolean yyq_drafts_get_durable (YyqDrafts *self);

/* @kind is static: what is needed to speak of a draft that is not open. */
void yyq_drafts_add_kind (YyqDrafts *self, const YyqDraftKind *kind);
const YyqDraftKind *yyq_drafts_find_kind (YyqDrafts *self, const char *name);

/* (transfer full): a new one, at once; the file follows. */
YyqDraft *yyq_drafts_create (YyqDrafts *self, const YyqDraftKind *kind, const YyqDraftStart *start);

/* (transfer full): NOT_FOUND also when it is of another kind. */
void yyq_drafts_open_async (YyqDrafts *self, const YyqDraftKind *kind, const char *id,
                            GAsyncReadyCallback callback, gpointer user_data);
YyqDraft *yyq_drafts_open_finish (YyqDrafts *self, GAsyncResult *result, GError **error);

/* (transfer full) (element-type YyqDraftInfo): by the time they were begun. */
void yyq_drafts_list_async (YyqDrafts *self, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yyq_drafts_list_finish (YyqDrafts *self, GAsyncResult *result, GError **error);

/* Of one that is not open; else yyq_draft_discard(). */
void yyq_drafts_remove_async (YyqDrafts *self, const char *id, GAsyncReadyCallback callback,
                              gpointer user_data);

/*
 * Drafts about @object_ids keep their base and all that was typed, and get @reason: for objects
 * that this person sees no more, YYQ_OUTBOX_REASON_ACCESS_LOST.
 */
void yyq_drafts_park_objects_async (YyqDrafts *self, const char *const *object_ids,
                                    const char *reason, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean yyq_drafts_change_finish (YyqDrafts *self, GAsyncResult *result, GError **error);

G_END_DECLS
