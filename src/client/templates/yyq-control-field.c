/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-field.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "yyq-template-content.h"
#include "yyq-ui.h"

struct _YyqControlField {
  AdwBin parent_instance;

  const YyqControlMember *member;
  GtkWidget *field;
  GtkWidget *note;
  GListModel *parties; /* (owned) (nullable) */
  YyqLengthUnit unit;
  gboolean showing; /* what changes now no person has changed */
};

G_DEFINE_FINAL_TYPE (YyqControlField, yyq_control_field, ADW_TYPE_BIN)

static guint edited_signal, left_signal;

const YyqControlMember *
yyq_control_field_get_member (YyqControlField *self)
{
  g_return_val_if_fail (YYQ_IS_CONTROL_FIELD (self), NULL);
  return self->member;
}

static void
tell (YyqControlField *self, const GValue *value)
{
  if (!self->showing)
    g_signal_emit (self, edited_signal, 0, value);
}

/* Reading what is in the field */

static gboolean
read_number (const char *text, double least, double *number)
{
  char *end = NULL;
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  if (plain == NULL)
    return FALSE;
  g_strstrip (plain);
  *number = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0' && isfinite (*number) && *number >= least && *number < 100000;
}

static gboolean
read_text (YyqControlField *self, const char *text, GValue *value)
{
  const YyqMemberEdit edit = self->member->edit;
  const gboolean size =
    g_str_has_suffix (self->member->name, "h") || g_str_has_suffix (self->member->name, "ht");
  double number = 0;

  if (edit == YYQ_MEMBER_LENGTH || edit == YYQ_MEMBER_NUMBER) {
    g_value_init (value, G_TYPE_DOUBLE);
    if (edit == YYQ_MEMBER_NUMBER && *text == '\0')
      number = 0;
    else if (edit == YYQ_MEMBER_NUMBER ? !read_number (text, 0, &number)
                                       : !yyq_control_look_read_length (text, self->unit, &number))
      return FALSE;
    if ((edit == YYQ_MEMBER_LENGTH && size && number < YYQ_CONTROL_SMALLEST) ||
        (edit == YYQ_MEMBER_NUMBER && number > YYQ_CONTROL_LARGEST_SIZE))
      return FALSE;
    g_value_set_double (value, number);
  } else if (edit == YYQ_MEMBER_WHOLE || edit == YYQ_MEMBER_PAGE) {
    const int shift = edit == YYQ_MEMBER_PAGE ? 1 : 0;

    g_value_init (value, G_TYPE_INT);
    if (*text == '\0' ? shift > 0 : !read_number (text, shift, &number) || number != floor (number))
      return FALSE;
    g_value_set_int (value, (int) number - shift);
  } else {
    g_value_init (value, G_TYPE_STRING);
    g_value_set_string (value, text);
  }
  return TRUE;
}

static void
mark_wrong (YyqControlField *self, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
entered_cb (YyqControlField *self)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean read = FALSE;

  if (self->showing)
    return;
  read = read_text (self, gtk_editable_get_text (GTK_EDITABLE (self->field)), &value);
  mark_wrong (self, !read);
  if (read)
    tell (self, &value);
}

static void
lines_cb (YyqControlField *self, GtkTextBuffer *buffer)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  GtkTextIter from, to;

  gtk_text_buffer_get_bounds (buffer, &from, &to);
  text = gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (kept, lines[i]);
  words = g_strv_builder_end (kept);
  g_value_init (&value, G_TYPE_STRV);
  g_value_set_boxed (&value, words);
  tell (self, &value);
}

static void
switched_cb (YyqControlField *self)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_BOOLEAN);
  g_value_set_boolean (&value, gtk_switch_get_active (GTK_SWITCH (self->field)));
  tell (self, &value);
}

static GType
word_type (YyqControlField *self)
{
  g_autoptr (YyqControl) any = yyq_control_new ();
  guint n = 0;
  const YyqField *fields = yyq_record_get_fields (any, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].name, self->member->name))
      return fields[i].type ();
  g_assert_not_reached ();
}

