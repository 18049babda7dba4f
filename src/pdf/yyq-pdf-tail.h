/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-xref.h"

G_BEGIN_DECLS

/*
 * What stands between two revisions, read so that every reader must find the same objects in it
 * (profiles `contract` and `foreign`: docs/verification.md).
 */
typedef struct {
  GArray *listed;      /* (element-type YyqPdfXrefEntry): the objects that it defines; sections and
                          object streams are none */
  GHashTable *numbers; /* (element-type guint64): theirs */
  YyqPdfXref *xref;    /* (unowned) (nullable): of the later revision, once all of it was read */
  guint n_updates;
  const char *loose; /* (nullable): why this is not of the profile `contract`, untranslated */
} YyqPdfTail;

void yyq_pdf_tail_init (YyqPdfTail *self);
void yyq_pdf_tail_clear (YyqPdfTail *self);

/*
 * NULL when the bytes from @from to @to of @pdf are nothing but whole incremental updates (ISO
 * 32000-1 §7.5.6) that leave no room for a second reading: objects one behind the other, each
 * listed once, at its place and with the generation of what it replaces, in use and by one section
 * with a /Prev to the section before, /Size above all numbers, keys of dictionaries unique. Else
 * what is wrong, untranslated. @xref is of the revision that ends at @from, and becomes that of
 * @to.
 */
const char *yyq_pdf_tail_read (YyqPdfTail *self, GBytes *pdf, gsize from, gsize to,
                               YyqPdfXref *xref);

/* Does the tail define the object @number? */
gboolean yyq_pdf_tail_defines (const YyqPdfTail *self, guint64 number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfTail, yyq_pdf_tail_clear)

G_END_DECLS
