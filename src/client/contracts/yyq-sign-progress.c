/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-progress.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

static const struct {
  YyqSignPhase phase;
  const char *title;
} steps[] = {
  { YYQ_SIGN_PHASE_PREPARING, N_ ("Lock the contract and fetch its newest version") },
  { YYQ_SIGN_PHASE_CHECKING, N_ ("Check the contract and the signatures so far") },
  { YYQ_SIGN_PHASE_SIGNING, N_ ("Sign with the UKey") },
  { YYQ_SIGN_PHASE_STAMPING, N_ ("Have the time confirmed by a time stamp") },
  { YYQ_SIGN_PHASE_SENDING, N_ ("Send to the platform") },
};

struct _YyqSignProgress {
  AdwBin parent_instance;

  GtkWidget *marks[G_N_ELEMENTS (steps)];
  GtkWidget *labels[G_N_ELEMENTS (steps)];
};

G_DEFINE_FINAL_TYPE (YyqSignProgress, yyq_sign_progress, ADW_TYPE_BIN)

static void
show_step (YyqSignProgress *self, gsize i, YyqSignPhase phase)
{
  const gboolean runs = steps[i].phase == phase;
  GtkWidget *spinner = gtk_stack_get_child_by_name (GTK_STACK (self->marks[i]), "runs");
  const char *classes[] = { runs                     ? "heading"
                            : steps[i].phase > phase ? "dim-label"
                                                     : "body",
                            NULL };

  gtk_stack_set_visible_child_name (GTK_STACK (self->marks[i]), runs                     ? "runs"
                                                                : steps[i].phase > phase ? "waits"
                                                                                         : "done");
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), runs);
  gtk_widget_set_css_classes (self->labels[i], classes);
}

void
yyq_sign_progress_set_phase (YyqSignProgress *self, YyqSignPhase phase)
{
  g_return_if_fail (YYQ_IS_SIGN_PROGRESS (self));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    show_step (self, i, phase);
    if (steps[i].phase == phase)
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                      _ (steps[i].title), -1);
  }
}

GtkWidget *
yyq_sign_progress_new (void)
{
  return g_object_new (YYQ_TYPE_SIGN_PROGRESS, NULL);
}

static GtkWidget *
build_mark (void)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *done = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *waits = gtk_label_new ("·");

  gtk_widget_add_css_class (done, "success");
  gtk_stack_add_named (GTK_STACK (stack), waits, "waits");
  gtk_stack_add_named (GTK_STACK (stack), gtk_spinner_new (), "runs");
  gtk_stack_add_named (GTK_STACK (stack), done, "done");
  gtk_widget_set_valign (stack, GTK_ALIGN_START);
  return stack;
}

static void
yyq_sign_progress_class_init (YyqSignProgressClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
yyq_sign_progress_init (YyqSignProgress *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

    self->marks[i] = build_mark ();
    self->labels[i] = yyq_ui_label (_ (steps[i].title), NULL);
    gtk_label_set_ellipsize (GTK_LABEL (self->labels[i]), PANGO_ELLIPSIZE_NONE);
    gtk_label_set_wrap (GTK_LABEL (self->labels[i]), TRUE);
    gtk_box_append (GTK_BOX (row), self->marks[i]);
    gtk_box_append (GTK_BOX (row), self->labels[i]);
    gtk_box_append (GTK_BOX (box), row);
  }
  adw_bin_set_child (ADW_BIN (self), box);
  yyq_sign_progress_set_phase (self, YYQ_SIGN_PHASE_IDLE);
}
