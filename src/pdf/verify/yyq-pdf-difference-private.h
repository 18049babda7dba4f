/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-difference.h"
#include "yyq-pdf-new-field.h"

G_BEGIN_DECLS

/* What may differ at a place. */
typedef enum {
  YYQ_PDF_ROLE_FIXED,
  YYQ_PDF_ROLE_CATALOG,
  YYQ_PDF_ROLE_FORM,     /* /AcroForm */
  YYQ_PDF_ROLE_FIELDS,   /* its /Fields: a later signature may add its own */
  YYQ_PDF_ROLE_ANNOTS,   /* /Annots of a page: with the widget */
  YYQ_PDF_ROLE_DEFAULTS, /* /DR of the form: may grow */
  YYQ_PDF_ROLE_CATEGORY, /* its /Font and the like: may grow too */
  YYQ_PDF_ROLE_FLAGS,    /* /F and /Ff of what is signed now: may be locked */
  /* From here on the place itself is free, and what hangs below it is looked at last. */
  YYQ_PDF_ROLE_STORE,
  YYQ_PDF_ROLE_VERSION,
  YYQ_PDF_ROLE_INFORMATION,
  YYQ_PDF_ROLE_METADATA,
  YYQ_PDF_ROLE_SETTING,    /* /DA, /SigFlags, /NeedAppearances false */
  YYQ_PDF_ROLE_SIGNATURE,  /* /V, /AP and the like of a field that is signed now */
  YYQ_PDF_ROLE_FIELD,      /* a new field */
  YYQ_PDF_ROLE_FILLED,     /* value and look of a form field, where that is permitted */
  YYQ_PDF_ROLE_ANNOTATION, /* where annotations are permitted */
  YYQ_PDF_ROLE_NEW,        /* fonts of the form and such: new, and permitted */
} YyqPdfRole;

typedef struct {
  qpdf_oh a, b;
  YyqPdfRole role;
  char *path;
} YyqPdfFreePlace;

typedef struct {
  YyqPdfDifference *found;
  qpdf_data a, b;
  const YyqPdfTail
    *tail;           /* (nullable): could not be read, so anything may have been written again */
  GPtrArray *fields; /* (element-type YyqPdfSignatureField): of a */
  GHashTable
    *seen; /* (element-type gint64 YyqPdfRole): objects of b, as number << 16 | generation */
  GHashTable
    *signed_now; /* (element-type int): objects of the fields that b has signed, by permission */
  GHashTable *parties; /* (element-type utf8): their names */
  YyqPdfNewFields added;
  guint level; /* DocMDP of the signatures of a: 0 none, 1 to 3 */
  GArray *free_places;
  GStrvBuilder *paths;
  guint n_paths;
  struct _YyqPdfOutline
    *outline; /* (nullable): of the object that is being walked, when that was not written again */
  int page;   /* object number of the page that is being walked */
  gboolean same; /* the object that is being walked was not written again: only what it leads to can
                    differ */
} YyqPdfComparison;

void yyq_pdf_free_place_clear (gpointer place);

/* A path that was changed without permission; a kind of change that was permitted. */
void yyq_pdf_comparison_report (YyqPdfComparison *self, const char *path, const char *what);
void yyq_pdf_comparison_note (YyqPdfComparison *self, YyqPdfLater flag);

/* Values are compared as they stand there: references by their numbers. */
gboolean yyq_pdf_comparison_is_same (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b);

/* Both FALSE for what is no dictionary. */
gboolean yyq_pdf_comparison_name_is (qpdf_data qpdf, qpdf_oh object, const char *key,
                                     const char *name);
gboolean yyq_pdf_comparison_has_key (YyqPdfComparison *self, qpdf_oh a, const char *key);

/* Number << 16 | generation. */
gint64 yyq_pdf_comparison_key_of (qpdf_data qpdf, qpdf_oh object);

/* Marks an object of b as met. TRUE the first time. */
gboolean yyq_pdf_comparison_see (YyqPdfComparison *self, qpdf_oh b, YyqPdfRole role);
gboolean yyq_pdf_comparison_is_written_again (YyqPdfComparison *self, qpdf_oh b);

/* The role of what stands at @key of the dictionary @a, which has @role itself. */
YyqPdfRole yyq_pdf_comparison_role_of (YyqPdfComparison *self, qpdf_oh a, YyqPdfRole role,
                                       const char *key);

/* May the container at a place of this role be written anew under another number? */
gboolean yyq_pdf_role_may_move (YyqPdfRole role);

/* What a change at a free place of this role is called; 0 for signatures, of which there are
 * several kinds. */
YyqPdfLater yyq_pdf_role_get_flag (YyqPdfRole role);

/* Remembers a free place for the second pass, and looks at it there: it counts when it differs, or
 * something below it does. */
void yyq_pdf_comparison_leave_free (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role,
                                    const char *path);
void yyq_pdf_comparison_settle_free (YyqPdfComparison *self, const YyqPdfFreePlace *place);

G_END_DECLS
