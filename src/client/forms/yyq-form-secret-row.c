/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-form-secret-row.h"

struct _YyqFormSecretRow {
  YyqFormRow parent_instance;

  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (YyqFormSecretRow, yyq_form_secret_row, YYQ_TYPE_FORM_ROW)

typedef enum {
  PROP_PASSWORD = 1,
} YyqFormSecretRowProperty;

YyqPinEntry *
yyq_form_secret_row_get_entry (YyqFormSecretRow *self)
{
  g_return_val_if_fail (YYQ_IS_FORM_SECRET_ROW (self), NULL);
  return YYQ_PIN_ENTRY (self->entry);
}

void
yyq_form_secret_row_clear (YyqFormSecretRow *self)
{
  g_return_if_fail (YYQ_IS_FORM_SECRET_ROW (self));
  yyq_pin_entry_clear (YYQ_PIN_ENTRY (self->entry));
  yyq_form_row_forget (YYQ_FORM_ROW (self));
}

void
yyq_form_secret_row_refuse (YyqFormSecretRow *self, const char *text)
{
  yyq_form_secret_row_clear (self);
  yyq_form_row_say_error (YYQ_FORM_ROW (self), text);
}

gboolean
yyq_form_secret_row_is_same (YyqFormSecretRow *self, YyqFormSecretRow *other)
{
  g_autoptr (YyqSecret) one = NULL;
  g_autoptr (YyqSecret) two = NULL;

  g_return_val_if_fail (YYQ_IS_FORM_SECRET_ROW (self), FALSE);
  g_return_val_if_fail (YYQ_IS_FORM_SECRET_ROW (other), FALSE);
  one = yyq_pin_entry_copy (YYQ_PIN_ENTRY (self->entry));
  two = yyq_pin_entry_copy (YYQ_PIN_ENTRY (other->entry));
  return g_str_equal (yyq_secret_peek (one), yyq_secret_peek (two));
}

static gboolean
yyq_form_secret_row_is_empty (YyqFormRow *row)
{
  return yyq_pin_entry_get_length (YYQ_PIN_ENTRY (YYQ_FORM_SECRET_ROW (row)->entry)) == 0;
}

static void
yyq_form_secret_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqFormSecretRow *self = YYQ_FORM_SECRET_ROW (object);

  switch ((YyqFormSecretRowProperty) id) {
  case PROP_PASSWORD:
    g_object_set (self->entry, "pastes", g_value_get_boolean (value), "revealable",
                  g_value_get_boolean (value), NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_form_secret_row_class_init (YyqFormSecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = yyq_form_secret_row_set_property;
  YYQ_FORM_ROW_CLASS (klass)->is_empty = yyq_form_secret_row_is_empty;
  g_object_class_install_property (
    object_class, PROP_PASSWORD,
    g_param_spec_boolean ("password", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

static void
yyq_form_secret_row_init (YyqFormSecretRow *self)
{
  self->entry = g_object_new (YYQ_TYPE_PIN_ENTRY, NULL);
  yyq_form_row_set_field (YYQ_FORM_ROW (self), self->entry, NULL);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (yyq_form_row_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (yyq_form_row_submit), self,
                           G_CONNECT_SWAPPED);
}
