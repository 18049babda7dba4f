/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-preflight-private.h"

#include <glib/gi18n.h>

/* Of the smaller of two: what lies over each other by less is only close together. */
#define OVERLAP_LEAST 0.2

/* What is rounded in the editor is not off the page. */
#define EDGE_PT 0.01

/* What a person calls the control. */
static const char *
name_of (YyqControl *control)
{
  const char *name = yyq_control_get_name (control);

  if (name != NULL && *name != '\0')
    return name;
  name = yyq_control_get_key (control);
  return name != NULL && *name != '\0'
           ? name
           : _ (yyq_control_kind_get_info (yyq_control_get_kind (control))->title);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* @text is taken, and has the control's name in it. */
static void
complain (GPtrArray *findings, const char *rule, YyqControl *control, char *text)
{
  YyqPreflightFinding *finding = yyq_preflight_add (findings, YYQ_PREFLIGHT_ERROR, rule, text);

  finding->control_id = g_strdup (yyq_control_get_id (control));
  finding->page = yyq_control_get_page (control);
}

static YyqControlGroup
group_of (YyqControl *control)
{
  return yyq_control_kind_get_info (yyq_control_get_kind (control))->group;
}

/* What of a signature is seen; the date beside it is none. */
static gboolean
is_signature (YyqControl *control)
{
  return group_of (control) == YYQ_CONTROL_GROUP_SIGN &&
         yyq_control_get_kind (control) != YYQ_CONTROL_SIGNING_DATE &&
         yyq_control_get_kind (control) != YYQ_CONTROL_PAGING_SEAL;
}

static gboolean
is_seal_of_company (YyqControl *control)
{
  YyqControlKind kind = yyq_control_get_kind (control);

  return kind == YYQ_CONTROL_COMPANY_SEAL || kind == YYQ_CONTROL_REPRESENTATIVE_SEAL ||
         kind == YYQ_CONTROL_PAGING_SEAL;
}

static gboolean
party_signs (YyqTemplateContent *content, const char *key)
{
  GListModel *controls = yyq_template_content_get_controls (content);
  guint n = g_list_model_get_n_items (controls);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);

    if (is_signature (control) && g_strcmp0 (yyq_control_get_party (control), key) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A receiver reads and confirms: he signs nothing (D10). */
static void
add_parties (const YyqPreflight *self, GPtrArray *findings)
{
  GListModel *parties = yyq_template_content_get_parties (self->content);
  guint n = g_list_model_get_n_items (parties);

  if (n == 0)
    yyq_preflight_add (findings, YYQ_PREFLIGHT_ERROR, "no-party",
                       g_strdup (_ ("Nobody takes part in it. Add a party.")));
  if (yyq_template_content_count_pages (self->content) == 0)
    yyq_preflight_add (findings, YYQ_PREFLIGHT_ERROR, "no-file",
                       g_strdup (_ ("It has no pages. Add a file.")));
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (parties, i);

    if (yyq_template_party_get_role (party) != YYQ_TEMPLATE_ROLE_RECEIVER &&
        yyq_template_party_get_role (party) != YYQ_TEMPLATE_ROLE_APPROVER &&
        !party_signs (self->content, yyq_template_party_get_key (party)))
      yyq_preflight_add (findings, YYQ_PREFLIGHT_ERROR, "no-signature",
                         g_strdup_printf (_ ("“%s” has no place for a signature or a seal."),
                                          yyq_template_party_get_name (party)));
  }
}

static void
add_place (const YyqPreflight *self, YyqControl *control, GPtrArray *findings)
{
  const guint page = (guint) yyq_control_get_page (control);
  const YyqPageSize *size;

  if (self->pages == NULL || page >= self->n_pages)
    return;
  size = &self->pages[page];
  if (yyq_control_get_x (control) < -EDGE_PT || yyq_control_get_y (control) < -EDGE_PT ||
      yyq_control_get_x (control) + yyq_control_get_width (control) > size->width + EDGE_PT ||
      yyq_control_get_y (control) + yyq_control_get_height (control) > size->height + EDGE_PT)
    complain (
      findings, "off-page", control,
      g_strdup_printf (_ ("“%s” reaches over the edge of page %u."), name_of (control), page + 1));
}

static void
add_party_of (const YyqPreflight *self, YyqControl *control, GPtrArray *findings)
{
  const char *key = yyq_control_get_party (control);
  YyqTemplateParty *party =
    key != NULL ? yyq_template_content_find_party (self->content, key) : NULL;

  if (party == NULL && group_of (control) != YYQ_CONTROL_GROUP_AUTOMATIC)
    complain (
      findings, "no-owner", control,
      g_strdup_printf (_ ("“%s” belongs to nobody. Choose who fills it in."), name_of (control)));
  else if (party != NULL && is_seal_of_company (control) &&
           yyq_template_party_get_role (party) != YYQ_TEMPLATE_ROLE_EMPLOYER)
    complain (findings, "foreign-seal", control,
              g_strdup_printf (_ ("“%s” is a company's seal, but “%s” is no company."),
                               name_of (control), yyq_template_party_get_name (party)));
  else if (party != NULL && group_of (control) == YYQ_CONTROL_GROUP_SIGN &&
           yyq_template_party_get_role (party) == YYQ_TEMPLATE_ROLE_RECEIVER)
    complain (
      findings, "receiver-signs", control,
      g_strdup_printf (_ ("“%s” confirms the receipt and does not sign; “%s” is a signature."),
                       yyq_template_party_get_name (party), name_of (control)));
}

/* Read-only, and nothing that it would show. */
static gboolean
is_unfillable (YyqControl *control)
{
  return group_of (control) == YYQ_CONTROL_GROUP_FILL && yyq_control_get_required (control) &&
         yyq_control_get_read_only (control) && is_blank (yyq_control_get_preset (control)) &&
         is_blank (yyq_control_get_formula (control)) && is_blank (yyq_control_get_key (control));
}

static gboolean
has_options (YyqControl *control)
{
  const char *const *options = yyq_control_get_options (control);

  return options != NULL && *options != NULL;
}

static void
add_values (YyqControl *control, GPtrArray *findings)
{
  const int least = yyq_control_get_least (control), most = yyq_control_get_most (control);
  const char *pattern = yyq_control_get_pattern (control);
  g_autoptr (GRegex) regex = NULL;

  if (is_unfillable (control))
    complain (findings, "unfillable", control,
              g_strdup_printf (_ ("“%s” is required and read-only, but nothing fills it in."),
                               name_of (control)));
  if (yyq_control_kind_get_info (yyq_control_get_kind (control))->has_options &&
      !has_options (control))
    complain (findings, "no-options", control,
              g_strdup_printf (_ ("“%s” offers nothing to choose."), name_of (control)));
  if (most > 0 && least > most)
    complain (findings, "limits", control,
              g_strdup_printf (_ ("“%s” asks for at least %d, but at most %d."), name_of (control),
                               least, most));
  if (is_blank (pattern))
    return;
  regex = g_regex_new (pattern, 0, 0, NULL);
  if (regex == NULL)
    complain (
      findings, "pattern", control,
      g_strdup_printf (_ ("The pattern of “%s” is no regular expression."), name_of (control)));
}

static double
area_shared (YyqControl *one, YyqControl *other)
{
  const double left = MAX (yyq_control_get_x (one), yyq_control_get_x (other));
  const double top = MAX (yyq_control_get_y (one), yyq_control_get_y (other));
  const double right = MIN (yyq_control_get_x (one) + yyq_control_get_width (one),
                            yyq_control_get_x (other) + yyq_control_get_width (other));
  const double bottom = MIN (yyq_control_get_y (one) + yyq_control_get_height (one),
                             yyq_control_get_y (other) + yyq_control_get_height (other));

  return right > left && bottom > top ? (right - left) * (bottom - top) : 0;
}

static double
area_of (YyqControl *control)
{
  return yyq_control_get_width (control) * yyq_control_get_height (control);
}

/* A seal is put over the name and the date beside it (骑年盖月): that is how it is done. */
static gboolean
may_overlap (YyqControl *one, YyqControl *other)
{
  return is_seal_of_company (one) || is_seal_of_company (other);
}

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  YyqControl *one = *(YyqControl *const *) a, *other = *(YyqControl *const *) b;
  const double difference = yyq_control_get_y (one) - yyq_control_get_y (other);

  if (yyq_control_get_page (one) != yyq_control_get_page (other))
    return yyq_control_get_page (one) - yyq_control_get_page (other);
  return difference < 0 ? -1 : difference > 0;
}

