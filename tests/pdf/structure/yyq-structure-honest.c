/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-lies.h"

#include <stdlib.h>
#include <string.h>

#include "yyq-pdf-sign.h"
#include "yyq-qpdf.h"

/*
 * What honest programs write behind a signature, each in its own way: Acrobat, PDFBox and DSS,
 * iText, pyHanko, LibreOffice. Nothing of it is a false alarm.
 */

/* A number of its own; 0 in @number ends the list. */
typedef struct {
  guint number;
  const char *body;
} Object;

typedef enum {
  NOBODY,
  B_SIGNS,     /* object 12, "B", as in @b */
  OWN_FIELD,   /* object 70, a field of the update */
  TIMESTAMPED, /* object 70 is a document time stamp */
} Signs;

typedef struct {
  const char *name;
  YyqBaseSpec spec;
  Object objects[6];
  Signs signs;
  YyqPdfLater later;
  const char *b; /* (nullable) */
  YyqSectionStyle style;
} Addition;

#define OWN(entries) "<</Type/Annot/Subtype/Widget/FT/Sig/T(own)" entries "/P 3 0 R/V 21 0 R>>"
#define BOX(data, length)                                                                          \
  "<</Type/XObject/Subtype/Form/BBox[0 0 40 40]/Resources<<>>/Length " #length ">>\nstream\n" data \
  "\nendstream"
#define SEAL BOX ("0.8 0 0 RG 2 2 36 36 re S     ", 30)
#define EMPTY_BOX BOX ("", 0)
#define FORM_OWN(entries) "<</Fields[11 0 R 13 0 R 70 0 R]/SigFlags 3" entries ">>"
#define PAGE_OWN                                                                                  \
  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources 5 0 R/Annots[11 0 R " \
  "13 0 R 14 0 R 70 0 R]>>"
#define ALONE     \
  {               \
    .alone = TRUE \
  }
#define UNSEEN "/F 132/Rect[0 0 0 0]"
#define BLANK "/F 4/Rect[150 150 190 190]"
#define CERTIFIED(p)                                                                               \
  .alone = TRUE, .catalogue = "/Perms<</DocMDP 20 0 R>>",                                          \
  .value =                                                                                         \
    "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P " p \
    "/V/1.2>>>>]"
#define NOTE_FILLED                                                                               \
  "<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/V(9000)/DA(/F1 12 Tf)/F 4/Rect[120 20 180 40]/P 3 " \
  "0 R/AP<</N 71 0 R>>>>"
#define CATALOGUE(more) "<</Type/Catalog/Pages 2 0 R/Other 30 0 R/AcroForm 10 0 R" more ">>"
#define SAME_INFORMATION "<</Producer(tests)/ModDate(D:20260101000000Z)>>"
#define LIBREOFFICE "/AdditionalStreams[/application#2Fvnd.oasis.opendocument.text 18 0 R]"
#define XMP "<</Type/Metadata/Subtype/XML/Length 12>>\nstream\n<x:xmpmeta/>\nendstream"

