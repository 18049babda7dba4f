/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-kit.h"

#include <string.h>

#define PAGE_ENTRIES "/Contents 4 0 R/Resources 5 0 R/Annots[11 0 R 12 0 R 13 0 R 14 0 R]"
#define PAGE_ALONE "/Contents 4 0 R/Resources 5 0 R/Annots[11 0 R 13 0 R 14 0 R]"
#define FONT_HEAD                                                                      \
  "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]" \
  "/CharProcs<</a 7 0 R/b 9 0 R>>/FirstChar 65/LastChar 66/Widths[1000 "               \
  "1000]/Resources<<>>/Encoding<</Type/Encoding/Differences"
#define XOBJECT "/Type/XObject/Subtype/Form/BBox[0 0 40 40]/Resources<<>>"

static char *
catalogue_body (const char *pages, const char *other, const char *more)
{
  return g_strdup_printf ("<</Type/Catalog/Pages %s/Other %s/AcroForm 10 0 R%s>>", pages, other,
                          more != NULL ? more : "");
}

static char *
page_body (const char *entries, const char *more)
{
  return g_strdup_printf ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]%s%s>>", entries, more);
}

char *
yyq_structure_catalogue (const char *more)
{
  return catalogue_body ("2 0 R", "30 0 R", more);
}

char *
yyq_structure_page (const char *entries, const char *more)
{
  return page_body (entries != NULL ? entries : PAGE_ENTRIES, more);
}

static void
add_target (GArray *targets, const char *name, guint number, gboolean stream, char *good,
            char *evil)
{
  const YyqTarget target = { name, number, stream, good, evil };

  g_array_append_val (targets, target);
}

static YyqTarget *
make_targets (void)
{
  GArray *targets = g_array_new (TRUE, FALSE, sizeof (YyqTarget));

  add_target (targets, "page", YYQ_PAGE, FALSE, page_body (PAGE_ENTRIES, ""),
              page_body (PAGE_ENTRIES, "/Rotate 180"));
  add_target (
    targets, "content", YYQ_CONTENT, TRUE,
    yyq_stream_body (
      "",
      "0 0 1 rg 20 150 40 20 re f BT /F1 20 Tf 20 100 Td (A) Tj ET q 1 0 0 1 100 100 cm /X1 Do Q"),
    yyq_stream_body ("", "1 0 0 rg 20 150 90 20 re f BT /F1 20 Tf 60 100 Td (B) Tj ET"));
  add_target (targets, "font", YYQ_FONT, FALSE, g_strdup (FONT_HEAD "[65/a/b]>>>>"),
              g_strdup (FONT_HEAD "[65/b/a]>>>>"));
  add_target (targets, "catalogue", YYQ_CATALOGUE, FALSE, catalogue_body ("2 0 R", "30 0 R", NULL),
              catalogue_body ("30 0 R", "2 0 R", NULL));
  add_target (targets, "resources", YYQ_RESOURCES, FALSE,
              g_strdup ("<</Font<</F1 6 0 R>>/XObject<</X1 8 0 R/X2 18 0 R>>>>"),
              g_strdup ("<</Font<</F1 6 0 R>>/XObject<</X1 18 0 R/X2 8 0 R>>>>"));
  add_target (targets, "form XObject", YYQ_FORM_XOBJECT, TRUE,
              yyq_stream_body (XOBJECT, "0 0.6 0 rg 0 0 40 40 re f"),
              yyq_stream_body (XOBJECT, "0 0 0 rg 0 0 20 40 re f"));
  add_target (targets, "annotation", YYQ_ANNOTATION, FALSE,
              g_strdup ("<</Type/Annot/Subtype/Square/F 4/Rect[20 20 60 40]/AP<</N 15 0 R>>>>"),
              g_strdup ("<</Type/Annot/Subtype/Square/F 4/Rect[20 20 160 60]/AP<</N 15 0 R>>>>"));
  return (YyqTarget *) (gpointer) g_array_free (targets, FALSE);
}

