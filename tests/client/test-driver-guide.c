/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-driver-guide.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"

/* The guide over the installed file of makers; a token of its own can be plugged in. */
typedef struct {
  SyncFixture sync;
  GtkWindow *guide;
} Fixture;

static gpointer
part (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->guide), YYQ_TYPE_DRIVER_GUIDE, name);
}

static gboolean
knows_makers (gpointer data)
{
  GListModel *names = adw_combo_row_get_model (part (data, "vendor_row"));

  return names != NULL && g_list_model_get_n_items (names) > 5;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "data", "ukey-vendors.ini", NULL);

  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_add_ukey (&fixture->sync, NULL, 0);
  fixture->guide = yyq_driver_guide_new (NULL, fixture->sync.manager, path);
  gtk_window_present (fixture->guide);
  sync_wait (knows_makers, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->guide);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static gboolean
says (Fixture *fixture, const char *name, const char *text)
{
  return yyq_test_says (part (fixture, name), text);
}

/* (nullable) */
static void
detect_again (Fixture *fixture)
{
  g_signal_emit_by_name (yyq_test_find_button (GTK_WIDGET (fixture->guide), "Detect again"),
                         "clicked");
}

static gboolean
sees_token (gpointer data)
{
  return says (data, "ukey_row", "SoftHSM") && says (data, "modules_row", "softhsm");
}

/* The service of smart cards does not run in a test. */
static void
test_state (Fixture *fixture, gconstpointer data)
{
  g_assert_true (says (fixture, "service_row", "It is not running."));
  g_assert_true (says (fixture, "ukey_row", "No UKey was found."));
  detect_again (fixture);
  sync_wait (sees_token, fixture);
}

/* Nobody plugged a known device into the machine of a test. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_assert_true (says (fixture, "steps", "Ask the authority that issued the certificate"));
}

static guint
find_maker (Fixture *fixture, const char *name)
{
  GListModel *names = adw_combo_row_get_model (part (fixture, "vendor_row"));

  for (guint i = 0; i < g_list_model_get_n_items (names); i++) {
    g_autoptr (GtkStringObject) each = g_list_model_get_item (names, i);

    if (strstr (gtk_string_object_get_string (each), name) != NULL)
      return i;
  }
  g_error ("There is no %s", name);
}

static void
test_choice (Fixture *fixture, gconstpointer data)
{
  adw_combo_row_set_selected (part (fixture, "vendor_row"), find_maker (fixture, "OpenSC"));
  g_assert_true (says (fixture, "steps", "opensc-pkcs11 pcscd libccid"));
  adw_combo_row_set_selected (part (fixture, "vendor_row"), find_maker (fixture, "GM3000"));
  g_assert_true (says (fixture, "steps", "90-mtoken.rules"));
  g_assert_false (says (fixture, "steps", "opensc-pkcs11"));
}

/* What the person chose is not chosen anew by what is found. */
static void
test_stays (Fixture *fixture, gconstpointer data)
{
  adw_combo_row_set_selected (part (fixture, "vendor_row"), find_maker (fixture, "WatchKey"));
  detect_again (fixture);
  sync_wait (sees_token, fixture);
  g_assert_true (says (fixture, "steps", "libwatchdata.so"));
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->guide));
  g_auto (GValue) value = G_VALUE_INIT;
  GtkWidget *button;

  adw_combo_row_set_selected (part (fixture, "vendor_row"), find_maker (fixture, "OpenSC"));
  button = yyq_test_find_button (part (fixture, "steps"), "Copy");
  g_signal_emit_by_name (button, "clicked");
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (
    gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "opensc-pkcs11 pcscd libccid");
}

#define ADD(name, test) \
  g_test_add ("/client/driver-guide/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("it says what this computer has, and looks again", test_state);
  ADD ("who knows no maker is told whom to ask", test_unknown);
  ADD ("for a maker it says what has to be installed", test_choice);
  ADD ("a maker that was chosen stays chosen", test_stays);
  ADD ("the names of packages are copied", test_copy);
  return g_test_run ();
}
