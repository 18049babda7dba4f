/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-embed.h"

#include <hb-subset.h>
#include <string.h>

#include "yyq-error.h"
#include "yyq-pdf-font-private.h"
#include "yyq-pdf-number.h"
#include "yyq-qpdf.h"

/*
 *   /Type0 font, /Identity-H: two bytes are a CID
 *     /DescendantFonts: CIDFontType0 (CFF, embedded as it is) or CIDFontType2 (TrueType)
 *       /W: widths;  /FontDescriptor: /FontFile3 or /FontFile2, what HarfBuzz cut out
 *     /ToUnicode: what a code stands for, so that text can be selected and found
 * ISO 32000-1 §9.7, §9.9, §9.10.3.
 */

#define MAX_FONTS YYQ_PDF_N_FAMILIES
/* More glyphs have no code of two bytes. */
#define MAX_CODE 0xffff
#define DEFAULT_WIDTH 1000
#define TAG_LETTERS 6
/* Adobe Technical Note 5411: no block of a CMap has more lines. */
#define MAX_BLOCK 100
/* Descriptor flags, ISO 32000-1 §9.8.2. */
#define FLAG_SERIF 2
#define FLAG_SYMBOLIC 4
/* What no program asks of an embedded font, and none may miss: usual values. */
#define STEM_V 80
#define CAP_HEIGHT 733

typedef struct {
  const YyqPdfFont *font; /* (nullable): not used */
  hb_set_t *glyphs;
  GHashTable *texts; /* glyph: the characters that it stood for first */
  hb_map_t *codes;   /* glyph: code, once it is written */
  GArray *order;     /* glyphs by code */
  qpdf_oh object;
} Part;

struct _YyqPdfEmbed {
  Part parts[MAX_FONTS];
};

YyqPdfEmbed *
yyq_pdf_embed_new (void)
{
  return g_new0 (YyqPdfEmbed, 1);
}

static void
part_clear (Part *part)
{
  hb_set_destroy (part->glyphs);
  hb_map_destroy (part->codes);
  g_hash_table_unref (part->texts);
  g_array_unref (part->order);
}

void
yyq_pdf_embed_free (YyqPdfEmbed *self)
{
  for (guint i = 0; i < MAX_FONTS; i++)
    if (self->parts[i].font != NULL)
      part_clear (&self->parts[i]);
  g_free (self);
}

static Part *
part_of (YyqPdfEmbed *self, const YyqPdfFont *font)
{
  Part *part = &self->parts[font->index];

  if (part->font == NULL) {
    part->font = font;
    part->glyphs = hb_set_create ();
    part->codes = hb_map_create ();
    part->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    part->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  }
  return part;
}

void
yyq_pdf_embed_add (YyqPdfEmbed *self, const YyqPdfBox *box)
{
  for (guint i = 0; i < box->glyphs->len; i++) {
    const YyqPdfPlacedGlyph *glyph = &g_array_index (box->glyphs, YyqPdfPlacedGlyph, i);
    Part *part = part_of (self, glyph->font);

    hb_set_add (part->glyphs, glyph->id);
    if (!g_hash_table_contains (part->texts, GUINT_TO_POINTER (glyph->id)))
      g_hash_table_insert (part->texts, GUINT_TO_POINTER (glyph->id),
                           g_strndup (box->text + glyph->start, glyph->end - glyph->start));
  }
}

static gboolean
fail (GError **error, const YyqPdfFont *font)
{
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED, "%s cannot be embedded", font->name);
  return FALSE;
}

/* (transfer full) */
static hb_face_t *
cut_out (Part *part)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_subset_plan_t *plan = NULL;
  hb_face_t *face = NULL;

  if (input != NULL) {
    hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_union (hb_subset_input_glyph_set (input), part->glyphs);
    plan = hb_subset_plan_create_or_fail (part->font->shape, input);
  }
  if (plan != NULL) {
    const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping (plan);

    face = hb_subset_plan_execute_or_fail (plan);
    for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next (part->glyphs, &glyph);)
      hb_map_set (part->codes, glyph,
                  part->font->outlines == YYQ_PDF_OUTLINES_CID ? glyph
                                                               : hb_map_get (numbers, glyph));
    hb_subset_plan_destroy (plan);
  }
  hb_subset_input_destroy (input);
  return face;
}

/* HarfBuzz numbers glyphs anew in the order of their numbers: that of the codes in either case. */
static gboolean
order_codes (Part *part)
{
  hb_codepoint_t last = 0;

  for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next (part->glyphs, &glyph);) {
    hb_codepoint_t code = hb_map_get (part->codes, glyph);

    if (code > MAX_CODE || (part->order->len > 0 && code <= last))
      return FALSE;
    g_array_append_vals (part->order, &(guint32){ glyph }, 1);
    last = code;
  }
  return TRUE;
}

