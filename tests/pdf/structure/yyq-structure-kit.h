/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-later.h"
#include "yyq-test-pki.h"
#include "yyq-update-writer.h"

G_BEGIN_DECLS

/*
 * A small contract whose object numbers are known, signed once in the field "A", and the files that
 * are made from it. All drawing is of paths, so that every reader draws the same without any font.
 *
 *   1 catalogue - 2 page tree - 3 page - 4 content, 5 resources (6 font, 7 and 9 glyphs, 8 and 18
 * form XObjects), fields 11 "A" (signature), 12 "B" (signature, empty), 13 "note" (text), 14
 * annotation with 15 10 AcroForm   17 information   30 another page tree with 31 and 32, which
 * nothing shows   20 A's signature
 */
enum {
  YYQ_CATALOGUE = 1,
  YYQ_PAGE = 3,
  YYQ_CONTENT = 4,
  YYQ_RESOURCES = 5,
  YYQ_FONT = 6,
  YYQ_FORM_XOBJECT = 8,
  YYQ_ACROFORM = 10,
  YYQ_FIELD_A = 11,
  YYQ_FIELD_B = 12,
  YYQ_NOTE = 13,
  YYQ_ANNOTATION = 14,
  YYQ_NOTE_APPEARANCE = 16,
  YYQ_INFORMATION = 17,
  YYQ_SIGNATURE_A = 20,
  YYQ_SIGNATURE_B = 21,
  YYQ_OTHER_CONTENT = 32,
  YYQ_FREE_NUMBER = 60, /* and above: not used by the contract */
};

/* An object that a forger would like to change: its body as it is signed, and another that is seen.
 */
typedef struct {
  const char *name;
  guint number;
  gboolean stream; /* such an object cannot stand in an object stream */
  char *good, *evil;
} YyqTarget;

typedef enum {
  YYQ_BASE_TABLE,
  YYQ_BASE_STREAM,
  YYQ_BASE_OBJECTS, /* what can be in an object stream is in one */
  YYQ_N_BASES,
} YyqBase;

/* When something is changed behind A's signature. */
typedef enum {
  YYQ_MOMENT_ALONE,
  YYQ_MOMENT_WITH_B,  /* in the update in which B signs */
  YYQ_MOMENT_AFTER_B, /* in one of its own, behind B's: by then the verifier knows what the objects
                         refer to */
  YYQ_N_MOMENTS,
} YyqMoment;

typedef struct {
  YyqTestPki *pki;
  YyqTrust *trust;
  YyqSigner *a, *b;
  YyqTimestamper *tsa;
  YyqTarget *targets; /* ends with one without a name */
  GBytes *unsigned_[YYQ_N_BASES];
  GBytes *signed_[YYQ_N_BASES];
  GBytes *countersigned[YYQ_N_BASES];
} YyqStructureKit;

YyqStructureKit *yyq_structure_kit_new (void);
void yyq_structure_kit_free (YyqStructureKit *self);

/* What is different in a base; all zero is the usual. Bodies replace those of the contract. */
typedef struct {
  YyqBase kind;
  gboolean hybrid; /* the other page tree is in an object stream that only a hidden stream lists */
  gboolean alone;  /* without the field "B" */
  const char *catalogue; /* (nullable): more entries */
  const char *page;      /* (nullable): in place of "/Contents 4 0 R/Resources 5 0 R/Annots[...]" */
  const char *resources; /* (nullable): whole body */
  const char *form;      /* (nullable): whole body of the AcroForm */
  const char *a;         /* (nullable): more entries of the field "A" */
  const char *b;         /* (nullable): in place of "/F 132/Rect[0 0 0 0]" of the field "B" */
  const char *value;     /* (nullable): more entries of A's signature: /Reference ... */
  const char *trailer;   /* (nullable): more entries of the trailers */
  const char *more[6];   /* bodies of objects 60, 61, ... */
} YyqBaseSpec;

/* (transfer full): the catalogue with more entries, as a body. */
char *yyq_structure_catalogue (const char *more);
/* (transfer full): the page with these entries, or as in YyqBaseSpec.page, and more of them. */
char *yyq_structure_page (const char *entries, const char *more);
/* The usual entries of trailers here. */
#define YYQ_TRAILER "/Info 17 0 R"

/* (transfer full): not signed yet. */
GBytes *yyq_structure_base (YyqStructureKit *self, const YyqBaseSpec *spec);
/* (transfer full): that file, of @spec, signed in "A". */
GBytes *yyq_structure_sign_a (YyqStructureKit *self, GBytes *base, const YyqBaseSpec *spec);
/* (transfer full): both at once. */
GBytes *yyq_structure_signed (YyqStructureKit *self, const YyqBaseSpec *spec);

/* (transfer full): a contract of so many pages, signed. */
GBytes *yyq_structure_many_pages (YyqStructureKit *self, guint n);
/* (transfer full): signed so many times, one after the other, in fields that stand in the contract
 * or are added by each. */
GBytes *yyq_structure_many_signatures (YyqStructureKit *self, guint n, gboolean with_own_fields);

/* (transfer full): @signed_, and B's signature behind it. */
GBytes *yyq_structure_countersign (YyqStructureKit *self, GBytes *signed_, YyqBase base);

extern const char *const yyq_moment_names[YYQ_N_MOMENTS];

/* Lists what the second signer changes: his field, with @entries (nullable) as in YyqBaseSpec.b,
 * and his signature. */
void yyq_structure_sign_b (YyqUpdate *update, const char *entries);

/* One file, and what must be said of it. */
typedef struct {
  char *name;
  GBytes *pdf;
  GBytes *before; /* (nullable): the signed revision; NULL: nothing to compare with */
  const char
    *expect; /* the verdict; "bad": invalid, or refused because no strict reader can read it */
  const char *clue; /* (nullable): part of a reason or of a change */
  gboolean named;   /* @later is what must be said of A's signature */
  YyqPdfLater later;
} YyqCase;

/* Takes @pdf. The name is a sentence that says what has been done to the file. */
void yyq_cases_add (GPtrArray *cases, GBytes *pdf, GBytes *before, const char *expect,
                    const char *clue, const char *format, ...) G_GNUC_PRINTF (6, 7);
/* What came behind A's signature in the case that was added last, and must be named. */
void yyq_cases_name (GPtrArray *cases, YyqPdfLater later);
/* (transfer full) (element-type YyqCase) */
GPtrArray *yyq_cases_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqStructureKit, yyq_structure_kit_free)

G_END_DECLS