/* The objects of the contract, in the order of their numbers. */
static void
add_body (GPtrArray *bodies, guint number, char *body)
{
  while (bodies->len <= number)
    g_ptr_array_add (bodies, NULL);
  g_free (g_ptr_array_index (bodies, number));
  g_ptr_array_index (bodies, number) = body;
}

static void
add_fields (GPtrArray *bodies, const YyqBaseSpec *spec)
{
  const char *usual = spec->alone ? "<</Fields[11 0 R 13 0 R]/SigFlags 3>>"
                                  : "<</Fields[11 0 R 12 0 R 13 0 R]/SigFlags 3>>";

  add_body (bodies, YYQ_ACROFORM, g_strdup (spec->form != NULL ? spec->form : usual));
  add_body (
    bodies, YYQ_FIELD_A,
    g_strdup_printf ("<</Type/Annot/Subtype/Widget/FT/Sig/T(A)/F 132/Rect[0 0 0 0]/P 3 0 R%s>>",
                     spec->a != NULL ? spec->a : ""));
  if (!spec->alone)
    add_body (bodies, YYQ_FIELD_B,
              g_strdup_printf ("<</Type/Annot/Subtype/Widget/FT/Sig/T(B)%s/P 3 0 R>>",
                               spec->b != NULL ? spec->b : "/F 132/Rect[0 0 0 0]"));
  add_body (bodies, YYQ_NOTE,
            g_strdup ("<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/V(8000)/DA(/F1 12 Tf)/F "
                      "4/Rect[120 20 180 40]/P 3 0 R/AP<</N 16 0 R>>>>"));
  add_body (bodies, 15, yyq_stream_body (XOBJECT, "0.5 g 0 0 40 40 re f"));
  add_body (bodies, YYQ_NOTE_APPEARANCE, yyq_stream_body (XOBJECT, "0.8 0.8 0 rg 0 0 40 40 re f"));
}

/* (transfer full) (element-type utf8): by number; NULL where there is none. */
static GPtrArray *
make_bodies (YyqStructureKit *self, const YyqBaseSpec *spec)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func (g_free);

  for (const YyqTarget *target = self->targets; target->name != NULL; target++)
    add_body (bodies, target->number, g_strdup (target->good));
  add_body (bodies, YYQ_CATALOGUE, catalogue_body ("2 0 R", "30 0 R", spec->catalogue));
  add_body (bodies, 2, g_strdup ("<</Type/Pages/Kids[3 0 R]/Count 1>>"));
  if (spec->page != NULL || spec->alone)
    add_body (bodies, YYQ_PAGE, page_body (spec->page != NULL ? spec->page : PAGE_ALONE, ""));
  if (spec->resources != NULL)
    add_body (bodies, YYQ_RESOURCES, g_strdup (spec->resources));
  add_body (bodies, 7, yyq_stream_body ("", "1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f"));
  add_body (bodies, 9, yyq_stream_body ("", "1000 0 0 0 1000 1000 d1 0 0 400 1000 re f"));
  add_fields (bodies, spec);
  add_body (bodies, YYQ_INFORMATION, g_strdup ("<</Producer(tests)/ModDate(D:20260101000000Z)>>"));
  add_body (bodies, 18, yyq_stream_body (XOBJECT, "0.6 0 0 rg 0 0 40 40 re f"));
  add_body (bodies, 30, g_strdup ("<</Type/Pages/Kids[31 0 R]/Count 1>>"));
  add_body (
    bodies, 31,
    g_strdup (
      "<</Type/Page/Parent 30 0 R/MediaBox[0 0 200 200]/Contents 32 0 R/Resources 5 0 R>>"));
  add_body (bodies, YYQ_OTHER_CONTENT, yyq_stream_body ("", "0 1 1 rg 0 0 150 150 re f"));
  for (guint i = 0; i < G_N_ELEMENTS (spec->more) && spec->more[i] != NULL; i++)
    add_body (bodies, YYQ_FREE_NUMBER + i, g_strdup (spec->more[i]));
  return bodies;
}

