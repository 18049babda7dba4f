/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-pin.h"

#include <glib/gi18n.h>

#include "yyq-form-secret-row.h"

struct _YyqUkeyPin {
  AdwBin parent_instance;

  YyqFormRow *row;
  GtkWidget *confirmation;

  YyqUkey *ukey;                   /* (owned) (nullable) */
  YyqUkeyCertificate *certificate; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqUkeyPin, yyq_ukey_pin, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
} YyqUkeyPinSignal;

static guint signals[N_SIGNALS];

static const char *
hint_text (YyqUkeyPin *self)
{
  if (yyq_ukey_get_pinpad (self->ukey))
    return _ ("Enter the PIN on the UKey itself when it asks.");
  switch (yyq_ukey_get_pin_state (self->ukey)) {
  case YYQ_UKEY_PIN_LOW:
    return _ ("A wrong PIN was entered before. Check it before you go on.");
  case YYQ_UKEY_PIN_FINAL:
    return _ ("One more wrong PIN locks this UKey.");
  case YYQ_UKEY_PIN_LOCKED:
    return _ ("The UKey reports that its PIN is locked.");
  case YYQ_UKEY_PIN_OK:
  default:
    break;
  }
  if (self->certificate != NULL && yyq_ukey_certificate_get_always_authenticate (self->certificate))
    return _ (
      "This UKey wants its PIN for every single signature. The PIN is forgotten after use.");
  return _ ("The PIN stays on this computer and is forgotten after use.");
}

static gboolean
is_final (YyqUkeyPin *self)
{
  return self->ukey != NULL && !yyq_ukey_get_pinpad (self->ukey) &&
         yyq_ukey_get_pin_state (self->ukey) == YYQ_UKEY_PIN_FINAL;
}

static YyqPinEntry *
entry_of (YyqUkeyPin *self)
{
  return yyq_form_secret_row_get_entry (YYQ_FORM_SECRET_ROW (self->row));
}

static void
show_state (YyqUkeyPin *self)
{
  const gboolean warn =
    self->ukey != NULL && yyq_ukey_get_pin_state (self->ukey) != YYQ_UKEY_PIN_OK;
  const char *text = self->ukey != NULL ? hint_text (self) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), self->ukey != NULL);
  if (self->ukey == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (entry_of (self)), !yyq_ukey_get_pinpad (self->ukey));
  yyq_form_row_set_required (self->row, !yyq_ukey_get_pinpad (self->ukey));
  gtk_widget_set_visible (self->confirmation, is_final (self));
  yyq_form_row_set_help (self->row, warn ? NULL : text);
  yyq_form_row_set_warning (self->row, warn ? text : NULL);
}

static gboolean
has_length (YyqUkeyPin *self)
{
  const gsize length = yyq_pin_entry_get_length (entry_of (self));

  return length >= yyq_ukey_get_min_pin (self->ukey) && length <= yyq_ukey_get_max_pin (self->ukey);
}

static gboolean
is_confirmed (YyqUkeyPin *self)
{
  return !is_final (self) || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->confirmation));
}

/* What the token would count as a try is not tried. */
static char *
find_error (YyqFormRow *row, gpointer user_data)
{
  YyqUkeyPin *self = user_data;

  if (self->ukey == NULL)
    return NULL;
  if (!has_length (self))
    return g_strdup_printf (_ ("The PIN of this UKey has %u to %u characters"),
                            (guint) yyq_ukey_get_min_pin (self->ukey),
                            (guint) yyq_ukey_get_max_pin (self->ukey));
  if (!is_confirmed (self))
    return g_strdup (_ ("One more wrong PIN locks this UKey: confirm below that you are sure"));
  return NULL;
}

static void
changed_cb (YyqUkeyPin *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
confirmed_cb (YyqUkeyPin *self)
{
  yyq_form_row_changed (self->row);
}

static void
activated_cb (YyqUkeyPin *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
state_changed_cb (YyqUkeyPin *self)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->confirmation), FALSE);
  show_state (self);
  changed_cb (self);
}

