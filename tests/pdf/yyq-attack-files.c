/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-attack-files.h"

#include <stdlib.h>
#include <string.h>

#include "yyq-pdf-incremental.h"
#include "yyq-qpdf.h"

/*
 * Changes behind the signatures (incremental saving, shadow attacks and certified-document
 * attacks), then tricks with the file's structure, then with the signature dictionaries (universal
 * forgery and wrapping). reference: ISO 32000-1 §7.5, §12.8.
 */

typedef struct {
  YyqPdfIncremental *update;
  qpdf_data qpdf;
  qpdf_oh page;
} Editor;

typedef void (*Edit) (Editor *editor);

static GBytes *
edit (GBytes *pdf, Edit change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfIncremental) update = yyq_pdf_incremental_open (pdf, &error);
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);
  Editor editor = { update, qpdf, qpdf_get_page_n (qpdf, 0) };
  g_autoptr (GBytes) tail = NULL;

  change (&editor);
  tail = yyq_pdf_incremental_write (update, &error);
  g_assert_no_error (error);
  return yyq_pdf_join (pdf, tail);
}

static void
put (Editor *self, qpdf_oh dictionary, const char *key, const char *value)
{
  qpdf_oh_replace_key (self->qpdf, dictionary, key, qpdf_oh_parse (self->qpdf, value));
  yyq_pdf_incremental_touch (self->update, dictionary);
}

static qpdf_oh
stream_of (Editor *self, const char *text)
{
  return yyq_qpdf_add_stream (self->qpdf, text, strlen (text));
}

static qpdf_oh
appearance_of (Editor *self, const char *text)
{
  qpdf_oh form = stream_of (self, text);
  qpdf_oh states = qpdf_oh_new_dictionary (self->qpdf);
  qpdf_oh dictionary = qpdf_oh_get_dict (self->qpdf, form);

  put (self, dictionary, "/Subtype", "/Form");
  put (self, dictionary, "/BBox", "[0 0 100 100]");
  qpdf_oh_replace_key (self->qpdf, states, "/N", form);
  return states;
}

static qpdf_oh
field (Editor *self, const char *name)
{
  return yyq_pdf_incremental_find_field (self->update, name);
}

/* Lists shared by pages and form are objects or parts of their owner. */
static void
append (Editor *self, qpdf_oh owner, const char *key, qpdf_oh item)
{
  qpdf_oh array = qpdf_oh_get_key (self->qpdf, owner, key);

  qpdf_oh_append_item (self->qpdf, array, item);
  yyq_pdf_incremental_touch (self->update, qpdf_oh_is_indirect (self->qpdf, array) ? array : owner);
}

static qpdf_oh
form (Editor *self)
{
  return qpdf_oh_get_key (self->qpdf, qpdf_get_root (self->qpdf), "/AcroForm");
}

static void
replace_content (Editor *self)
{
  qpdf_oh contents = qpdf_oh_get_key (self->qpdf, self->page, "/Contents");

  if (qpdf_oh_is_array (self->qpdf, contents))
    contents = qpdf_oh_get_array_item (self->qpdf, contents, 0);
  qpdf_oh_replace_stream_data (self->qpdf, contents, (const guint8 *) "0 0 9 9 re f", 12,
                               qpdf_oh_new_null (self->qpdf), qpdf_oh_new_null (self->qpdf));
  yyq_pdf_incremental_touch (self->update, contents);
}

static void
repoint_content (Editor *self)
{
  qpdf_oh_replace_key (self->qpdf, self->page, "/Contents", stream_of (self, "0 0 9 9 re f"));
  yyq_pdf_incremental_touch (self->update, self->page);
}

static void
swap_page_tree (Editor *self)
{
  qpdf_oh tree = qpdf_oh_get_key (self->qpdf, qpdf_get_root (self->qpdf), "/Pages");
  qpdf_oh page =
    qpdf_make_indirect_object (self->qpdf, yyq_qpdf_copy_dictionary (self->qpdf, self->page));
  qpdf_oh kids = qpdf_oh_new_array (self->qpdf);

  qpdf_oh_append_item (self->qpdf, kids, page);
  qpdf_oh_replace_key (self->qpdf, tree, "/Kids", kids);
  put (self, tree, "/Count", "1");
}

