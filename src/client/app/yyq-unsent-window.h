/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-unsent-list.h"

G_BEGIN_DECLS

/* What has been done and was not taken by the platform, and what a person decides about it. */
#define YYQ_TYPE_UNSENT_WINDOW (yyq_unsent_window_get_type ())
G_DECLARE_FINAL_TYPE (YyqUnsentWindow, yyq_unsent_window, YYQ, UNSENT_WINDOW, AdwWindow)

/* (transfer floating) */
GtkWindow *yyq_unsent_window_new (GtkWindow *parent, YyqUnsentList *list);

G_END_DECLS
