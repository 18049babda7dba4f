/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-clash-dialog.h"

#include <glib/gi18n.h>

#include "yyq-template-words.h"
#include "yyq-ui.h"

struct _YyqTemplateClashDialog {
  AdwWindow parent_instance;

  GtkBox *box;
  YyqTemplateMerge *merge; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (YyqTemplateClashDialog, yyq_template_clash_dialog, ADW_TYPE_WINDOW)

static guint signal_chosen;

/* Words */

static const char *
name_member (const char *member)
{
  static const struct {
    const char *member;
    const char *title;
  } names[] = {
    { "name", N_ ("Name") }, { "kind", N_ ("Type") },           { "folder", N_ ("Folder") },
    { "tags", N_ ("Tags") }, { "watermark", N_ ("Watermark") }, { "qr-code", N_ ("QR code") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].member, member))
      return _ (names[i].title);
  return member;
}

/* (transfer full): the heading of one clash. */
static char *
name_clash (const YyqTemplateClash *clash)
{
  gpointer record = clash->mine != NULL ? clash->mine : clash->theirs;

  switch (clash->part) {
  case YYQ_TEMPLATE_PART_MEMBER:
    return g_strdup (name_member (clash->id));
  case YYQ_TEMPLATE_PART_FILE:
    return g_strdup_printf (_ ("File “%s”"), yyq_template_file_get_name (record));
  case YYQ_TEMPLATE_PART_PARTY:
    return g_strdup_printf (_ ("Party “%s”"), yyq_template_party_get_name (record));
  case YYQ_TEMPLATE_PART_CONTROL:
    return g_strdup_printf (_ ("Control “%s” on page %d"), yyq_template_words_control (record),
                            yyq_control_get_page (record) + 1);
  default:
    return g_strdup (clash->id);
  }
}

static void
add_line (GString *lines, const char *title, const char *value)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  /* Translators: what a field is called, and what stands there */
  g_string_append_printf (lines, _ ("%s: %s"), title, value);
}

/* Each member of @record that is another one in @other, or all of a few when there is no other. */
static char *
say_differences (gpointer record, gpointer other)
{
  guint n;
  const YyqField *fields = yyq_record_get_fields (record, &n);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    GValue value = G_VALUE_INIT, text = G_VALUE_INIT, against = G_VALUE_INIT;
    g_autofree char *property = g_strdelimit (g_strdup (fields[i].name), "_", '-');

    if (fields[i].kind == YYQ_FIELD_LIST || fields[i].kind == YYQ_FIELD_STRV)
      continue;
    g_object_get_property (record, property, &value);
    if (other != NULL)
      g_object_get_property (other, property, &against);
    g_value_init (&text, G_TYPE_STRING);
    if ((other == NULL ||
         g_param_values_cmp (g_object_class_find_property (G_OBJECT_GET_CLASS (record), property),
                             &value, &against) != 0) &&
        g_value_transform (&value, &text) && g_value_get_string (&text) != NULL &&
        !g_str_equal (property, "id"))
      add_line (lines, property, g_value_get_string (&text));
    g_value_unset (&text);
    g_value_unset (&value);
    if (other != NULL)
      g_value_unset (&against);
  }
  return g_string_free (lines, FALSE);
}

/* (transfer full) */
static char *
say_side (const YyqTemplateClash *clash, gboolean mine)
{
  gpointer record = mine ? clash->mine : clash->theirs;
  gpointer other = mine ? clash->theirs : clash->mine;
  const char *text = mine ? clash->mine_text : clash->theirs_text;

  if (clash->part == YYQ_TEMPLATE_PART_MEMBER)
    return g_strdup (text != NULL && *text != '\0' ? text : _ ("(empty)"));
  if (record == NULL)
    return g_strdup (_ ("Removed"));
  if (other == NULL)
    return g_strdup (_ ("Stays, as it was changed"));
  return say_differences (record, other);
}

/* Choosing */

static void
toggled_cb (GtkCheckButton *mine, YyqTemplateClashDialog *self)
{
  const guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (mine), "clash"));

  if (self->merge != NULL)
    yyq_template_merge_choose (self->merge, i, gtk_check_button_get_active (mine));
}

static GtkWidget *
new_side (const YyqTemplateClash *clash, gboolean mine)
{
  g_autofree char *text = say_side (clash, mine);
  GtkWidget *side = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = yyq_ui_label (text, NULL);
  const char *title = mine ? _ ("What you did") : _ ("What somebody else did");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (words), yyq_ui_label (title, "caption-heading"));
  gtk_box_append (GTK_BOX (words), label);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (side), words);
  gtk_widget_set_hexpand (side, TRUE);
  gtk_widget_set_valign (side, GTK_ALIGN_START);
  yyq_ui_set_accessible_label (side, title);
  return side;
}

static void
add_clash (YyqTemplateClashDialog *self, guint i)
{
  const YyqTemplateClash *clash = self->merge->clashes->pdata[i];
  g_autofree char *name = name_clash (clash);
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *mine = new_side (clash, TRUE);
  GtkWidget *theirs = new_side (clash, FALSE);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (theirs), GTK_CHECK_BUTTON (mine));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mine), TRUE);
  g_object_set_data (G_OBJECT (mine), "clash", GUINT_TO_POINTER (i));
  g_signal_connect_object (mine, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), mine);
  gtk_box_append (GTK_BOX (sides), theirs);
  gtk_box_append (GTK_BOX (section), yyq_ui_label (name, "heading"));
  gtk_box_append (GTK_BOX (section), sides);
  gtk_widget_add_css_class (section, "card");
  gtk_widget_add_css_class (section, "yyq-side-card");
  gtk_box_append (self->box, section);
}

static void
take_cb (YyqTemplateClashDialog *self)
{
  g_signal_emit (self, signal_chosen, 0);
  self->merge = NULL;
  gtk_window_destroy (GTK_WINDOW (self));
}

GtkWindow *
yyq_template_clash_dialog_new (GtkWindow *parent, YyqTemplateMerge *merge)
{
  YyqTemplateClashDialog *self =
    g_object_new (YYQ_TYPE_TEMPLATE_CLASH_DIALOG, "transient-for", parent, NULL);

  self->merge = merge;
  for (guint i = 0; i < merge->clashes->len; i++)
    add_clash (self, i);
  return GTK_WINDOW (self);
}

/* Object */

static void
yyq_template_clash_dialog_class_init (YyqTemplateClashDialogClass *klass)
{
  signal_chosen = g_signal_new ("chosen", YYQ_TYPE_TEMPLATE_CLASH_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_header (YyqTemplateClashDialog *self)
{
  GtkWidget *header = gtk_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *take = gtk_button_new_with_mnemonic (_ ("_Send these"));

  gtk_header_bar_set_show_title_buttons (GTK_HEADER_BAR (header), FALSE);
  gtk_widget_add_css_class (take, "suggested-action");
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), cancel);
  gtk_header_bar_pack_end (GTK_HEADER_BAR (header), take);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  return header;
}

static void
yyq_template_clash_dialog_init (YyqTemplateClashDialog *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *intro =
    yyq_ui_label (_ ("Somebody else changed the same things meanwhile. All else is put together "
                     "already; say of these which it shall be."),
                  NULL);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_label_set_wrap (GTK_LABEL (intro), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (intro), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (self->box, intro);
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (all), new_header (self));
  gtk_box_append (GTK_BOX (all), scroller);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Both of you changed this"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 520);
  adw_window_set_content (ADW_WINDOW (self), all);
}
