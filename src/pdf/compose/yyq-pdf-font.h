/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/*
 * The fonts that values are set in. Platform and client must set a value alike: a font is found by
 * its name in fixed folders, whatever a person has configured, and its file is told by its hash.
 * All of it: any thread. The first call opens all families, which live as long as the process,
 * their files mapped: a process that locks itself in asks for one before.
 */
typedef enum {
  YYQ_PDF_FAMILY_SONG,     /* 宋体, of the text of contracts */
  YYQ_PDF_FAMILY_HEI,      /* 黑体 */
  YYQ_PDF_FAMILY_FANG,     /* 仿宋; nothing free and complete is like it: mostly SONG serves */
  YYQ_PDF_FAMILY_KAI,      /* 楷体; the same, unless AR PL UKai or another one is installed */
  YYQ_PDF_FAMILY_HEI_BOLD, /* of headings */
} YyqPdfFamily;

#define YYQ_PDF_N_FAMILIES 5

typedef struct _YyqPdfFont YyqPdfFont;

/* The font that really serves @family. NULL with YYQ_PDF_ERROR_TEXT when there is none. */
const YyqPdfFont *yyq_pdf_font_get (YyqPdfFamily family, GError **error);

/* Does a font of another family serve @family? Also when none does. */
gboolean yyq_pdf_font_is_substitute (YyqPdfFamily family);

/* As in "Noto Serif CJK SC" and "NotoSerifCJKsc-Regular". */
const char *yyq_pdf_font_get_name (const YyqPdfFont *self);
const char *yyq_pdf_font_get_postscript_name (const YyqPdfFont *self);

/* Of the whole file, 64 small hexadecimal digits: the first call reads all of it. */
const char *yyq_pdf_font_get_sha256 (const YyqPdfFont *self);

/* For drawing, without hints. */
cairo_font_face_t *yyq_pdf_font_get_cairo_face (const YyqPdfFont *self);

G_END_DECLS
