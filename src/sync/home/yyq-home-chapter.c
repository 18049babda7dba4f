/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-chapter.h"

#include "yyq-home-private.h"

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_home_repository_refresh_finish (YYQ_HOME_REPOSITORY (source), result, &error))
    g_debug ("The home page is not refreshed: %s", error->message);
}

static void
refresh_view (gpointer view, GCancellable *cancellable)
{
  yyq_home_repository_refresh_async (view, cancellable, refreshed_cb, NULL);
}

static GObject *
new_view (YyqApiClient *client, YyqReplyCache *replies)
{
  return G_OBJECT (yyq_home_repository_new (client, replies));
}

const YyqWorkspaceChapter yyq_home_chapter = { .new_view = new_view, .refresh_view = refresh_view };