static qpdf_oh
write_file (const Part *part, hb_face_t *face, qpdf_data qpdf)
{
  gboolean truetype = part->font->outlines == YYQ_PDF_OUTLINES_TRUETYPE;
  hb_blob_t *blob = truetype ? hb_face_reference_blob (face)
                             : hb_face_reference_table (face, HB_TAG ('C', 'F', 'F', ' '));
  unsigned int length;
  const char *data = hb_blob_get_data (blob, &length);
  qpdf_oh stream = yyq_qpdf_add_stream (qpdf, data, length);
  qpdf_oh dictionary = qpdf_oh_get_dict (qpdf, stream);

  if (truetype)
    qpdf_oh_replace_key (qpdf, dictionary, "/Length1", qpdf_oh_new_integer (qpdf, length));
  else
    qpdf_oh_replace_key (qpdf, dictionary, "/Subtype", qpdf_oh_new_name (qpdf, "/CIDFontType0C"));
  hb_blob_destroy (blob);
  return stream;
}

static double
per_mille (const YyqPdfFont *font, double units)
{
  return units * 1000 / font->upem;
}

/* The box around all glyphs of the font, OpenType's table head. */
static void
append_font_box (GString *out, const YyqPdfFont *font)
{
  hb_blob_t *head = hb_face_reference_table (font->shape, HB_TAG ('h', 'e', 'a', 'd'));
  unsigned int length;
  const guint8 *data = (const guint8 *) hb_blob_get_data (head, &length);

  g_string_append (out, "/FontBBox[");
  for (guint i = 36; i < 44; i += 2)
    yyq_pdf_append_number (
      out, length >= 44 ? per_mille (font, (gint16) (data[i] << 8 | data[i + 1])) : 0, 0);
  g_string_append (out, "]");
  hb_blob_destroy (head);
}

static qpdf_oh
write_descriptor (const Part *part, const char *name, qpdf_oh file, qpdf_data qpdf)
{
  const YyqPdfFont *font = part->font;
  gboolean serif = strstr (font->name, "Sans") == NULL && strstr (font->name, "Hei") == NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  hb_font_extents_t extents = { 0 };
  qpdf_oh descriptor;

  hb_font_get_h_extents (font->hb, &extents);
  g_string_append_printf (text,
                          "<</Type/FontDescriptor/FontName/%s/Flags %d/ItalicAngle 0/StemV %d"
                          "/CapHeight %d/Ascent ",
                          name, FLAG_SYMBOLIC | (serif ? FLAG_SERIF : 0), STEM_V, CAP_HEIGHT);
  yyq_pdf_append_number (text, per_mille (font, extents.ascender), 0);
  g_string_append (text, "/Descent ");
  yyq_pdf_append_number (text, per_mille (font, extents.descender), 0);
  append_font_box (text, font);
  g_string_append (text, ">>");
  descriptor = qpdf_make_indirect_object (qpdf, qpdf_oh_parse (qpdf, text->str));
  qpdf_oh_replace_key (qpdf, descriptor,
                       font->outlines == YYQ_PDF_OUTLINES_TRUETYPE ? "/FontFile2" : "/FontFile3",
                       file);
  return descriptor;
}

static guint
code_at (const Part *part, guint i)
{
  return hb_map_get (part->codes, g_array_index (part->order, guint32, i));
}

/* "c [w w w] c [w]": only what is not as wide as a Chinese character. */
static void
append_widths (GString *out, const Part *part)
{
  guint next = 0; /* the code that would continue the list */
  gboolean open = FALSE;

  for (guint i = 0; i < part->order->len; i++) {
    guint code = code_at (part, i);
    double width =
      per_mille (part->font, hb_font_get_glyph_h_advance (part->font->hb,
                                                          g_array_index (part->order, guint32, i)));

    if (ABS (width - DEFAULT_WIDTH) < 0.001)
      continue;
    if (!open || code != next)
      g_string_append_printf (out, open ? "]%u[" : "%u[", code);
    yyq_pdf_append_number (out, width, 3);
    open = TRUE;
    next = code + 1;
  }
  if (open)
    g_string_append_c (out, ']');
}

static qpdf_oh
write_descendant (const Part *part, const char *name, qpdf_oh file, qpdf_data qpdf)
{
  gboolean truetype = part->font->outlines == YYQ_PDF_OUTLINES_TRUETYPE;
  g_autoptr (GString) text = g_string_new (NULL);
  qpdf_oh font;

  g_string_append_printf (text,
                          "<</Type/Font/Subtype/%s/BaseFont/%s%s/CIDSystemInfo"
                          "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW %d/W[",
                          truetype ? "CIDFontType2" : "CIDFontType0", name,
                          truetype ? "/CIDToGIDMap/Identity" : "", DEFAULT_WIDTH);
  append_widths (text, part);
  g_string_append (text, "]>>");
  font = qpdf_make_indirect_object (qpdf, qpdf_oh_parse (qpdf, text->str));
  qpdf_oh_replace_key (qpdf, font, "/FontDescriptor", write_descriptor (part, name, file, qpdf));
  return font;
}

