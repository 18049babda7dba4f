/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-font-file.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <string.h>

#include "yyq-pdf-cff.h"
#include "yyq-pdf-font-private.h"

/*
 * Folders and nothing else: neither the person's rules nor those of the distribution say what a
 * name means. The caches are those that all programs share; without them every font would be read.
 */
static const char FOLDERS[] = "<?xml version=\"1.0\"?><fontconfig>"
                              "<dir>/usr/share/fonts</dir>"
                              "<dir>/usr/local/share/fonts</dir>"
                              "<dir>/app/share/fonts</dir>"
                              "<dir>/run/host/fonts</dir>"
                              "<dir prefix=\"xdg\">fonts</dir>"
                              "<cachedir>/var/cache/fontconfig</cachedir>"
                              "<cachedir>/run/host/fonts-cache</cachedir>"
                              "<cachedir prefix=\"xdg\">fontconfig</cachedir>"
                              "</fontconfig>";

/* OS/2.fsType, of the OpenType specification: its lowest four bits say what may be embedded. */
#define EMBEDDING_BITS 0xf
#define EMBEDDING_FORBIDDEN 2
#define FSTYPE_OFFSET 8

struct _YyqPdfFontFiles {
  FcConfig *config;
};

typedef struct {
  const char *path; /* of the pattern that it was read from */
  gboolean is_own;  /* in the person's own folder */
  int index;
  int version;
} Candidate;

YyqPdfFontFiles *
yyq_pdf_font_files_new (void)
{
  YyqPdfFontFiles *self = g_new0 (YyqPdfFontFiles, 1);

  self->config = FcConfigCreate ();
  if (!FcConfigParseAndLoadFromMemory (self->config, (const FcChar8 *) FOLDERS, FcTrue) ||
      !FcConfigBuildFonts (self->config))
    g_warning ("the folders of fonts cannot be read");
  return self;
}

void
yyq_pdf_font_files_free (YyqPdfFontFiles *self)
{
  FcConfigDestroy (self->config);
  g_free (self);
}

static FcFontSet *
list_named (YyqPdfFontFiles *self, const char *name)
{
  FcPattern *pattern = FcPatternCreate ();
  FcObjectSet *wanted = FcObjectSetBuild (FC_FILE, FC_INDEX, FC_FONTVERSION, FC_WEIGHT, FC_SLANT,
                                          FC_VARIABLE, (char *) NULL);
  FcFontSet *found;

  FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *) name);
  found = FcFontList (self->config, pattern, wanted);
  FcObjectSetDestroy (wanted);
  FcPatternDestroy (pattern);
  return found;
}

static gboolean
is_in_own_folder (const char *path)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "fonts/", NULL);

  return g_str_has_prefix (path, folder);
}

static gboolean
read_candidate (FcPattern *pattern, gboolean bold, Candidate *candidate)
{
  FcChar8 *path = NULL;
  FcBool variable = FcFalse;
  double weight = 0;
  int slant = 0;

  /* A variable font's weight is a range, and what is drawn its thinnest. */
  FcPatternGetBool (pattern, FC_VARIABLE, 0, &variable);
  FcPatternGetInteger (pattern, FC_SLANT, 0, &slant);
  FcPatternGetInteger (pattern, FC_FONTVERSION, 0, &candidate->version);
  if (variable || slant != FC_SLANT_ROMAN ||
      FcPatternGetDouble (pattern, FC_WEIGHT, 0, &weight) != FcResultMatch ||
      (bold ? weight != FC_WEIGHT_BOLD : weight < FC_WEIGHT_BOOK || weight > FC_WEIGHT_REGULAR) ||
      FcPatternGetString (pattern, FC_FILE, 0, &path) != FcResultMatch ||
      FcPatternGetInteger (pattern, FC_INDEX, 0, &candidate->index) != FcResultMatch)
    return FALSE;
  candidate->path = (const char *) path;
  candidate->is_own = is_in_own_folder (candidate->path);
  return TRUE;
}

/* The platform does not have what a person installed: that is a last resort. */
static gboolean
is_better (const Candidate *a, const Candidate *b)
{
  if (b->path == NULL || a->is_own != b->is_own)
    return b->path == NULL || b->is_own;
  if (a->version != b->version)
    return a->version > b->version;
  return strcmp (a->path, b->path) < 0;
}

static gboolean
may_be_embedded (hb_face_t *face)
{
  hb_blob_t *table = hb_face_reference_table (face, HB_TAG ('O', 'S', '/', '2'));
  unsigned int length;
  const guint8 *data = (const guint8 *) hb_blob_get_data (table, &length);
  gboolean may =
    length < FSTYPE_OFFSET + 2 || (data[FSTYPE_OFFSET + 1] & EMBEDDING_BITS) != EMBEDDING_FORBIDDEN;

  hb_blob_destroy (table);
  return may;
}