/* Where nothing is to be added, /Info is written anew, which is told. */
static const Addition additions[] = {
  { "/Info is written anew as it was",
    ALONE,
    { { YYQ_INFORMATION, SAME_INFORMATION } },
    NOBODY,
    YYQ_PDF_LATER_INFORMATION },
  { "B signs his own unseen field",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("") }, { YYQ_PAGE, PAGE_OWN }, { 70, OWN (UNSEEN) } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD },
  { "B signs his own unseen field, which no page lists",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("") }, { 70, OWN (UNSEEN) } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD },
  { "B signs his own field on blank paper",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("") },
      { YYQ_PAGE, PAGE_OWN },
      { 70, OWN (BLANK "/AP<</N 71 0 R>>") },
      { 71, SEAL } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD },
  { "B signs an empty unseen field", { 0 }, { { 0 } }, B_SIGNS, YYQ_PDF_LATER_SIGNATURE, UNSEEN },
  { "B signs an empty field that is seen",
    { .b = BLANK },
    { { 71, SEAL } },
    B_SIGNS,
    YYQ_PDF_LATER_SIGNATURE,
    BLANK "/AP<</N 71 0 R>>" },
  { "B's empty appearance is overwritten in place",
    { .b = BLANK "/AP<</N 60 0 R>>", .more = { EMPTY_BOX } },
    { { 60, SEAL } },
    B_SIGNS,
    YYQ_PDF_LATER_SIGNATURE | YYQ_PDF_LATER_APPEARANCE,
    BLANK "/AP<</N 60 0 R>>" },
  { "B's empty appearance is replaced by another",
    { .b = BLANK "/AP<</N 60 0 R>>", .more = { EMPTY_BOX } },
    { { 71, SEAL } },
    B_SIGNS,
    YYQ_PDF_LATER_SIGNATURE,
    BLANK "/AP<</N 71 0 R>>" },
  { "B's widget is locked",
    { .b = BLANK },
    { { 71, SEAL } },
    B_SIGNS,
    YYQ_PDF_LATER_SIGNATURE | YYQ_PDF_LATER_LOCKED,
    "/F 132/Rect[150 150 190 190]/AP<</N 71 0 R>>" },
  { "B adds /DA and /DR",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("/DA(/F1 0 Tf 0 g)/DR<</Font<</F1 6 0 R>>>>") },
      { YYQ_PAGE, PAGE_OWN },
      { 70, OWN (UNSEEN) } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD | YYQ_PDF_LATER_FORM_DEFAULTS },
  { "B adds /DR with a font of its own",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv 72 0 R>>>>") },
      { YYQ_PAGE, PAGE_OWN },
      { 70, OWN (UNSEEN) },
      { 72, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>" } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD | YYQ_PDF_LATER_FORM_DEFAULTS },
  { "B adds /SigFlags",
    { .alone = TRUE, .form = "<</Fields[11 0 R 13 0 R]>>" },
    { { YYQ_ACROFORM, FORM_OWN ("") }, { YYQ_PAGE, PAGE_OWN }, { 70, OWN (UNSEEN) } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD | YYQ_PDF_LATER_FORM_DEFAULTS },
  { "B's signature changes /Info",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("") },
      { YYQ_PAGE, PAGE_OWN },
      { 70, OWN (UNSEEN) },
      { YYQ_INFORMATION, "<</Producer(other)/ModDate(D:20260201000000Z)>>" } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD | YYQ_PDF_LATER_INFORMATION },
  { "/Info is changed",
    ALONE,
    { { YYQ_INFORMATION, "<</Producer(other)/ModDate(D:20260201000000Z)>>" } },
    NOBODY,
    YYQ_PDF_LATER_INFORMATION },
  { "XMP metadata are added",
    ALONE,
    { { YYQ_CATALOGUE, CATALOGUE ("/Metadata 71 0 R") }, { 71, XMP } },
    NOBODY,
    YYQ_PDF_LATER_METADATA },
  { "XMP metadata are changed",
    { .alone = TRUE,
      .catalogue = "/Metadata 60 0 R",
      .more = { "<</Type/Metadata/Subtype/XML/Length 4>>\nstream\n<x/>\nendstream" } },
    { { 60, XMP } },
    NOBODY,
    YYQ_PDF_LATER_METADATA },
  { "B's signature changes XMP metadata",
    ALONE,
    { { YYQ_CATALOGUE, CATALOGUE ("/Metadata 71 0 R") },
      { 71, XMP },
      { YYQ_ACROFORM, FORM_OWN ("") },
      { YYQ_PAGE, PAGE_OWN },
      { 70, OWN (UNSEEN) } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD | YYQ_PDF_LATER_METADATA },
  { "extensions are added",
    ALONE,
    { { YYQ_CATALOGUE, CATALOGUE ("/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel "
                                  "8>>/ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>") } },
    NOBODY,
    YYQ_PDF_LATER_VERSION },
  { "a document time stamp is added",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("") }, { YYQ_PAGE, PAGE_OWN }, { 70, OWN (UNSEEN) } },
    TIMESTAMPED,
    YYQ_PDF_LATER_TIMESTAMP },
  { "a document time stamp is added, which no page lists",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("") }, { 70, OWN (UNSEEN) } },
    TIMESTAMPED,
    YYQ_PDF_LATER_TIMESTAMP },
  { "B's unseen field is locked with a list",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("") },
      { YYQ_PAGE, PAGE_OWN },
      { 70, OWN (UNSEEN "/Lock 71 0 R") },
      { 71, "<</Type/SigFieldLock/Action/Include/Fields[(note)]>>" } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD },
  { "the form is filled where P is 2",
    { CERTIFIED ("2") },
    { { YYQ_NOTE, NOTE_FILLED }, { 71, BOX ("0.8 0 0.8 rg 0 0 40 40 re f   ", 30) } },
    NOBODY,
    YYQ_PDF_LATER_FILLED },
  { "the form is filled where P is 3",
    { CERTIFIED ("3") },
    { { YYQ_NOTE, NOTE_FILLED }, { 71, BOX ("0.8 0 0.8 rg 0 0 40 40 re f   ", 30) } },
    NOBODY,
    YYQ_PDF_LATER_FILLED },
  { "the note's appearance is overwritten where P is 2",
    { CERTIFIED ("2") },
    { { YYQ_NOTE, "<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/V(9000)/DA(/F1 12 Tf)/F 4/Rect[120 "
                  "20 180 40]/P 3 0 R/AP<</N 16 0 R>>>>" },
      { YYQ_NOTE_APPEARANCE, BOX ("0.8 0 0.8 rg 0 0 40 40 re f   ", 30) } },
    NOBODY,
    YYQ_PDF_LATER_FILLED },
  { "an annotation is added where P is 3",
    { CERTIFIED ("3") },
    { { YYQ_PAGE, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources 5 0 "
                  "R/Annots[11 0 R 13 0 R 14 0 R 72 0 R]>>" },
      { 72, "<</Type/Annot/Subtype/Square/F 4/Rect[60 60 90 90]/AP<</N 15 0 R>>>>" } },
    NOBODY,
    YYQ_PDF_LATER_ANNOTATION },
  { "everything is written anew as it was",
    ALONE,
    { { YYQ_PAGE, "<</Annots [ 11 0 R 13 0 R 14 0 R ] /Resources 5 0 R /Contents 4 0 R /MediaBox [ "
                  "0.0 0 200 200.00 ] /Parent 2 0 R /Type /Page >>" },
      { YYQ_CATALOGUE, CATALOGUE ("") } },
    NOBODY,
    0 },
  { "the trailer has more entries",
    ALONE,
    { { YYQ_INFORMATION, SAME_INFORMATION } },
    NOBODY,
    YYQ_PDF_LATER_INFORMATION | YYQ_PDF_LATER_UNUSED,
    NULL,
    { .before = "/ID[<00><01>]/DocChecksum/00" } },
  { "the trailers have a key of LibreOffice",
    { .alone = TRUE, .trailer = LIBREOFFICE },
    { { YYQ_INFORMATION, SAME_INFORMATION } },
    NOBODY,
    YYQ_PDF_LATER_INFORMATION,
    NULL,
    { .before = LIBREOFFICE } },
  { "/Size is too large",
    ALONE,
    { { YYQ_INFORMATION, SAME_INFORMATION } },
    NOBODY,
    YYQ_PDF_LATER_INFORMATION,
    NULL,
    { .size = 99 } },
  { "each entry is a subsection",
    ALONE,
    { { YYQ_ACROFORM, FORM_OWN ("") }, { YYQ_PAGE, PAGE_OWN }, { 70, OWN (UNSEEN) } },
    OWN_FIELD,
    YYQ_PDF_LATER_FIELD,
    NULL,
    { .split = TRUE } },
  { "the file ends without a line end",
    ALONE,
    { { YYQ_INFORMATION, SAME_INFORMATION } },
    NOBODY,
    YYQ_PDF_LATER_INFORMATION,
    NULL,
    { .end = "%%EOF" } },
  { "the file ends with the line ends of Windows",
    ALONE,
    { { YYQ_INFORMATION, SAME_INFORMATION } },
    NOBODY,
    YYQ_PDF_LATER_INFORMATION,
    NULL,
    { .end = "%%EOF\r\n" } },
  { NULL },
};