static void
chosen_cb (YyqControlField *self)
{
  const guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->field));
  g_auto (GValue) value = G_VALUE_INIT;

  if (self->showing || at == GTK_INVALID_LIST_POSITION)
    return;
  if (self->member->edit == YYQ_MEMBER_PARTY) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (self->parties, at);

    g_value_init (&value, G_TYPE_STRING);
    g_value_set_string (&value, yyq_template_party_get_key (party));
  } else {
    g_value_init (&value, word_type (self));
    g_value_set_enum (&value, (int) at);
  }
  tell (self, &value);
}

static void
coloured_cb (YyqControlField *self)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GdkRGBA colour;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (self->field), &colour);
  g_value_init (&value, G_TYPE_INT);
  g_value_set_int (&value, (int) lroundf (colour.red * 255) << 16 |
                             (int) lroundf (colour.green * 255) << 8 |
                             (int) lroundf (colour.blue * 255));
  tell (self, &value);
}

/* Showing */

/* (transfer full) */
static char *
print (YyqControlField *self, const GValue *value)
{
  switch (self->member->edit) {
  case YYQ_MEMBER_LENGTH:
    return yyq_control_look_length (g_value_get_double (value), self->unit, FALSE);
  case YYQ_MEMBER_NUMBER:
    return g_value_get_double (value) > 0 ? g_strdup_printf ("%g", g_value_get_double (value))
                                          : g_strdup ("");
  case YYQ_MEMBER_WHOLE:
    return g_value_get_int (value) > 0 ? g_strdup_printf ("%d", g_value_get_int (value))
                                       : g_strdup ("");
  case YYQ_MEMBER_PAGE:
    return g_strdup_printf ("%d", g_value_get_int (value) + 1);
  case YYQ_MEMBER_TEXT:
  case YYQ_MEMBER_KEY:
  case YYQ_MEMBER_FORMULA:
  case YYQ_MEMBER_PATTERN:
  case YYQ_MEMBER_LINES:
  case YYQ_MEMBER_SWITCH:
  case YYQ_MEMBER_WORD:
  case YYQ_MEMBER_PARTY:
  case YYQ_MEMBER_COLOUR:
  default:
    return g_strdup (g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
  }
}

/* Not what is being typed into: "30." is the same as 30. */
static gboolean
says_already (YyqControlField *self, const GValue *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->field));
  g_auto (GValue) read = G_VALUE_INIT;

  if (!read_text (self, text, &read))
    return FALSE;
  if (G_VALUE_HOLDS_DOUBLE (&read))
    return fabs (g_value_get_double (&read) - g_value_get_double (value)) < 1e-9;
  if (G_VALUE_HOLDS_INT (&read))
    return g_value_get_int (&read) == g_value_get_int (value);
  return g_strcmp0 (text, g_value_get_string (value) != NULL ? g_value_get_string (value) : "") ==
         0;
}

static void
show_text (YyqControlField *self, const GValue *value)
{
  g_autofree char *text = value != NULL ? print (self, value) : g_strdup ("");

  g_object_set (self->field, "placeholder-text", value == NULL ? _ ("Various") : "", NULL);
  if (value != NULL && says_already (self, value))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->field), text);
  mark_wrong (self, FALSE);
}

static void
show_lines (YyqControlField *self, const GValue *value)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->field));
  char **words = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *text = words != NULL ? g_strjoinv ("\n", words) : g_strdup ("");
  g_autofree char *shown = NULL;
  GtkTextIter from, to;

  gtk_text_buffer_get_bounds (buffer, &from, &to);
  shown = gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
  /* A new line has no word yet. */
  if (gtk_widget_has_focus (self->field) && g_str_has_prefix (shown, text))
    return;
  if (g_strcmp0 (shown, text) != 0)
    gtk_text_buffer_set_text (buffer, text, -1);
}

static void
show_party (YyqControlField *self, const GValue *value)
{
  const guint n = self->parties != NULL ? g_list_model_get_n_items (self->parties) : 0;
  guint at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; value != NULL && i < n; i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (self->parties, i);

    if (g_strcmp0 (yyq_template_party_get_key (party), g_value_get_string (value)) == 0)
      at = i;
  }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->field), at);
}