static void
swap_catalogue_pages (Editor *self)
{
  qpdf_oh root = qpdf_get_root (self->qpdf);
  qpdf_oh tree =
    yyq_qpdf_copy_dictionary (self->qpdf, qpdf_oh_get_key (self->qpdf, root, "/Pages"));

  qpdf_oh_replace_key (self->qpdf, root, "/Pages", qpdf_make_indirect_object (self->qpdf, tree));
  yyq_pdf_incremental_touch (self->update, root);
}

static void
cover_text (Editor *self)
{
  qpdf_oh note = qpdf_make_indirect_object (
    self->qpdf, qpdf_oh_parse (
                  self->qpdf, "<</Type/Annot/Subtype/Square/Rect[50 500 500 700]/IC[1 1 1]/F 4>>"));

  qpdf_oh_replace_key (self->qpdf, note, "/AP", appearance_of (self, "1 g 0 0 100 100 re f"));
  append (self, self->page, "/Annots", note);
}

static void
swap_font (Editor *self)
{
  qpdf_oh resources = yyq_qpdf_get_inherited (self->qpdf, self->page, "/Resources");
  qpdf_oh fonts = qpdf_oh_get_key (self->qpdf, resources, "/Font");
  qpdf_oh font;
  g_autofree char *name = NULL;

  qpdf_oh_begin_dict_key_iter (self->qpdf, fonts);
  g_assert_true (qpdf_oh_dict_more_keys (self->qpdf));
  name = g_strdup (qpdf_oh_dict_next_key (self->qpdf));
  font = qpdf_oh_get_key (self->qpdf, fonts, name);
  put (self, font, "/ToUnicode", "null");
  put (self, font, "/BaseFont", "/Helvetica");
}

static void
rotate (Editor *self)
{
  put (self, self->page, "/Rotate", "90");
}

static void
crop (Editor *self)
{
  put (self, self->page, "/CropBox", "[0 0 300 300]");
}

static void
open_script (Editor *self)
{
  put (self, qpdf_get_root (self->qpdf), "/OpenAction", "<</S/JavaScript/JS(app.alert\\(1\\))>>");
}

static void
page_script (Editor *self)
{
  put (self, self->page, "/AA", "<</O<</S/URI/URI(http://127.0.0.1/)>>>>");
}

static void
hide_layers (Editor *self)
{
  put (self, qpdf_get_root (self->qpdf), "/OCProperties", "<</OCGs[]/D<</BaseState/OFF>>>>");
}

static void
add_permissions (Editor *self)
{
  put (self, qpdf_get_root (self->qpdf), "/Perms", "<</UR3<</Type/Sig>>>>");
}

static void
add_xfa (Editor *self)
{
  put (self, form (self), "/XFA", "(<xdp/>)");
}

static void
need_appearances (Editor *self)
{
  put (self, form (self), "/NeedAppearances", "true");
}

static void
replace_seal (Editor *self)
{
  qpdf_oh seal = qpdf_oh_get_key (
    self->qpdf, qpdf_oh_get_key (self->qpdf, field (self, "employer"), "/AP"), "/N");

  qpdf_oh_replace_stream_data (self->qpdf, seal, (const guint8 *) "1 g", 3,
                               qpdf_oh_new_null (self->qpdf), qpdf_oh_new_null (self->qpdf));
  yyq_pdf_incremental_touch (self->update, seal);
}

static void
repoint_seal (Editor *self)
{
  qpdf_oh_replace_key (self->qpdf, field (self, "employer"), "/AP", appearance_of (self, "1 g"));
  yyq_pdf_incremental_touch (self->update, field (self, "employer"));
}

static void
move_widget (Editor *self)
{
  put (self, field (self, "employer"), "/Rect", "[0 0 600 800]");
}

static void
hide_widget (Editor *self)
{
  put (self, field (self, "employer"), "/F", "2");
}

static void
rename_field (Editor *self)
{
  put (self, field (self, "employer"), "/T", "(boss)");
}

static void
change_value (Editor *self)
{
  put (self, field (self, "note"), "/V", "(80000)");
}

static void
add_signature_field (Editor *self)
{
  qpdf_oh widget = qpdf_make_indirect_object (
    self->qpdf,
    qpdf_oh_parse (self->qpdf,
                   "<</FT/Sig/T(third)/Type/Annot/Subtype/Widget/Rect[50 500 500 700]/F 4>>"));

  qpdf_oh_replace_key (self->qpdf, widget, "/AP", appearance_of (self, "1 g 0 0 100 100 re f"));
  append (self, self->page, "/Annots", widget);
  append (self, form (self), "/Fields", widget);
}