/* By their tops, so that each meets only those that begin before it ends. */
static void
add_overlaps (GPtrArray *controls, GPtrArray *findings)
{
  g_ptr_array_sort (controls, compare_tops);
  for (guint i = 0; i < controls->len; i++) {
    YyqControl *one = g_ptr_array_index (controls, i);
    const double bottom = yyq_control_get_y (one) + yyq_control_get_height (one);

    for (guint k = i + 1; k < controls->len; k++) {
      YyqControl *other = g_ptr_array_index (controls, k);

      if (yyq_control_get_page (other) != yyq_control_get_page (one) ||
          yyq_control_get_y (other) >= bottom)
        break;
      if (!may_overlap (one, other) &&
          area_shared (one, other) >= OVERLAP_LEAST * MIN (area_of (one), area_of (other)))
        complain (findings, "overlap", one,
                  g_strdup_printf (_ ("“%s” and “%s” lie over each other."), name_of (one),
                                   name_of (other)));
    }
  }
}

void
yyq_preflight_add_controls (const YyqPreflight *self, GPtrArray *findings)
{
  GListModel *controls = yyq_template_content_get_controls (self->content);
  guint n = g_list_model_get_n_items (controls);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  add_parties (self, findings);
  for (guint i = 0; i < n; i++) {
    YyqControl *control = g_list_model_get_item (controls, i);

    g_ptr_array_add (all, control);
    add_place (self, control, findings);
    add_party_of (self, control, findings);
    add_values (control, findings);
  }
  add_overlaps (all, findings);
}
