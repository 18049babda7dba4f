/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-edit-private.h"

#include <glib/gi18n.h>

#define PASTE_OFFSET_PT 12.0

/* What a new control has from the last one of its kind; size and place are handled apart. */
static const char *const STYLE[] = { "font", "size",      "fit",  "align",   "colour",
                                     "gap",  "date_form", "seal", "required" };

static void
copy_style (YyqControl *to, YyqControl *from)
{
  for (gsize i = 0; i < G_N_ELEMENTS (STYLE); i++) {
    const YyqField *field = yyq_control_find_field (STYLE[i]);
    g_auto (GValue) value = G_VALUE_INIT;

    g_object_get_property (G_OBJECT (from), field->name, &value);
    yyq_record_set_member (to, field, &value);
  }
}

static gboolean
has_name (YyqTemplateEdit *self, const char *name)
{
  for (guint i = 0; i < self->controls->len; i++)
    if (g_strcmp0 (yyq_control_get_name (self->controls->pdata[i]), name) == 0)
      return TRUE;
  return FALSE;
}

/* (transfer full): "Text 3". */
static char *
find_name (YyqTemplateEdit *self, YyqControlKind kind)
{
  g_autoptr (GPtrArray) same = yyq_template_edit_list_kind (self, kind);
  const char *title = _ (yyq_control_kind_get_info (kind)->title);
  char *name = NULL;

  for (guint n = same->len + 1; name == NULL; n++) {
    /* Translators: the name of a new control: its kind, and the how manieth it is */
    name = g_strdup_printf (_ ("%s %u"), title, n);
    if (has_name (self, name))
      g_clear_pointer (&name, g_free);
  }
  return name;
}

YyqControl *
yyq_template_edit_make (YyqTemplateEdit *self, YyqControlKind kind, const char *party,
                        const YyqControlPlace *place)
{
  YyqControl *control = NULL;
  YyqControl *last = NULL;
  YyqControlPlace at = *place;
  g_autofree char *name = NULL;

  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), NULL);
  control = yyq_control_new_of_kind (kind, party, (guint) MAX (0, at.page), at.x, at.y);
  last = g_hash_table_lookup (self->styles, GINT_TO_POINTER (kind));
  name = find_name (self, kind);
  if (last != NULL)
    copy_style (control, last);
  if (at.width <= 0)
    at.width = yyq_control_get_width (last != NULL ? last : control);
  if (at.height <= 0)
    at.height = yyq_control_get_height (last != NULL ? last : control);
  yyq_control_place_limit (&at);
  g_object_set (control, "name", name, "x", at.x, "y", at.y, "width", at.width, "height", at.height,
                NULL);
  return control;
}

static gboolean
has_room (YyqTemplateEdit *self, gsize n)
{
  return n > 0 && n <= YYQ_TEMPLATE_MOST_CONTROLS &&
         self->controls->len + n <= YYQ_TEMPLATE_MOST_CONTROLS;
}

gboolean
yyq_template_edit_add (YyqTemplateEdit *self, GPtrArray *controls, const char *name)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), FALSE);
  if (!has_room (self, controls->len))
    return FALSE;
  yyq_template_edit_begin (self, name, 0);
  for (guint i = 0; i < controls->len; i++) {
    YyqControl *control = controls->pdata[i];

    yyq_template_edit_insert (self, control, self->controls->len);
    g_hash_table_insert (self->styles, GINT_TO_POINTER (yyq_control_get_kind (control)),
                         g_object_ref (control));
  }
  yyq_template_edit_end (self);
  return TRUE;
}

/* (transfer full): those of @controls that may be moved; they stay alive meanwhile. */
static GPtrArray *
list_free (GPtrArray *controls)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < controls->len; i++)
    if (!yyq_control_get_locked (controls->pdata[i]))
      g_ptr_array_add (found, g_object_ref (controls->pdata[i]));
  return found;
}

/* From the end on, so that the places of the others are what they were. */
static void
take_out_all (YyqTemplateEdit *self, GPtrArray *controls)
{
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < controls->len; i++)
    g_hash_table_add (set, controls->pdata[i]);
  for (guint i = self->controls->len; i > 0; i--)
    if (g_hash_table_contains (set, self->controls->pdata[i - 1]))
      yyq_template_edit_take_out (self, i - 1);
}

