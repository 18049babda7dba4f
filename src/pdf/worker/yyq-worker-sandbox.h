/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Gives up everything that normalising a file in memory does not need: memory, time and output are
 * limited, and the kernel refuses all but a few harmless calls. FALSE when it could not: then
 * nothing untrusted may be read. Cannot be undone.
 */
gboolean yyq_worker_sandbox_enter (void);

G_END_DECLS
