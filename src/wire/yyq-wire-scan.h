/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Looks through a JSON text before json-glib sees it, because json-glib accepts more than JSON and
 * wraps large integers silently, nests without end and hashes names that a stranger chose. What is
 * over a limit of yyq-wire.h is refused where it is met; time and memory do not depend on what
 * the text holds. FALSE with YYQ_WIRE_ERROR_SYNTAX naming the byte. For yyq-wire.c.
 */
gboolean yyq_wire_scan (const char *text, gsize length, guint most_nodes, GError **error);

G_END_DECLS
