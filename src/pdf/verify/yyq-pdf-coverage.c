/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-coverage.h"

#include "yyq-pdf-blank.h"
#include "yyq-pdf-step.h"
#include "yyq-qpdf.h"

/* A place that must have been blank, for the signatures before it. */
typedef struct {
  guint n_earlier;
  char *path;
} Covered;

typedef struct {
  GBytes *pdf;
  const YyqPdfRevision *newest;
  YyqPdfReport *report;
  GPtrArray *earlier; /* (element-type YyqPdfSignatureReport): whose revisions were met so far */
  YyqPdfXref *xref;   /* (nullable): of the last revision; has to be read (again) */
  YyqPdfRevision last;
  GArray *areas;   /* (element-type YyqPdfBlankArea) */
  GArray *covered; /* (element-type Covered): one for each area */
} Coverage;

static void
covered_clear (gpointer data)
{
  g_free (((Covered *) data)->path);
}

static gboolean
is_same_signature (const YyqPdfSignatureField *a, const YyqPdfSignatureField *b)
{
  return a->field_id == b->field_id && a->value_id == b->value_id && a->contents != NULL &&
         b->contents != NULL && g_bytes_equal (a->contents, b->contents);
}

/* NULL when @field is the newest signature of the revision that it signs, else what is wrong. */
static const char *
check_own_revision (const YyqPdfRevision *revision, const YyqPdfSignatureField *field)
{
  gboolean found = FALSE;

  if (revision->fields == NULL)
    return "too many fields";
  for (guint i = 0; i < revision->fields->len; i++) {
    const YyqPdfSignatureField *other = g_ptr_array_index (revision->fields, i);

    if (other->empty)
      continue;
    if (is_same_signature (other, field))
      found = TRUE;
    else if (other->end >= field->end)
      return "another signature is as new as this one";
  }
  return found ? NULL : "the signature is not in the revision that it signs";
}

static void
doubt (YyqPdfSignatureReport *report, const char *why)
{
  if (report->coverage == NULL)
    report->coverage = yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, "%s", why);
}

static gboolean
is_newest (Coverage *self, const YyqPdfRevision *revision)
{
  return revision->qpdf == self->newest->qpdf;
}

static void
close_revision (Coverage *self, YyqPdfRevision *revision)
{
  if (!is_newest (self, revision))
    yyq_pdf_revision_clear (revision);
}

/* The newest revision is the file itself, and not read again. To be closed with close_revision().
 */
static gboolean
open_revision (Coverage *self, gsize end, YyqPdfRevision *revision, YyqPdfSignatureReport *report)
{
  g_autoptr (GError) error = NULL;

  report->revision_length = end;
  if (end == self->newest->end) {
    *revision = *self->newest;
    return TRUE;
  }
  if (yyq_pdf_revision_open (revision, self->pdf, end, &error))
    return TRUE;
  report->coverage =
    yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "the signed revision cannot be read: %s", error->message);
  return FALSE;
}

static void
add_changes (YyqPdfSignatureReport *report, const char *const *changes)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  g_strv_builder_addv (all, (const char **) report->changes);
  g_strv_builder_addv (all, (const char **) changes);
  g_strfreev (report->changes);
  report->changes = g_strv_builder_end (all);
}

static void
add_places (Coverage *self, const YyqPdfStep *step)
{
  for (guint i = 0; i < step->places->len; i++) {
    const YyqPdfPlace *place = g_ptr_array_index (step->places, i);
    YyqPdfBlankArea area = { .length = self->last.end, .page = place->page };
    Covered covered = { .n_earlier = self->earlier->len, .path = g_strdup (place->path) };

    for (guint k = 0; k < G_N_ELEMENTS (area.rectangle); k++)
      area.rectangle[k] = place->box[k];
    g_array_append_val (self->areas, area);
    g_array_append_val (self->covered, covered);
  }
}

static void
loosen (Coverage *self, const char *why)
{
  if (why != NULL && self->report->loose == NULL)
    self->report->loose = g_strdup (why);
}

/* What leads from the last revision to @end. */
static void
begin_step (Coverage *self, YyqPdfStep *step, gsize end)
{
  const char *problem = NULL;

  if (self->xref == NULL)
    self->xref = yyq_pdf_xref_read (self->pdf, self->last.end, &problem);
  yyq_pdf_step_init (step, self->pdf, self->last.end, end, self->xref);
}

/* What @step changes counts for all signatures before it. */
static void
take_step (Coverage *self, YyqPdfStep *step, const YyqPdfRevision *revision)
{
  yyq_pdf_step_compare (step, &self->last, revision);
  loosen (self, step->loose);
  for (guint i = 0; i < self->earlier->len; i++) {
    YyqPdfSignatureReport *report = g_ptr_array_index (self->earlier, i);

    report->later |= step->later;
    if (step->changes[0] != NULL)
      add_changes (report, (const char *const *) step->changes);
    if (step->doubt != NULL)
      doubt (report, step->doubt);
  }
  add_places (self, step);
}

