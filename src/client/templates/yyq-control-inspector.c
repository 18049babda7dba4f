/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-inspector.h"

#include <glib/gi18n.h>

#include "yyq-control-check.h"
#include "yyq-control-field.h"
#include "yyq-control-keys.h"
#include "yyq-ui.h"

#define REST_MS 60
#define LONGEST_MS 400

struct _YyqControlInspector {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *badge;
  GtkWidget *sections[YYQ_N_SECTIONS];
  GPtrArray *fields;     /* (owned): of YyqControlField */
  YyqTemplateEdit *edit; /* (owned) (nullable) */
  gboolean read_only;
  YyqControlField *typed; /* (nullable): where the last value came from */
  guint merge;            /* of what is typed there */
  guint update_id;        /* timeout */
  gint64 waits_since;     /* us */
};

G_DEFINE_FINAL_TYPE (YyqControlInspector, yyq_control_inspector, ADW_TYPE_BIN)

static GPtrArray *
selected (YyqControlInspector *self)
{
  return yyq_control_selection_list (yyq_template_edit_get_selection (self->edit));
}

/* Showing */

/* @value: what all of them have; FALSE: they differ. */
static gboolean
get_common (GPtrArray *controls, const char *member, GValue *value)
{
  g_object_get_property (controls->pdata[0], member, value);
  for (guint i = 1; i < controls->len; i++) {
    g_auto (GValue) other = G_VALUE_INIT;

    g_object_get_property (controls->pdata[i], member, &other);
    if (G_VALUE_HOLDS (value, G_TYPE_STRV)) {
      const char *const none[] = { NULL };
      const char *const *some = g_value_get_boxed (value);
      const char *const *others = g_value_get_boxed (&other);

      if (!g_strv_equal (some != NULL ? some : none, others != NULL ? others : none))
        return FALSE;
    } else if (g_param_values_cmp (
                 g_object_class_find_property (G_OBJECT_GET_CLASS (controls->pdata[0]), member),
                 value, &other) != 0) {
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
applies (const YyqControlMember *member, GPtrArray *controls)
{
  if (member->one && controls->len > 1)
    return FALSE;
  for (guint i = 0; i < controls->len; i++)
    if (!member->applies (yyq_control_kind_get_info (yyq_control_get_kind (controls->pdata[i]))))
      return FALSE;
  return TRUE;
}

static void
check (YyqControlInspector *self, YyqControlField *field, GPtrArray *controls)
{
  const YyqControlMember *member = yyq_control_field_get_member (field);
  YyqControl *control = controls->pdata[0];
  g_autofree char *text = NULL;
  gboolean wrong = FALSE;

  if (member->edit == YYQ_MEMBER_FORMULA)
    text = yyq_control_check_formula (self->edit, yyq_control_get_formula (control), &wrong);
  else if (member->edit == YYQ_MEMBER_PATTERN)
    text = yyq_control_check_pattern (yyq_control_get_pattern (control),
                                      yyq_control_get_preset (control),
                                      yyq_control_get_message (control), &wrong);
  else
    return;
  yyq_control_field_say (field, controls->len == 1 ? text : NULL, controls->len == 1 && wrong);
}

static void
show_field (YyqControlInspector *self, YyqControlField *field, GPtrArray *controls, gboolean *any)
{
  const YyqControlMember *member = yyq_control_field_get_member (field);
  const gboolean shown = applies (member, controls);
  g_auto (GValue) value = G_VALUE_INIT;

  gtk_widget_set_visible (GTK_WIDGET (field), shown);
  if (!shown)
    return;
  any[member->section] = TRUE;
  yyq_control_field_show (field, get_common (controls, member->name, &value) ? &value : NULL);
  check (self, field, controls);
}

static void
show_title (YyqControlInspector *self, GPtrArray *controls)
{
  YyqControl *control = controls->pdata[0];
  const YyqControlKindInfo *info = yyq_control_kind_get_info (yyq_control_get_kind (control));
  g_autofree char *many = NULL;

  if (controls->len == 1) {
    gtk_label_set_text (self->title, yyq_control_look_name (control));
    gtk_label_set_text (self->subtitle, _ (info->title));
  } else {
    many = g_strdup_printf (ngettext ("%u control", "%u controls", controls->len), controls->len);
    gtk_label_set_text (self->title, many);
    gtk_label_set_text (self->subtitle, _ ("What you change is changed in all of them"));
  }
  gtk_label_set_text (GTK_LABEL (self->badge),
                      controls->len == 1 ? yyq_control_look_glyph (info->kind) : "…");
}

static void
update (YyqControlInspector *self)
{
  GPtrArray *controls = NULL;
  gboolean any[YYQ_N_SECTIONS] = { FALSE };

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->edit == NULL)
    return;
  controls = selected (self);
  gtk_stack_set_visible_child_name (self->stack, controls->len > 0 ? "some" : "none");
  if (controls->len == 0)
    return;
  show_title (self, controls);
  for (guint i = 0; i < self->fields->len; i++)
    show_field (self, self->fields->pdata[i], controls, any);
  for (int section = 0; section < YYQ_N_SECTIONS; section++)
    gtk_widget_set_visible (self->sections[section], any[section]);
}

static gboolean
update_cb (gpointer user_data)
{
  YyqControlInspector *self = user_data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* When the hand rests, or now and then: with every motion of a drag it would cost more than the
 * drag itself, which says on the page where things are. */
static void
update_later (YyqControlInspector *self)
{
  const gint64 now = g_get_monotonic_time ();

  if (self->update_id == 0)
    self->waits_since = now;
  else if (now - self->waits_since > LONGEST_MS * G_TIME_SPAN_MILLISECOND)
    return;
  g_clear_handle_id (&self->update_id, g_source_remove);
  self->update_id = g_timeout_add (REST_MS, update_cb, self);
}

/* Changing */

static void
left_cb (YyqControlInspector *self)
{
  self->typed = NULL;
}

static void
edited_cb (YyqControlInspector *self, const GValue *value, YyqControlField *field)
{
  GPtrArray *controls = NULL;

  if (self->edit == NULL || self->read_only)
    return;
  controls = selected (self);
  if (controls->len == 0)
    return;
  if (self->typed != field)
    self->merge = yyq_template_edit_new_merge (self->edit);
  self->typed = field;
  yyq_template_edit_set (self->edit, controls, yyq_control_field_get_member (field)->name, value,
                         self->merge);
  check (self, field, controls);
}

/* Keys that there are: known ones, and those of the template. */
static void
offer_keys (YyqControlInspector *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;
  const YyqControlKey *known = yyq_control_keys (&n);

  for (guint i = 0; i < n; i++)
    if (g_hash_table_add (seen, (gpointer) known[i].key))
      g_ptr_array_add (keys, (gpointer) known[i].key);
  for (guint i = 0; i < yyq_template_edit_get_n_controls (self->edit); i++) {
    const char *key = yyq_control_get_key (yyq_template_edit_get_control (self->edit, i));

    if (key != NULL && g_hash_table_add (seen, (gpointer) key))
      g_ptr_array_add (keys, (gpointer) key);
  }
  g_ptr_array_add (keys, NULL);
  for (guint i = 0; i < self->fields->len; i++)
    if (yyq_control_field_get_member (self->fields->pdata[i])->edit == YYQ_MEMBER_KEY)
      yyq_control_field_set_keys (self->fields->pdata[i], (const char *const *) keys->pdata);
}

static void
selection_cb (YyqControlInspector *self)
{
  self->typed = NULL;
  offer_keys (self);
  update_later (self);
}

static void
changed_cb (YyqControlInspector *self, const YyqTemplateChange *change)
{
  if ((change->what & YYQ_TEMPLATE_CHANGED_ALL) != 0) {
    YyqTemplateContent *content = yyq_template_edit_get_content (self->edit);

    for (guint i = 0; i < self->fields->len; i++)
      if (yyq_control_field_get_member (self->fields->pdata[i])->edit == YYQ_MEMBER_PARTY)
        yyq_control_field_set_parties (self->fields->pdata[i],
                                       yyq_template_content_get_parties (content));
    offer_keys (self);
  }
  update_later (self);
}

void
yyq_control_inspector_set_edit (YyqControlInspector *self, YyqTemplateEdit *edit)
{
  const YyqTemplateChange all = { YYQ_TEMPLATE_CHANGED_ALL, NULL, NULL };

  g_return_if_fail (YYQ_IS_CONTROL_INSPECTOR (self));
  g_return_if_fail (self->edit == NULL);
  self->edit = g_object_ref (edit);
  g_signal_connect_object (edit, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yyq_template_edit_get_selection (edit), "changed",
                           G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self, &all);
}

void
yyq_control_inspector_set_read_only (YyqControlInspector *self, gboolean read_only)
{
  g_return_if_fail (YYQ_IS_CONTROL_INSPECTOR (self));
  self->read_only = read_only;
  for (guint i = 0; i < self->fields->len; i++)
    gtk_widget_set_sensitive (self->fields->pdata[i], !read_only);
}

void
yyq_control_inspector_set_unit (YyqControlInspector *self, YyqLengthUnit unit)
{
  g_return_if_fail (YYQ_IS_CONTROL_INSPECTOR (self));
  for (guint i = 0; i < self->fields->len; i++)
    yyq_control_field_set_unit (self->fields->pdata[i], unit);
  update_later (self);
}

gboolean
yyq_control_inspector_focus (YyqControlInspector *self, const char *member)
{
  g_return_val_if_fail (YYQ_IS_CONTROL_INSPECTOR (self), FALSE);
  update (self);
  for (guint i = 0; i < self->fields->len; i++) {
    YyqControlField *field = self->fields->pdata[i];

    if (!g_str_equal (yyq_control_field_get_member (field)->name, member))
      continue;
    if (!gtk_widget_get_visible (GTK_WIDGET (field)))
      return FALSE;
    yyq_control_field_focus (field);
    return TRUE;
  }
  return FALSE;
}

GtkWidget *
yyq_control_inspector_new (void)
{
  return g_object_new (YYQ_TYPE_CONTROL_INSPECTOR, NULL);
}

/* Object */

static GtkWidget *
make_header (YyqControlInspector *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->badge = yyq_control_look_badge_new (YYQ_CONTROL_TEXT);
  self->title = GTK_LABEL (yyq_ui_label (NULL, "heading"));
  self->subtitle = GTK_LABEL (yyq_ui_label (NULL, "caption dim-label"));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_xalign (self->subtitle, 0);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->subtitle));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "yyq-inspector-header");
  return box;
}

