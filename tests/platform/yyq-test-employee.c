/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-employee.h"

#include <string.h>

#include "yyq-clock.h"
#include "yyq-employee-store.h"
#include "yyq-id.h"
#include "yyq-value.h"

YyqEmployee *
yyq_test_employee_new (guint nth, const char *name, const char *unit_id)
{
  static const char *const departments[] = { "研发部", "生产部" };
  g_autofree char *id = yyq_id_new ();
  g_autofree char *stem = g_strdup_printf ("41999919980312%03u", 2 * nth);
  g_autofree char *document = g_strdup_printf ("%s%c", stem, yyq_id_card_check_digit (stem));
  g_autofree char *household = g_strdup_printf ("河南省云启市莲湖路 %u 号", 1000 + nth);
  g_autofree char *current = g_strdup_printf ("河南省云启市学府街 %u 号", 2000 + nth);
  g_autofree char *phone = g_strdup_printf ("154000012%02u", nth);
  g_autofree char *email = g_strdup_printf ("worker%u@example.com", nth);
  g_autofree char *number = g_strdup_printf ("YQ%04u", nth);
  YyqEmployee *self = g_object_new (
    YYQ_TYPE_EMPLOYEE, "id", id, "unit-id", unit_id, "name", name, "number", number,
    "document-number", document, "household-address", household, "current-address", current,
    "phone", phone, "email", email, "department", departments[nth % 2], "post", "工程师",
    "started-on", "2026-12-01", "created-at", yyq_clock_now () + nth, NULL);

  yyq_employee_derive (self);
  return self;
}

void
yyq_test_employee_enter (YyqPlatform *platform, const char *tenant_id, YyqEmployee *employee)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (YyqAccess) access = yyq_access_new_system (tenant_id);
  g_autoptr (GError) error = NULL;

  yyq_storage_begin (storage, &error);
  g_assert_no_error (error);
  yyq_employee_store_insert (platform, access, employee, &error);
  g_assert_no_error (error);
  yyq_storage_commit (storage, &error);
  g_assert_no_error (error);
  yyq_storage_release (storage);
}

gboolean
yyq_test_employee_shows (YyqEmployee *employee, gconstpointer data, gsize length)
{
  for (guint i = 0; yyq_employee_personal[i] != NULL; i++) {
    g_autofree char *value = NULL;

    g_object_get (employee, yyq_employee_personal[i], &value, NULL);
    g_assert_nonnull (value);
    if (length > 0 && memmem (data, length, value, strlen (value)) != NULL) {
      g_test_message ("%s of %s", yyq_employee_personal[i], yyq_employee_get_name (employee));
      return TRUE;
    }
  }
  return FALSE;
}
