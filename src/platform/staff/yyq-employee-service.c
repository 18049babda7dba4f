/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-service.h"

#include "yyq-employee-store.h"
#include "yyq-service-error.h"

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID, why);
  return FALSE;
}

static gboolean
stands_before (const char *const *members, guint place)
{
  for (guint i = 0; i < place; i++)
    if (g_str_equal (members[i], members[place]))
      return TRUE;
  return FALSE;
}

gboolean
yyq_employee_service_check (const YyqRevealWish *wish, GError **error)
{
  g_autofree char *reason = yyq_employee_clean_reason (wish->reason);

  if (wish->members[0] == NULL)
    return refuse (error, "/fields: none");
  for (guint i = 0; wish->members[i] != NULL; i++)
    if (!g_strv_contains (yyq_employee_personal, wish->members[i]) ||
        stands_before (wish->members, i))
      return refuse (error, "/fields: not a personal member, or twice");
  return reason != NULL || refuse (error, "/reason: 2 to 200 characters");
}

YyqEmployee *
yyq_employee_service_find (YyqPlatform *platform, const YyqAccess *access,
                           const YyqRevealWish *wish, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqEmployee) seen = NULL;
  YyqEmployee *employee =
    yyq_employee_store_load (platform, access, YYQ_STAFF_REVEAL, wish->employee_id, &local);

  if (employee != NULL)
    return employee;
  if (g_error_matches (local, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND))
    seen = yyq_employee_store_load (platform, access, YYQ_STAFF_VIEW, wish->employee_id, NULL);
  if (seen != NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_FORBIDDEN,
                         "masked alone in this unit");
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
