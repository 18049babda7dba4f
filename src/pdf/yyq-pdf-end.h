/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Where the document ends: behind the last %%EOF of @pdf and the white space that follows it; its
 * length when there is no such mark. Mail gateways and block storage fill files up with NULs behind
 * that.
 */
gsize yyq_pdf_find_end (GBytes *pdf);

G_END_DECLS
