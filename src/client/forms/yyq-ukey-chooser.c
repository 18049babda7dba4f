/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-chooser.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-ui.h"
#include "yyq-ukey-pin.h"

struct _YyqUkeyChooser {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *guide_label;
  GtkButton *refresh_button;
  GtkSpinner *spinner;
  GtkListBox *list;
  YyqUkeyPin *pin;

  GtkCheckButton *group;   /* (owned): never shown; a single certificate is a radio button, too */
  YyqUkeyManager *manager; /* (owned) (nullable) */
  YyqUkey *ukey;           /* (owned) (nullable) */
  YyqUkeyCertificate *certificate; /* (owned) (nullable) */
  YyqUkeyJudge judge;              /* (nullable) */
  gpointer judge_data;
  gboolean without_pin;
};

G_DEFINE_FINAL_TYPE (YyqUkeyChooser, yyq_ukey_chooser, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS
} YyqUkeyChooserSignal;

static guint signals[N_SIGNALS];

typedef struct {
  YyqUkeyChooser *chooser;
  YyqUkey *ukey;                   /* (owned) */
  YyqUkeyCertificate *certificate; /* (owned) */
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->ukey);
  g_object_unref (choice->certificate);
  g_free (choice);
}

/* NULL when it may be chosen. */
static const char *
objection (YyqUkeyChooser *self, YyqUkeyCertificate *certificate)
{
  if (!yyq_ukey_certificate_get_usable (certificate))
    return yyq_ukey_certificate_get_reason (certificate);
  return self->judge != NULL ? self->judge (certificate, self->judge_data) : NULL;
}

static void
choose (YyqUkeyChooser *self, YyqUkey *ukey, YyqUkeyCertificate *certificate)
{
  g_set_object (&self->ukey, ukey);
  g_set_object (&self->certificate, certificate);
  yyq_ukey_pin_set_ukey (self->pin, self->without_pin ? NULL : ukey, certificate);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
check_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  Choice *choice = user_data;

  if (gtk_check_button_get_active (check))
    choose (choice->chooser, choice->ukey, choice->certificate);
}

static char *
subtitle_of (YyqUkey *ukey, YyqUkeyCertificate *certificate)
{
  g_autofree char *until = yyq_clock_say_day (yyq_ukey_certificate_get_not_after (certificate));
  /* Translators: label of the token, issuer of the certificate, its last day */
  return g_strdup_printf (_ ("%s · issued by %s · valid until %s"), yyq_ukey_get_label (ukey),
                          yyq_ukey_certificate_get_issuer_cn (certificate), until);
}

static GtkWidget *
certificate_row (YyqUkeyChooser *self, YyqUkey *ukey, YyqUkeyCertificate *certificate)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *reason = objection (self, certificate);
  g_autofree char *subtitle = reason == NULL ? subtitle_of (ukey, certificate) : g_strdup (reason);
  Choice *choice = g_new0 (Choice, 1);

  choice->chooser = self;
  choice->ukey = g_object_ref (ukey);
  choice->certificate = g_object_ref (certificate);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->group);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  yyq_ui_set_accessible_label (check, yyq_ukey_certificate_get_subject_cn (certificate));
  g_signal_connect_data (check, "toggled", G_CALLBACK (check_toggled_cb), choice, choice_free, 0);
  yyq_ui_set_row_text (row, yyq_ukey_certificate_get_subject_cn (certificate), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_sensitive (row, reason == NULL);
  gtk_list_box_append (self->list, row);
  return check;
}

/* Keeps the choice when its certificate is still there; else takes the first usable one. */
static gboolean
prefers (YyqUkeyChooser *self, YyqUkeyCertificate *certificate, const char *wanted, gboolean any)
{
  if (objection (self, certificate) != NULL)
    return FALSE;
  return any || g_strcmp0 (wanted, yyq_ukey_certificate_get_sha256 (certificate)) == 0;
}

static guint
add_certificates (YyqUkeyChooser *self, YyqUkey *ukey, const char *wanted, GtkCheckButton **chosen)
{
  GListModel *certificates = yyq_ukey_get_certificates (ukey);
  const guint n = g_list_model_get_n_items (certificates);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqUkeyCertificate) certificate = g_list_model_get_item (certificates, i);
    GtkWidget *check = certificate_row (self, ukey, certificate);

    if (*chosen == NULL ? prefers (self, certificate, wanted, TRUE)
                        : prefers (self, certificate, wanted, FALSE))
      *chosen = GTK_CHECK_BUTTON (check);
  }
  return n;
}

static void
show_guide (YyqUkeyChooser *self)
{
  const gboolean refreshing = yyq_ukey_manager_get_refreshing (self->manager);
  const char *text = yyq_ukey_diagnosis_get_text (yyq_ukey_manager_get_diagnosis (self->manager));

  if (text == NULL)
    text =
      refreshing ? _ ("Looking for UKeys…") : _ ("No UKey was found. Insert it and detect again.");
  gtk_label_set_text (self->guide_label, text);
  gtk_spinner_set_spinning (self->spinner, refreshing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->refresh_button), !refreshing);
}

