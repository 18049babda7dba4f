/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-form-region-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yyq-region.h"
#include "yyq-ui.h"

#define N_LEVELS 3

struct _YyqFormRegionRow {
  YyqFormRow parent_instance;

  GtkDropDown *choices[N_LEVELS];
  GPtrArray
    *regions[N_LEVELS]; /* (owned) (element-type YyqRegion): behind the first choice, none */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (YyqFormRegionRow, yyq_form_region_row, YYQ_TYPE_FORM_ROW)

static const char *
name_of_level (guint level)
{
  static const char *const names[N_LEVELS] = { N_ ("Province"), N_ ("City"), N_ ("County") };

  return _ (names[level]);
}

/* (nullable): what is chosen there. */
static const YyqRegion *
chosen_at (YyqFormRegionRow *self, guint level)
{
  const guint selected = gtk_drop_down_get_selected (self->choices[level]);

  return selected != GTK_INVALID_LIST_POSITION && selected > 0 &&
             selected <= self->regions[level]->len
           ? g_ptr_array_index (self->regions[level], selected - 1)
           : NULL;
}

static const char *
get_code (YyqFormRegionRow *self)
{
  const char *code = "";

  for (guint level = 0; level < N_LEVELS && chosen_at (self, level) != NULL; level++)
    code = chosen_at (self, level)->code;
  return code;
}

/* The choices of @level: those below @parent (nullable: of nothing). */
static void
fill (YyqFormRegionRow *self, guint level, const char *parent)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->regions[level], g_ptr_array_unref);
  self->regions[level] =
    level == 0 || parent != NULL ? yyq_region_list (parent) : g_ptr_array_new ();
  gtk_string_list_append (names, name_of_level (level));
  for (guint i = 0; i < self->regions[level]->len; i++)
    gtk_string_list_append (names, ((const YyqRegion *) self->regions[level]->pdata[i])->name);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->choices[level], G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choices[level], 0);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->choices[level]), self->regions[level]->len > 0);
  g_object_unref (names);
}

/* What lies below is another choice; where there is only one, it is made. */
static void
fill_below (YyqFormRegionRow *self, guint level)
{
  for (guint below = level + 1; below < N_LEVELS; below++) {
    const YyqRegion *above = chosen_at (self, below - 1);

    fill (self, below, above != NULL ? above->code : NULL);
    if (self->regions[below]->len == 1) {
      self->filling = TRUE;
      gtk_drop_down_set_selected (self->choices[below], 1);
      self->filling = FALSE;
    }
  }
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, YyqFormRegionRow *self)
{
  if (self->filling)
    return;
  for (guint level = 0; level < N_LEVELS; level++)
    if (self->choices[level] == choice)
      fill_below (self, level);
  yyq_form_row_set_warning (YYQ_FORM_ROW (self), NULL);
  yyq_form_row_changed (YYQ_FORM_ROW (self));
}

static gboolean
yyq_form_region_row_is_empty (YyqFormRow *row)
{
  return chosen_at (YYQ_FORM_REGION_ROW (row), 0) == NULL;
}

static char *
yyq_form_region_row_find_error (YyqFormRow *row, char **warning)
{
  return yyq_region_is_last (get_code (YYQ_FORM_REGION_ROW (row)))
           ? NULL
           : g_strdup (_ ("Choose the city and the county, too"));
}

static char *
yyq_form_region_row_get_value (YyqFormRow *row)
{
  return g_strdup (get_code (YYQ_FORM_REGION_ROW (row)));
}

static void
choose (YyqFormRegionRow *self, guint level, const char *code)
{
  for (guint i = 0; i < self->regions[level]->len; i++)
    if (strcmp (((const YyqRegion *) self->regions[level]->pdata[i])->code, code) == 0) {
      self->filling = TRUE;
      gtk_drop_down_set_selected (self->choices[level], i + 1);
      self->filling = FALSE;
    }
  fill_below (self, level);
}

/* A former one is chosen as far as it still goes, and told. */
static void
yyq_form_region_row_set_value (YyqFormRow *row, const char *value)
{
  YyqFormRegionRow *self = YYQ_FORM_REGION_ROW (row);
  const YyqRegion *region = yyq_region_find (value);
  g_autofree char *gone = NULL;

  fill (self, 0, NULL);
  fill_below (self, 0);
  for (guint level = 0; region != NULL && level < N_LEVELS; level++) {
    const gsize length = 2 * (level + 1);
    g_autofree char *code =
      g_strdup_printf ("%.*s%s", (int) length, region->code, &"000000"[length]);

    choose (self, level, code);
  }
  if (region != NULL && region->is_former)
    gone = g_strdup_printf (_ ("%s is called otherwise today: choose it anew"), region->name);
  yyq_form_row_set_warning (row, gone);
  yyq_form_row_changed (row);
}

static void
label_made_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, yyq_ui_label (NULL, NULL));
}

static void
label_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* A long name does not make the row wider. */
static GtkListItemFactory *
new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (label_made_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (label_bound_cb), NULL);
  return factory;
}

static GtkDropDown *
new_choice (YyqFormRegionRow *self, guint level)
{
  g_autoptr (GtkListItemFactory) factory = new_factory ();
  g_autoptr (GtkExpression) string =
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkDropDown *choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));

  gtk_drop_down_set_factory (choice, factory);
  gtk_drop_down_set_expression (choice, string);
  gtk_drop_down_set_enable_search (choice, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (choice), TRUE);
  yyq_ui_name_choices (choice, name_of_level (level));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  return choice;
}

/* Where something is still to be chosen. */
static gboolean
yyq_form_region_row_grab_focus (GtkWidget *widget)
{
  YyqFormRegionRow *self = YYQ_FORM_REGION_ROW (widget);

  for (guint level = 0; level < N_LEVELS; level++)
    if (chosen_at (self, level) == NULL && self->regions[level]->len > 0)
      return gtk_widget_grab_focus (GTK_WIDGET (self->choices[level]));
  return gtk_widget_grab_focus (GTK_WIDGET (self->choices[0]));
}

static void
yyq_form_region_row_finalize (GObject *object)
{
  for (guint level = 0; level < N_LEVELS; level++)
    g_ptr_array_unref (YYQ_FORM_REGION_ROW (object)->regions[level]);
  G_OBJECT_CLASS (yyq_form_region_row_parent_class)->finalize (object);
}

static void
yyq_form_region_row_class_init (YyqFormRegionRowClass *klass)
{
  YyqFormRowClass *row_class = YYQ_FORM_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_form_region_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = yyq_form_region_row_grab_focus;
  row_class->is_empty = yyq_form_region_row_is_empty;
  row_class->find_error = yyq_form_region_row_find_error;
  row_class->get_value = yyq_form_region_row_get_value;
  row_class->set_value = yyq_form_region_row_set_value;
}

static void
yyq_form_region_row_init (YyqFormRegionRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint level = 0; level < N_LEVELS; level++) {
    self->regions[level] = g_ptr_array_new ();
    self->choices[level] = new_choice (self, level);
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choices[level]));
  }
  fill (self, 0, NULL);
  fill_below (self, 0);
  yyq_form_row_set_field (YYQ_FORM_ROW (self), GTK_WIDGET (self->choices[0]), box);
}