void
yyq_ukey_pin_set_ukey (YyqUkeyPin *self, YyqUkey *ukey, YyqUkeyCertificate *certificate)
{
  g_return_if_fail (YYQ_IS_UKEY_PIN (self));
  if (self->ukey != ukey) {
    if (self->ukey != NULL)
      g_signal_handlers_disconnect_by_func (self->ukey, state_changed_cb, self);
    g_set_object (&self->ukey, ukey);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->confirmation), FALSE);
    if (ukey != NULL) {
      yyq_pin_entry_set_max_length (entry_of (self), MIN (yyq_ukey_get_max_pin (ukey), 255));
      g_signal_connect_object (ukey, "notify::pin-state", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
    } else {
      yyq_pin_entry_clear (entry_of (self));
    }
  }
  g_set_object (&self->certificate, certificate);
  show_state (self);
}

gboolean
yyq_ukey_pin_get_ready (YyqUkeyPin *self)
{
  g_return_val_if_fail (YYQ_IS_UKEY_PIN (self), FALSE);
  if (self->ukey == NULL)
    return FALSE;
  return yyq_ukey_get_pinpad (self->ukey) || (has_length (self) && is_confirmed (self));
}

gboolean
yyq_ukey_pin_judge (YyqUkeyPin *self)
{
  g_return_val_if_fail (YYQ_IS_UKEY_PIN (self), FALSE);
  if (yyq_ukey_pin_get_ready (self))
    return TRUE;
  yyq_form_row_judge (self->row);
  gtk_widget_grab_focus (self->ukey != NULL && has_length (self) ? self->confirmation
                                                                 : GTK_WIDGET (self->row));
  return FALSE;
}

YyqSecret *
yyq_ukey_pin_take (YyqUkeyPin *self)
{
  YyqSecret *pin;

  g_return_val_if_fail (YYQ_IS_UKEY_PIN (self), NULL);
  if (self->ukey == NULL || yyq_ukey_get_pinpad (self->ukey))
    return NULL;
  pin = yyq_pin_entry_take (entry_of (self));
  yyq_form_row_forget (self->row);
  return pin;
}

void
yyq_ukey_pin_clear (YyqUkeyPin *self)
{
  g_return_if_fail (YYQ_IS_UKEY_PIN (self));
  yyq_pin_entry_clear (entry_of (self));
  yyq_form_row_forget (self->row);
}

void
yyq_ukey_pin_refuse (YyqUkeyPin *self, const char *text)
{
  g_return_if_fail (YYQ_IS_UKEY_PIN (self));
  yyq_form_secret_row_refuse (YYQ_FORM_SECRET_ROW (self->row), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->row));
}

void
yyq_ukey_pin_set_failed (YyqUkeyPin *self)
{
  g_return_if_fail (YYQ_IS_UKEY_PIN (self));
  yyq_pin_entry_set_failed (entry_of (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->row));
}

static gboolean
yyq_ukey_pin_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YYQ_UKEY_PIN (widget)->row));
}

static void
yyq_ukey_pin_dispose (GObject *object)
{
  YyqUkeyPin *self = YYQ_UKEY_PIN (object);

  g_clear_object (&self->ukey);
  g_clear_object (&self->certificate);
  G_OBJECT_CLASS (yyq_ukey_pin_parent_class)->dispose (object);
}

static void
yyq_ukey_pin_class_init (YyqUkeyPinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_ukey_pin_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = yyq_ukey_pin_grab_focus;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_UKEY_PIN, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", YYQ_TYPE_UKEY_PIN, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_ukey_pin_init (YyqUkeyPin *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->row =
    g_object_new (YYQ_TYPE_FORM_SECRET_ROW, "title", _ ("UKey PIN"), "required", TRUE, NULL);
  self->confirmation = gtk_check_button_new_with_label (_ ("I am sure of the PIN"));
  yyq_form_row_set_check (self->row, find_error, self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->row));
  gtk_box_append (GTK_BOX (box), self->confirmation);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->confirmation, "toggled", G_CALLBACK (confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}
