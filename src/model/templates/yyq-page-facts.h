/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What stands on a page, as data: characters with their places, the lines of text they make, lines
 * and rectangles that are drawn, and the fields of a form. Rules on pages read this and know no PDF
 * library; who fills it is src/pdf/facts. All lengths in pt from the top left of the page as it is
 * seen (D6), y downwards; pages from 0. Plain data: one thread at a time writes, any may read.
 */

/* Of one page. What is over is left out, and the page says so (YyqPageCut). */
#define YYQ_PAGE_MAX_CHARACTERS 20000
#define YYQ_PAGE_MAX_STROKES 5000
#define YYQ_PAGE_MAX_FIELDS 1000
#define YYQ_PAGE_MAX_OPTIONS 200     /* of a field */
#define YYQ_PAGE_MAX_FIELD_TEXT 1000 /* bytes of a name, an option, a tooltip */

/* x0 <= x1, y0 <= y1 */
typedef struct {
  double x0, y0, x1, y1;
} YyqPageBox;

typedef struct {
  gunichar character; /* a space where a gap is, never a line break */
  YyqPageBox box;     /* as high as its font, not as its ink */
} YyqPageCharacter;

/* Characters one after another in reading order; every character belongs to one line. */
typedef struct {
  guint first, n;  /* of the page's characters */
  guint turn;      /* 0: read from left to right; else degrees clockwise: 90, 180, 270 */
  double baseline; /* y of it; of lines that are turned by 90 or 270, x */
  YyqPageBox box;
} YyqPageLine;

typedef enum {
  YYQ_PAGE_STROKE_HORIZONTAL, /* a line, or a rectangle as thin as one */
  YYQ_PAGE_STROKE_VERTICAL,
  YYQ_PAGE_STROKE_RECTANGLE, /* the outline of one */
  YYQ_PAGE_STROKE_AREA,      /* filled, without an outline: a shade */
  YYQ_PAGE_N_STROKES,
} YyqPageStrokeKind;

/* Only what differs from white paper, and has an edge along the page's. */
typedef struct {
  YyqPageStrokeKind kind;
  YyqPageBox box; /* a line: its middle, so that one side is 0 */
} YyqPageStroke;

typedef enum {
  YYQ_PAGE_FIELD_TEXT,
  YYQ_PAGE_FIELD_CHECKBOX,
  YYQ_PAGE_FIELD_CHOICE, /* a list to choose from */
  YYQ_PAGE_FIELD_RADIO,  /* one button of those with its name */
  YYQ_PAGE_FIELD_SIGNATURE,
  YYQ_PAGE_N_FIELD_KINDS,
} YyqPageFieldKind;

/* One widget of an AcroForm's field. */
typedef struct {
  YyqPageFieldKind kind;
  YyqPageBox box;
  char *name;       /* full, with dots; may be empty */
  char *tooltip;    /* (nullable) */
  char **options;   /* (nullable): what can be chosen; of a checkbox or a button its word for on */
  guint max_length; /* characters; 0: any */
  gboolean required;
  gboolean read_only;
  gboolean multiline;
} YyqPageField;

/* What is not all there. */
typedef enum {
  YYQ_PAGE_CUT_NOTHING = 0,
  YYQ_PAGE_CUT_CHARACTERS = 1 << 0, /* more than the limit, or the text could not be read */
  YYQ_PAGE_CUT_STROKES = 1 << 1,
  YYQ_PAGE_CUT_FIELDS = 1 << 2,
  YYQ_PAGE_CUT_ALL = (1 << 3) - 1,
} YyqPageCut;

typedef struct {
  guint page;
  double width, height;
  YyqPageCut cut;
  GArray *characters; /* (owned) of YyqPageCharacter */
  GArray *lines;      /* (owned) of YyqPageLine, by their first character */
  GArray *strokes;    /* (owned) of YyqPageStroke, as they are drawn */
  GArray *fields;     /* (owned) of YyqPageField, as the page has them */
} YyqPageFacts;

/* (transfer full): a page with nothing on it. */
YyqPageFacts *yyq_page_facts_new (guint page, double width, double height);
void yyq_page_facts_free (YyqPageFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPageFacts, yyq_page_facts_free)

/* Each appends one, up to the limit; FALSE and a note in cut when there is no room. */
gboolean yyq_page_facts_add_character (YyqPageFacts *self, gunichar character, YyqPageBox box);
gboolean yyq_page_facts_add_stroke (YyqPageFacts *self, YyqPageStrokeKind kind, YyqPageBox box);
/* Takes what @field owns, in either case. */
gboolean yyq_page_facts_add_field (YyqPageFacts *self, YyqPageField *field);

/* Ends a line: the characters that were added since the last one are it; there may be none. */
void yyq_page_facts_end_line (YyqPageFacts *self, guint turn, double baseline);

void yyq_page_field_clear (YyqPageField *field);

/* Access to one of them. */
const YyqPageCharacter *yyq_page_facts_character (const YyqPageFacts *self, guint index);
const YyqPageLine *yyq_page_facts_line (const YyqPageFacts *self, guint index);
const YyqPageStroke *yyq_page_facts_stroke (const YyqPageFacts *self, guint index);
const YyqPageField *yyq_page_facts_field (const YyqPageFacts *self, guint index);

/* What holds both; an empty box (all 0) counts for nothing. */
YyqPageBox yyq_page_box_union (YyqPageBox a, YyqPageBox b);
/* Is there room that both hold? Edges that touch hold none. */
gboolean yyq_page_box_overlaps (const YyqPageBox *a, const YyqPageBox *b);
/* Moved into the page, and made smaller where it is larger than that; TRUE when it was changed. */
gboolean yyq_page_box_clamp (YyqPageBox *box, double width, double height);

G_END_DECLS