static const char *const base_names[] = { "table", "stream", "object streams" };

static GBytes *
make_addition (YyqStructureKit *kit, const Addition *addition, YyqBase base, GBytes **before)
{
  YyqSectionStyle style = addition->style;
  YyqBaseSpec spec = addition->spec;
  YyqUpdate *update;

  spec.kind = base;
  style.kind = base == YYQ_BASE_TABLE ? YYQ_SECTION_TABLE : YYQ_SECTION_STREAM;
  style.after = YYQ_TRAILER;
  *before = yyq_structure_signed (kit, &spec);
  update = yyq_update_new (*before);
  for (const Object *object = addition->objects; object->number != 0; object++)
    yyq_update_put (update, object->number, object->body);
  if (addition->signs == B_SIGNS)
    yyq_structure_sign_b (update, addition->b);
  if (addition->signs == OWN_FIELD || addition->signs == TIMESTAMPED)
    yyq_update_put_signature (update, YYQ_SIGNATURE_B,
                              addition->signs == TIMESTAMPED ? "ETSI.RFC3161" : NULL, NULL);
  if (addition->signs == TIMESTAMPED)
    return yyq_update_finish_stamped (update, &style, kit->tsa);
  return yyq_update_finish (update, &style, addition->signs != NOBODY ? kit->b : NULL);
}