static void
add_false_timestamp (Editor *self)
{
  append (self, form (self), "/Fields",
          qpdf_make_indirect_object (
            self->qpdf,
            qpdf_oh_parse (self->qpdf,
                           "<</FT/Sig/T(stamp)/Subtype/Widget/Rect[0 0 0 "
                           "0]/V<</SubFilter/ETSI.RFC3161/ByteRange[0 1 2 3]/Contents<00>>>>>")));
}

static void
remove_signature (Editor *self)
{
  qpdf_oh_remove_key (self->qpdf, field (self, "worker"), "/V");
  yyq_pdf_incremental_touch (self->update, field (self, "worker"));
}

static void
drop_fields (Editor *self)
{
  put (self, form (self), "/Fields", "[]");
}

static void
share_signature (Editor *self)
{
  qpdf_oh_replace_key (self->qpdf, field (self, "worker"), "/V",
                       qpdf_oh_get_key (self->qpdf, field (self, "employer"), "/V"));
  yyq_pdf_incremental_touch (self->update, field (self, "worker"));
}

static void
copy_signature (Editor *self)
{
  qpdf_oh copy = yyq_qpdf_copy_dictionary (
    self->qpdf, qpdf_oh_get_key (self->qpdf, field (self, "worker"), "/V"));

  qpdf_oh_replace_key (self->qpdf, field (self, "worker"), "/V",
                       qpdf_make_indirect_object (self->qpdf, copy));
  yyq_pdf_incremental_touch (self->update, field (self, "worker"));
}

/* For the field that is still empty: the worker's signature once more. */
static void
reuse_signature (Editor *self)
{
  qpdf_oh_replace_key (self->qpdf, field (self, "employer"), "/V",
                       qpdf_oh_get_key (self->qpdf, field (self, "worker"), "/V"));
  yyq_pdf_incremental_touch (self->update, field (self, "employer"));
}

static void
widen_range (Editor *self)
{
  put (self, qpdf_oh_get_key (self->qpdf, field (self, "worker"), "/V"), "/ByteRange",
       "[0 100 200 300]");
}

static void
paint_unsigned (Editor *self)
{
  qpdf_oh_replace_key (self->qpdf, field (self, "employer"), "/AP", appearance_of (self, "1 g"));
  yyq_pdf_incremental_touch (self->update, field (self, "employer"));
}

static void
paint_workers_area (Editor *self)
{
  qpdf_oh_replace_key (self->qpdf, field (self, "worker.date"), "/AP", appearance_of (self, "1 g"));
  yyq_pdf_incremental_touch (self->update, field (self, "worker.date"));
}

static void
paint_employers_area (Editor *self)
{
  qpdf_oh_replace_key (self->qpdf, field (self, "employer.date"), "/AP",
                       appearance_of (self, "1 g"));
  yyq_pdf_incremental_touch (self->update, field (self, "employer.date"));
}

static void
make_loop (Editor *self)
{
  qpdf_oh kids = qpdf_oh_new_array (self->qpdf);

  for (guint i = 0; i < 50; i++)
    qpdf_oh_append_item (self->qpdf, kids, field (self, "note"));
  qpdf_oh_replace_key (self->qpdf, field (self, "note"), "/Kids", kids);
  yyq_pdf_incremental_touch (self->update, field (self, "note"));
}

#define EDIT(name, of, change) \
  static GBytes *name (YyqAttackKit *kit) { return edit (kit->of, change); }

