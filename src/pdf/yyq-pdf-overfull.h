/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Would qpdf build more values out of @pdf than any contract has? Each costs it some 250 bytes. Or
 * nested deeper? Counts wherever qpdf could begin to read: objects, trailers, cross-reference
 * sections, and what object streams unpack to; those, and cross-reference streams, must be packed
 * with Flate once or not at all.
 */
gboolean yyq_pdf_is_overfull (GBytes *pdf);

G_END_DECLS
