/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-markup-control.h"

G_BEGIN_DECLS

/*
 * The text of a template that is typeset with its controls, in a markup of lines
 * (data/ready-templates/README.md says all of it). It is read strictly: what is not understood, and
 * every blank that no control fills, is an error that names its line. Immutable once parsed.
 */

typedef enum {
  YYQ_PDF_PARTY_SIGNER,
  YYQ_PDF_PARTY_RECEIVER, /* 签收人: reads and confirms receipt, does not sign */
} YyqPdfPartyAct;

typedef struct {
  char *name; /* as the text calls it: 甲方 */
  char *role; /* employer, worker, provider */
  YyqPdfPartyAct act;
} YyqPdfParty;

typedef enum {
  YYQ_PDF_MARKUP_HEADING,
  YYQ_PDF_MARKUP_PARAGRAPH,
  YYQ_PDF_MARKUP_ROW,  /* a label with its control, or two of them side by side */
  YYQ_PDF_MARKUP_AREA, /* one control over the whole width, with lines to write on */
  YYQ_PDF_MARKUP_RULE,
  YYQ_PDF_MARKUP_SIGN, /* a line of the signature block, which comes last */
} YyqPdfMarkupKind;

/* A piece of a line: text, or the control that stands there. */
typedef struct {
  char *text;                         /* (nullable) */
  const YyqPdfMarkupControl *control; /* (nullable): of the document */
} YyqPdfMarkupRun;

typedef struct {
  YyqPdfMarkupKind kind;
  guint line;    /* of the source, from 1 on */
  GArray *left;  /* of YyqPdfMarkupRun */
  GArray *right; /* (nullable): of a row or a line of signatures that has two columns */
} YyqPdfMarkupBlock;

typedef struct {
  char *id;
  char *title;
  char *type;
  GArray *parties;             /* of YyqPdfParty */
  GArray *blocks;              /* of YyqPdfMarkupBlock */
  GPtrArray *controls;         /* of YyqPdfMarkupControl, in the order of the text */
  YyqPdfMarkupControl *paging; /* (nullable): the 骑缝章 over all pages */
} YyqPdfMarkup;

/* (transfer full) (nullable): any bytes; UTF-8 of 256 KiB at most. Errors: YYQ_PDF_ERROR_TEXT,
 * whose message begins with "line 12: ". Any thread. */
YyqPdfMarkup *yyq_pdf_markup_parse (GBytes *source, GError **error);
void yyq_pdf_markup_free (YyqPdfMarkup *self);

/* (transfer none) (nullable) */
const YyqPdfParty *yyq_pdf_markup_find_party (const YyqPdfMarkup *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfMarkup, yyq_pdf_markup_free)

G_END_DECLS
