/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-markup.h"

G_BEGIN_DECLS

/* The templates that come with the program, data/ready-templates: texts that this project wrote,
 * with their controls. Any thread. */

/* Static, NULL-terminated: "fixed-term", in the order in which they are offered. */
const char *const *yyq_pdf_ready_list (void);

/* (transfer full) (nullable): NULL when there is none of this name. */
GBytes *yyq_pdf_ready_load (const char *id);

/* (transfer full): one of those that are listed. */
YyqPdfMarkup *yyq_pdf_ready_open (const char *id);

G_END_DECLS
