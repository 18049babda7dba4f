/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-content.h"

#include "yyq-error.h"
#include "yyq-id.h"

#include <math.h>

YYQ_DEFINE_RECORD (YyqTemplateContent, yyq_template_content, TEMPLATE_CONTENT)

/* Further out of the page than this nothing is looked for again. */
#define FARTHEST_PT 14400.0

static void
add_party (YyqTemplateContent *self, const char *key, YyqTemplateRole role, const char *name,
           int seq)
{
  g_autoptr (YyqTemplateParty) party = g_object_new (YYQ_TYPE_TEMPLATE_PARTY, "key", key, "role",
                                                     role, "name", name, "seq", seq, NULL);

  g_list_store_append (self->parties, party);
}

/* Workers first, the employer last (architecture, step 1); what is the employer's alone is taken
 * note of by the worker. The names are those of contracts: the papers are Chinese. */
YyqTemplateContent *
yyq_template_content_new_for (YyqTemplateKind kind)
{
  YyqTemplateContent *self = yyq_template_content_new ();

  if (kind == YYQ_TEMPLATE_KIND_NOTICE || kind == YYQ_TEMPLATE_KIND_CERTIFICATE) {
    add_party (self, "employer", YYQ_TEMPLATE_ROLE_EMPLOYER, "用人单位", 1);
    add_party (self, "receiver", YYQ_TEMPLATE_ROLE_RECEIVER, "签收人", 2);
  } else if (kind == YYQ_TEMPLATE_KIND_RECEIPT) {
    add_party (self, "receiver", YYQ_TEMPLATE_ROLE_RECEIVER, "签收人", 1);
  } else if (kind == YYQ_TEMPLATE_KIND_ONBOARDING) {
    add_party (self, "worker", YYQ_TEMPLATE_ROLE_WORKER, "劳动者", 1);
  } else {
    add_party (self, "worker", YYQ_TEMPLATE_ROLE_WORKER, "乙方", 1);
    add_party (self, "employer", YYQ_TEMPLATE_ROLE_EMPLOYER, "甲方", 2);
  }
  return self;
}

YyqTemplateContent *
yyq_template_content_copy (YyqTemplateContent *self)
{
  return yyq_record_copy (self);
}

guint
yyq_template_content_count_pages (YyqTemplateContent *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));
  guint pages = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    pages += (guint) MAX (0, yyq_template_file_get_pages (file));
  }
  return pages;
}

YyqControl *
yyq_template_content_find_control (YyqTemplateContent *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->controls));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (G_LIST_MODEL (self->controls), i);

    if (g_strcmp0 (yyq_control_get_id (control), id) == 0)
      return control; /* the list keeps it */
  }
  return NULL;
}

YyqTemplateParty *
yyq_template_content_find_party (YyqTemplateContent *self, const char *key)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->parties));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (G_LIST_MODEL (self->parties), i);

    if (g_strcmp0 (yyq_template_party_get_key (party), key) == 0)
      return party;
  }
  return NULL;
}

static gboolean
fail (GError **error, const char *list, guint i, const char *member, const char *why)
{
  g_set_error (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT, "/%s/%u/%s: %s", list, i, member,
               why);
  return FALSE;
}

static gboolean
is_short (const char *text)
{
  return text == NULL || g_utf8_strlen (text, -1) <= YYQ_TEMPLATE_LONGEST_TEXT;
}

/* As it stands in JSON. */
static const char *
name_of (const YyqField *field)
{
  return field->wire != NULL ? field->wire : field->name;
}

/* All texts of a record, whatever they mean. */
static gboolean
check_texts (gpointer record, const char *list, guint i, GError **error)
{
  guint n;
  const YyqField *fields = yyq_record_get_fields (record, &n);

  for (guint f = 0; f < n; f++) {
    gpointer member = yyq_record_get_member (record, &fields[f]);
    char **words = fields[f].kind == YYQ_FIELD_STRV ? *(char ***) member : NULL;

    if (fields[f].kind == YYQ_FIELD_STRING && !is_short (*(char **) member))
      return fail (error, list, i, name_of (&fields[f]), "too long");
    if (words != NULL && g_strv_length (words) > YYQ_TEMPLATE_MOST_OPTIONS)
      return fail (error, list, i, name_of (&fields[f]), "too many");
    for (guint w = 0; words != NULL && words[w] != NULL; w++)
      if (!is_short (words[w]))
        return fail (error, list, i, name_of (&fields[f]), "too long");
  }
  return TRUE;
}

