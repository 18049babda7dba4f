/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-verdict-view.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-error-text.h"
#include "yyq-pdf-verify.h"
#include "yyq-ui.h"

struct _YyqVerdictView {
  AdwBin parent_instance;

  GtkWidget *stack;
  GtkWidget *spinner;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *explanation;
  GtkWidget *signatures;

  GCancellable *cancellable; /* (owned) (nullable): of the check under way */
};

G_DEFINE_FINAL_TYPE (YyqVerdictView, yyq_verdict_view, ADW_TYPE_BIN)

static guint checked_signal;

typedef struct {
  const char *title;
  const char *explanation;
  const char *icon_name;
  const char *style;
} Look;

static const Look looks[] = {
  [YYQ_PDF_VERDICT_VALID] = { N_ ("All signatures are valid"),
                              N_ ("The contract is exactly as it was signed, and it is proven who "
                                  "signed."),
                              "security-high-symbolic", "good" },
  [YYQ_PDF_VERDICT_INVALID] = { N_ ("A signature is not valid"),
                                N_ ("Do not rely on this document."), "dialog-warning-symbolic",
                                "bad" },
  [YYQ_PDF_VERDICT_INDETERMINATE] = { N_ ("Not everything is proven"),
                                      N_ ("Nothing forbidden was found, but a certificate is not "
                                          "trusted or a proof is missing."),
                                      "security-medium-symbolic", "unsure" },
  [YYQ_PDF_VERDICT_UNSIGNED] = { N_ ("Nobody has signed yet"),
                                 N_ ("The signatures are checked here as soon as there are any."),
                                 "yyq-pen-symbolic", "none" },
  [YYQ_PDF_VERDICT_INCOMPLETE] = { N_ ("The signatures so far are valid"),
                                   N_ ("Nothing was changed since. Not everyone has signed yet."),
                                   "security-high-symbolic", "good" },
};

static void
show_look (YyqVerdictView *self, const Look *look, const char *explanation)
{
  const char *classes[] = { "yyq-verdict-icon", look->style, NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), look->icon_name);
  gtk_widget_set_css_classes (self->icon, classes);
  gtk_label_set_text (GTK_LABEL (self->title), _ (look->title));
  gtk_label_set_text (GTK_LABEL (self->explanation), explanation);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "verdict");
}

static GtkWidget *
wrapped (const char *text, const char *classes)
{
  GtkWidget *label = yyq_ui_label (text, classes);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

/* What is not good, for a person; the verifier's own reason is for experts and stands in the
 * tooltip. */
static void
append_finding (GtkWidget *box, const YyqPdfCheck *check, const char *bad, const char *unknown)
{
  GtkWidget *label;

  if (check == NULL || check->state == YYQ_PDF_CHECK_GOOD)
    return;
  label = wrapped (check->state == YYQ_PDF_CHECK_BAD ? bad : unknown,
                   check->state == YYQ_PDF_CHECK_BAD ? "caption error" : "caption warning");
  gtk_widget_set_tooltip_text (label, check->reason);
  gtk_box_append (GTK_BOX (box), label);
}

/* What came later and was permitted, each kind by its name. */
static void
append_later (GtkWidget *box, YyqPdfLater later)
{
  g_autofree char *words = yyq_pdf_later_to_words (later);
  g_autofree char *text = NULL;

  if (*words == '\0')
    return;
  text = g_strdup_printf (_ ("Later, and permitted: %s"), words);
  gtk_box_append (GTK_BOX (box), wrapped (text, "caption dim-label"));
}

static char *
time_text (const YyqPdfSignatureReport *signature)
{
  g_autofree char *at = NULL;

  if (signature->signed_at == 0)
    return g_strdup (_ ("Time of signing unknown"));
  at = yyq_clock_say (signature->signed_at);
  if (signature->timestamped)
    return g_strdup_printf (_ ("%s, proven by a time stamp"), at);
  return g_strdup_printf (_ ("%s, as the signer’s computer says"), at);
}

static GtkWidget *
signature_row (const YyqPdfSignatureReport *signature)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *signer = signature->signer != NULL && *signature->signer != '\0'
                         ? signature->signer
                         : _ ("Unknown signer");
  g_autofree char *at = time_text (signature);

  gtk_box_append (
    GTK_BOX (box),
    wrapped (signature->document_timestamp ? _ ("Time stamp over the whole document") : signer,
             "heading"));
  gtk_box_append (GTK_BOX (box), wrapped (at, "caption dim-label"));
  append_finding (box, signature->integrity, _ ("What was signed has been changed."),
                  _ ("It cannot be told whether it was changed."));
  append_finding (box, signature->coverage, _ ("Something was changed after signing."),
                  _ ("It cannot be told what was changed after signing."));
  append_finding (box, signature->chain, _ ("The certificate was not valid."),
                  _ ("The certificate is not trusted, or its validity is not proven."));
  append_later (box, signature->later);
  gtk_widget_add_css_class (box, "yyq-signature");
  return box;
}

