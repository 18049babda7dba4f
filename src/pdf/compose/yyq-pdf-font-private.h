/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include "yyq-pdf-font.h"

G_BEGIN_DECLS

/* How a character code of a PDF finds its glyph, ISO 32000-1 §9.7.4.2. */
typedef enum {
  YYQ_PDF_OUTLINES_CID,      /* CFF with CIDs, all of them equal to the glyph's number: that one */
  YYQ_PDF_OUTLINES_NAMED,    /* CFF without CIDs: the glyph's number in the embedded part */
  YYQ_PDF_OUTLINES_TRUETYPE, /* the same, through /CIDToGIDMap /Identity */
} YyqPdfOutlines;

/* Nothing of it changes once it is there, but for what has a lock or a once of its own. */
struct _YyqPdfFont {
  char *name;
  char *postscript_name;
  char *path;
  hb_blob_t *file; /* mapped */
  hb_font_t *hb;   /* its scale is upem */
  hb_face_t
    *shape; /* only the tables that say how a glyph looks: what is embedded is cut from it */
  guint upem;
  guint index; /* of this font, in all that are open */
  YyqPdfOutlines outlines;
  gsize sha256_once;
  char *sha256;
  gsize cairo_once;
  FT_Face freetype;
  cairo_font_face_t *cairo;
};

G_END_DECLS