static void
show_colour (YyqControlField *self, const GValue *value)
{
  const int rgb = value != NULL ? g_value_get_int (value) : 0;
  const GdkRGBA colour = { (float) (rgb >> 16 & 0xff) / 255, (float) (rgb >> 8 & 0xff) / 255,
                           (float) (rgb & 0xff) / 255, 1 };

  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->field), &colour);
}

void
yyq_control_field_show (YyqControlField *self, const GValue *value)
{
  g_return_if_fail (YYQ_IS_CONTROL_FIELD (self));
  self->showing = TRUE;
  if (self->member->edit == YYQ_MEMBER_SWITCH)
    gtk_switch_set_active (GTK_SWITCH (self->field), value != NULL && g_value_get_boolean (value));
  else if (self->member->edit == YYQ_MEMBER_LINES)
    show_lines (self, value);
  else if (self->member->edit == YYQ_MEMBER_PARTY)
    show_party (self, value);
  else if (self->member->edit == YYQ_MEMBER_WORD)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->field), value != NULL
                                                               ? (guint) g_value_get_enum (value)
                                                               : GTK_INVALID_LIST_POSITION);
  else if (self->member->edit == YYQ_MEMBER_COLOUR)
    show_colour (self, value);
  else
    show_text (self, value);
  self->showing = FALSE;
}

void
yyq_control_field_say (YyqControlField *self, const char *text, gboolean wrong)
{
  g_return_if_fail (YYQ_IS_CONTROL_FIELD (self));
  gtk_label_set_text (GTK_LABEL (self->note), text != NULL ? text : "");
  gtk_widget_set_visible (self->note, text != NULL && *text != '\0');
  if (wrong)
    gtk_widget_add_css_class (self->note, "error");
  else
    gtk_widget_remove_css_class (self->note, "error");
  mark_wrong (self, wrong);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->field),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->field),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
yyq_control_field_set_unit (YyqControlField *self, YyqLengthUnit unit)
{
  g_return_if_fail (YYQ_IS_CONTROL_FIELD (self));
  self->unit = unit;
}

void
yyq_control_field_set_parties (YyqControlField *self, GListModel *parties)
{
  g_return_if_fail (YYQ_IS_CONTROL_FIELD (self));
  self->showing = TRUE;
  g_set_object (&self->parties, parties);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->field), parties);
  yyq_ui_name_choices (self->field, _ (self->member->title));
  self->showing = FALSE;
}

void
yyq_control_field_set_keys (YyqControlField *self, const char *const *keys)
{
  GtkEntryCompletion *completion = NULL;
  g_autoptr (GtkListStore) store = gtk_list_store_new (1, G_TYPE_STRING);

  g_return_if_fail (YYQ_IS_CONTROL_FIELD (self));
  completion = gtk_entry_get_completion (GTK_ENTRY (self->field));
  for (guint i = 0; keys[i] != NULL; i++)
    gtk_list_store_insert_with_values (store, NULL, -1, 0, keys[i], -1);
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (store));
}

void
yyq_control_field_focus (YyqControlField *self)
{
  g_return_if_fail (YYQ_IS_CONTROL_FIELD (self));
  gtk_widget_grab_focus (self->field);
}

/* Making */

/* What is typed may stand anywhere in a key: 工资 finds 合同.月工资. */
static gboolean
match_cb (GtkEntryCompletion *completion, const char *typed, GtkTreeIter *iter, gpointer data)
{
  GtkTreeModel *model = gtk_entry_completion_get_model (completion);
  g_autofree char *key = NULL;
  g_autofree char *folded = NULL;

  gtk_tree_model_get (model, iter, 0, &key, -1);
  folded = key != NULL ? g_utf8_casefold (key, -1) : NULL;
  return folded != NULL && strstr (folded, typed) != NULL;
}