/* Lengths stand beside each other, two in a line. */
static GtkWidget *
make_section (YyqControlInspector *self, YyqMemberSection section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = yyq_ui_label (yyq_control_section_title (section), "yyq-group");
  GtkWidget *grid = gtk_grid_new ();
  guint n = 0, lengths = 0;
  int row = 0;
  const YyqControlMember *members = yyq_control_members (&n);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < n; i++) {
    const gboolean length = members[i].edit == YYQ_MEMBER_LENGTH;
    GtkWidget *field = NULL;

    if (members[i].section != section)
      continue;
    field = yyq_control_field_new (&members[i]);
    g_signal_connect_object (field, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (field, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
    g_ptr_array_add (self->fields, field);
    gtk_grid_attach (GTK_GRID (grid), field, length ? (int) (lengths % 2) : 0, row, length ? 1 : 2,
                     1);
    lengths += length ? 1 : 0;
    if (!length || lengths % 2 == 0)
      row++;
  }
  gtk_box_append (GTK_BOX (box), grid);
  gtk_widget_add_css_class (box, "yyq-inspector-section");
  return box;
}

static void
yyq_control_inspector_dispose (GObject *object)
{
  YyqControlInspector *self = YYQ_CONTROL_INSPECTOR (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->edit);
  G_OBJECT_CLASS (yyq_control_inspector_parent_class)->dispose (object);
}

static void
yyq_control_inspector_finalize (GObject *object)
{
  g_ptr_array_unref (YYQ_CONTROL_INSPECTOR (object)->fields);
  G_OBJECT_CLASS (yyq_control_inspector_parent_class)->finalize (object);
}

static void
yyq_control_inspector_class_init (YyqControlInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_control_inspector_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_control_inspector_finalize;
}

static GtkWidget *
make_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing is selected"));
  yyq_ui_set_status_description (
    ADW_STATUS_PAGE (page),
    _ ("Drag a control from the left onto the page, or select one to see its properties."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
yyq_control_inspector_init (YyqControlInspector *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->fields = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_box_append (GTK_BOX (all), make_header (self));
  for (int section = 0; section < YYQ_N_SECTIONS; section++) {
    self->sections[section] = make_section (self, section);
    gtk_box_append (GTK_BOX (all), self->sections[section]);
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), all);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_stack_add_named (self->stack, make_nothing (), "none");
  gtk_stack_add_named (self->stack, scrolled, "some");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