EDIT (content_replaced, complete, replace_content)
EDIT (content_repointed, complete, repoint_content)
EDIT (page_tree_swapped, complete, swap_page_tree)
EDIT (catalogue_pages_swapped, complete, swap_catalogue_pages)
EDIT (text_covered, complete, cover_text)
EDIT (font_swapped, complete, swap_font)
EDIT (page_rotated, complete, rotate)
EDIT (page_cropped, complete, crop)
EDIT (script_at_opening, complete, open_script)
EDIT (script_on_page, complete, page_script)
EDIT (layers_hidden, complete, hide_layers)
EDIT (permissions_added, complete, add_permissions)
EDIT (xfa_added, complete, add_xfa)
EDIT (appearances_needed, complete, need_appearances)
EDIT (seal_replaced, complete, replace_seal)
EDIT (seal_repointed, complete, repoint_seal)
EDIT (widget_moved, complete, move_widget)
EDIT (widget_hidden, complete, hide_widget)
EDIT (field_renamed, complete, rename_field)
EDIT (value_changed, complete, change_value)
EDIT (signature_field_added, complete, add_signature_field)
EDIT (false_timestamp_added, complete, add_false_timestamp)
EDIT (signature_removed, complete, remove_signature)
EDIT (fields_dropped, complete, drop_fields)
EDIT (signature_shared, complete, share_signature)
EDIT (signature_copied, complete, copy_signature)
EDIT (signature_reused, first, reuse_signature)
EDIT (range_widened, complete, widen_range)
EDIT (unsigned_painted, first, paint_unsigned)
EDIT (area_twice, complete, paint_workers_area)
EDIT (area_unsigned, first, paint_employers_area)
EDIT (area_late, complete, paint_employers_area)
EDIT (fields_in_a_loop, complete, make_loop)

/* Between two signatures somebody changes something, and the second signer does not look. */
static GBytes *
edit_and_sign (YyqAttackKit *kit, Edit change)
{
  const YyqPdfSignOptions employer = { .field = "employer" };
  g_autoptr (GBytes) changed = edit (kit->first, change);

  return yyq_attack_sign (kit, changed, &employer);
}

static GBytes *
content_replaced_between (YyqAttackKit *kit)
{
  return edit_and_sign (kit, replace_content);
}

static GBytes *
area_of_other_party (YyqAttackKit *kit)
{
  return edit_and_sign (kit, paint_workers_area);
}

static GBytes *
content_behind_dss (YyqAttackKit *kit)
{
  g_autoptr (GBytes) stored = yyq_attack_add_dss (kit, kit->complete, NULL);

  return edit (stored, replace_content);
}

static GBytes *
append_text (GBytes *pdf, const char *text)
{
  g_autoptr (GBytes) tail = g_bytes_new (text, strlen (text));

  return yyq_pdf_join (pdf, tail);
}

/* What the last startxref says. */
static guint64
last_section (GBytes *pdf)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  g_autofree char *end = g_strndup (data + length - 40, 40);

  return g_ascii_strtoull (strstr (end, "startxref") + 9, NULL, 10);
}

/* What the trailer of the last update says. */
static int
file_size (GBytes *pdf)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  g_autofree char *end = g_strndup (data + length - 400, 400);

  return atoi (g_strrstr (end, "/Size") + 5);
}

/* (transfer full): the trailer's /Info as it must stay. */
static char *
information (GBytes *pdf)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  g_autofree char *end = g_strndup (data + length - 400, 400);
  const char *at = g_strrstr (end, "/Info ");

  return g_strndup (at, (gsize) (strstr (at, " R") + 2 - at));
}

/* An update by hand: new objects, where @ stands for their number, at a place @off from where the
 * table says they are. */
static GBytes *
update_by_hand (GBytes *pdf, const char *objects, int off, const char *trailer)
{
  gsize base = g_bytes_get_size (pdf);
  int number = file_size (pdf);
  g_autofree char *digits = g_strdup_printf ("%d", number);
  g_auto (GStrv) parts = g_strsplit (objects, "@", -1);
  g_autofree char *body = g_strjoinv (digits, parts);
  g_autofree char *info = information (pdf);
  g_autofree char *text =
    g_strdup_printf ("%s\nxref\n%d 1\n%010" G_GSIZE_FORMAT
                     " 00000 n\r\ntrailer\n<</Root 1 0 R%s/Size %d%s/Prev %" G_GUINT64_FORMAT ">>\n"
                     "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                     body, number, base + (gsize) off, info, number + 1, trailer,
                     last_section (pdf), base + strlen (body) + 1);

  return append_text (pdf, text);
}

static GBytes *
honest_update (YyqAttackKit *kit)
{
  return update_by_hand (kit->complete, "@ 0 obj\n<</Harmless true>>\nendobj", 0, "");
}

static GBytes *
broken_table (YyqAttackKit *kit)
{
  return update_by_hand (kit->complete, "@ 0 obj\n<</Evil true>>\nendobj", 3, "");
}

static GBytes *
object_twice (YyqAttackKit *kit)
{
  return update_by_hand (kit->complete, "@ 0 obj\nnull\nendobj\n@ 0 obj\n<</Evil true>>\nendobj", 0,
                         "");
}

