/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A template that is worked on, as text, and what a change makes different in it, so that a
 * keystroke costs its own bytes and not the template's:
 *
 *   {"template": {YyqTemplate with content}, "step": 1, "sent": true}
 *
 * A patch has the members that are different, of the content those of it, and of the controls those
 * that were put, removed or ordered anew. Any thread; made by this program, or damaged: then
 * YYQ_WIRE_ERROR.
 */

/* (transfer full) (nullable): NULL: they say the same. */
GBytes *yyq_template_patch_make (GBytes *before, GBytes *after);

/* (transfer full) */
GBytes *yyq_template_patch_apply (GBytes *local, GBytes *patch, GError **error);

G_END_DECLS
