/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * A path as a content stream makes it, in coordinates of the page as it is seen. Kept are straight
 * pieces; which of them are lines and rectangles is decided when it is painted.
 */
typedef struct _YyqWorkerPath YyqWorkerPath;

YyqWorkerPath *yyq_worker_path_new (void);
void yyq_worker_path_free (YyqWorkerPath *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqWorkerPath, yyq_worker_path_free)

void yyq_worker_path_move (YyqWorkerPath *self, double x, double y);
void yyq_worker_path_line (YyqWorkerPath *self, double x, double y);
/* To where a curve ends, which is no line. */
void yyq_worker_path_curve (YyqWorkerPath *self, double x, double y);
void yyq_worker_path_close (YyqWorkerPath *self);
void yyq_worker_path_clear (YyqWorkerPath *self);

/* All of it; FALSE for one without points. */
gboolean yyq_worker_path_get_box (const YyqWorkerPath *self, YyqPageBox *box);

/* What of it is seen within @clip becomes strokes of @facts. */
void yyq_worker_path_stroke (const YyqWorkerPath *self, const YyqPageBox *clip,
                             YyqPageFacts *facts);
void yyq_worker_path_fill (const YyqWorkerPath *self, const YyqPageBox *clip, YyqPageFacts *facts);

G_END_DECLS