static GBytes *
hybrid_table (YyqAttackKit *kit)
{
  return update_by_hand (kit->complete, "@ 0 obj\nnull\nendobj", 0, "/XRefStm 20");
}

static GBytes *
hidden_hybrid_table (YyqAttackKit *kit)
{
  return update_by_hand (kit->complete, "@ 0 obj\nnull\nendobj", 0, "/XRef#53tm 20");
}

static GBytes *
other_generation (YyqAttackKit *kit)
{
  return update_by_hand (kit->complete, "@ 1 obj\n<</Evil true>>\nendobj", 0, "");
}

/* Bodies without a table: some readers look for objects on their own. */
static GBytes *
objects_without_table (YyqAttackKit *kit)
{
  g_autofree char *text =
    g_strdup_printf ("4 0 obj\n<</Evil true>>\nendobj\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n",
                     last_section (kit->complete));

  return append_text (kit->complete, text);
}

static GBytes *
objects_without_anything (YyqAttackKit *kit)
{
  return append_text (kit->complete, "4 0 obj\n<</Evil true>>\nendobj\n%%EOF\n");
}

static GBytes *
earlier_section (YyqAttackKit *kit)
{
  g_autofree char *text =
    g_strdup_printf ("\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", last_section (kit->first));

  return append_text (kit->complete, text);
}

static GBytes *
same_section_again (YyqAttackKit *kit)
{
  g_autofree char *text =
    g_strdup_printf ("\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", last_section (kit->complete));

  return append_text (kit->complete, text);
}