void
yyq_template_edit_remove (YyqTemplateEdit *self, GPtrArray *controls, const char *name)
{
  g_autoptr (GPtrArray) gone = NULL;

  g_return_if_fail (YYQ_IS_TEMPLATE_EDIT (self));
  gone = list_free (controls);
  yyq_template_edit_begin (self, name, 0);
  take_out_all (self, gone);
  yyq_control_selection_drop (self->selection, gone);
  yyq_template_edit_end (self);
}

void
yyq_template_edit_place (YyqTemplateEdit *self, GPtrArray *controls, const YyqControlPlace *places,
                         const char *name, guint merge)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_EDIT (self));
  yyq_template_edit_begin (self, name, merge);
  for (guint i = 0; i < controls->len; i++)
    if (!yyq_control_get_locked (controls->pdata[i]))
      yyq_template_edit_put_place (self, controls->pdata[i], &places[i]);
  yyq_template_edit_end (self);
}

void
yyq_template_edit_move (YyqTemplateEdit *self, GPtrArray *controls, double dx, double dy,
                        guint merge)
{
  g_autofree YyqControlPlace *places = g_new (YyqControlPlace, controls->len);

  for (guint i = 0; i < controls->len; i++) {
    places[i] = yyq_control_place_of (controls->pdata[i]);
    places[i].x += dx;
    places[i].y += dy;
  }
  yyq_template_edit_place (self, controls, places, N_ ("Move"), merge);
}

void
yyq_template_edit_resize (YyqTemplateEdit *self, GPtrArray *controls, double dw, double dh,
                          guint merge)
{
  g_autofree YyqControlPlace *places = g_new (YyqControlPlace, controls->len);

  for (guint i = 0; i < controls->len; i++) {
    places[i] = yyq_control_place_of (controls->pdata[i]);
    places[i].width += dw;
    places[i].height += dh;
  }
  yyq_template_edit_place (self, controls, places, N_ ("Resize"), merge);
}

static gboolean
is_geometry (const char *member)
{
  static const char *const names[] = { "page", "x", "y", "width", "height", NULL };

  return g_strv_contains (names, member);
}

static const char *
set_name (const char *member)
{
  if (g_str_equal (member, "locked"))
    return N_ ("Lock or unlock");
  if (g_str_equal (member, "party"))
    return N_ ("Change the party");
  if (g_str_equal (member, "name"))
    return N_ ("Rename");
  if (g_str_equal (member, "preset"))
    return N_ ("Type the default");
  if (g_str_equal (member, "formula"))
    return N_ ("Change the formula");
  if (is_geometry (member))
    return N_ ("Change the place");
  return N_ ("Change a property");
}

void
yyq_template_edit_set (YyqTemplateEdit *self, GPtrArray *controls, const char *member,
                       const GValue *value, guint merge)
{
  const YyqField *field = yyq_control_find_field (member);

  g_return_if_fail (YYQ_IS_TEMPLATE_EDIT (self));
  g_return_if_fail (field != NULL);
  yyq_template_edit_begin (self, set_name (member), merge);
  for (guint i = 0; i < controls->len; i++)
    if (!is_geometry (member) || !yyq_control_get_locked (controls->pdata[i]))
      yyq_template_edit_put (self, controls->pdata[i], field, value);
  yyq_template_edit_end (self);
}

/* Copies */

GPtrArray *
yyq_template_edit_duplicate (YyqTemplateEdit *self, GPtrArray *controls, GArray *pages)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), NULL);
  if (!has_room (self, (gsize) controls->len * pages->len))
    return NULL;
  for (guint p = 0; p < pages->len; p++)
    for (guint i = 0; i < controls->len; i++) {
      YyqControl *copy = yyq_control_copy (controls->pdata[i], FALSE);
      const int page = g_array_index (pages, int, p);
      const double offset = page == yyq_control_get_page (copy) ? PASTE_OFFSET_PT : 0;

      g_object_set (copy, "page", page, "x", yyq_control_get_x (copy) + offset, "y",
                    yyq_control_get_y (copy) + offset, "locked", FALSE, NULL);
      g_ptr_array_add (copies, copy);
    }
  yyq_template_edit_add (self, copies, N_ ("Duplicate"));
  yyq_control_selection_set (self->selection, copies);
  return g_steal_pointer (&copies);
}