/* What was read in vain, or only in part, does not tell what the last revision has. */
static void
end_step (Coverage *self, YyqPdfStep *step, gboolean taken)
{
  if (!taken || step->changes[0] != NULL)
    g_clear_pointer (&self->xref, yyq_pdf_xref_free);
}

static void
blame_for_place (Coverage *self, guint index, YyqPdfBlank answer)
{
  const Covered *covered = &g_array_index (self->covered, Covered, index);
  g_autofree char *line = g_strdup_printf ("%s: covers what was there", covered->path);
  const char *changes[] = { line, NULL };

  for (guint i = 0; i < covered->n_earlier && answer != YYQ_PDF_BLANK_YES; i++) {
    YyqPdfSignatureReport *report = g_ptr_array_index (self->earlier, i);

    if (answer == YYQ_PDF_BLANK_NO)
      add_changes (report, changes);
    else
      doubt (report, "it cannot be told whether a later signer's field covers something");
  }
}

/* A later signer's field may stand on blank paper; only drawing the page tells. */
static void
look_at_places (Coverage *self)
{
  g_autofree YyqPdfBlank *answers = g_new0 (YyqPdfBlank, self->areas->len + 1);
  guint n = MIN (self->areas->len, YYQ_PDF_BLANK_MAX_AREAS);
  g_autoptr (GError) error = NULL;

  if (n > 0 &&
      !yyq_pdf_blank_look (self->pdf, (const YyqPdfBlankArea *) (gconstpointer) self->areas->data,
                           n, answers, NULL, &error))
    g_debug ("looking at pages: %s", error->message);
  for (guint i = 0; i < self->areas->len; i++)
    blame_for_place (self, i, answers[i]);
}

/* Takes the step to @revision when it is what @field signed; else says in @report why it is not. */
static gboolean
step_to (Coverage *self, YyqPdfRevision *revision, const YyqPdfSignatureField *field,
         YyqPdfSignatureReport *report)
{
  gboolean first = self->last.qpdf == NULL;
  g_auto (YyqPdfStep) step = { 0 };
  const char *problem;

  if (!first)
    begin_step (self, &step, revision->end);
  if (!is_newest (self, revision))
    revision->fields = yyq_pdf_field_list_read_next (revision->qpdf, self->last.fields,
                                                     first ? NULL : yyq_pdf_step_get_tail (&step));
  problem = check_own_revision (revision, field);
  if (problem != NULL)
    report->coverage = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", problem);
  else if (yyq_qpdf_is_damaged (revision->qpdf))
    doubt (report, "the signed revision is damaged: programs may show it in different ways");
  if (!first && problem == NULL)
    take_step (self, &step, revision);
  if (!first)
    end_step (self, &step, problem == NULL);
  return problem == NULL;
}

static void
step_to_end (Coverage *self)
{
  g_auto (YyqPdfStep) step = { 0 };

  begin_step (self, &step, self->newest->end);
  take_step (self, &step, self->newest);
  end_step (self, &step, TRUE);
}

static void
walk_revisions (Coverage *self)
{
  guint next = 0;

  for (guint i = 0; i < self->newest->fields->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (self->newest->fields, i);
    YyqPdfSignatureReport *report =
      field->empty ? NULL : g_ptr_array_index (self->report->signatures, next++);
    YyqPdfRevision revision = { 0 };

    if (report == NULL || report->coverage != NULL ||
        !open_revision (self, field->end, &revision, report))
      continue;
    if (!step_to (self, &revision, field, report)) {
      close_revision (self, &revision);
      continue;
    }
    close_revision (self, &self->last);
    self->last = revision;
    g_ptr_array_add (self->earlier, report);
  }
  if (self->last.qpdf != NULL && self->last.end < self->newest->end)
    step_to_end (self);
  close_revision (self, &self->last);
}

static void
conclude (YyqPdfSignatureReport *report)
{
  if (report->changes[0] != NULL) {
    yyq_pdf_check_free (report->coverage);
    report->coverage =
      yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "changed after signing: %s", report->changes[0]);
  } else if (report->coverage == NULL) {
    report->coverage = yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
  }
}

void
yyq_pdf_coverage_check (GBytes *pdf, const YyqPdfRevision *newest, YyqPdfReport *report)
{
  g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (YyqPdfBlankArea));
  g_autoptr (GArray) covered = g_array_new (FALSE, FALSE, sizeof (Covered));
  Coverage self = { .pdf = pdf,
                    .newest = newest,
                    .report = report,
                    .earlier = earlier,
                    .areas = areas,
                    .covered = covered };

  g_array_set_clear_func (covered, covered_clear);
  walk_revisions (&self);
  look_at_places (&self);
  g_ptr_array_foreach (earlier, (GFunc) conclude, NULL);
  g_clear_pointer (&self.xref, yyq_pdf_xref_free);
}