static gboolean
is_stream (const char *body)
{
  return strstr (body, "endstream") != NULL;
}

#define OBJECT_STREAM 40
#define OTHER_PAGES 30

static void
list_packed (YyqUpdate *update, guint number, guint index, gboolean hybrid)
{
  if (!hybrid) {
    yyq_update_list (update, 2, number, OBJECT_STREAM, index);
    return;
  }
  /* ISO 32000-2, 7.5.8.4: to readers that do not know streams it is free. */
  yyq_update_list (update, 0, number, 0, 65535);
  yyq_update_hide (update, 2, number, OBJECT_STREAM, index);
}

/* Word hides what a reader can do without: there are many that see nothing of it. */
static gboolean
is_packed (guint number, const char *body, gboolean hybrid)
{
  return !is_stream (body) && (!hybrid || number >= OTHER_PAGES);
}

static void
put_packed (YyqUpdate *update, GPtrArray *bodies, gboolean hybrid)
{
  g_autoptr (GArray) inner = g_array_new (FALSE, FALSE, sizeof (YyqInner));

  for (guint i = 0; i < bodies->len; i++) {
    const char *body = g_ptr_array_index (bodies, i);

    if (body != NULL && is_packed (i, body, hybrid)) {
      const YyqInner one = { i, body };

      list_packed (update, i, inner->len, hybrid);
      g_array_append_val (inner, one);
    }
  }
  for (guint i = 0; i < bodies->len; i++)
    if (g_ptr_array_index (bodies, i) != NULL &&
        !is_packed (i, g_ptr_array_index (bodies, i), hybrid))
      yyq_update_put (update, i, g_ptr_array_index (bodies, i));
  yyq_update_put_objects (update, OBJECT_STREAM, (const YyqInner *) (gconstpointer) inner->data,
                          inner->len, NULL);
}

GBytes *
yyq_structure_base (YyqStructureKit *self, const YyqBaseSpec *spec)
{
  YyqSectionStyle style = { .kind = spec->hybrid                   ? YYQ_SECTION_HYBRID
                                    : spec->kind == YYQ_BASE_TABLE ? YYQ_SECTION_TABLE
                                                                   : YYQ_SECTION_STREAM,
                            .before = spec->trailer,
                            .after = YYQ_TRAILER };
  g_autoptr (GPtrArray) bodies = make_bodies (self, spec);
  YyqUpdate *update = yyq_update_new (NULL);

  yyq_update_list (update, 0, 0, 0, 65535);
  if (spec->kind == YYQ_BASE_OBJECTS || spec->hybrid) {
    put_packed (update, bodies, spec->hybrid);
  } else {
    for (guint i = 0; i < bodies->len; i++)
      if (g_ptr_array_index (bodies, i) != NULL)
        yyq_update_put (update, i, g_ptr_array_index (bodies, i));
  }
  return yyq_update_finish (update, &style, NULL);
}

GBytes *
yyq_structure_sign_a (YyqStructureKit *self, GBytes *base, const YyqBaseSpec *spec)
{
  YyqSectionStyle style = { .kind =
                              spec->kind == YYQ_BASE_TABLE ? YYQ_SECTION_TABLE : YYQ_SECTION_STREAM,
                            .before = spec->trailer,
                            .after = YYQ_TRAILER };
  g_autofree char *field = g_strdup_printf (
    "<</Type/Annot/Subtype/Widget/FT/Sig/T(A)/F 132/Rect[0 0 0 0]/P 3 0 R%s/V 20 0 R>>",
    spec->a != NULL ? spec->a : "");
  YyqUpdate *update = yyq_update_new (base);

  yyq_update_put (update, YYQ_FIELD_A, field);
  yyq_update_put_signature (update, YYQ_SIGNATURE_A, NULL, spec->value);
  return yyq_update_finish (update, &style, self->a);
}

GBytes *
yyq_structure_signed (YyqStructureKit *self, const YyqBaseSpec *spec)
{
  g_autoptr (GBytes) base = yyq_structure_base (self, spec);

  return yyq_structure_sign_a (self, base, spec);
}

