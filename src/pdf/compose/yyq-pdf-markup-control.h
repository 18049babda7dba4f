/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a kind of control takes its place on the paper. */
typedef enum {
  YYQ_PDF_SHAPE_BLANK,   /* a line to write on, in the running text or a row */
  YYQ_PDF_SHAPE_BOXES,   /* a printed box before each of its items */
  YYQ_PDF_SHAPE_AREA,    /* several lines */
  YYQ_PDF_SHAPE_SIGNING, /* a place of the signature block */
} YyqPdfShape;

/* One "{{key|kind|options}}" of a markup. Strings are its own. */
typedef struct {
  char *key;        /* dotted business key: 合同.月工资; the same key twice is one value */
  const char *kind; /* static: one of the words of data/ready-templates/README.md */
  YyqPdfShape shape;
  char *label;          /* what it is called where it is filled in */
  char *party;          /* whose it is, by the name in the text */
  double width;         /* of a blank, in characters of the text; 0: what its column has left */
  guint lines;          /* of an area */
  double mm;            /* of a seal, across */
  gboolean is_optional; /* empty it is struck out with "/" */
  gint64 min, max;      /* of a number; min > max: none */
  char *formula;        /* (nullable): as src/model/templates/yyq-formula.h reads it */
  char *fallback;       /* (nullable): the value that it has before anybody fills it in */
  char *when_key;       /* (nullable): it applies when that field is filled in and no 0 */
  char **when_values;   /* (nullable): and is one of these */
  char **items;         /* (nullable): of a choice, checkbox or dropdown */
  char *text;           /* (nullable): that is to be copied by hand, of a statement */
  char *seal;           /* (nullable): kind of a company's seal: contract, official */
  guint line;           /* of the source */
} YyqPdfMarkupControl;

/* (transfer full) (nullable): @source: what stands between the braces. @error's message has no
 * line.
 * @party: whose it is unless it says so. */
YyqPdfMarkupControl *yyq_pdf_markup_control_parse (const char *source, const char *party,
                                                   GError **error);

/* (transfer full): of a seal over the edges of all pages. */
YyqPdfMarkupControl *yyq_pdf_markup_control_new_paging (const char *party);
void yyq_pdf_markup_control_free (YyqPdfMarkupControl *self);

/* Whether it is a party's signature: its hand, or its seal. */
gboolean yyq_pdf_markup_control_signs (const YyqPdfMarkupControl *self);

/* Two places of one value: what they hold is the same. */
gboolean yyq_pdf_markup_control_agrees (const YyqPdfMarkupControl *self,
                                        const YyqPdfMarkupControl *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfMarkupControl, yyq_pdf_markup_control_free)

G_END_DECLS