void
yyq_pdf_embed_append_utf16 (GString *out, const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);

    if (character > 0xffff)
      g_string_append_printf (out, "%04X%04X", 0xd7c0 + (character >> 10),
                              0xdc00 + (character & 0x3ff));
    else
      g_string_append_printf (out, "%04X", character);
  }
}

static const char *
text_of (const Part *part, guint32 glyph)
{
  return g_hash_table_lookup (part->texts, GUINT_TO_POINTER (glyph));
}

static qpdf_oh
write_to_unicode (const Part *part, qpdf_data qpdf)
{
  g_autoptr (GString) out =
    g_string_new ("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                  "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");

  for (guint i = 0; i < part->order->len; i++) {
    const char *text = text_of (part, g_array_index (part->order, guint32, i));

    if (i % MAX_BLOCK == 0)
      g_string_append_printf (out, "%s%u beginbfchar\n", i > 0 ? "endbfchar\n" : "",
                              MIN (MAX_BLOCK, part->order->len - i));
    g_string_append_printf (out, "<%04X><", code_at (part, i));
    yyq_pdf_embed_append_utf16 (out, text, strlen (text));
    g_string_append (out, ">\n");
  }
  g_string_append (out,
                   "endbfchar\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
  return yyq_qpdf_add_stream (qpdf, out->str, out->len);
}

/* (transfer full): "ABCDEF+Name", the letters from what is in it: the same for the same glyphs. */
static char *
make_name (const Part *part)
{
  char tag[TAG_LETTERS + 1] = "";
  g_autofree char *sum = g_compute_checksum_for_data (
    G_CHECKSUM_SHA256, (const guchar *) part->order->data, part->order->len * sizeof (guint32));

  for (guint i = 0; i < TAG_LETTERS; i++)
    tag[i] = (char) ('A' + (g_ascii_xdigit_value (sum[2 * i]) * 16 +
                            g_ascii_xdigit_value (sum[2 * i + 1])) %
                             26);
  return g_strconcat (tag, "+", part->font->postscript_name, NULL);
}

static gboolean
write_part (Part *part, qpdf_data qpdf, GError **error)
{
  hb_face_t *face = cut_out (part);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  qpdf_oh descendants, file;

  if (face == NULL || !order_codes (part)) {
    hb_face_destroy (face);
    return fail (error, part->font);
  }
  file = write_file (part, face, qpdf);
  hb_face_destroy (face);
  name = make_name (part);
  text = g_strdup_printf ("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H>>", name);
  part->object = qpdf_make_indirect_object (qpdf, qpdf_oh_parse (qpdf, text));
  descendants = qpdf_oh_new_array (qpdf);
  qpdf_oh_append_item (qpdf, descendants, write_descendant (part, name, file, qpdf));
  qpdf_oh_replace_key (qpdf, part->object, "/DescendantFonts", descendants);
  qpdf_oh_replace_key (qpdf, part->object, "/ToUnicode", write_to_unicode (part, qpdf));
  return TRUE;
}

gboolean
yyq_pdf_embed_write (YyqPdfEmbed *self, qpdf_data qpdf, GError **error)
{
  for (guint i = 0; i < MAX_FONTS; i++)
    if (self->parts[i].font != NULL && !write_part (&self->parts[i], qpdf, error))
      return FALSE;
  return TRUE;
}

qpdf_oh
yyq_pdf_embed_get_resources (const YyqPdfEmbed *self, qpdf_data qpdf)
{
  qpdf_oh fonts = qpdf_oh_new_dictionary (qpdf);

  for (guint i = 0; i < MAX_FONTS; i++) {
    g_autofree char *key = g_strdup_printf ("/F%u", i);

    if (self->parts[i].font != NULL)
      qpdf_oh_replace_key (qpdf, fonts, key, self->parts[i].object);
  }
  return fonts;
}

guint
yyq_pdf_embed_get_number (const YyqPdfFont *font)
{
  return font->index;
}

guint16
yyq_pdf_embed_get_code (const YyqPdfEmbed *self, const YyqPdfPlacedGlyph *glyph)
{
  return (guint16) hb_map_get (self->parts[glyph->font->index].codes, glyph->id);
}

gboolean
yyq_pdf_embed_tells (const YyqPdfEmbed *self, const YyqPdfBox *box, guint first, guint n)
{
  const YyqPdfPlacedGlyph *glyph = &g_array_index (box->glyphs, YyqPdfPlacedGlyph, first);
  const char *text = text_of (&self->parts[glyph->font->index], glyph->id);
  gsize length = glyph->end - glyph->start;

  return n == 1 && strlen (text) == length && memcmp (text, box->text + glyph->start, length) == 0;
}
