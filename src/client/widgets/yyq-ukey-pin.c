/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-pin.h"

#include <glib/gi18n.h>

#include "yyq-pin-entry.h"

struct _YyqUkeyPin {
  AdwBin parent_instance;

  YyqPinEntry *entry;
  GtkLabel *hint;
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

static void
show_state (YyqUkeyPin *self)
{
  const gboolean warn =
    self->ukey != NULL && yyq_ukey_get_pin_state (self->ukey) != YYQ_UKEY_PIN_OK;
  const char *classes[] = { "caption", warn ? "error" : "dim-label", NULL };

  gtk_widget_set_visible (GTK_WIDGET (self), self->ukey != NULL);
  if (self->ukey == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->entry), !yyq_ukey_get_pinpad (self->ukey));
  gtk_widget_set_visible (self->confirmation, is_final (self));
  gtk_widget_set_css_classes (GTK_WIDGET (self->hint), classes);
  gtk_label_set_text (self->hint, hint_text (self));
}

static void
changed_cb (YyqUkeyPin *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
      yyq_pin_entry_set_max_length (self->entry, MIN (yyq_ukey_get_max_pin (ukey), 255));
      g_signal_connect_object (ukey, "notify::pin-state", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
    } else {
      yyq_pin_entry_clear (self->entry);
    }
  }
  g_set_object (&self->certificate, certificate);
  show_state (self);
}

gboolean
yyq_ukey_pin_get_ready (YyqUkeyPin *self)
{
  gsize length;

  g_return_val_if_fail (YYQ_IS_UKEY_PIN (self), FALSE);
  if (self->ukey == NULL)
    return FALSE;
  if (yyq_ukey_get_pinpad (self->ukey))
    return TRUE;
  if (is_final (self) && !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->confirmation)))
    return FALSE;
  length = yyq_pin_entry_get_length (self->entry);
  return length >= yyq_ukey_get_min_pin (self->ukey) && length <= yyq_ukey_get_max_pin (self->ukey);
}

YyqSecret *
yyq_ukey_pin_take (YyqUkeyPin *self)
{
  g_return_val_if_fail (YYQ_IS_UKEY_PIN (self), NULL);
  if (self->ukey == NULL || yyq_ukey_get_pinpad (self->ukey))
    return NULL;
  return yyq_pin_entry_take (self->entry);
}

void
yyq_ukey_pin_clear (YyqUkeyPin *self)
{
  g_return_if_fail (YYQ_IS_UKEY_PIN (self));
  yyq_pin_entry_clear (self->entry);
}

void
yyq_ukey_pin_set_failed (YyqUkeyPin *self)
{
  g_return_if_fail (YYQ_IS_UKEY_PIN (self));
  yyq_pin_entry_set_failed (self->entry, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
yyq_ukey_pin_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YYQ_UKEY_PIN (widget)->entry));
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

  self->entry = YYQ_PIN_ENTRY (yyq_pin_entry_new (_ ("UKey PIN")));
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  self->confirmation = gtk_check_button_new_with_label (_ ("I am sure of the PIN"));
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), self->confirmation);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->confirmation, "toggled", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}
