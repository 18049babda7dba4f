/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-lies.h"

/*
 * Updates without any trick of the file's structure that change what nobody may change: the form
 * that holds the signatures is taken away, keys of a dictionary are there twice, an earlier
 * signature forbids it.
 */

/* Objects of one update. */
typedef struct {
  guint number;
  const char *body;
} Object;

typedef struct {
  const char *name;
  YyqBaseSpec spec;
  Object objects[5];
  const char *expect, *clue;
} Change;

#define FIELD(entries) \
  "<</Type/Annot/Subtype/Widget/FT/Sig/T(A)/F 132/Rect[0 0 0 0]/P 3 0 R" entries ">>"
#define ALL_ANNOTATIONS "/Annots[11 0 R 12 0 R 13 0 R 14 0 R]"
#define PAGE(entries) "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]" entries ">>"

static const Change removals[] = {
  { "the form is removed",
    { 0 },
    { { YYQ_CATALOGUE, "<</Type/Catalog/Pages 2 0 R/Other 30 0 R>>" } },
    "invalid",
    NULL },
  { "the form is null", { 0 }, { { YYQ_ACROFORM, "null" } }, "invalid", NULL },
  { "the form is empty", { 0 }, { { YYQ_ACROFORM, "<<>>" } }, "invalid", NULL },
  { "the form lists no fields",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields[]/SigFlags 3>>" } },
    "invalid",
    NULL },
  { "the form's list is null",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields null/SigFlags 3>>" } },
    "invalid",
    NULL },
  { "the form no longer lists the field",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields[12 0 R 13 0 R]/SigFlags 3>>" } },
    "invalid",
    NULL },
  { "the form lists null in place of the field",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields[null 12 0 R 13 0 R]/SigFlags 3>>" } },
    "invalid",
    NULL },
  { "the form is another one",
    { 0 },
    { { YYQ_CATALOGUE,
        "<</Type/Catalog/Pages 2 0 R/Other 30 0 R/AcroForm<</Fields[12 0 R 13 0 R]>>>>" } },
    "invalid",
    NULL },
  { "the field is null", { 0 }, { { YYQ_FIELD_A, "null" } }, "invalid", NULL },
  { "the field's value is removed", { 0 }, { { YYQ_FIELD_A, FIELD ("") } }, "invalid", NULL },
  { "the field's value is null", { 0 }, { { YYQ_FIELD_A, FIELD ("/V null") } }, "invalid", NULL },
  { "the field's value leads nowhere",
    { 0 },
    { { YYQ_FIELD_A, FIELD ("/V 90 0 R") } },
    "invalid",
    NULL },
  { "the signature is null", { 0 }, { { YYQ_SIGNATURE_A, "null" } }, "invalid", NULL },
  { "the signature is an empty dictionary",
    { 0 },
    { { YYQ_SIGNATURE_A, "<<>>" } },
    "invalid",
    NULL },
  { "the field is a text field",
    { 0 },
    { { YYQ_FIELD_A,
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(A)/F 132/Rect[0 0 0 0]/P 3 0 R/V 20 0 R>>" } },
    "invalid",
    NULL },
  { "the field has no type",
    { 0 },
    { { YYQ_FIELD_A, "<</Type/Annot/Subtype/Widget/T(A)/F 132/Rect[0 0 0 0]/P 3 0 R/V 20 0 R>>" } },
    "invalid",
    NULL },
  { "the field becomes another's child",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields[70 0 R 12 0 R 13 0 R]/SigFlags 3>>" },
      { 70, "<</T(group)/Kids[11 0 R]>>" } },
    "invalid",
    NULL },
  { "the field is removed from its parent's children",
    { .form = "<</Fields[60 0 R 12 0 R 13 0 R]/SigFlags 3>>",
      .a = "/Parent 60 0 R",
      .more = { "<</T(group)/Kids[11 0 R]>>" } },
    { { 60, "<</T(group)/Kids[]>>" } },
    "invalid",
    NULL },
  { "the field's parent is null",
    { .form = "<</Fields[60 0 R 12 0 R 13 0 R]/SigFlags 3>>",
      .a = "/Parent 60 0 R",
      .more = { "<</T(group)/Kids[11 0 R]>>" } },
    { { 60, "null" } },
    "invalid",
    NULL },
  { "the page is another one",
    { 0 },
    { { 2, "<</Type/Pages/Kids[31 0 R]/Count 1>>" } },
    "invalid",
    NULL },
  { "a page is inserted",
    { 0 },
    { { 2, "<</Type/Pages/Kids[31 0 R 3 0 R]/Count 2>>" } },
    "invalid",
    NULL },
  { "a page is added",
    { 0 },
    { { 2, "<</Type/Pages/Kids[3 0 R 31 0 R]/Count 2>>" } },
    "invalid",
    NULL },
  { "the page and the form are other ones",
    { 0 },
    { { YYQ_CATALOGUE, "<</Type/Catalog/Pages 30 0 R/Other 2 0 R>>" } },
    "invalid",
    NULL },
  { "the catalogue is empty", { 0 }, { { YYQ_CATALOGUE, "<</Type/Catalog>>" } }, "bad", NULL },
  { NULL },
};

/* Keys of dictionaries that an honest signer or writer would have written anew, with one of them
 * twice. */
static const Change doubled[] = {
  { "the page's /Contents is there twice, as it was first",
    { 0 },
    { { YYQ_PAGE, PAGE ("/Contents 4 0 R/Contents 32 0 R/Resources 5 0 R" ALL_ANNOTATIONS) } },
    "bad",
    NULL },
  { "the page's /Contents is there twice, changed first",
    { 0 },
    { { YYQ_PAGE, PAGE ("/Contents 32 0 R/Contents 4 0 R/Resources 5 0 R" ALL_ANNOTATIONS) } },
    "bad",
    NULL },
  { "the page's /Contents is there again, written with #",
    { 0 },
    { { YYQ_PAGE, PAGE ("/Contents 4 0 R/Content#73 32 0 R/Resources 5 0 R" ALL_ANNOTATIONS) } },
    "bad",
    NULL },
  { "the page's /Contents is there before, written with #",
    { 0 },
    { { YYQ_PAGE, PAGE ("/Content#73 32 0 R/Contents 4 0 R/Resources 5 0 R" ALL_ANNOTATIONS) } },
    "bad",
    NULL },
  { "the page's /MediaBox is there twice",
    { 0 },
    { { YYQ_PAGE,
        PAGE ("/MediaBox[0 0 100 100]/Contents 4 0 R/Resources 5 0 R" ALL_ANNOTATIONS) } },
    "bad",
    NULL },
  { "the catalogue's /Pages is there twice, as it was first",
    { 0 },
    { { YYQ_CATALOGUE,
        "<</Type/Catalog/Pages 2 0 R/Pages 30 0 R/Other 30 0 R/AcroForm 10 0 R>>" } },
    "bad",
    NULL },
  { "the catalogue's /Pages is there twice, changed first",
    { 0 },
    { { YYQ_CATALOGUE,
        "<</Type/Catalog/Pages 30 0 R/Pages 2 0 R/Other 30 0 R/AcroForm 10 0 R>>" } },
    "bad",
    NULL },
  { "the catalogue's /Pages is there again, written with #",
    { 0 },
    { { YYQ_CATALOGUE,
        "<</Type/Catalog/Pages 2 0 R/P#61ges 30 0 R/Other 30 0 R/AcroForm 10 0 R>>" } },
    "bad",
    NULL },
  { "the form's /Fields is there twice",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields[12 0 R 13 0 R]/Fields[11 0 R 12 0 R 13 0 R]/SigFlags 3>>" } },
    "bad",
    NULL },
  { "the form's /Fields is there twice, as it was first",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields[11 0 R 12 0 R 13 0 R]/Fields[12 0 R 13 0 R]/SigFlags 3>>" } },
    "bad",
    NULL },
  { "the field's /V is there twice",
    { 0 },
    { { YYQ_FIELD_A, FIELD ("/V null/V 20 0 R") } },
    "bad",
    NULL },
  { "the field's /AP is there twice",
    { 0 },
    { { YYQ_FIELD_A, FIELD ("/AP<</N 18 0 R>>/AP<<>>/V 20 0 R") } },
    "bad",
    NULL },
  { "the font's /Encoding is there twice",
    { 0 },
    { { YYQ_FONT, "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 "
                  "0]/CharProcs<</a 7 0 R/b 9 0 R>>/FirstChar 65/LastChar 66"
                  "/Widths[1000 "
                  "1000]/Resources<<>>/Encoding<</Type/Encoding/Differences[65/b/a]>>/Encoding<</"
                  "Type/Encoding/Differences[65/a/b]>>>>" } },
    "bad",
    NULL },
  { "the content's /Length is there twice",
    { 0 },
    { { YYQ_CONTENT, "<</Length 3/Length 90>>\nstream\n0 0 1 rg 20 150 40 20 re f BT /F1 20 Tf 20 "
                     "100 Td (A) Tj ET q 1 0 0 1 100 100 cm /X1 Do Q\nendstream" } },
    "bad",
    NULL },
  { "the resources' /XObject is there twice",
    { 0 },
    { { YYQ_RESOURCES,
        "<</Font<</F1 6 0 R>>/XObject<</X1 18 0 R>>/XObject<</X1 8 0 R/X2 18 0 R>>>>" } },
    "bad",
    NULL },
  { "the annotation's /Rect is there twice",
    { 0 },
    { { YYQ_ANNOTATION, "<</Type/Annot/Subtype/Square/F 4/Rect[20 20 160 60]/Rect[20 20 60 "
                        "40]/AP<</N 15 0 R>>>>" } },
    "bad",
    NULL },
  { NULL },
};

#define CERTIFIED(p)                                                                               \
  .catalogue = "/Perms<</DocMDP 20 0 R>>",                                                         \
  .value =                                                                                         \
    "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P " p \
    "/V/1.2>>>>]"
#define NOTE_FILLED                                                                               \
  "<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/V(9000)/DA(/F1 12 Tf)/F 4/Rect[120 20 180 40]/P 3 " \
  "0 R/AP<</N 70 0 R>>>>"
#define NOTE_APPEARANCE                                                                           \
  "<</Type/XObject/Subtype/Form/BBox[0 0 40 40]/Resources<<>>/Length 28>>\nstream\n0.8 0 0.8 rg " \
  "0 0 40 40 re f \nendstream"
#define NEW_ANNOTATION "<</Type/Annot/Subtype/Square/F 4/Rect[60 60 90 90]/AP<</N 15 0 R>>>>"
#define MORE_ANNOTATIONS \
  PAGE ("/Contents 4 0 R/Resources 5 0 R/Annots[11 0 R 12 0 R 13 0 R 14 0 R 71 0 R]")

#define READ_ONLY(entries)                                                                         \
  "<</Type/Annot/Subtype/Widget/FT/Btn/Ff 1/T(A.seal)/F 4/Rect[120 60 180 80]/P 3 0 R" entries ">" \
  ">"
#define FOURTH_ANNOTATION \
  PAGE ("/Contents 4 0 R/Resources 5 0 R/Annots[11 0 R 12 0 R 13 0 R 14 0 R 70 0 R]")

static const Change forbidden[] = {
  { "a text field is changed after an approval",
    { 0 },
    { { YYQ_NOTE, NOTE_FILLED }, { 70, NOTE_APPEARANCE } },
    "invalid",
    NULL },
  { "a text field's appearance is changed after an approval",
    { 0 },
    { { YYQ_NOTE_APPEARANCE, NOTE_APPEARANCE } },
    "invalid",
    NULL },
  { "a text field is changed where P is 1",
    { CERTIFIED ("1") },
    { { YYQ_NOTE, NOTE_FILLED }, { 70, NOTE_APPEARANCE } },
    "invalid",
    NULL },
  { "a text field is moved where P is 2",
    { CERTIFIED ("2") },
    { { YYQ_NOTE, "<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/V(8000)/DA(/F1 12 Tf)/F 4/Rect[20 90 "
                  "80 130]/P 3 0 R/AP<</N 16 0 R>>>>" } },
    "invalid",
    NULL },
  { "an annotation is added where P is 2",
    { CERTIFIED ("2") },
    { { YYQ_PAGE, MORE_ANNOTATIONS }, { 71, NEW_ANNOTATION } },
    "invalid",
    NULL },
  { "an annotation is added where P is 1",
    { CERTIFIED ("1") },
    { { YYQ_PAGE, MORE_ANNOTATIONS }, { 71, NEW_ANNOTATION } },
    "invalid",
    NULL },
  { "an annotation is added after an approval",
    { 0 },
    { { YYQ_PAGE, MORE_ANNOTATIONS }, { 71, NEW_ANNOTATION } },
    "invalid",
    NULL },
  { "a read-only area is painted where P is 2",
    { CERTIFIED ("2"), .form = "<</Fields[11 0 R 12 0 R 13 0 R 60 0 R]/SigFlags 3>>",
      .more = { READ_ONLY ("") } },
    { { 60, READ_ONLY ("/AP<</N 70 0 R>>") }, { 70, NOTE_APPEARANCE } },
    "invalid",
    "/AP" },
  { "a field that keeps its size when the page is zoomed is added",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields[11 0 R 12 0 R 13 0 R 70 0 R]/SigFlags 3>>" },
      { YYQ_PAGE, FOURTH_ANNOTATION },
      { 70, "<</Type/Annot/Subtype/Widget/FT/Sig/T(own)/F 12/Rect[150 150 190 190]/P 3 0 R>>" } },
    "invalid",
    "added" },
  { "the content is changed where P is 3",
    { CERTIFIED ("3") },
    { { YYQ_CONTENT, "<</Length 14>>\nstream\n0 0 99 99 re f \nendstream" } },
    "invalid",
    NULL },
  { "the signed field is moved over the page",
    { 0 },
    { { YYQ_FIELD_A,
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(A)/F 132/Rect[20 90 120 140]/P 3 0 R/V 20 0 R>>" } },
    "invalid",
    NULL },
  { "the signed field is moved and painted",
    { 0 },
    { { YYQ_FIELD_A, "<</Type/Annot/Subtype/Widget/FT/Sig/T(A)/F 132/Rect[20 90 120 140]/P 3 0 R/V "
                     "20 0 R/AP<</N 70 0 R>>>>" },
      { 70, NOTE_APPEARANCE } },
    "invalid",
    NULL },
  { "the empty field is painted, and nobody signs",
    { 0 },
    { { YYQ_FIELD_B, "<</Type/Annot/Subtype/Widget/FT/Sig/T(B)/F 132/Rect[20 90 120 140]/P 3 0 "
                     "R/AP<</N 70 0 R>>>>" },
      { 70, NOTE_APPEARANCE } },
    "invalid",
    NULL },
  { "another page is shown first",
    { 0 },
    { { YYQ_CATALOGUE, "<</Type/Catalog/Pages 2 0 R/Other 30 0 R/AcroForm 10 0 "
                       "R/OpenAction<</S/JavaScript/JS(x)>>>>" } },
    "invalid",
    NULL },
  { "viewers are to draw the fields anew",
    { 0 },
    { { YYQ_ACROFORM, "<</Fields[11 0 R 12 0 R 13 0 R]/SigFlags 3/NeedAppearances true>>" } },
    "invalid",
    NULL },
  { NULL },
};

static GBytes *
make_change (YyqStructureKit *kit, const Change *change, YyqBase base, YyqMoment moment,
             GBytes **before)
{
  YyqSectionStyle style = { .kind = base == YYQ_BASE_TABLE ? YYQ_SECTION_TABLE : YYQ_SECTION_STREAM,
                            .after = YYQ_TRAILER };
  YyqBaseSpec spec = change->spec;
  YyqUpdate *update;

  spec.kind = base;
  *before = yyq_structure_signed (kit, &spec);
  if (moment == YYQ_MOMENT_AFTER_B) {
    g_autoptr (GBytes) signed_ = g_steal_pointer (before);

    *before = yyq_structure_countersign (kit, signed_, base);
  }
  update = yyq_update_new (*before);
  for (const Object *object = change->objects; object->body != NULL; object++)
    yyq_update_put (update, object->number, object->body);
  if (moment == YYQ_MOMENT_WITH_B)
    yyq_structure_sign_b (update, NULL);
  return yyq_update_finish (update, &style, moment == YYQ_MOMENT_WITH_B ? kit->b : NULL);
}

/* B signs only where nothing says that B's field is changed. */
static void
add_change (YyqStructureKit *kit, GPtrArray *cases, const Change *change, YyqBase base)
{
  static const char *const names[] = { "table", "stream", "object streams" };
  guint n = change->objects[0].number == YYQ_FIELD_B ? YYQ_MOMENT_WITH_B : YYQ_N_MOMENTS;

  for (guint moment = 0; moment < n; moment++) {
    g_autoptr (GBytes) before = NULL;
    GBytes *pdf = make_change (kit, change, base, (YyqMoment) moment, &before);

    yyq_cases_add (cases, pdf, before, change->expect, change->clue, "%s (%s%s)", change->name,
                   names[base], yyq_moment_names[moment]);
  }
}

static void
add_changes (YyqStructureKit *kit, GPtrArray *cases, const Change *changes)
{
  for (const Change *change = changes; change->name != NULL; change++)
    for (guint base = 0; base < YYQ_N_BASES; base++)
      add_change (kit, cases, change, (YyqBase) base);
}

void
yyq_structure_add_removed_forms (YyqStructureKit *kit, GPtrArray *cases)
{
  add_changes (kit, cases, removals);
}

void
yyq_structure_add_forbidden (YyqStructureKit *kit, GPtrArray *cases)
{
  add_changes (kit, cases, forbidden);
}

/* Doubled keys of the signature that is being made. */
static void
add_doubled_signature (YyqStructureKit *kit, GPtrArray *cases, const char *name, const char *field,
                       const char *value)
{
  YyqSectionStyle style = { .after = YYQ_TRAILER };
  GBytes *before = kit->signed_[YYQ_BASE_TABLE];
  YyqUpdate *update = yyq_update_new (before);

  yyq_update_put (update, YYQ_FIELD_B, field);
  yyq_update_put_signature (update, YYQ_SIGNATURE_B, NULL, value);
  yyq_cases_add (cases, yyq_update_finish (update, &style, kit->b), before, "bad", NULL, "%s",
                 name);
}

#define FIELD_B(entries) \
  "<</Type/Annot/Subtype/Widget/FT/Sig/T(B)/F 132/Rect[0 0 0 0]/P 3 0 R" entries ">>"

void
yyq_structure_add_doubled_keys (YyqStructureKit *kit, GPtrArray *cases)
{
  add_changes (kit, cases, doubled);
  add_doubled_signature (kit, cases, "B's field has two values", FIELD_B ("/V 20 0 R/V 21 0 R"),
                         NULL);
  add_doubled_signature (kit, cases, "B's field has two values, one written with #",
                         FIELD_B ("/V 21 0 R/#56 20 0 R"), NULL);
  add_doubled_signature (kit, cases, "B's field has two rectangles",
                         FIELD_B ("/Rect[20 90 120 140]/V 21 0 R"), NULL);
  add_doubled_signature (kit, cases, "B's field has two names", FIELD_B ("/T(C)/V 21 0 R"), NULL);
  add_doubled_signature (kit, cases, "B's signature has two /Contents", FIELD_B ("/V 21 0 R"),
                         "/Contents<3000>");
  add_doubled_signature (kit, cases, "B's signature has two /ByteRange", FIELD_B ("/V 21 0 R"),
                         "/ByteRange[0 100 200 300]");
  add_doubled_signature (kit, cases, "B's signature has another /ByteRange written with #",
                         FIELD_B ("/V 21 0 R"), "/Byte#52ange[0 100 200 300]");
  add_doubled_signature (kit, cases, "B's signature has two /SubFilter", FIELD_B ("/V 21 0 R"),
                         "/SubFilter/adbe.pkcs7.sha1");
}
