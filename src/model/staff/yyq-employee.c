/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee.h"

#include "yyq-mask.h"

YYQ_DEFINE_RECORD (YyqEmployee, yyq_employee, EMPLOYEE)

static gboolean
is_numbered_as_id_card (YyqEmployee *self)
{
  return yyq_document_kind_get_value_kind (self->document_kind) == YYQ_VALUE_ID_CARD;
}

static void
mask (char **member, char *(*make) (const char *value))
{
  g_autofree char *clear = g_steal_pointer (member);

  if (clear != NULL)
    *member = make (clear);
}

void
yyq_employee_mask (YyqEmployee *self)
{
  mask (&self->document_number,
        is_numbered_as_id_card (self) ? yyq_mask_id_card : yyq_mask_document);
  mask (&self->birth_date, yyq_mask_day);
  mask (&self->household_address, yyq_mask_address);
  mask (&self->current_address, yyq_mask_address);
  mask (&self->phone, yyq_mask_phone);
  mask (&self->email, yyq_mask_email);
  g_clear_pointer (&self->revealed, g_strfreev);
}

void
yyq_employee_derive (YyqEmployee *self)
{
  g_autofree char *birthday = NULL;
  gboolean male;

  if (self->document_number == NULL || !is_numbered_as_id_card (self) ||
      !yyq_id_card_tell (self->document_number, &birthday, &male))
    return;
  g_object_set (self, "birth-date", birthday, "gender", male ? YYQ_GENDER_MALE : YYQ_GENDER_FEMALE,
                NULL);
}

static void
add_revealed (YyqEmployee *self, const char *member)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (yyq_employee_is_revealed (self, member))
    return;
  if (self->revealed != NULL)
    g_strv_builder_addv (names, (const char **) self->revealed);
  g_strv_builder_add (names, member);
  all = g_strv_builder_end (names);
  g_object_set (self, "revealed", all, NULL);
}

void
yyq_employee_take_clear (YyqEmployee *self, YyqEmployeeClear *clear)
{
  g_return_if_fail (g_strcmp0 (self->id, yyq_employee_clear_get_id (clear)) == 0);

  for (guint i = 0; yyq_employee_personal[i] != NULL; i++) {
    g_autofree char *value = NULL;

    g_object_get (clear, yyq_employee_personal[i], &value, NULL);
    if (value == NULL)
      continue;
    g_object_set (self, yyq_employee_personal[i], value, NULL);
    add_revealed (self, yyq_employee_personal[i]);
  }
}

gboolean
yyq_employee_is_revealed (YyqEmployee *self, const char *member)
{
  return self->revealed != NULL && g_strv_contains ((const char *const *) self->revealed, member);
}
