/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-result.h"

#include <glib/gi18n.h>

#include "yyq-error-text.h"
#include "yyq-error.h"
#include "yyq-ui.h"

struct _YyqSignResult {
  AdwBin parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *explanation;
  GtkWidget *checks_title;
  GtkWidget *checks;
};

G_DEFINE_FINAL_TYPE (YyqSignResult, yyq_sign_result, ADW_TYPE_BIN)

static YyqSignNext
next_for_ukey (int code)
{
  switch ((YyqUkeyError) code) {
  case YYQ_UKEY_ERROR_PIN_WRONG:
  case YYQ_UKEY_ERROR_PIN_FINAL_TRY:
  case YYQ_UKEY_ERROR_PIN_LENGTH:
  case YYQ_UKEY_ERROR_LOGGED_OUT:
  case YYQ_UKEY_ERROR_BUSY:
    return YYQ_SIGN_NEXT_PIN;
  case YYQ_UKEY_ERROR_NO_SERVICE:
  case YYQ_UKEY_ERROR_NO_DRIVER:
  case YYQ_UKEY_ERROR_NO_TOKEN:
  case YYQ_UKEY_ERROR_UNRECOGNISED:
  case YYQ_UKEY_ERROR_REMOVED:
  case YYQ_UKEY_ERROR_PIN_LOCKED:
  case YYQ_UKEY_ERROR_PIN_EXPIRED:
  case YYQ_UKEY_ERROR_NO_CERTIFICATE:
  case YYQ_UKEY_ERROR_UNUSABLE_KEY:
  case YYQ_UKEY_ERROR_NO_MECHANISM:
  case YYQ_UKEY_ERROR_TIMEOUT:
  case YYQ_UKEY_ERROR_DRIVER_CRASH:
  case YYQ_UKEY_ERROR_DEVICE:
  case YYQ_UKEY_ERROR_PROTOCOL:
  default:
    return YYQ_SIGN_NEXT_CHOOSE;
  }
}

static YyqSignNext
next_for_api (int code)
{
  switch ((YyqApiError) code) {
  case YYQ_API_ERROR_UNAUTHENTICATED:
    return YYQ_SIGN_NEXT_LOGIN;
  case YYQ_API_ERROR_OUTDATED:
  case YYQ_API_ERROR_TRUST_CHANGED:
    return YYQ_SIGN_NEXT_CLOSE;
  case YYQ_API_ERROR_CONFLICT:
  case YYQ_API_ERROR_LEASE_OVER:
  case YYQ_API_ERROR_NOT_FOUND:
  case YYQ_API_ERROR_RESYNC:
    return YYQ_SIGN_NEXT_RELOAD;
  case YYQ_API_ERROR_CERTIFICATE:
  case YYQ_API_ERROR_BOUND:
  case YYQ_API_ERROR_UNBOUND:
  case YYQ_API_ERROR_FORBIDDEN:
  case YYQ_API_ERROR_INVALID:
  case YYQ_API_ERROR_SEAL:
  case YYQ_API_ERROR_SEAL_ALTERED:
  case YYQ_API_ERROR_SIGNATURE:
    return YYQ_SIGN_NEXT_CHOOSE;
  case YYQ_API_ERROR_OFFLINE:
  case YYQ_API_ERROR_TIMEOUT:
  case YYQ_API_ERROR_TLS:
  case YYQ_API_ERROR_CREDENTIALS:
  case YYQ_API_ERROR_LOCKED:
  case YYQ_API_ERROR_PASSWORD:
  case YYQ_API_ERROR_LEASED:
  case YYQ_API_ERROR_REVOCATION_UNKNOWN:
  case YYQ_API_ERROR_RATE_LIMITED:
  case YYQ_API_ERROR_SERVER:
  case YYQ_API_ERROR_BAD_REPLY:
  default:
    return YYQ_SIGN_NEXT_PIN;
  }
}

YyqSignNext
yyq_sign_next_for_error (const GError *error)
{
  if (error->domain == YYQ_UKEY_ERROR)
    return next_for_ukey (error->code);
  if (error->domain == YYQ_API_ERROR)
    return next_for_api (error->code);
  if (g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE))
    return YYQ_SIGN_NEXT_CHOOSE;
  if (error->domain == YYQ_PDF_ERROR)
    return YYQ_SIGN_NEXT_RELOAD;
  return YYQ_SIGN_NEXT_PIN;
}

const char *
yyq_sign_next_get_label (YyqSignNext next)
{
  switch (next) {
  case YYQ_SIGN_NEXT_PIN:
    return _ ("Try again");
  case YYQ_SIGN_NEXT_CHOOSE:
    return _ ("Choose again");
  case YYQ_SIGN_NEXT_RELOAD:
    return _ ("Show the contract");
  case YYQ_SIGN_NEXT_LOGIN:
    return _ ("Log in");
  case YYQ_SIGN_NEXT_CLOSE:
  default:
    return _ ("Close");
  }
}