void
yyq_structure_sign_b (YyqUpdate *update, const char *entries)
{
  g_autofree char *field =
    g_strdup_printf ("<</Type/Annot/Subtype/Widget/FT/Sig/T(B)%s/P 3 0 R/V 21 0 R>>",
                     entries != NULL ? entries : "/F 132/Rect[0 0 0 0]");

  yyq_update_put (update, YYQ_FIELD_B, field);
  yyq_update_put_signature (update, YYQ_SIGNATURE_B, NULL, NULL);
}

const char *const yyq_moment_names[YYQ_N_MOMENTS] = { "", ", B signs", ", B has signed" };

GBytes *
yyq_structure_countersign (YyqStructureKit *self, GBytes *signed_, YyqBase base)
{
  const YyqSectionStyle style = { .kind =
                                    base == YYQ_BASE_TABLE ? YYQ_SECTION_TABLE : YYQ_SECTION_STREAM,
                                  .after = YYQ_TRAILER };
  YyqUpdate *update = yyq_update_new (signed_);

  yyq_structure_sign_b (update, NULL);
  return yyq_update_finish (update, &style, self->b);
}

YyqStructureKit *
yyq_structure_kit_new (void)
{
  YyqStructureKit *self = g_new0 (YyqStructureKit, 1);

  self->pki = yyq_test_pki_new ();
  self->trust = yyq_test_pki_trust (self->pki);
  self->a = yyq_test_pki_signer (self->pki, YYQ_TEST_KEY_EC, "A");
  self->tsa = yyq_test_tsa_new (self->pki, YYQ_TEST_TSA_HONEST);
  self->b = yyq_test_pki_signer (self->pki, YYQ_TEST_KEY_EC, "B");
  self->targets = make_targets ();
  for (guint i = 0; i < YYQ_N_BASES; i++) {
    const YyqBaseSpec spec = { .kind = (YyqBase) i };

    self->unsigned_[i] = yyq_structure_base (self, &spec);
    self->signed_[i] = yyq_structure_sign_a (self, self->unsigned_[i], &spec);
    self->countersigned[i] = yyq_structure_countersign (self, self->signed_[i], spec.kind);
  }
  return self;
}

void
yyq_structure_kit_free (YyqStructureKit *self)
{
  for (guint i = 0; i < YYQ_N_BASES; i++) {
    g_bytes_unref (self->unsigned_[i]);
    g_bytes_unref (self->signed_[i]);
    g_bytes_unref (self->countersigned[i]);
  }
  for (YyqTarget *target = self->targets; target->name != NULL; target++) {
    g_free (target->good);
    g_free (target->evil);
  }
  g_free (self->targets);
  g_object_unref (self->a);
  g_object_unref (self->b);
  g_object_unref (self->tsa);
  yyq_trust_unref (self->trust);
  yyq_test_pki_free (self->pki);
  g_free (self);
}

static void
case_free (gpointer data)
{
  YyqCase *self = data;

  g_free (self->name);
  g_bytes_unref (self->pdf);
  g_clear_pointer (&self->before, g_bytes_unref);
  g_free (self);
}

GPtrArray *
yyq_cases_new (void)
{
  return g_ptr_array_new_with_free_func (case_free);
}

void
yyq_cases_add (GPtrArray *cases, GBytes *pdf, GBytes *before, const char *expect, const char *clue,
               const char *format, ...)
{
  YyqCase *self = g_new0 (YyqCase, 1);
  va_list arguments;

  va_start (arguments, format);
  self->name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->pdf = pdf;
  self->before = before != NULL ? g_bytes_ref (before) : NULL;
  self->expect = expect;
  self->clue = clue;
  g_ptr_array_add (cases, self);
}

void
yyq_cases_name (GPtrArray *cases, YyqPdfLater later)
{
  YyqCase *last = g_ptr_array_index (cases, cases->len - 1);

  last->named = TRUE;
  last->later = later;
}
