/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "yyq-template-repository.h"

G_BEGIN_DECLS

/*
 * Pictures of the first pages of templates: fetched and drawn one after the other, those asked for
 * last first, and the newest of them kept. Main thread.
 *
 * Signal "drawn" (char *sha256): lookup() has it, or will not have it.
 */
#define YYQ_TYPE_TEMPLATE_COVERS (yyq_template_covers_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateCovers, yyq_template_covers, YYQ, TEMPLATE_COVERS, GObject)

/* Ends when @cancellable does. */
YyqTemplateCovers *yyq_template_covers_new (YyqTemplateRepository *templates,
                                            GCancellable *cancellable);

/* (transfer none) (nullable): the picture of the first page of the document @sha256 of template
 * @id; NULL: it is ordered. */
GdkTexture *yyq_template_covers_lookup (YyqTemplateCovers *self, const char *id,
                                        const char *sha256);

G_END_DECLS
