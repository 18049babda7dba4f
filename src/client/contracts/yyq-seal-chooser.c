/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal-chooser.h"

#include <glib/gi18n.h>

#include "yyq-error-view.h"
#include "yyq-seal-paintable.h"
#include "yyq-ui.h"

#define PICTURE_PX 76

struct _YyqSealChooser {
  AdwBin parent_instance;

  GtkWidget *company; /* the one whose seals they are */
  GtkWidget *flow;
  GtkWidget *message;
  GtkWidget *retry;
  YyqErrorView *error_view;

  YyqContractRepository *contracts; /* (owned) (nullable) */
  char *contract_id;                /* (owned) (nullable) */
  char *party_id;                   /* (owned) (nullable): who signs */
  GCancellable *cancellable;        /* (owned) */
  GListModel *seals;                /* (owned) (nullable) */
  GPtrArray *pictures;              /* (owned): of GdkPaintable, as seals */
};

G_DEFINE_FINAL_TYPE (YyqSealChooser, yyq_seal_chooser, ADW_TYPE_BIN)

static guint changed_signal;

static void
say (YyqSealChooser *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->message), text != NULL ? text : "");
  gtk_widget_set_visible (self->message, text != NULL);
  gtk_widget_set_visible (self->company, text == NULL);
  gtk_widget_set_visible (self->flow, text == NULL);
}

static void
remove_tiles (YyqSealChooser *self)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->flow), 0)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), GTK_WIDGET (child));
  g_ptr_array_set_size (self->pictures, 0);
}

static void
add_tile (YyqSealChooser *self, YyqSeal *seal)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GdkPaintable *paintable = yyq_seal_paintable_new (seal);
  /* The tile says what it is. */
  GtkWidget *picture = g_object_new (GTK_TYPE_PICTURE, "paintable", paintable, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *name = yyq_ui_label (yyq_seal_get_name (seal), "caption");
  GtkWidget *child = gtk_flow_box_child_new ();
  /* Translators: a seal, and the company whose it is */
  g_autofree char *spoken =
    g_strdup_printf (_ ("%s, %s"), yyq_seal_get_name (seal), yyq_seal_get_company (seal));

  g_ptr_array_add (self->pictures, paintable);
  gtk_widget_set_size_request (picture, PICTURE_PX, PICTURE_PX);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (name, GTK_ALIGN_CENTER);
  /* Its name says what a seal is for, however large text is. */
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (name), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), name);
  gtk_widget_set_tooltip_text (child, yyq_seal_get_company (seal));
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_add_css_class (child, "yyq-seal");
  yyq_ui_set_accessible_label (child, spoken);
  gtk_flow_box_append (GTK_FLOW_BOX (self->flow), child);
}

/* Signing labour contracts is what a contract seal is for. */
static int
best_index (YyqSealChooser *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->seals); i++) {
    g_autoptr (YyqSeal) seal = g_list_model_get_item (self->seals, i);

    if (yyq_seal_get_kind (seal) == YYQ_SEAL_KIND_CONTRACT)
      return (int) i;
  }
  return 0;
}

static void
show_seals (YyqSealChooser *self)
{
  const guint n = g_list_model_get_n_items (self->seals);

  remove_tiles (self);
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqSeal) seal = g_list_model_get_item (self->seals, i);

    add_tile (self, seal);
    gtk_label_set_text (GTK_LABEL (self->company), yyq_seal_get_company (seal));
  }
  say (self,
       n == 0
         ? _ ("The company that signs has no seal for this contract. Ask an administrator for one.")
         : NULL);
  if (n > 0)
    gtk_flow_box_select_child (
      GTK_FLOW_BOX (self->flow),
      gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->flow), best_index (self)));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSealChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) seals =
    yyq_contract_repository_list_seals_finish (YYQ_CONTRACT_REPOSITORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->contracts == NULL)
    return;
  if (seals != NULL) {
    g_set_object (&self->seals, seals);
    show_seals (self);
  } else {
    gtk_widget_hide (self->message);
    gtk_widget_show (self->retry);
    yyq_error_view_set_error (self->error_view, error);
  }
  g_signal_emit (self, changed_signal, 0);
}

