/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * (transfer full): a hash of all objects below the first page as qpdf reads and repairs them,
 * without their numbers and without the values of fields; "cannot" when there is no page.
 */
char *yyq_page_objects (GBytes *pdf);

G_END_DECLS
