/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-wish.h"

#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-template-text.h"
#include "yyq-text-clean.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

#define LONGEST_FILE_NAME 255 /* characters */

void
yyq_template_wish_free (YyqTemplateWish *self)
{
  g_free (self->id);
  g_free (self->unit_id);
  g_free (self->name);
  g_free (self->folder);
  g_free (self->tags);
  g_clear_object (&self->content);
  g_free (self->text);
  g_free (self->replaces);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self);
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT, message);
  return FALSE;
}

/* An id that the client chose. */
static gboolean
read_id (JsonObject *body, const char *member, char **id, GError **error)
{
  const char *text;

  if (!yyq_wire_get_string (body, member, &text, error))
    return FALSE;
  if (!yyq_id_is_valid (text))
    return refuse (error, "/%s: not a UUIDv7", member);
  *id = g_strdup (text);
  return TRUE;
}

static gboolean
read_name (JsonObject *body, YyqTemplateWish *wish, GError **error)
{
  const char *name;

  return yyq_wire_get_string (body, "name", &name, error) &&
         (wish->name = yyq_template_clean_name (name, error)) != NULL;
}

/* Folder and tags: nothing is none. */
static gboolean
read_words (JsonObject *body, const char *member, char **words, GError **error)
{
  g_autofree char *clean = NULL;
  const char *text;

  if (!yyq_wire_has (body, member))
    return TRUE;
  if (!yyq_wire_get_string (body, member, &text, error))
    return FALSE;
  clean = yyq_text_clean (text);
  if (g_utf8_strlen (clean, -1) > YYQ_TEMPLATE_LONGEST_NAME)
    return refuse (error, "/%s: too long", member);
  if (*clean != '\0')
    *words = g_steal_pointer (&clean);
  return TRUE;
}

static gboolean
read_kind (JsonObject *body, YyqTemplateKind *kind, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (YYQ_TYPE_TEMPLATE_KIND);
  GEnumValue *found;
  const char *word;

  if (!yyq_wire_get_string (body, "kind", &word, error))
    return FALSE;
  found = g_enum_get_value_by_nick (klass, word);
  if (found == NULL)
    return refuse (error, "/kind: unknown value");
  *kind = (YyqTemplateKind) found->value;
  return TRUE;
}

/* What the list shows. */
static gboolean
read_title (JsonObject *body, YyqTemplateWish *wish, GError **error)
{
  return read_name (body, wish, error) && read_kind (body, &wish->kind, error) &&
         read_words (body, "folder", &wish->folder, error) &&
         read_words (body, "tags", &wish->tags, error);
}

static gboolean
read_unit (JsonObject *body, YyqTemplateWish *wish, GError **error)
{
  const char *unit_id;

  if (!yyq_wire_get_string (body, "unit_id", &unit_id, error))
    return FALSE;
  wish->unit_id = g_strdup (unit_id);
  return TRUE;
}

/* Names stand in lists, in contracts and in file names. */
static gboolean
are_clean (GListModel *records, const char *list, GError **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (records); i++) {
    g_autoptr (GObject) record = g_list_model_get_item (records, i);
    g_autofree char *name = NULL;
    g_autofree char *clean = NULL;

    g_object_get (record, "name", &name, NULL);
    clean = name != NULL ? yyq_text_clean (name) : NULL;
    if (g_strcmp0 (name, clean) != 0)
      return refuse (error, "/%s/%u/name: has what does not belong into a name", list, i);
  }
  return TRUE;
}

static gboolean
check_content (YyqTemplateContent *content, GError **error)
{
  return yyq_template_content_check (content, error) &&
         are_clean (yyq_template_content_get_files (content), "files", error) &&
         are_clean (yyq_template_content_get_parties (content), "parties", error) &&
         are_clean (yyq_template_content_get_controls (content), "controls", error);
}

static gboolean
read_content (JsonObject *body, YyqTemplateWish *wish, GError **error)
{
  g_autoptr (GError) local = NULL;
  JsonObject *object;

  if (!yyq_wire_get_object (body, "content", &object, error))
    return FALSE;
  wish->content = yyq_wire_record_decode (json_object_get_member (body, "content"),
                                          YYQ_TYPE_TEMPLATE_CONTENT, &local);
  if (wish->content == NULL || !check_content (wish->content, &local)) {
    g_propagate_prefixed_error (error, g_steal_pointer (&local), "/content");
    return FALSE;
  }
  wish->text = yyq_template_text_new (wish->content);
  return TRUE;
}

YyqTemplateWish *
yyq_template_wish_read_new (JsonObject *body, GError **error)
{
  g_autoptr (YyqTemplateWish) wish = g_new0 (YyqTemplateWish, 1);

  if (!read_id (body, "id", &wish->id, error) || !read_unit (body, wish, error) ||
      !read_title (body, wish, error))
    return NULL;
  wish->content = yyq_template_content_new_for (wish->kind);
  wish->text = yyq_template_text_new (wish->content);
  return g_steal_pointer (&wish);
}

YyqTemplateWish *
yyq_template_wish_read_edit (JsonObject *body, GError **error)
{
  g_autoptr (YyqTemplateWish) wish = g_new0 (YyqTemplateWish, 1);

  return yyq_wire_get_int (body, "version", &wish->version, error) &&
             read_title (body, wish, error) && read_content (body, wish, error)
           ? g_steal_pointer (&wish)
           : NULL;
}

YyqTemplateWish *
yyq_template_wish_read_copy (JsonObject *body, GError **error)
{
  g_autoptr (YyqTemplateWish) wish = g_new0 (YyqTemplateWish, 1);

  return read_id (body, "id", &wish->id, error) && read_name (body, wish, error) &&
             (!yyq_wire_has (body, "unit_id") || read_unit (body, wish, error))
           ? g_steal_pointer (&wish)
           : NULL;
}

/* A file may be called as long as files are. */
static gboolean
read_file_name (JsonObject *body, YyqTemplateWish *wish, GError **error)
{
  const char *name;

  if (!yyq_wire_get_string (body, "name", &name, error))
    return FALSE;
  wish->name = yyq_text_clean (name);
  if (*wish->name == '\0')
    return refuse (error, "/name: is empty");
  return g_utf8_strlen (wish->name, -1) <= LONGEST_FILE_NAME || refuse (error, "/name: too long");
}

YyqTemplateWish *
yyq_template_wish_read_file (JsonObject *body, GError **error)
{
  g_autoptr (YyqTemplateWish) wish = g_new0 (YyqTemplateWish, 1);
  const char *replaces = NULL;

  if (!yyq_wire_get_int (body, "version", &wish->version, error) ||
      !read_id (body, "file_id", &wish->id, error) || !read_file_name (body, wish, error) ||
      (yyq_wire_has (body, "replaces") &&
       !yyq_wire_get_string (body, "replaces", &replaces, error)))
    return NULL;
  wish->replaces = g_strdup (replaces);
  wish->pdf = yyq_wire_get_bytes (body, "pdf", error);
  return wish->pdf != NULL ? g_steal_pointer (&wish) : NULL;
}
