/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a check of all evidence stands between two pages; what the members mean is up to the stage.
 */
typedef struct {
  gint64 stage;
  char *id;   /* (owned) never NULL, as the next two */
  char *key;  /* (owned) */
  char *hash; /* (owned) */
  gint64 number;
  gint64 n;
  gint64 m;
} YyqEvidencePlace;

/* The start of @stage. */
void yyq_evidence_place_init (YyqEvidencePlace *self, gint64 stage);
void yyq_evidence_place_clear (YyqEvidencePlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqEvidencePlace, yyq_evidence_place_clear)

/* Copies @text into a member; NULL becomes "". */
void yyq_evidence_place_set (char **member, const char *text);

/* (transfer full): one line of text; parse gives FALSE when @text is none. */
char *yyq_evidence_place_to_string (const YyqEvidencePlace *self);
gboolean yyq_evidence_place_parse (YyqEvidencePlace *self, const char *text);

G_END_DECLS
