/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-font.h"

#include <cairo-ft.h>

#include "yyq-error.h"
#include "yyq-pdf-font-file.h"
#include "yyq-pdf-font-private.h"

#define MAX_NAMES 6

/*
 * What serves a family, best first. Noto and Source Han are the same design, and in all parts of
 * Debian and Flatpak; the others are what is free besides, or comes with an office suite.
 */
static const char *const NAMES[YYQ_PDF_N_FAMILIES][MAX_NAMES] = {
  [YYQ_PDF_FAMILY_SONG] = { "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN",
                            "AR PL UMing CN" },
  [YYQ_PDF_FAMILY_HEI] = { "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN",
                           "WenQuanYi Zen Hei" },
  [YYQ_PDF_FAMILY_FANG] = { "FandolFang", "FangSong", "FZFangSong-Z02" },
  [YYQ_PDF_FAMILY_HEI_BOLD] = { "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN" },
  [YYQ_PDF_FAMILY_KAI] = { "AR PL UKai CN", "FandolKai", "KaiTi", "FZKai-Z03" },
};

/* Whom a family without a font of its own asks, in this order; HEI_BOLD asks HEI first. */
static const YyqPdfFamily STAND_INS[] = { YYQ_PDF_FAMILY_SONG, YYQ_PDF_FAMILY_HEI };

typedef struct {
  YyqPdfFont *font; /* (nullable) */
  gboolean is_substitute;
} Served;

static YyqPdfFont *
open_first (YyqPdfFontFiles *files, YyqPdfFamily family)
{
  for (guint i = 0; i < MAX_NAMES && NAMES[family][i] != NULL; i++) {
    YyqPdfFont *font =
      yyq_pdf_font_files_open (files, NAMES[family][i], family == YYQ_PDF_FAMILY_HEI_BOLD);

    if (font != NULL)
      return font;
  }
  return NULL;
}

static void
stand_in (Served *served, YyqPdfFamily family)
{
  served[family].is_substitute = served[family].font == NULL;
  if (served[family].font == NULL && family == YYQ_PDF_FAMILY_HEI_BOLD)
    served[family].font = served[YYQ_PDF_FAMILY_HEI].font;
  for (guint i = 0; served[family].font == NULL && i < G_N_ELEMENTS (STAND_INS); i++)
    served[family].font = served[STAND_INS[i]].font;
}

/* Never freed: what was laid out points to its fonts. */
static Served *
open_all (void)
{
  Served *served = g_new0 (Served, YYQ_PDF_N_FAMILIES);
  g_autoptr (YyqPdfFontFiles) files = yyq_pdf_font_files_new ();
  guint n_fonts = 0;

  for (guint i = 0; i < YYQ_PDF_N_FAMILIES; i++) {
    served[i].font = open_first (files, (YyqPdfFamily) i);
    if (served[i].font != NULL)
      served[i].font->index = n_fonts++;
  }
  for (guint i = 0; i < YYQ_PDF_N_FAMILIES; i++)
    stand_in (served, (YyqPdfFamily) i);
  return served;
}

static const Served *
get_served (YyqPdfFamily family)
{
  static Served *served;

  if (g_once_init_enter (&served))
    g_once_init_leave (&served, open_all ());
  return &served[family];
}

const YyqPdfFont *
yyq_pdf_font_get (YyqPdfFamily family, GError **error)
{
  const YyqPdfFont *font;

  g_return_val_if_fail (family < YYQ_PDF_N_FAMILIES, NULL);

  font = get_served (family)->font;
  if (font == NULL)
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT,
                 "no Chinese font is installed, such as %s", NAMES[YYQ_PDF_FAMILY_SONG][0]);
  return font;
}

gboolean
yyq_pdf_font_is_substitute (YyqPdfFamily family)
{
  g_return_val_if_fail (family < YYQ_PDF_N_FAMILIES, TRUE);

  return get_served (family)->is_substitute;
}

const char *
yyq_pdf_font_get_name (const YyqPdfFont *self)
{
  return self->name;
}

const char *
yyq_pdf_font_get_postscript_name (const YyqPdfFont *self)
{
  return self->postscript_name;
}

const char *
yyq_pdf_font_get_sha256 (const YyqPdfFont *self)
{
  YyqPdfFont *font = (YyqPdfFont *) self;

  if (g_once_init_enter (&font->sha256_once)) {
    unsigned int length;
    const char *data = hb_blob_get_data (font->file, &length);

    font->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
    g_once_init_leave (&font->sha256_once, 1);
  }
  return self->sha256;
}

cairo_font_face_t *
yyq_pdf_font_get_cairo_face (const YyqPdfFont *self)
{
  YyqPdfFont *font = (YyqPdfFont *) self;
  static GMutex lock; /* for: */
  static FT_Library library;

  if (g_once_init_enter (&font->cairo_once)) {
    g_mutex_lock (&lock);
    if ((library != NULL || FT_Init_FreeType (&library) == 0) &&
        FT_New_Face (library, font->path, (FT_Long) hb_face_get_index (hb_font_get_face (font->hb)),
                     &font->freetype) == 0)
      font->cairo = cairo_ft_font_face_create_for_ft_face (font->freetype,
                                                           FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    g_mutex_unlock (&lock);
    g_once_init_leave (&font->cairo_once, 1);
  }
  return self->cairo;
}
