/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-notices.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-info-bar.h"
#include "yyq-passphrase-dialog.h"
#include "yyq-trust-notice.h"

struct _YyqNotices {
  AdwBin parent_instance;

  YyqInfoBar *trouble_bar;
  YyqInfoBar *pending_bar;
  YyqInfoBar *version_bar;
  YyqInfoBar *unreadable_bar;
  YyqInfoBar *trust_bar;
  YyqInfoBar *ukey_bar;
  YyqInfoBar *cache_bar;
  YyqInfoBar *damage_bar;

  YyqSession *session;   /* (owned) */
  GSignalGroup *pending; /* (owned): of the enterprise that was chosen */
  GHashTable *wanted;    /* (owned): of the bars that have something to say */
  gboolean ukey_dismissed;
  gboolean cache_dismissed;
};

G_DEFINE_FINAL_TYPE (YyqNotices, yyq_notices, ADW_TYPE_BIN)

static gboolean
is_demo (YyqNotices *self)
{
  YyqServerInfo *info = yyq_session_get_server_info (self->session);

  return info != NULL && yyq_server_info_get_demo (info);
}

static GtkWindow *
window_of (YyqNotices *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* The most urgent of those that have something to say; it is enough for one to be in the way. */
static void
show_first (YyqNotices *self)
{
  YyqInfoBar *const bars[] = { self->trouble_bar, self->pending_bar, self->damage_bar,
                               self->trust_bar,   self->version_bar, self->ukey_bar,
                               self->cache_bar };
  gboolean shown = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++) {
    const gboolean first = !shown && g_hash_table_contains (self->wanted, bars[i]);

    yyq_info_bar_set_revealed (bars[i], first);
    shown |= first;
  }
}

static void
want (YyqNotices *self, YyqInfoBar *bar, gboolean wanted)
{
  if (wanted)
    g_hash_table_add (self->wanted, bar);
  else
    g_hash_table_remove (self->wanted, bar);
  show_first (self);
}

/* What the bars say */

static void
show_trouble (YyqNotices *self)
{
  const YyqSessionBanner banner = yyq_session_get_banner (self->session);
  const gint64 synced_at = yyq_session_get_synced_at (self->session);
  g_autofree char *at = synced_at != 0 ? yyq_clock_say (synced_at) : NULL;
  g_autofree char *offline =
    at != NULL
      ? g_strdup_printf (
          _ ("Offline: showing data from %s. You cannot sign until the platform is back."), at)
      : g_strdup (_ ("Offline: the platform cannot be reached. You cannot sign until it is back."));

  if (banner == YYQ_SESSION_BANNER_OFFLINE)
    yyq_info_bar_set (self->trouble_bar, offline, _ ("Try again"), FALSE);
  else if (banner == YYQ_SESSION_BANNER_TROUBLE)
    yyq_info_bar_set (self->trouble_bar,
                      _ ("The platform answers with errors. What you see may be old."),
                      _ ("Try again"), FALSE);
  else if (banner == YYQ_SESSION_BANNER_LOGIN)
    yyq_info_bar_set (self->trouble_bar, _ ("Your session has ended. Log in again to go on."),
                      _ ("Log in"), FALSE);
  want (self, self->trouble_bar, banner != YYQ_SESSION_BANNER_NONE);
}

/* What a person has finished and the platform refuses must be seen. */
static void
show_pending (YyqNotices *self)
{
  YyqPendingList *pending = yyq_session_get_pending (self->session);
  const guint n = pending != NULL ? yyq_pending_list_get_n_parked (pending) : 0;
  g_autofree char *text =
    g_strdup_printf (ngettext ("The platform has not accepted %u thing you did.",
                               "The platform has not accepted %u things you did.", n),
                     n);

  if (n > 0)
    yyq_info_bar_set (self->pending_bar, text, _ ("Look at it"), FALSE);
  want (self, self->pending_bar, n > 0);
}

static void
show_version (YyqNotices *self)
{
  YyqServerInfo *info = yyq_session_get_server_info (self->session);
  const gboolean outdated = info != NULL && yyq_server_info_get_outdated (info);
  /* Translators: two version numbers */
  g_autofree char *text =
    outdated ? g_strdup_printf (_ ("This is version %s, and the platform asks for %s. You can "
                                   "read; to sign, update the program."),
                                YYQ_VERSION, yyq_server_info_get_oldest_client (info))
             : NULL;

  if (outdated)
    yyq_info_bar_set (self->version_bar, text, NULL, FALSE);
  want (self, self->version_bar, outdated);
}

/* What is missing in the lists must not be taken for gone. */
static void
show_unreadable (YyqNotices *self)
{
  const guint n = yyq_session_get_n_unreadable (self->session);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u thing can only be shown by a newer version of the program. "
                               "Update the program to see it.",
                               "%u things can only be shown by a newer version of the program. "
                               "Update the program to see them.",
                               n),
                     n);

  if (n > 0)
    yyq_info_bar_set (self->unreadable_bar, text, NULL, FALSE);
  yyq_info_bar_set_revealed (self->unreadable_bar, n > 0);
}

static void
show_trust (YyqNotices *self)
{
  want (self, self->trust_bar,
        yyq_server_trust_get_pending (yyq_session_get_server_trust (self->session)));
}

