/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * (transfer floating): what the server trusted until now and what it names instead, and the
 * question whether that is right. The answer goes to the session; closing the window is "not now".
 */
GtkWindow *yyq_trust_notice_new (GtkWindow *parent, YyqSession *session);

G_END_DECLS
