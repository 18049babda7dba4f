/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-pending-list.h"

G_BEGIN_DECLS

/* What has been done and was not taken by the platform, and what a person decides about it. */
#define YYQ_TYPE_PENDING_WINDOW (yyq_pending_window_get_type ())
G_DECLARE_FINAL_TYPE (YyqPendingWindow, yyq_pending_window, YYQ, PENDING_WINDOW, AdwWindow)

/* (transfer floating) */
GtkWindow *yyq_pending_window_new (GtkWindow *parent, YyqPendingList *list);

G_END_DECLS