/* @key: not empty, and nobody had it before. */
static gboolean
take_key (GHashTable *seen, const char *key)
{
  return key != NULL && *key != '\0' && g_hash_table_add (seen, (gpointer) key);
}

static gboolean
check_files (YyqTemplateContent *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
    int pages = yyq_template_file_get_pages (file);

    if (i >= YYQ_TEMPLATE_MOST_FILES)
      return fail (error, "files", i, "", "too many");
    if (!yyq_id_is_valid (yyq_template_file_get_id (file)) ||
        !take_key (seen, yyq_template_file_get_id (file)))
      return fail (error, "files", i, "id", "not an id of its own");
    if (pages < 1 || pages > YYQ_TEMPLATE_MOST_PAGES)
      return fail (error, "files", i, "pages", "out of range");
    if (!check_texts (file, "files", i, error))
      return FALSE;
  }
  if (yyq_template_content_count_pages (self) > YYQ_TEMPLATE_MOST_PAGES)
    return fail (error, "files", n - 1, "pages", "too many");
  return TRUE;
}

static gboolean
check_parties (YyqTemplateContent *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->parties));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (G_LIST_MODEL (self->parties), i);

    if (i >= YYQ_TEMPLATE_MOST_PARTIES)
      return fail (error, "parties", i, "", "too many");
    if (!take_key (seen, yyq_template_party_get_key (party)))
      return fail (error, "parties", i, "key", "not a key of its own");
    if (yyq_template_party_get_name (party) == NULL || *yyq_template_party_get_name (party) == '\0')
      return fail (error, "parties", i, "name", "is empty");
    if (!check_texts (party, "parties", i, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_within (double value, double least, double most)
{
  return isfinite (value) && value >= least && value <= most;
}

/* (nullable): the member that is not right. */
static const char *
find_bad_place (YyqControl *control, guint pages)
{
  if (yyq_control_get_page (control) < 0 || (guint) yyq_control_get_page (control) >= pages)
    return "page";
  if (!is_within (yyq_control_get_x (control), -FARTHEST_PT, FARTHEST_PT))
    return "x";
  if (!is_within (yyq_control_get_y (control), -FARTHEST_PT, FARTHEST_PT))
    return "y";
  if (!is_within (yyq_control_get_width (control), YYQ_CONTROL_SMALLEST, FARTHEST_PT))
    return "w";
  if (!is_within (yyq_control_get_height (control), YYQ_CONTROL_SMALLEST, FARTHEST_PT))
    return "h";
  if (!is_within (yyq_control_get_size (control), 0, YYQ_CONTROL_LARGEST_SIZE))
    return "size";
  if (!is_within (yyq_control_get_gap (control), 0, FARTHEST_PT))
    return "gap";
  if (yyq_control_get_last_page (control) < 0 ||
      (guint) yyq_control_get_last_page (control) >= pages)
    return "last_page";
  if (yyq_control_get_colour (control) < 0 || yyq_control_get_colour (control) > 0xffffff)
    return "colour";
  return NULL;
}

static gboolean
check_controls (YyqTemplateContent *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint pages = yyq_template_content_count_pages (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->controls));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (G_LIST_MODEL (self->controls), i);
    const char *party = yyq_control_get_party (control);
    const char *bad = find_bad_place (control, pages);

    if (i >= YYQ_TEMPLATE_MOST_CONTROLS)
      return fail (error, "controls", i, "", "too many");
    if (!yyq_id_is_valid (yyq_control_get_id (control)) ||
        !take_key (seen, yyq_control_get_id (control)))
      return fail (error, "controls", i, "id", "not an id of its own");
    if (bad != NULL)
      return fail (error, "controls", i, bad, "out of range");
    if (party != NULL && yyq_template_content_find_party (self, party) == NULL)
      return fail (error, "controls", i, "party", "there is none of this key");
    if (!check_texts (control, "controls", i, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_notes (YyqTemplateContent *self, GError **error)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->notes));

  if (n > YYQ_TEMPLATE_MOST_NOTES)
    return fail (error, "notes", YYQ_TEMPLATE_MOST_NOTES, "", "too many");
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqPreflightNote) note = g_list_model_get_item (G_LIST_MODEL (self->notes), i);

    if (!check_texts (note, "notes", i, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
yyq_template_content_check (YyqTemplateContent *self, GError **error)
{
  if (!is_short (self->watermark)) {
    g_set_error_literal (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT, "/watermark: too long");
    return FALSE;
  }
  return check_files (self, error) && check_parties (self, error) && check_controls (self, error) &&
         check_notes (self, error);
}
