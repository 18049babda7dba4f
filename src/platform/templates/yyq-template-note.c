/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-note.h"

/* The members that the log tells of, and what they are called there (yyq-log-action.h). */
static const struct {
  const char *member;
  const char *field;
} told[] = {
  { "name", "name" },   { "kind", "template-kind" },  { "folder", "folder" },
  { "tags", "tags" },   { "state", "state" },         { "edition", "edition" },
  { "pages", "pages" }, { "n-controls", "controls" },
};

#define MOST_CHANGES (G_N_ELEMENTS (told) + 1)

static char *
word_of (const GValue *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (G_VALUE_TYPE (value));

  return g_strdup (g_enum_get_value (klass, g_value_get_enum (value))->value_nick);
}

/* (transfer full) (nullable): of a template that is not there nothing, and of a number 0 nothing
 * either. */
static char *
value_of (YyqTemplate *template, const char *member)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (template == NULL)
    return NULL;
  g_object_get_property (G_OBJECT (template), member, &value);
  if (G_VALUE_HOLDS_ENUM (&value))
    return word_of (&value);
  if (G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);
  return g_value_get_int (&value) != 0 ? g_strdup_printf ("%d", g_value_get_int (&value)) : NULL;
}

gboolean
yyq_template_note (YyqPlatform *platform, const YyqAuditEntry *entry, YyqTemplate *before,
                   YyqTemplate *template, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  YyqAuditChange changes[MOST_CHANGES];
  YyqAuditEntry whole = *entry;

  g_return_val_if_fail (entry->n_changes <= 1, FALSE);
  if (entry->n_changes > 0)
    changes[0] = entry->changes[0];
  whole.unit_id = yyq_template_get_unit_id (template);
  whole.object = yyq_template_get_id (template);
  whole.changes = changes;
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++) {
    char *old = value_of (before, told[i].member);
    char *new = value_of (template, told[i].member);

    g_ptr_array_add (texts, old);
    g_ptr_array_add (texts, new);
    if (g_strcmp0 (old, new) != 0)
      changes[whole.n_changes++] = (YyqAuditChange){ told[i].field, old, new };
  }
  return yyq_audit_write (platform, &whole, error);
}