void
yyq_verdict_view_show (YyqVerdictView *self, const YyqPdfReport *report)
{
  const Look *look;

  g_return_if_fail (YYQ_IS_VERDICT_VIEW (self));
  g_return_if_fail (report->verdict < G_N_ELEMENTS (looks));
  look = &looks[report->verdict];
  yyq_ui_remove_children (self->signatures);
  for (guint i = 0; i < report->signatures->len; i++)
    gtk_box_append (GTK_BOX (self->signatures),
                    signature_row (g_ptr_array_index (report->signatures, i)));
  show_look (self, look, _ (look->explanation));
}

static void
show_failure (YyqVerdictView *self, const GError *error)
{
  static const Look unreadable = { N_ ("The signatures cannot be checked"), NULL,
                                   "dialog-warning-symbolic", "bad" };
  g_autoptr (YyqErrorText) text = yyq_error_text_new (error);

  if (text == NULL)
    return;
  yyq_ui_remove_children (self->signatures);
  show_look (self, &unreadable, text->what);
}

typedef struct {
  GBytes *pdf;
  YyqTrust *trust; /* (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->pdf);
  g_clear_pointer (&job->trust, yyq_trust_unref);
  g_free (job);
}

static void
check_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  YyqPdfReport *report = yyq_pdf_verify (job->pdf, job->trust, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) yyq_pdf_report_unref);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YyqVerdictView *self = YYQ_VERDICT_VIEW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report != NULL)
    yyq_verdict_view_show (self, report);
  else
    show_failure (self, error);
  g_signal_emit (self, checked_signal, 0);
}

static void
call_off (YyqVerdictView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
yyq_verdict_view_check (YyqVerdictView *self, GBytes *pdf, YyqTrust *trust)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (YYQ_IS_VERDICT_VIEW (self));
  call_off (self);
  self->cancellable = g_cancellable_new ();
  job->pdf = g_bytes_ref (pdf);
  job->trust = trust != NULL ? yyq_trust_ref (trust) : NULL;
  task = g_task_new (self, self->cancellable, checked_cb, NULL);
  g_task_set_source_tag (task, yyq_verdict_view_check);
  g_task_set_task_data (task, job, job_free);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "checking");
  g_task_run_in_thread (task, check_in_worker);
}

const char *
yyq_verdict_view_get_title (YyqVerdictView *self)
{
  g_return_val_if_fail (YYQ_IS_VERDICT_VIEW (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->title));
}

GtkWidget *
yyq_verdict_view_new (void)
{
  return g_object_new (YYQ_TYPE_VERDICT_VIEW, NULL);
}

static void
yyq_verdict_view_dispose (GObject *object)
{
  call_off (YYQ_VERDICT_VIEW (object));
  G_OBJECT_CLASS (yyq_verdict_view_parent_class)->dispose (object);
}

static void
yyq_verdict_view_class_init (YyqVerdictViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_verdict_view_dispose;
  checked_signal = g_signal_new ("checked", YYQ_TYPE_VERDICT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
build_checking (YyqVerdictView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->spinner = gtk_spinner_new ();
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), wrapped (_ ("Checking the signatures…"), "dim-label"));
  return box;
}

static GtkWidget *
build_verdict (YyqVerdictView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->icon = gtk_image_new ();
  self->title = wrapped (NULL, "heading");
  self->explanation = wrapped (NULL, "caption dim-label");
  self->signatures = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->explanation);
  gtk_box_append (GTK_BOX (head), self->icon);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->signatures);
  return box;
}

static void
yyq_verdict_view_init (YyqVerdictView *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_checking (self), "checking");
  gtk_stack_add_named (GTK_STACK (self->stack), build_verdict (self), "verdict");
  adw_bin_set_child (ADW_BIN (self), self->stack);
}