static gboolean
has_key (YyqTemplateEdit *self, const char *key)
{
  for (guint i = 0; i < self->controls->len; i++)
    if (g_strcmp0 (yyq_control_get_key (self->controls->pdata[i]), key) == 0)
      return TRUE;
  return FALSE;
}

/* (nullable) */
static const char *
first_party (YyqTemplateEdit *self)
{
  GListModel *parties = yyq_template_content_get_parties (self->content);
  g_autoptr (YyqTemplateParty) party = g_list_model_get_item (parties, 0);

  return party != NULL ? yyq_template_party_get_key (party) : NULL; /* the list keeps it */
}

/* What a pasted control names may belong to another template. */
static void
fit_in (YyqTemplateEdit *self, YyqControl *control)
{
  const char *party = yyq_control_get_party (control);
  const char *when = yyq_control_get_when_key (control);

  if (party != NULL && yyq_template_content_find_party (self->content, party) == NULL)
    g_object_set (control, "party", first_party (self), NULL);
  if (when != NULL && !has_key (self, when))
    g_object_set (control, "when_key", NULL, "when_value", NULL, NULL);
  g_object_set (control, "locked", FALSE, NULL);
}

/* Whether a control of the same size begins exactly there. */
static gboolean
is_taken (YyqTemplateEdit *self, YyqControl *control, int page, double offset)
{
  GPtrArray *there = yyq_template_edit_list_page (self, page);

  for (guint i = 0; i < there->len; i++)
    if (yyq_control_get_x (there->pdata[i]) == yyq_control_get_x (control) + offset &&
        yyq_control_get_y (there->pdata[i]) == yyq_control_get_y (control) + offset)
      return TRUE;
  return FALSE;
}

gboolean
yyq_template_edit_paste (YyqTemplateEdit *self, GPtrArray *controls, int page)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_object_unref);
  const int n_pages = (int) yyq_template_content_count_pages (self->content);
  int first = G_MAXINT;
  double offset = 0;

  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), FALSE);
  for (guint i = 0; i < controls->len; i++)
    first = MIN (first, yyq_control_get_page (controls->pdata[i]));
  if (controls->len > 0)
    while (offset < 20 * PASTE_OFFSET_PT && is_taken (self, controls->pdata[0], page, offset))
      offset += PASTE_OFFSET_PT;
  for (guint i = 0; i < controls->len; i++) {
    g_autoptr (YyqControl) copy = yyq_control_copy (controls->pdata[i], FALSE);
    const int at = page + yyq_control_get_page (copy) - first;

    if (at < 0 || at >= n_pages)
      continue;
    fit_in (self, copy);
    g_object_set (copy, "page", at, "x", yyq_control_get_x (copy) + offset, "y",
                  yyq_control_get_y (copy) + offset, "last_page",
                  CLAMP (yyq_control_get_last_page (copy), 0, n_pages - 1), NULL);
    g_ptr_array_add (copies, g_steal_pointer (&copy));
  }
  if (!yyq_template_edit_add (self, copies, N_ ("Paste")))
    return FALSE;
  yyq_control_selection_set (self->selection, copies);
  return TRUE;
}

/* Order */

void
yyq_template_edit_reorder (YyqTemplateEdit *self, GPtrArray *controls, guint at)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);

  g_return_if_fail (YYQ_IS_TEMPLATE_EDIT (self));
  for (guint i = 0; i < controls->len; i++)
    g_hash_table_add (set, controls->pdata[i]);
  for (guint i = 0; i < self->controls->len; i++)
    if (g_hash_table_contains (set, self->controls->pdata[i]))
      g_ptr_array_add (moved, g_object_ref (self->controls->pdata[i]));
  at = MIN (at, self->controls->len - moved->len);
  if (moved->len == 0 || (self->controls->pdata[at] == moved->pdata[0] && moved->len == 1))
    return;
  yyq_template_edit_begin (self, N_ ("Change the order"), 0);
  take_out_all (self, moved);
  for (guint i = 0; i < moved->len; i++)
    yyq_template_edit_insert (self, moved->pdata[i], at + i);
  yyq_template_edit_end (self);
}
