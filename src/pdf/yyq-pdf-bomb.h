/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Would a stream of @pdf unpack to more than any contract needs? qpdf unpacks object and
 * cross-reference streams as a whole while it reads. Looks at everything that is packed with Flate,
 * whatever the file says it is. What is packed twice is left to the limits of the process.
 */
gboolean yyq_pdf_is_bomb (GBytes *pdf);

G_END_DECLS
