/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-command-kind.h"
#include "yyq-draft-kind.h"
#include "yyq-record-source.h"

G_BEGIN_DECLS

/* The records of one entity. */
typedef struct {
  const YyqEntity *entity; /* NULL ends the table */

  /* (transfer full); NULL: they have no more to them than @entity says. */
  YyqRecordRepository *(*new_repository) (const YyqRecordSource *source);
} YyqChapterRecords;

/*
 * What a chapter of the manual brings into every workspace: a static const struct, so that session,
 * workspace and outbox need not know the chapters. The application hands them all to
 * yyq_session_new().
 */
typedef struct _YyqWorkspaceChapter {
  const YyqChapterRecords *records;      /* (nullable) */
  const YyqCommandKind *const *commands; /* (nullable): ends with NULL */
  const YyqDraftKind *const *drafts;     /* (nullable): ends with NULL */

  /* (nullable) (transfer full): what the chapter shows beside records, one in each workspace. */
  GObject *(*new_view) (YyqApiClient *client, YyqReplyCache *replies);

  /* Has it ask the platform for what is new; goes with @new_view. */
  void (*refresh_view) (gpointer view, GCancellable *cancellable);
} YyqWorkspaceChapter;

G_END_DECLS