/* Without a bound UKey nothing can be signed: say so where the work begins. */
static void
show_ukey (YyqNotices *self)
{
  YyqAccount *account = yyq_session_get_account (self->session);
  const gboolean none = yyq_session_get_state (self->session) == YYQ_SESSION_STATE_READY &&
                        account != NULL &&
                        g_list_model_get_n_items (yyq_account_get_ukeys (account)) == 0;

  want (self, self->ukey_bar, none && !self->ukey_dismissed);
}

/* A demo's data is worth nothing after it: there the bar would only be in the way. */
static void
show_cache (YyqNotices *self)
{
  const YyqSessionCache cache = yyq_session_get_cache (self->session);
  const gboolean unsafe = cache == YYQ_SESSION_CACHE_LOCKED || cache == YYQ_SESSION_CACHE_MEMORY;

  if (cache == YYQ_SESSION_CACHE_LOCKED)
    yyq_info_bar_set (self->cache_bar, _ ("What this computer keeps is locked with a passphrase."),
                      _ ("Unlock"), TRUE);
  else if (cache == YYQ_SESSION_CACHE_MEMORY)
    yyq_info_bar_set (
      self->cache_bar,
      _ ("This computer has no keyring: contracts are kept only until you close the program."),
      _ ("Use a passphrase"), TRUE);
  want (self, self->cache_bar, unsafe && !is_demo (self) && !self->cache_dismissed);
}

/* Until it is dismissed, or another company is chosen. */
static void
show_damage (YyqNotices *self)
{
  g_autofree char *text = yyq_session_get_state (self->session) == YYQ_SESSION_STATE_READY
                            ? yyq_session_get_damage (self->session)
                            : NULL;

  if (text != NULL)
    yyq_info_bar_set (self->damage_bar, text, _ ("Look at it"), TRUE);
  want (self, self->damage_bar, text != NULL);
}

/* What they do */

static void
trouble_clicked_cb (YyqNotices *self)
{
  if (yyq_session_get_banner (self->session) == YYQ_SESSION_BANNER_LOGIN)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.log-out", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}

static void
pending_clicked_cb (YyqNotices *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.show-pending", NULL);
}

static void
trust_clicked_cb (YyqNotices *self)
{
  gtk_window_present (yyq_trust_notice_new (window_of (self), self->session));
}

static void
ukey_clicked_cb (YyqNotices *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.show-page", "s", "personal");
}

static void
cache_clicked_cb (YyqNotices *self)
{
  gtk_window_present (yyq_passphrase_dialog_new (window_of (self), self->session));
}

static void
ukey_dismissed_cb (YyqNotices *self)
{
  self->ukey_dismissed = TRUE;
  show_ukey (self);
}

static void
cache_dismissed_cb (YyqNotices *self)
{
  self->cache_dismissed = TRUE;
  show_cache (self);
}

static void
state_changed_cb (YyqNotices *self)
{
  g_signal_group_set_target (self->pending, yyq_session_get_pending (self->session));
  show_pending (self);
  show_ukey (self);
  show_damage (self);
}

static void
server_changed_cb (YyqNotices *self)
{
  show_version (self);
  show_cache (self);
}

static void
follow (YyqNotices *self, gpointer source, const char *signal, GCallback callback)
{
  g_signal_connect_object (source, signal, callback, self, G_CONNECT_SWAPPED);
}

void
yyq_notices_set_session (YyqNotices *self, YyqSession *session)
{
  g_return_if_fail (YYQ_IS_NOTICES (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  follow (self, session, "notify::state", G_CALLBACK (state_changed_cb));
  follow (self, session, "notify::banner", G_CALLBACK (show_trouble));
  follow (self, session, "notify::server-info", G_CALLBACK (server_changed_cb));
  follow (self, session, "notify::account", G_CALLBACK (show_ukey));
  follow (self, session, "notify::cache", G_CALLBACK (show_cache));
  follow (self, session, "notify::n-unreadable", G_CALLBACK (show_unreadable));
  follow (self, yyq_session_get_server_trust (session), "notify::pending", G_CALLBACK (show_trust));
  state_changed_cb (self);
  server_changed_cb (self);
  show_trouble (self);
  show_unreadable (self);
  show_trust (self);
}

static void
yyq_notices_dispose (GObject *object)
{
  YyqNotices *self = YYQ_NOTICES (object);

  g_clear_object (&self->pending);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_notices_parent_class)->dispose (object);
}

static void
bind_callbacks (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, trouble_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, pending_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, trust_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, ukey_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, cache_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, ukey_dismissed_cb);
  gtk_widget_class_bind_template_callback (klass, cache_dismissed_cb);
}

static void
yyq_notices_finalize (GObject *object)
{
  g_hash_table_unref (YYQ_NOTICES (object)->wanted);
  G_OBJECT_CLASS (yyq_notices_parent_class)->finalize (object);
}

static void
yyq_notices_class_init (YyqNoticesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_notices_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_notices_finalize;
  g_type_ensure (YYQ_TYPE_INFO_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/yuyunqian/Yuyunqian/ui/app/yyq-notices.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqNotices, trouble_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqNotices, pending_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqNotices, version_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqNotices, unreadable_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqNotices, trust_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqNotices, ukey_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqNotices, cache_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqNotices, damage_bar);
  bind_callbacks (widget_class);
}

static void
yyq_notices_init (YyqNotices *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted = g_hash_table_new (NULL, NULL);
  self->pending = g_signal_group_new (YYQ_TYPE_PENDING_LIST);
  g_signal_group_connect_swapped (self->pending, "notify::n-parked", G_CALLBACK (show_pending),
                                  self);
}