static void
add_additions (YyqStructureKit *kit, GPtrArray *cases)
{
  for (const Addition *addition = additions; addition->name != NULL; addition++)
    for (guint base = 0; base < YYQ_N_BASES; base++) {
      g_autoptr (GBytes) before = NULL;
      GBytes *pdf = make_addition (kit, addition, (YyqBase) base, &before);

      yyq_cases_add (cases, pdf, before, "valid", NULL, "%s (%s)", addition->name,
                     base_names[base]);
      yyq_cases_name (cases, addition->later);
    }
}

/* How a foreign program packs an update: everything that can be is in an object stream. */
static void
add_packed (YyqStructureKit *kit, GPtrArray *cases, YyqSectionStyle style, const char *name)
{
  const YyqBaseSpec spec = { .kind = YYQ_BASE_OBJECTS, .alone = TRUE };
  const YyqInner inner[] = { { YYQ_ACROFORM, FORM_OWN ("") },
                             { YYQ_PAGE, PAGE_OWN },
                             { 70, OWN (UNSEEN) } };
  g_autoptr (GBytes) before = yyq_structure_signed (kit, &spec);
  YyqUpdate *update = yyq_update_new (before);

  style.kind = YYQ_SECTION_STREAM;
  style.after = YYQ_TRAILER;
  yyq_update_put_objects (update, 72, inner, G_N_ELEMENTS (inner), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (inner); i++)
    yyq_update_list (update, 2, inner[i].number, 72, i);
  yyq_update_put_signature (update, YYQ_SIGNATURE_B, NULL, NULL);
  yyq_cases_add (cases, yyq_update_finish (update, &style, kit->b), before, "valid", NULL,
                 "B's update is in object streams: %s", name);
  yyq_cases_name (cases, YYQ_PDF_LATER_FIELD);
}

