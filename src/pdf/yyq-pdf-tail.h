/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * NULL when the bytes from @from to @to of @pdf are nothing but whole incremental updates, ISO 32000-1
 * §7.5.6: objects, each of them listed once at its place by the cross-reference section behind them, a
 * /Prev that leads to the section before, and %%EOF. Else what is wrong, untranslated. A reader
 * that repairs files would find, and show, objects that no section lists.
 */
const char *yyq_pdf_tail_check (GBytes *pdf, gsize from, gsize to);

G_END_DECLS