static void
rebuild (YyqUkeyChooser *self)
{
  GListModel *ukeys = G_LIST_MODEL (self->manager);
  const guint n_ukeys = g_list_model_get_n_items (ukeys);
  g_autofree char *wanted = self->certificate != NULL
                              ? g_strdup (yyq_ukey_certificate_get_sha256 (self->certificate))
                              : NULL;
  GtkCheckButton *chosen = NULL;
  GtkListBoxRow *row;
  guint n_certificates = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n_ukeys; i++) {
    g_autoptr (YyqUkey) ukey = g_list_model_get_item (ukeys, i);

    n_certificates += add_certificates (self, ukey, wanted, &chosen);
  }
  show_guide (self);
  gtk_stack_set_visible_child_name (self->stack, n_certificates > 0 ? "list" : "guide");
  if (chosen != NULL)
    gtk_check_button_set_active (chosen, TRUE);
  else
    choose (self, NULL, NULL);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqUkeyChooser) self = user_data;

  yyq_ukey_manager_refresh_finish (YYQ_UKEY_MANAGER (source), result, NULL);
  show_guide (self);
}

static void
refresh_clicked_cb (YyqUkeyChooser *self)
{
  if (self->manager == NULL)
    return;
  yyq_ukey_manager_refresh_async (self->manager, NULL, refreshed_cb, g_object_ref (self));
  show_guide (self);
}

/* A dialog has no application's actions; the window below it has. */
static void
driver_clicked_cb (YyqUkeyChooser *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  while (GTK_IS_WINDOW (window) && gtk_window_get_transient_for (GTK_WINDOW (window)) != NULL)
    window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (window)));
  gtk_widget_activate_action (window, "app.preferences", NULL);
}

static void
pin_changed_cb (YyqUkeyChooser *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
yyq_ukey_chooser_set_manager (YyqUkeyChooser *self, YyqUkeyManager *manager)
{
  g_return_if_fail (YYQ_IS_UKEY_CHOOSER (self));
  g_return_if_fail (self->manager == NULL);

  self->manager = g_object_ref (manager);
  g_signal_connect_object (manager, "items-changed", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::diagnosis", G_CALLBACK (show_guide), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::refreshing", G_CALLBACK (show_guide), self,
                           G_CONNECT_SWAPPED);
  rebuild (self);
}

YyqUkeyManager *
yyq_ukey_chooser_get_manager (YyqUkeyChooser *self)
{
  g_return_val_if_fail (YYQ_IS_UKEY_CHOOSER (self), NULL);
  return self->manager;
}

YyqUkey *
yyq_ukey_chooser_get_ukey (YyqUkeyChooser *self)
{
  g_return_val_if_fail (YYQ_IS_UKEY_CHOOSER (self), NULL);
  return self->ukey;
}

YyqUkeyCertificate *
yyq_ukey_chooser_get_certificate (YyqUkeyChooser *self)
{
  g_return_val_if_fail (YYQ_IS_UKEY_CHOOSER (self), NULL);
  return self->certificate;
}

gboolean
yyq_ukey_chooser_get_ready (YyqUkeyChooser *self)
{
  g_return_val_if_fail (YYQ_IS_UKEY_CHOOSER (self), FALSE);
  return self->certificate != NULL && (self->without_pin || yyq_ukey_pin_get_ready (self->pin));
}

YyqSecret *
yyq_ukey_chooser_take_pin (YyqUkeyChooser *self)
{
  g_return_val_if_fail (YYQ_IS_UKEY_CHOOSER (self), NULL);
  return yyq_ukey_pin_take (self->pin);
}

void
yyq_ukey_chooser_focus_pin (YyqUkeyChooser *self)
{
  g_return_if_fail (YYQ_IS_UKEY_CHOOSER (self));
  gtk_widget_child_focus (GTK_WIDGET (self->pin), GTK_DIR_TAB_FORWARD);
}

void
yyq_ukey_chooser_show_error (YyqUkeyChooser *self, YyqForm *form, const GError *error,
                             const char *text)
{
  g_return_if_fail (YYQ_IS_UKEY_CHOOSER (self));
  if (text != NULL && error->domain == YYQ_UKEY_ERROR && error->code >= YYQ_UKEY_ERROR_PIN_WRONG &&
      error->code <= YYQ_UKEY_ERROR_PIN_LENGTH)
    yyq_ukey_pin_refuse (self->pin, text);
  else
    yyq_form_show_error (form, error, text);
}

void
yyq_ukey_chooser_set_without_pin (YyqUkeyChooser *self)
{
  g_return_if_fail (YYQ_IS_UKEY_CHOOSER (self));
  self->without_pin = TRUE;
  yyq_ukey_pin_set_ukey (self->pin, NULL, NULL);
}

void
yyq_ukey_chooser_set_judge (YyqUkeyChooser *self, YyqUkeyJudge judge, gpointer user_data)
{
  g_return_if_fail (YYQ_IS_UKEY_CHOOSER (self));
  self->judge = judge;
  self->judge_data = user_data;
  if (self->manager != NULL)
    rebuild (self);
}

static void
yyq_ukey_chooser_dispose (GObject *object)
{
  YyqUkeyChooser *self = YYQ_UKEY_CHOOSER (object);

  g_clear_object (&self->group);
  g_clear_object (&self->manager);
  g_clear_object (&self->ukey);
  g_clear_object (&self->certificate);
  G_OBJECT_CLASS (yyq_ukey_chooser_parent_class)->dispose (object);
}

static void
yyq_ukey_chooser_class_init (YyqUkeyChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_ukey_chooser_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_UKEY_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YYQ_TYPE_UKEY_PIN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/forms/yyq-ukey-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyChooser, guide_label);
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyChooser, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyChooser, spinner);
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyChooser, list);
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyChooser, pin);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, driver_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_changed_cb);
}

static void
yyq_ukey_chooser_init (YyqUkeyChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->group = GTK_CHECK_BUTTON (g_object_ref_sink (gtk_check_button_new ()));
  yyq_ukey_pin_set_ukey (self->pin, NULL, NULL);
}
