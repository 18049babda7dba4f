/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-form-entry-row.h"

#include <glib/gi18n.h>

#include "yyq-day-button.h"

struct _YyqFormEntryRow {
  YyqFormRow parent_instance;

  GtkBox *box;
  GtkWidget *entry;
  YyqValueKind kind;
  guint most;
  gboolean tidying;
};

typedef enum {
  PROP_KIND = 1,
  PROP_MOST,
  N_PROPS
} YyqFormEntryRowProperty;

static GParamSpec *properties[N_PROPS];

static GtkEditable *
get_delegate (GtkEditable *editable)
{
  return GTK_EDITABLE (YYQ_FORM_ENTRY_ROW (editable)->entry);
}

static void
editable_init (GtkEditableInterface *iface)
{
  iface->get_delegate = get_delegate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqFormEntryRow, yyq_form_entry_row, YYQ_TYPE_FORM_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_EDITABLE, editable_init))

static const GEnumValue kinds[] = {
  { YYQ_VALUE_TEXT, "YYQ_VALUE_TEXT", "text" },
  { YYQ_VALUE_PERSON_NAME, "YYQ_VALUE_PERSON_NAME", "person-name" },
  { YYQ_VALUE_COMPANY_NAME, "YYQ_VALUE_COMPANY_NAME", "company-name" },
  { YYQ_VALUE_COMPANY_CODE, "YYQ_VALUE_COMPANY_CODE", "company-code" },
  { YYQ_VALUE_USCC, "YYQ_VALUE_USCC", "uscc" },
  { YYQ_VALUE_ID_CARD, "YYQ_VALUE_ID_CARD", "id-card" },
  { YYQ_VALUE_RESIDENCE_CARD, "YYQ_VALUE_RESIDENCE_CARD", "residence-card" },
  { YYQ_VALUE_HOME_PERMIT, "YYQ_VALUE_HOME_PERMIT", "home-permit" },
  { YYQ_VALUE_TAIWAN_PERMIT, "YYQ_VALUE_TAIWAN_PERMIT", "taiwan-permit" },
  { YYQ_VALUE_PASSPORT, "YYQ_VALUE_PASSPORT", "passport" },
  { YYQ_VALUE_MOBILE, "YYQ_VALUE_MOBILE", "mobile" },
  { YYQ_VALUE_LANDLINE, "YYQ_VALUE_LANDLINE", "landline" },
  { YYQ_VALUE_BANK_CARD, "YYQ_VALUE_BANK_CARD", "bank-card" },
  { YYQ_VALUE_MONEY, "YYQ_VALUE_MONEY", "money" },
  { YYQ_VALUE_DATE, "YYQ_VALUE_DATE", "date" },
  { YYQ_VALUE_SERVER_ADDRESS, "YYQ_VALUE_SERVER_ADDRESS", "server-address" },
  { 0, NULL, NULL },
};

GType
yyq_value_kind_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("YyqValueKind", kinds));
  return type;
}

/* What is no word is typed without an input method for words. */
static GtkInputPurpose
purpose_of (YyqValueKind kind)
{
  switch (kind) {
  case YYQ_VALUE_MOBILE:
  case YYQ_VALUE_LANDLINE:
    return GTK_INPUT_PURPOSE_PHONE;
  case YYQ_VALUE_BANK_CARD:
    return GTK_INPUT_PURPOSE_DIGITS;
  case YYQ_VALUE_MONEY:
    return GTK_INPUT_PURPOSE_NUMBER;
  case YYQ_VALUE_SERVER_ADDRESS:
    return GTK_INPUT_PURPOSE_URL;
  case YYQ_VALUE_COMPANY_CODE:
  case YYQ_VALUE_USCC:
  case YYQ_VALUE_ID_CARD:
  case YYQ_VALUE_RESIDENCE_CARD:
  case YYQ_VALUE_HOME_PERMIT:
  case YYQ_VALUE_TAIWAN_PERMIT:
  case YYQ_VALUE_PASSPORT:
    return GTK_INPUT_PURPOSE_ALPHA;
  case YYQ_VALUE_PERSON_NAME:
    return GTK_INPUT_PURPOSE_NAME;
  case YYQ_VALUE_TEXT:
  case YYQ_VALUE_COMPANY_NAME:
  case YYQ_VALUE_DATE:
  case YYQ_N_VALUE_KINDS:
  default:
    return GTK_INPUT_PURPOSE_FREE_FORM;
  }
}

static void
set_kind (YyqFormEntryRow *self, YyqValueKind kind)
{
  self->kind = kind;
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), purpose_of (kind));
  if (kind == YYQ_VALUE_DATE)
    yyq_form_entry_row_add_suffix (self, yyq_day_button_new (GTK_EDITABLE (self)));
  if (kind != YYQ_VALUE_TEXT)
    gtk_entry_set_input_hints (GTK_ENTRY (self->entry), GTK_INPUT_HINT_NO_SPELLCHECK);
}