static void
load (YyqSealChooser *self)
{
  gtk_widget_hide (self->retry);
  yyq_error_view_set_error (self->error_view, NULL);
  say (self, _ ("Loading the seals…"));
  yyq_contract_repository_list_seals_async (self->contracts, self->contract_id, self->party_id,
                                            self->cancellable, listed_cb, g_object_ref (self));
}

void
yyq_seal_chooser_load (YyqSealChooser *self, YyqContractRepository *contracts,
                       const char *contract_id, const char *party_id)
{
  g_return_if_fail (YYQ_IS_SEAL_CHOOSER (self));
  g_set_object (&self->contracts, contracts);
  g_free (self->contract_id);
  g_free (self->party_id);
  self->contract_id = g_strdup (contract_id);
  self->party_id = g_strdup (party_id);
  load (self);
}

static int
chosen_index (YyqSealChooser *self)
{
  GList *children = gtk_flow_box_get_selected_children (GTK_FLOW_BOX (self->flow));
  const int index = children != NULL ? gtk_flow_box_child_get_index (children->data) : -1;

  g_list_free (children);
  return index;
}

YyqSeal *
yyq_seal_chooser_get_seal (YyqSealChooser *self)
{
  g_autoptr (YyqSeal) seal = NULL;
  int index;

  g_return_val_if_fail (YYQ_IS_SEAL_CHOOSER (self), NULL);
  index = chosen_index (self);
  if (index >= 0)
    seal = g_list_model_get_item (self->seals, (guint) index);
  return seal; /* the list holds it */
}

GdkPaintable *
yyq_seal_chooser_get_picture (YyqSealChooser *self)
{
  int index;

  g_return_val_if_fail (YYQ_IS_SEAL_CHOOSER (self), NULL);
  index = chosen_index (self);
  return index >= 0 ? g_ptr_array_index (self->pictures, (guint) index) : NULL;
}

static void
selected_cb (YyqSealChooser *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
yyq_seal_chooser_dispose (GObject *object)
{
  YyqSealChooser *self = YYQ_SEAL_CHOOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->contracts);
  G_OBJECT_CLASS (yyq_seal_chooser_parent_class)->dispose (object);
}

static void
yyq_seal_chooser_finalize (GObject *object)
{
  YyqSealChooser *self = YYQ_SEAL_CHOOSER (object);

  g_clear_object (&self->seals);
  g_free (self->contract_id);
  g_free (self->party_id);
  g_ptr_array_unref (self->pictures);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (yyq_seal_chooser_parent_class)->finalize (object);
}

static void
yyq_seal_chooser_class_init (YyqSealChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_seal_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_seal_chooser_finalize;
  changed_signal = g_signal_new ("changed", YYQ_TYPE_SEAL_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
yyq_seal_chooser_init (YyqSealChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->cancellable = g_cancellable_new ();
  self->pictures = g_ptr_array_new_with_free_func (g_object_unref);
  self->flow = gtk_flow_box_new ();
  self->company = yyq_ui_label (NULL, "dim-label");
  self->message = yyq_ui_label (NULL, "dim-label");
  self->error_view = YYQ_ERROR_VIEW (yyq_error_view_new ());
  self->retry = gtk_button_new_with_label (_ ("Try again"));
  gtk_label_set_wrap (GTK_LABEL (self->company), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->company), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (self->company), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->message), PANGO_ELLIPSIZE_NONE);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_BROWSE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->flow), 3);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 3);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->flow), TRUE);
  yyq_ui_set_accessible_label (self->flow, _ ("Seals"));
  gtk_widget_set_halign (self->retry, GTK_ALIGN_START);
  gtk_widget_hide (self->retry);
  g_signal_connect_object (self->flow, "selected-children-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->retry, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->company);
  gtk_box_append (GTK_BOX (box), self->flow);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error_view));
  gtk_box_append (GTK_BOX (box), self->retry);
  adw_bin_set_child (ADW_BIN (self), box);
}
