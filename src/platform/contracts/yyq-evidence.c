/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-evidence.h"

#include "yyq-evidence-check.h"
#include "yyq-service-error.h"

/*
 * The stages, each a walk along an index:
 *
 *   events      each row by its rule, in the chain of its contract, and the revision that it names
 *   openings    what each audit chain opened with, read again
 *   audit       each row in the chain of its tenant
 *   heads       each chain ends where the note says
 *   anchors     each digest, its time stamp, and the rows that it is over
 *   revisions   each is named by an event, or is from before
 *   strays      audit rows in no chain
 */

static void
fault_free (gpointer data)
{
  YyqEvidenceFault *fault = data;

  g_free (fault->id);
  g_free (fault->row);
  g_free (fault);
}

void
yyq_evidence_page_free (YyqEvidencePage *self)
{
  g_ptr_array_unref (self->faults);
  g_free (self->next);
  g_free (self);
}

typedef gboolean (*Stage) (YyqEvidenceCheck *self, gboolean *done, GError **error);

/* By part; NULL is the end. */
static const Stage stages[][8] = {
  [YYQ_EVIDENCE_ALL] = { yyq_evidence_check_events, yyq_evidence_check_openings,
                         yyq_evidence_check_audit, yyq_evidence_check_heads,
                         yyq_evidence_check_anchors, yyq_evidence_check_revisions,
                         yyq_evidence_check_strays },
  [YYQ_EVIDENCE_LOG] = { yyq_evidence_check_openings, yyq_evidence_check_audit,
                         yyq_evidence_check_heads, yyq_evidence_check_anchors,
                         yyq_evidence_check_strays },
};

static gboolean
read_place (YyqEvidenceCheck *self, const char *after, GError **error)
{
  if (after == NULL) {
    yyq_evidence_place_init (&self->place, 0);
    return TRUE;
  }
  if (yyq_evidence_place_parse (&self->place, after) && self->place.stage >= 0 &&
      self->place.stage < (gint64) G_N_ELEMENTS (stages[0]) &&
      stages[self->part][self->place.stage] != NULL)
    return TRUE;
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID,
                       "/after is not where a page ended");
  return FALSE;
}

static gboolean
run (YyqEvidenceCheck *self, GError **error)
{
  const Stage *part = stages[self->part];
  gint64 stage = self->place.stage;

  while (part[stage] != NULL && self->left > 0 &&
         self->page->faults->len < YYQ_EVIDENCE_MOST_FAULTS) {
    gboolean done = FALSE;

    if (!part[stage](self, &done, error))
      return FALSE;
    if (!done)
      continue;
    yyq_evidence_place_clear (&self->place);
    yyq_evidence_place_init (&self->place, ++stage);
  }
  if (part[stage] != NULL)
    self->page->next = yyq_evidence_place_to_string (&self->place);
  return TRUE;
}

YyqEvidencePage *
yyq_evidence_check (YyqPlatform *platform, YyqEvidencePart part, const char *after, gint64 limit,
                    GError **error)
{
  g_autoptr (YyqEvidencePage) page = g_new0 (YyqEvidencePage, 1);
  YyqEvidenceCheck self = { .platform = platform,
                            .storage = yyq_platform_get_storage (platform),
                            .page = page,
                            .part = part,
                            .left = limit };
  gboolean ok;

  page->faults = g_ptr_array_new_with_free_func (fault_free);
  ok = read_place (&self, after, error) && run (&self, error);
  yyq_evidence_place_clear (&self.place);
  return ok ? g_steal_pointer (&page) : NULL;
}

YyqEvidencePage *
yyq_evidence_check_one (YyqPlatform *platform, const char *chain, const char *id, GError **error)
{
  g_autoptr (YyqEvidencePage) page = g_new0 (YyqEvidencePage, 1);
  g_autoptr (GError) local = NULL;
  YyqEvidenceCheck self = { .platform = platform,
                            .storage = yyq_platform_get_storage (platform),
                            .page = page,
                            .left = G_MAXINT64 };

  page->faults = g_ptr_array_new_with_free_func (fault_free);
  yyq_evidence_place_init (&self.place, 0);
  if (g_str_equal (chain, YYQ_EVIDENCE_ANCHOR))
    yyq_evidence_check_one_anchor (&self, g_ascii_strtoll (id, NULL, 10), &local);
  else if (g_str_equal (chain, YYQ_CHAIN_AUDIT))
    yyq_evidence_check_one_audit (&self, id, &local);
  else
    yyq_evidence_check_one_contract (&self, id, &local);
  yyq_evidence_place_clear (&self.place);
  if (local == NULL)
    return g_steal_pointer (&page);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