static GBytes *
section_in_a_loop (YyqAttackKit *kit)
{
  gsize base = g_bytes_get_size (kit->complete);
  g_autofree char *text =
    g_strdup_printf ("xref\n0 0\ntrailer\n<</Root 1 0 R/Size 300/Prev %" G_GSIZE_FORMAT
                     ">>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                     base, base);

  return append_text (kit->complete, text);
}

static GBytes *
junk_behind (YyqAttackKit *kit)
{
  return append_text (kit->complete, "PK\003\004 another file");
}

static GBytes *
second_document_behind (YyqAttackKit *kit)
{
  return yyq_pdf_join (kit->complete, kit->composed);
}

static GBytes *
cut_back (YyqAttackKit *kit)
{
  return g_bytes_new_from_bytes (kit->complete, 0, g_bytes_get_size (kit->first));
}

static GBytes *
cut_within (YyqAttackKit *kit)
{
  return g_bytes_new_from_bytes (kit->complete, 0, g_bytes_get_size (kit->complete) - 30);
}

static GBytes *
text_flipped (YyqAttackKit *kit)
{
  return yyq_attack_replace (kit->complete, "endstream", "endStream");
}

static GBytes *
junk_in_front (YyqAttackKit *kit)
{
  g_autoptr (GBytes) junk = g_bytes_new_static ("MZ\n", 3);

  return yyq_pdf_join (junk, kit->complete);
}

static GBytes *
no_range (YyqAttackKit *kit)
{
  return yyq_attack_replace (kit->complete, "/ByteRange[", "/ByteRangX[");
}

static GBytes *
negative_range (YyqAttackKit *kit)
{
  return yyq_attack_replace (kit->complete, "/ByteRange[0 ", "/ByteRange[-1");
}

static GBytes *
range_from_one (YyqAttackKit *kit)
{
  return yyq_attack_replace (kit->complete, "/ByteRange[0 ", "/ByteRange[1 ");
}

static GBytes *
no_contents (YyqAttackKit *kit)
{
  return yyq_attack_replace (kit->complete, "/Contents<3", "/Content5<3");
}

static GBytes *
zero_contents (YyqAttackKit *kit)
{
  g_autoptr (GBytes) zero = g_bytes_new_static ("", 1);

  return yyq_attack_put_cms (kit->complete, zero);
}

static GBytes *
lowered_subfilter (YyqAttackKit *kit)
{
  return yyq_attack_replace (kit->complete, "ETSI.CAdES.detached", "adbe.x509.rsa_sha1 ");
}

const YyqAttack yyq_attacks[] = {
  { "the page's content is replaced", content_replaced, "invalid", "/Contents" },
  { "the page has another content", content_repointed, "invalid", "/Contents" },
  { "the page tree has another page", page_tree_swapped, "invalid", "/Kids" },
  { "the catalogue has another page tree", catalogue_pages_swapped, "invalid", "/Pages" },
  { "an annotation covers text", text_covered, "invalid", "/Annots" },
  { "a font is another one", font_swapped, "invalid", "/Font" },
  { "the page is turned", page_rotated, "invalid", "/Rotate" },
  { "the page is cropped", page_cropped, "invalid", "/CropBox" },
  { "a script runs at opening", script_at_opening, "invalid", "/OpenAction" },
  { "the page has an action", script_on_page, "invalid", "/AA" },
  { "layers are hidden", layers_hidden, "invalid", "/OCProperties" },
  { "usage rights are added", permissions_added, "invalid", "/Perms" },
  { "another form lies over the form", xfa_added, "invalid", "/XFA" },
  { "viewers are to draw the fields anew", appearances_needed, "invalid", "/NeedAppearances" },
  { "the seal is replaced", seal_replaced, "invalid", "/AP" },
  { "the field has another seal", seal_repointed, "invalid", "/AP" },
  { "the signature's field is moved", widget_moved, "invalid", "/Rect" },
  { "the signature's field is hidden", widget_hidden, "invalid", "/F" },
  { "the signature's field is renamed", field_renamed, "invalid", "/T" },
  { "a form value is changed", value_changed, "invalid", "/V" },
  { "a visible signature field is added over the text", signature_field_added, "invalid",
    "covers" },
  { "a false time stamp is added", false_timestamp_added, "invalid", "/ByteRange" },
  { "a signature is removed", signature_removed, "invalid", "/V: removed" },
  { "all fields are dropped", fields_dropped, "invalid", "hides this signature" },
  { "two fields have one signature", signature_shared, "invalid", NULL },
  { "a signature is a copy", signature_copied, "invalid", NULL },
  { "an empty field gets somebody else's signature", signature_reused, "invalid", NULL },
  { "a signature leaves out more than itself", range_widened, "invalid", "/ByteRange" },
  { "an unsigned field is painted", unsigned_painted, "invalid", "/AP" },
  { "an area is painted twice", area_twice, "invalid", "/AP" },
  { "an area is painted without a signature", area_unsigned, "invalid", "/AP" },
  { "an area is painted after the signature", area_late, "invalid", "/AP" },
  { "a party's area is painted by another party", area_of_other_party, "invalid", "/AP" },
  { "fields list each other in a loop", fields_in_a_loop, NULL, NULL },
  { "the content is replaced between two signatures", content_replaced_between, "invalid",
    "/Contents" },
  { "the content is replaced behind the security store", content_behind_dss, "invalid",
    "/Contents" },
  { "an honest update by hand is nothing (control)", honest_update, "valid", NULL },
  { "the appended table is wrong", broken_table, NULL, NULL },
  { "an appended object is there twice", object_twice, "invalid", "that no section lists" },
  { "a hybrid table is appended", hybrid_table, NULL, NULL },
  { "a hidden hybrid table is appended", hidden_hybrid_table, NULL, NULL },
  { "an object has another generation", other_generation, NULL, NULL },
  { "objects are appended without a table", objects_without_table, "invalid",
    "belong to no update" },
  { "objects are appended without anything", objects_without_anything, NULL, NULL },
  { "startxref leads to an earlier section", earlier_section, NULL, NULL },
  { "startxref is repeated", same_section_again, "invalid", "belong to no update" },
  { "sections follow each other in a loop", section_in_a_loop, NULL, NULL },
  { "junk stands behind the end", junk_behind, NULL, NULL },
  { "another document stands behind the end", second_document_behind, NULL, NULL },
  { "junk stands in front", junk_in_front, NULL, NULL },
  { "the last signature is cut off", cut_back, "incomplete", NULL },
  { "the last bytes are cut off", cut_within, NULL, NULL },
  { "a signed byte is changed", text_flipped, NULL, NULL },
  { "a signature has no /ByteRange", no_range, "invalid", "/ByteRange" },
  { "a signature has a negative /ByteRange", negative_range, "invalid", "/ByteRange" },
  { "a signature does not begin with the file", range_from_one, "invalid", "begin with the file" },
  { "a signature has no /Contents", no_contents, "invalid", "/Contents" },
  { "a signature is empty", zero_contents, "invalid", "not a signature" },
  { "a signature has another format", lowered_subfilter, "invalid", NULL },
  { NULL },
};
