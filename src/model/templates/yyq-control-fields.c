/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-fields.h"

struct _YyqControlFields {
  GHashTable *controls; /* (owned): field -> YyqControl, both borrowed from the content */
  GPtrArray *kept;      /* (owned): so that they stay */
};

const char *
yyq_control_get_field (YyqControl *control)
{
  const char *key = yyq_control_get_key (control);

  if (key == NULL || *key == '\0')
    key = yyq_control_get_name (control);
  return key != NULL && *key != '\0' ? key : NULL;
}

YyqFormulaType
yyq_control_kind_get_type_of_value (YyqControlKind kind)
{
  if (yyq_control_kind_get_info (kind)->group == YYQ_CONTROL_GROUP_SIGN)
    return YYQ_FORMULA_BLANK;
  if (kind == YYQ_CONTROL_NUMBER || kind == YYQ_CONTROL_AMOUNT)
    return YYQ_FORMULA_NUMBER;
  if (kind == YYQ_CONTROL_DATE)
    return YYQ_FORMULA_DAY;
  if (kind == YYQ_CONTROL_PHOTO || kind == YYQ_CONTROL_TABLE || kind == YYQ_CONTROL_RECEIPT ||
      kind == YYQ_CONTROL_CHECKBOX || kind == YYQ_CONTROL_PAGE_NUMBER)
    return YYQ_FORMULA_BLANK;
  return YYQ_FORMULA_TEXT;
}

YyqControlFields *
yyq_control_fields_new (YyqTemplateContent *content)
{
  YyqControlFields *self = g_new0 (YyqControlFields, 1);
  GListModel *controls = yyq_template_content_get_controls (content);
  guint n = g_list_model_get_n_items (controls);

  self->controls = g_hash_table_new (g_str_hash, g_str_equal);
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++) {
    YyqControl *control = g_list_model_get_item (controls, i);
    const char *field = yyq_control_get_field (control);

    g_ptr_array_add (self->kept, control);
    if (field != NULL && !g_hash_table_contains (self->controls, field))
      g_hash_table_insert (self->controls, (gpointer) field, control);
  }
  return self;
}

void
yyq_control_fields_free (YyqControlFields *self)
{
  g_hash_table_unref (self->controls);
  g_ptr_array_unref (self->kept);
  g_free (self);
}

YyqControl *
yyq_control_fields_find (const YyqControlFields *self, const char *name)
{
  return g_hash_table_lookup (self->controls, name);
}

YyqFormulaType
yyq_control_fields_type_of (const char *name, gpointer self)
{
  YyqControl *control = yyq_control_fields_find (self, name);

  return control != NULL ? yyq_control_kind_get_type_of_value (yyq_control_get_kind (control))
                         : YYQ_FORMULA_BLANK;
}
