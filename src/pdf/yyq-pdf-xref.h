/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-section.h"

G_BEGIN_DECLS

/*
 * Which objects one revision of a file has, as its cross-reference sections say, from the newest to
 * the oldest. qpdf reads the objects; this tells how they are listed, which its C API does not.
 */
typedef struct {
  GHashTable *entries;    /* (element-type guint64 YyqPdfXrefEntry): by number */
  GHashTable *containers; /* (element-type guint64): object streams that hold, or held, an object */
  GHashTable *targets; /* (element-type guint64 GArray): by number: what an object refers to, where
                          that is known */
  guint64 highest;     /* number that is in use */
  guint64 start;       /* what startxref names: offset of the newest section */
  guint64 size;        /* /Size of the newest section */
  gboolean is_stream;  /* the newest section is a stream */
} YyqPdfXref;

/*
 * (transfer full) (nullable): of the revision that is the first @end bytes of @pdf. NULL and
 * @problem (untranslated) when a section cannot be read without repair. Any thread.
 */
YyqPdfXref *yyq_pdf_xref_read (GBytes *pdf, gsize end, const char **problem);
void yyq_pdf_xref_free (YyqPdfXref *self);

/* (transfer none) (nullable): free objects have an entry too. */
const YyqPdfXrefEntry *yyq_pdf_xref_find (const YyqPdfXref *self, guint64 number);

gboolean yyq_pdf_xref_is_in_use (const YyqPdfXref *self, guint64 number);

/*
 * What the living object @number refers to (element-type gint64: number << 16 | generation), so
 * that nobody has to open it again to know. Noted by who has seen all of it, and forgotten when an
 * update lists the number. Only the living generation can be noted, and is found.
 */
void yyq_pdf_xref_note_targets (YyqPdfXref *self, guint64 number, guint64 generation,
                                GArray *targets);
const GArray *yyq_pdf_xref_get_targets (const YyqPdfXref *self, guint64 number, guint64 generation);

/* The next revision: what @section lists takes the place of what was. */
void yyq_pdf_xref_apply (YyqPdfXref *self, const YyqPdfSection *section);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfXref, yyq_pdf_xref_free)

G_END_DECLS