static GtkWidget *
check_row (gpointer item, gpointer user_data)
{
  YyqSignCheck *check = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (
    yyq_sign_check_get_passed (check) ? "object-select-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, yyq_sign_check_get_passed (check) ? "success" : "warning");
  yyq_ui_set_accessible_label (icon,
                               yyq_sign_check_get_passed (check) ? _ ("passed") : _ ("not passed"));
  yyq_ui_set_row_text (row, yyq_sign_check_get_title (check), yyq_sign_check_get_detail (check));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
show_checks (YyqSignResult *self, YyqSignOperation *operation)
{
  GListModel *checks = operation != NULL ? yyq_sign_operation_get_checks (operation) : NULL;
  const gboolean any = checks != NULL && g_list_model_get_n_items (checks) > 0;

  gtk_list_box_bind_model (GTK_LIST_BOX (self->checks), checks, check_row, NULL, NULL);
  gtk_widget_set_visible (self->checks, any);
  gtk_widget_set_visible (self->checks_title, any);
}

static void
show (YyqSignResult *self, const char *icon_name, const char *style, const char *title,
      const char *explanation)
{
  const char *classes[] = { "yyq-result-icon", "yyq-verdict-icon", style, NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  gtk_widget_set_css_classes (self->icon, classes);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->explanation), explanation != NULL ? explanation : "");
  gtk_widget_set_visible (self->explanation, explanation != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation != NULL ? explanation : "", -1);
}

void
yyq_sign_result_show_done (YyqSignResult *self, YyqSignOperation *operation, YyqContract *contract)
{
  g_return_if_fail (YYQ_IS_SIGN_RESULT (self));
  if (yyq_sign_operation_get_stamping (operation))
    show (self, "yyq-notice-symbolic", "unsure", _ ("Signed, waiting for the time stamp"),
          _ ("Your signature is with the platform. It counts as soon as the time-stamp authority "
             "has confirmed its time; the platform sees to that, and you need not do anything."));
  else if (yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_COMPLETED)
    show (self, "yyq-done-symbolic", "good", _ ("The contract is signed and complete"),
          _ ("All parties have signed. The platform has checked and stored it."));
  else
    show (
      self, "yyq-done-symbolic", "good", _ ("The contract is signed"),
      _ ("The platform has checked and stored your signature. It is now the other parties’ turn."));
  show_checks (self, operation);
}

/* What to do next. Where the platform did not answer, nobody should have to guess whether he
 * signed. */
static const char *
advice (const GError *error, const YyqErrorText *text)
{
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT) ||
      g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE))
    return _ ("Nothing has been signed. Try again later.");
  return text->next;
}

void
yyq_sign_result_show_failure (YyqSignResult *self, YyqSignOperation *operation, const GError *error)
{
  g_autoptr (YyqErrorText) text = yyq_error_text_new (error);

  g_return_if_fail (YYQ_IS_SIGN_RESULT (self));
  if (operation != NULL && yyq_sign_operation_get_pending (operation))
    show (self, "yyq-notice-symbolic", "unsure", _ ("Signed, but not sent yet"),
          _ ("The platform cannot be reached. Your signature is kept on this computer and sent as "
             "soon as it can be; do not sign again."));
  else if (text != NULL)
    show (self, "dialog-warning-symbolic", "bad", text->what, advice (error, text));
  show_checks (self, operation);
}

void
yyq_sign_result_show_refusal (YyqSignResult *self, const char *what, const char *next)
{
  g_return_if_fail (YYQ_IS_SIGN_RESULT (self));
  show (self, "dialog-warning-symbolic", "bad", what, next);
  show_checks (self, NULL);
}

const char *
yyq_sign_result_get_title (YyqSignResult *self)
{
  g_return_val_if_fail (YYQ_IS_SIGN_RESULT (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->title));
}

GtkWidget *
yyq_sign_result_new (void)
{
  return g_object_new (YYQ_TYPE_SIGN_RESULT, NULL);
}

static GtkWidget *
centred (const char *classes)
{
  GtkWidget *label = yyq_ui_label (NULL, classes);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), .5f);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  return label;
}

static void
yyq_sign_result_class_init (YyqSignResultClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
yyq_sign_result_init (YyqSignResult *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->icon = gtk_image_new ();
  self->title = centred ("title-3");
  self->explanation = centred ("body");
  self->checks_title = yyq_ui_label (_ ("What was checked"), "yyq-section");
  self->checks = gtk_list_box_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 32);
  gtk_widget_set_halign (self->icon, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->checks_title, 10);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->checks), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->checks, "boxed-list");
  yyq_ui_set_accessible_label (self->checks, _ ("What was checked"));
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->explanation);
  gtk_box_append (GTK_BOX (box), self->checks_title);
  gtk_box_append (GTK_BOX (box), self->checks);
  adw_bin_set_child (ADW_BIN (self), box);
}