static gboolean
read_outlines (hb_face_t *face, YyqPdfOutlines *outlines)
{
  hb_blob_t *cff = hb_face_reference_table (face, HB_TAG ('C', 'F', 'F', ' '));
  hb_blob_t *glyf = hb_face_reference_table (face, HB_TAG ('g', 'l', 'y', 'f'));
  unsigned int length;
  const char *data = hb_blob_get_data (cff, &length);
  gboolean readable = TRUE;

  if (length > 0)
    readable =
      yyq_pdf_cff_read ((const guint8 *) data, length, hb_face_get_glyph_count (face), outlines);
  else if (hb_blob_get_length (glyf) > 0)
    *outlines = YYQ_PDF_OUTLINES_TRUETYPE;
  else
    readable = FALSE;
  hb_blob_destroy (cff);
  hb_blob_destroy (glyf);
  return readable;
}

/*
 * Without the tables that say which characters there are and how glyphs are exchanged: to cut out
 * what is embedded takes a tenth of the time, and none of it is of use in a PDF.
 */
static hb_blob_t *
reference_shape_table (hb_face_t *shape, hb_tag_t tag, void *user_data)
{
  static const hb_tag_t tags[] = {
    HB_TAG ('C', 'F', 'F', ' '), HB_TAG ('h', 'e', 'a', 'd'), HB_TAG ('h', 'h', 'e', 'a'),
    HB_TAG ('h', 'm', 't', 'x'), HB_TAG ('m', 'a', 'x', 'p'), HB_TAG ('g', 'l', 'y', 'f'),
    HB_TAG ('l', 'o', 'c', 'a'), HB_TAG ('c', 'v', 't', ' '), HB_TAG ('f', 'p', 'g', 'm'),
    HB_TAG ('p', 'r', 'e', 'p'),
  };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (tags[i] == tag)
      return hb_face_reference_table (user_data, tag);
  return NULL;
}

static char *
read_postscript_name (hb_face_t *face, const char *name)
{
  char text[128] = "";
  unsigned int size = sizeof text;
  char *read;

  hb_ot_name_get_utf8 (face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, text);
  read = g_strdup (*text != '\0' ? text : name);
  /* It becomes a name of PDF, which has no room for anything else. */
  g_strcanon (read, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_", '-');
  return read;
}

static YyqPdfFont *
make_font (const char *name, const char *path, hb_blob_t *file, hb_face_t *face)
{
  YyqPdfOutlines outlines;
  YyqPdfFont *self;

  if (hb_face_get_glyph_count (face) == 0 || !may_be_embedded (face) ||
      !read_outlines (face, &outlines))
    return NULL;
  self = g_new0 (YyqPdfFont, 1);
  self->name = g_strdup (name);
  self->postscript_name = read_postscript_name (face, name);
  self->path = g_strdup (path);
  self->file = hb_blob_reference (file);
  self->upem = hb_face_get_upem (face);
  self->outlines = outlines;
  hb_face_make_immutable (face);
  self->hb = hb_font_create (face);
  hb_font_make_immutable (self->hb);
  self->shape = hb_face_create_for_tables (reference_shape_table, hb_face_reference (face),
                                           (hb_destroy_func_t) hb_face_destroy);
  hb_face_make_immutable (self->shape);
  return self;
}

static YyqPdfFont *
open_candidate (const char *name, const Candidate *candidate)
{
  hb_blob_t *file = hb_blob_create_from_file_or_fail (candidate->path);
  YyqPdfFont *self = NULL;
  hb_face_t *face;

  if (file == NULL)
    return NULL;
  hb_blob_make_immutable (file);
  face = hb_face_create (file, (unsigned int) candidate->index & 0xffff);
  self = make_font (name, candidate->path, file, face);
  hb_face_destroy (face);
  hb_blob_destroy (file);
  return self;
}

YyqPdfFont *
yyq_pdf_font_files_open (YyqPdfFontFiles *self, const char *name, gboolean bold)
{
  FcFontSet *found = list_named (self, name);
  Candidate best = { 0 };
  YyqPdfFont *font = NULL;

  for (int i = 0; found != NULL && i < found->nfont; i++) {
    Candidate candidate = { 0 };

    if (read_candidate (found->fonts[i], bold, &candidate) && is_better (&candidate, &best))
      best = candidate;
  }
  if (best.path != NULL)
    font = open_candidate (name, &best);
  if (found != NULL)
    FcFontSetDestroy (found);
  return font;
}
