/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * (transfer full) (element-type GBytes): for each object of the array @array of the document's
 * object, the text of its member @member as it stands there, or NULL where it has none. @text is a
 * document that yyq_wire_parse() took; the two names are written without escapes. The slices keep
 * all of @text alive. Any thread.
 */
GPtrArray *yyq_wire_slice (GBytes *text, const char *array, const char *member);

G_END_DECLS
