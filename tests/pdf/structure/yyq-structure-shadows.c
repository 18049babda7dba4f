/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-lies.h"

/*
 * Shadow attacks: when A signs, something refers to an object that does not exist, which draws
 * nothing. Later the object is there, and is named in another place as well, where new objects are
 * permitted, so that who looks there first may take it for one of those.
 */

#define SHADOW 80 /* the object */

/* Where it is referred to when A signs, and what it will be. */
typedef struct {
  const char *name;
  YyqBaseSpec spec;
  const char *target; /* (nullable): the body is this one's evil one */
  const char *body;
} Place;

#define ANNOTATIONS "/Annots[11 0 R 12 0 R 13 0 R 14 0 R]"

static const Place places[] = {
  { "the page's contents",
    { .page = "/Contents[4 0 R 80 0 R]/Resources 5 0 R" ANNOTATIONS },
    "content",
    NULL },
  { "the page's content",
    { .page = "/Contents 80 0 R/Resources 5 0 R" ANNOTATIONS },
    "content",
    NULL },
  { "a font", { .resources = "<</Font<</F1 80 0 R>>/XObject<</X1 8 0 R>>>>" }, "font", NULL },
  { "a form XObject",
    { .resources = "<</Font<</F1 6 0 R>>/XObject<</X1 80 0 R>>>>" },
    "form XObject",
    NULL },
  { "an annotation",
    { .page = "/Contents 4 0 R/Resources 5 0 R/Annots[11 0 R 12 0 R 13 0 R 80 0 R]" },
    "annotation",
    NULL },
  { "the list of annotations",
    { .page = "/Contents 4 0 R/Resources 5 0 R/Annots 80 0 R" },
    NULL,
    "[14 0 R]" },
  { "the page's resources",
    { .page = "/Contents 4 0 R/Resources 80 0 R" ANNOTATIONS },
    "resources",
    NULL },
  { "the page's turn",
    { .page = "/Rotate 80 0 R/Contents 4 0 R/Resources 5 0 R" ANNOTATIONS },
    NULL,
    "180" },
  { "the page's crop",
    { .page = "/CropBox 80 0 R/Contents 4 0 R/Resources 5 0 R" ANNOTATIONS },
    NULL,
    "[0 0 90 90]" },
  { "the catalogue's action",
    { .catalogue = "/OpenAction 80 0 R" },
    NULL,
    "<</S/JavaScript/JS(app.alert)>>" },
  { "the catalogue's layers",
    { .catalogue = "/OCProperties 80 0 R" },
    NULL,
    "<</OCGs[]/D<</BaseState/OFF>>>>" },
  { "the catalogue's permissions", { .catalogue = "/Perms 80 0 R" }, NULL, "<</UR3 20 0 R>>" },
  { NULL },
};

/* Where else it is named when it is there. */
typedef struct {
  const char *name;
  const char *catalogue;          /* (nullable): more entries of it */
  const char *object;             /* (nullable): body of object 81 */
  const char *b;                  /* (nullable): more entries of the field of B, who signs */
  const char *value;              /* (nullable): more entries of his signature */
  const char *information, *form; /* (nullable): bodies */
} Role;

static const Role roles[] = {
  { "nowhere" },
  { "the DSS", "/DSS 80 0 R" },
  { "the DSS's certificates", "/DSS 81 0 R", "<</Certs[80 0 R]>>" },
  { "the DSS's CRLs", "/DSS<</CRLs[80 0 R]>>" },
  { "the DSS's OCSPs", "/DSS<</OCSPs 81 0 R>>", "[80 0 R]" },
  { "the DSS's VRI", "/DSS<</VRI<</AA<</Cert[80 0 R]>>>>>>" },
  { "an entry of the DSS", "/DSS<</Other 80 0 R>>" },
  { "the extensions", "/Extensions<</ADBE 80 0 R>>" },
  { "the metadata", "/Metadata 80 0 R" },
  { "the information", .information = "<</Producer(tests)/Other 80 0 R>>" },
  { "B's appearance", .b = "/AP<</N 80 0 R>>" },
  { "B's lock", .b = "/Lock 80 0 R" },
  { "B's signature", .b = "", .value = "/Prop_Build 80 0 R" },
  { "the form's resources",
    .form = "<</Fields[11 0 R 12 0 R 13 0 R]/SigFlags 3/DR<</Font<</F1 80 0 R>>>>>>" },
  { NULL },
};

static const char *
find_body (YyqStructureKit *kit, const Place *place)
{
  if (place->target == NULL)
    return place->body;
  for (const YyqTarget *target = kit->targets;; target++)
    if (g_str_equal (target->name, place->target))
      return target->evil;
}

static void
put_role (YyqUpdate *update, const Place *place, const Role *role)
{
  if (role->catalogue != NULL) {
    g_autofree char *more = g_strconcat (place->spec.catalogue != NULL ? place->spec.catalogue : "",
                                         role->catalogue, NULL);
    g_autofree char *body = yyq_structure_catalogue (more);

    yyq_update_put (update, YYQ_CATALOGUE, body);
  }
  if (role->object != NULL)
    yyq_update_put (update, SHADOW + 1, role->object);
  if (role->information != NULL)
    yyq_update_put (update, YYQ_INFORMATION, role->information);
  if (role->form != NULL)
    yyq_update_put (update, YYQ_ACROFORM, role->form);
  if (role->b != NULL) {
    g_autofree char *field = g_strdup_printf (
      "<</Type/Annot/Subtype/Widget/FT/Sig/T(B)/F 132/Rect[0 0 0 0]/P 3 0 R%s/V 21 0 R>>", role->b);

    yyq_update_put (update, YYQ_FIELD_B, field);
    yyq_update_put_signature (update, YYQ_SIGNATURE_B, NULL, role->value);
  }
}

static void
add_shadow (YyqStructureKit *kit, GPtrArray *cases, const Place *place, const Role *role,
            YyqBase base)
{
  YyqSectionStyle style = { .kind = base == YYQ_BASE_TABLE ? YYQ_SECTION_TABLE : YYQ_SECTION_STREAM,
                            .after = YYQ_TRAILER };
  YyqBaseSpec spec = place->spec;
  g_autoptr (GBytes) before = NULL;
  YyqUpdate *update;

  spec.kind = base;
  before = yyq_structure_signed (kit, &spec);
  update = yyq_update_new (before);
  yyq_update_put (update, SHADOW, find_body (kit, place));
  put_role (update, place, role);
  yyq_cases_add (cases, yyq_update_finish (update, &style, role->b != NULL ? kit->b : NULL), before,
                 "invalid", NULL, "%s led nowhere and is there now, also named in %s (%s)",
                 place->name, role->name, base == YYQ_BASE_TABLE ? "table" : "object streams");
}

void
yyq_structure_add_shadows (YyqStructureKit *kit, GPtrArray *cases)
{
  for (const Place *place = places; place->name != NULL; place++)
    for (const Role *role = roles; role->name != NULL; role++) {
      add_shadow (kit, cases, place, role, YYQ_BASE_TABLE);
      add_shadow (kit, cases, place, role, YYQ_BASE_OBJECTS);
    }
}