static const char *
get_text (YyqFormEntryRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
judge (YyqFormEntryRow *self, YyqVerdict *verdict)
{
  yyq_value_judge (self->kind, get_text (self), verdict);
}

static gboolean
yyq_form_entry_row_is_empty (YyqFormRow *row)
{
  g_auto (YyqVerdict) verdict = { 0 };

  judge (YYQ_FORM_ENTRY_ROW (row), &verdict);
  return *verdict.value == '\0' && verdict.error == NULL;
}

static char *
yyq_form_entry_row_find_error (YyqFormRow *row, char **warning)
{
  YyqFormEntryRow *self = YYQ_FORM_ENTRY_ROW (row);
  g_auto (YyqVerdict) verdict = { 0 };

  judge (self, &verdict);
  if (verdict.error != NULL)
    return g_strdup (_ (verdict.error));
  if (self->most > 0 && g_utf8_strlen (verdict.value, -1) > self->most)
    return g_strdup_printf (ngettext ("At most %u character", "At most %u characters", self->most),
                            self->most);
  if (verdict.warning != NULL)
    *warning = g_strdup (_ (verdict.warning));
  return NULL;
}

static void
show (YyqFormEntryRow *self, const char *value)
{
  g_autofree char *grouped = yyq_value_group (self->kind, value);

  if (!g_str_equal (grouped, get_text (self)))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), grouped);
}

/* What is wrong stays as it was typed: so it is found again. */
static void
yyq_form_entry_row_tidy (YyqFormRow *row)
{
  YyqFormEntryRow *self = YYQ_FORM_ENTRY_ROW (row);
  g_auto (YyqVerdict) verdict = { 0 };

  judge (self, &verdict);
  if (verdict.error != NULL)
    return;
  self->tidying = TRUE;
  show (self, verdict.value);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->tidying = FALSE;
}

static char *
yyq_form_entry_row_get_value (YyqFormRow *row)
{
  g_auto (YyqVerdict) verdict = { 0 };

  judge (YYQ_FORM_ENTRY_ROW (row), &verdict);
  return g_steal_pointer (&verdict.value);
}

static void
yyq_form_entry_row_set_value (YyqFormRow *row, const char *value)
{
  YyqFormEntryRow *self = YYQ_FORM_ENTRY_ROW (row);
  g_autofree char *normal = yyq_value_normalize (self->kind, value);

  if (normal != NULL)
    show (self, normal);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), value);
}

/* In its form it is the same value. */
static void
changed_cb (YyqFormEntryRow *self)
{
  if (!self->tidying)
    yyq_form_row_changed (YYQ_FORM_ROW (self));
}

static void
preedit_changed_cb (YyqFormEntryRow *self, const char *preedit)
{
  yyq_form_row_set_composing (YYQ_FORM_ROW (self), *preedit != '\0');
}

void
yyq_form_entry_row_add_suffix (YyqFormEntryRow *self, GtkWidget *widget)
{
  g_return_if_fail (YYQ_IS_FORM_ENTRY_ROW (self));
  gtk_box_append (self->box, widget);
}

static void
yyq_form_entry_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqFormEntryRow *self = YYQ_FORM_ENTRY_ROW (object);

  if (gtk_editable_delegate_get_property (object, id, value, pspec))
    return;
  switch ((YyqFormEntryRowProperty) id) {
  case PROP_KIND:
    g_value_set_enum (value, (int) self->kind);
    break;
  case PROP_MOST:
    g_value_set_uint (value, self->most);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_form_entry_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqFormEntryRow *self = YYQ_FORM_ENTRY_ROW (object);

  if (gtk_editable_delegate_set_property (object, id, value, pspec))
    return;
  switch ((YyqFormEntryRowProperty) id) {
  case PROP_KIND:
    set_kind (self, (YyqValueKind) g_value_get_enum (value));
    break;
  case PROP_MOST:
    self->most = g_value_get_uint (value);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_form_entry_row_dispose (GObject *object)
{
  YyqFormEntryRow *self = YYQ_FORM_ENTRY_ROW (object);

  if (self->entry != NULL)
    gtk_editable_finish_delegate (GTK_EDITABLE (self));
  self->entry = NULL;
  G_OBJECT_CLASS (yyq_form_entry_row_parent_class)->dispose (object);
}

static void
yyq_form_entry_row_class_init (YyqFormEntryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  YyqFormRowClass *row_class = YYQ_FORM_ROW_CLASS (klass);

  object_class->get_property = yyq_form_entry_row_get_property;
  object_class->set_property = yyq_form_entry_row_set_property;
  object_class->dispose = yyq_form_entry_row_dispose;
  row_class->is_empty = yyq_form_entry_row_is_empty;
  row_class->find_error = yyq_form_entry_row_find_error;
  row_class->tidy = yyq_form_entry_row_tidy;
  row_class->get_value = yyq_form_entry_row_get_value;
  row_class->set_value = yyq_form_entry_row_set_value;
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, YYQ_TYPE_VALUE_KIND, YYQ_VALUE_TEXT,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MOST] = g_param_spec_uint ("most", NULL, NULL, 0, G_MAXUINT, 0,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_editable_install_properties (object_class, N_PROPS);
}

static void
yyq_form_entry_row_init (YyqFormEntryRow *self)
{
  GtkEditable *text;

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->entry = gtk_entry_new ();
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (self->box, self->entry);
  gtk_editable_init_delegate (GTK_EDITABLE (self));
  yyq_form_row_set_field (YYQ_FORM_ROW (self), self->entry, GTK_WIDGET (self->box));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (yyq_form_row_submit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