static void
add_styles (YyqStructureKit *kit, GPtrArray *cases)
{
  static const struct {
    const char *name;
    YyqSectionStyle style;
  } styles[] = {
    { "usual", { 0 } },
    { "packed", { .flate = TRUE } },
    { "packed with a predictor", { .flate = TRUE, .predictor = TRUE } },
    { "it does not list itself", { .omit_itself = TRUE } },
    { "short widths", { .widths = { 1, 3, 1 } } },
    { "wide widths", { .widths = { 2, 8, 4 } } },
    { "wider widths", { .widths = { 4, 8, 8 }, .flate = TRUE, .predictor = TRUE } },
    { "each entry is a subsection", { .split = TRUE } },
    { "/Size is too large", { .size = 500 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    add_packed (kit, cases, styles[i].style, styles[i].name);
}

/* "hexadecimal", so that it can stand in a text. */
static char *
hex_stream (GBytes *der)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (der, &length);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", data[i]);
  g_string_append_c (text, '>');
  return yyq_stream_body ("/Filter/ASCIIHexDecode", text->str);
}

/* One more update behind @before. */
static GBytes *
store_update (YyqStructureKit *kit, GBytes *before, const Object *objects)
{
  const YyqSectionStyle style = { .after = YYQ_TRAILER };
  YyqUpdate *update = yyq_update_new (before);

  for (const Object *object = objects; object->number != 0; object++)
    yyq_update_put (update, object->number, object->body);
  return yyq_update_finish (update, &style, NULL);
}

static void
add_stores (YyqStructureKit *kit, GPtrArray *cases)
{
  const YyqBaseSpec spec = { .alone = TRUE };
  g_autoptr (GBytes) before = yyq_structure_signed (kit, &spec);
  g_autoptr (GBytes) der = yyq_test_pki_root_der (kit->pki);
  g_autoptr (GBytes) list = yyq_test_pki_crl (kit->pki, NULL, 0);
  g_autofree char *certificate = hex_stream (der);
  g_autofree char *crl = hex_stream (list);
  const Object direct[] = { { YYQ_CATALOGUE, CATALOGUE ("/DSS<</Certs[71 0 R]/CRLs[72 0 R]>>") },
                            { 71, certificate },
                            { 72, crl },
                            { 0 } };
  const Object indirect[] = { { YYQ_CATALOGUE, CATALOGUE ("/DSS 73 0 R") },
                              { 73, "<</Type/DSS/Certs 74 0 R/CRLs 75 0 R>>" },
                              { 74, "[71 0 R]" },
                              { 75, "[72 0 R]" },
                              { 71, certificate },
                              { 72, crl },
                              { 0 } };
  const Object vri[] = {
    { YYQ_CATALOGUE, CATALOGUE ("/DSS 73 0 R") },
    { 73, "<</Certs[71 0 R]/CRLs[72 0 R]/VRI<</0123456789ABCDEF0123456789ABCDEF01234567<</Cert[71 "
          "0 R]/CRL[72 0 R]/TU(D:20260101000000Z)>>>>>>" },
    { 71, certificate },
    { 72, crl },
    { 0 }
  };
  const Object grown[] = { { 74, "[71 0 R 76 0 R]" }, { 76, certificate }, { 0 } };
  const Object repointed[] = { { 73, "<</Type/DSS/Certs 77 0 R/CRLs 78 0 R>>" },
                               { 77, "[71 0 R 76 0 R]" },
                               { 78, "[72 0 R 79 0 R]" },
                               { 76, certificate },
                               { 79, crl },
                               { 0 } };
  g_autoptr (GBytes) stored = store_update (kit, before, indirect);

  yyq_cases_add (cases, store_update (kit, before, direct), before, "valid", NULL,
                 "a security store is added");
  yyq_cases_name (cases, YYQ_PDF_LATER_STORE);
  yyq_cases_add (cases, store_update (kit, before, vri), before, "valid", NULL,
                 "a security store with /VRI is added");
  yyq_cases_name (cases, YYQ_PDF_LATER_STORE);
  yyq_cases_add (cases, g_bytes_ref (stored), before, "valid", NULL,
                 "a security store with indirect lists is added");
  yyq_cases_name (cases, YYQ_PDF_LATER_STORE);
  yyq_cases_add (cases, store_update (kit, stored, grown), before, "valid", NULL,
                 "the security store grows");
  yyq_cases_name (cases, YYQ_PDF_LATER_STORE);
  yyq_cases_add (cases, store_update (kit, stored, repointed), before, "valid", NULL,
                 "the security store has other lists");
  yyq_cases_name (cases, YYQ_PDF_LATER_STORE | YYQ_PDF_LATER_UNUSED);
}

/* Parts of the contract that were there before A signed in a way of their own. */
static void
add_bases (YyqStructureKit *kit, GPtrArray *cases)
{
  const YyqBaseSpec table = { .alone = TRUE };
  const YyqBaseSpec stream = { .alone = TRUE, .kind = YYQ_BASE_STREAM };
  const YyqBaseSpec hybrid = { .alone = TRUE, .hybrid = TRUE };
  const YyqPdfSignOptions options = { .field = "A" };
  g_autoptr (GBytes) plain = yyq_structure_base (kit, &table);
  g_autoptr (GBytes) streamed = yyq_structure_base (kit, &stream);
  g_autoptr (GBytes) linear = yyq_structure_linearized (plain);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tail = yyq_pdf_sign (linear, &options, kit->a, NULL, NULL, &error);

  g_assert_no_error (error);
  yyq_cases_add (cases, yyq_structure_sign_a (kit, plain, &table), NULL, "valid", NULL,
                 "a contract with a table");
  yyq_cases_add (cases, yyq_structure_sign_a (kit, streamed, &stream), NULL, "valid", NULL,
                 "a contract with a stream");
  yyq_cases_add (cases, yyq_structure_sign_a (kit, plain, &stream), NULL, "valid", NULL,
                 "a contract with a table is signed with a stream");
  yyq_cases_add (cases, yyq_structure_sign_a (kit, streamed, &table), NULL, "valid", NULL,
                 "a contract with a stream is signed with a table");
  yyq_cases_add (cases, yyq_structure_signed (kit, &hybrid), NULL, "valid", NULL,
                 "a hybrid-reference contract");
  yyq_cases_add (cases, yyq_pdf_join (linear, tail), NULL, "valid", NULL, "a linearized contract");
}

GBytes *
yyq_structure_linearized (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  qpdf_data qpdf = yyq_qpdf_open (pdf, FALSE, &error);
  GBytes *linear;

  g_assert_no_error (error);
  qpdf_init_write_memory (qpdf);
  qpdf_set_linearization (qpdf, QPDF_TRUE);
  g_assert_cmpint (qpdf_write (qpdf), ==, QPDF_SUCCESS);
  linear = g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
  yyq_qpdf_free (qpdf);
  return linear;
}

void
yyq_structure_add_honest (YyqStructureKit *kit, GPtrArray *cases)
{
  add_bases (kit, cases);
  add_additions (kit, cases);
  add_styles (kit, cases);
  add_stores (kit, cases);
}