static GtkWidget *
make_entry (YyqControlField *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  gtk_entry_set_max_length (GTK_ENTRY (entry), YYQ_TEMPLATE_LONGEST_TEXT);
  if (self->member->edit == YYQ_MEMBER_KEY) {
    g_autoptr (GtkEntryCompletion) completion = gtk_entry_completion_new ();

    gtk_entry_completion_set_text_column (completion, 0);
    gtk_entry_completion_set_match_func (completion, match_cb, NULL, NULL);
    gtk_entry_completion_set_minimum_key_length (completion, 1);
    gtk_entry_set_completion (GTK_ENTRY (entry), completion);
  }
  g_signal_connect_object (entry, "changed", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_lines (YyqControlField *self)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "yyq-lines");
  gtk_widget_set_size_request (view, -1, 64);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (lines_cb), self, G_CONNECT_SWAPPED);
  return view;
}

static void
setup_choice_cb (YyqControlField *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, yyq_ui_label (NULL, NULL));
}

static void
bind_choice_cb (YyqControlField *self, GtkListItem *item)
{
  gpointer choice = gtk_list_item_get_item (item);
  const char *text = YYQ_IS_TEMPLATE_PARTY (choice)
                       ? yyq_template_party_get_name (choice)
                       : gtk_string_object_get_string (GTK_STRING_OBJECT (choice));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static GtkWidget *
make_choice (YyqControlField *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_choice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_choice_cb), self, G_CONNECT_SWAPPED);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), factory);
  for (guint i = 0; self->member->words != NULL && self->member->words[i] != NULL; i++)
    gtk_string_list_append (words, _ (self->member->words[i]));
  if (self->member->words != NULL)
    gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (words));
  yyq_ui_name_choices (choice, _ (self->member->title));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return choice;
}

static GtkWidget *
make_field (YyqControlField *self)
{
  GtkWidget *field = NULL;

  if (self->member->edit == YYQ_MEMBER_SWITCH) {
    field = gtk_switch_new ();
    gtk_widget_set_halign (field, GTK_ALIGN_END);
    g_signal_connect_object (field, "notify::active", G_CALLBACK (switched_cb), self,
                             G_CONNECT_SWAPPED);
  } else if (self->member->edit == YYQ_MEMBER_LINES) {
    field = make_lines (self);
  } else if (self->member->edit == YYQ_MEMBER_WORD || self->member->edit == YYQ_MEMBER_PARTY) {
    field = make_choice (self);
  } else if (self->member->edit == YYQ_MEMBER_COLOUR) {
    field = gtk_color_button_new ();
    gtk_color_button_set_title (GTK_COLOR_BUTTON (field), _ ("Colour of the text"));
    gtk_widget_set_halign (field, GTK_ALIGN_END);
    g_signal_connect_object (field, "color-set", G_CALLBACK (coloured_cb), self, G_CONNECT_SWAPPED);
  } else {
    field = make_entry (self);
  }
  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (field, TRUE);
  yyq_ui_set_accessible_label (field, _ (self->member->title));
  return field;
}

static void
left_cb (YyqControlField *self)
{
  g_signal_emit (self, left_signal, 0);
}

GtkWidget *
yyq_control_field_new (const YyqControlMember *member)
{
  YyqControlField *self = g_object_new (YYQ_TYPE_CONTROL_FIELD, NULL);
  const gboolean narrow = member->edit == YYQ_MEMBER_LENGTH;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = yyq_ui_label (_ (member->title), "dim-label");
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->member = member;
  self->field = make_field (self);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_size_request (title, narrow ? 30 : 84, -1);
  gtk_widget_set_tooltip_text (title, _ (member->title));
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), self->field);
  self->note = yyq_ui_label (NULL, "caption");
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->note), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->note), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->note);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

static void
yyq_control_field_dispose (GObject *object)
{
  g_clear_object (&YYQ_CONTROL_FIELD (object)->parties);
  G_OBJECT_CLASS (yyq_control_field_parent_class)->dispose (object);
}

static void
yyq_control_field_class_init (YyqControlFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_control_field_dispose;
  edited_signal = g_signal_new ("edited", YYQ_TYPE_CONTROL_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  left_signal = g_signal_new ("left", YYQ_TYPE_CONTROL_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
yyq_control_field_init (YyqControlField *self)
{
}
