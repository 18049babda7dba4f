/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-draft-kind.h"
#include "yyq-record-source.h"
#include "yyq-template-repository.h"
#include "yyq-template-work.h"
#include "yyq-workspace.h"

G_BEGIN_DECLS

/* What the objects of this folder ask of each other. Main thread. */

/* (transfer full): a YyqTemplateRepository. */
YyqRecordRepository *yyq_template_repository_new (const YyqRecordSource *source);

/* What is done here is so here already, until the platform says what it has become. */
void yyq_template_repository_put (YyqTemplateRepository *self, YyqTemplate *template);

/* A document that was made here; it is found again by its SHA-256. */
void yyq_template_repository_keep_document (YyqTemplateRepository *self, GBytes *document);

/* A template that is made, one that is changed, and a PDF that the platform has not got yet. */
extern const YyqDraftKind yyq_template_new_kind;
extern const YyqDraftKind yyq_template_work_kind;
extern const YyqDraftKind yyq_template_paper_kind;

struct _YyqTemplateWork {
  GObject parent_instance;

  YyqSession *session;              /* (owned) */
  YyqWorkspace *workspace;          /* (owned) */
  YyqTemplateRepository *templates; /* (owned) */
  YyqDrafts *drafts;                /* (owned) */
  YyqDraft *draft;                  /* (owned) (nullable): nothing was done so far */
  GBytes *clean;                    /* (owned): what the draft began with, or would */
  GHashTable *papers;               /* (owned): SHA-256 -> YyqDraft (owned): PDFs of new files */
  YyqTemplate *base;                /* (owned) (nullable): as the platform had it */
  YyqTemplate *template;            /* (owned): as it is here, whole */
  YyqTemplateMerge *merge;          /* (owned) (nullable): with what somebody else did */
  int step;
  gint64 next;        /* 0, or the version that it has when what waits in the outbox was answered */
  GHashTable *queued; /* (owned): ids of the new files that wait there, too */
  gboolean found;     /* it was begun earlier */
};

/* (transfer none) (nullable): the PDF of a file that the platform has not got yet. */
GBytes *yyq_template_work_find_paper (YyqTemplateWork *self, const char *sha256);

/* A PDF that the platform has not got yet. */
void yyq_template_work_add_paper (YyqTemplateWork *self, const char *name, const char *sha256,
                                  GBytes *pdf);

/* Documents go with the template that they belong to, and so would what was done here: a copy of
 * each is kept beside it. */
void yyq_template_work_keep_files (YyqTemplateWork *self);

/* @theirs, what the platform has now, becomes the base, and @merged what is here. */
void yyq_template_work_rebase (YyqTemplateWork *self, YyqTemplate *theirs, YyqTemplate *merged);

/* It waits in the outbox, and will have version @next then. */
void yyq_template_work_wait (YyqTemplateWork *self, gint64 next);

G_END_DECLS
