/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-access.h"

/* Who may do what where (D13). */

static YyqAccess *
new_clerk (void)
{
  return yyq_access_new ("clerk", "session", "tenant");
}

static void
test_union (void)
{
  g_autoptr (YyqAccess) access = new_clerk ();
  g_auto (GStrv) units = NULL;
  g_auto (GStrv) permissions = NULL;

  yyq_access_grant (access, "contract.view", "b");
  yyq_access_grant (access, "contract.view", "a");
  yyq_access_grant (access, "contract.view", "b");
  yyq_access_grant (access, "contract.sign", "a");
  units = yyq_access_list_units (access, "contract.view");
  permissions = yyq_access_list_permissions (access);
  g_assert_cmpstrv (units, ((const char *const[]){ "a", "b", NULL }));
  g_assert_cmpstrv (permissions, ((const char *const[]){ "contract.sign", "contract.view", NULL }));
  g_assert_true (yyq_access_may (access, "contract.sign"));
  g_assert_true (yyq_access_may_in (access, "contract.sign", "a"));
  g_assert_false (yyq_access_may_in (access, "contract.sign", "b"));
  g_assert_false (yyq_access_may_in (access, "contract.view", "c"));
  g_assert_false (yyq_access_may_in (access, "contract.view", NULL));
  g_assert_false (yyq_access_may (access, "template.view"));
}

static void
test_super (void)
{
  g_autoptr (YyqAccess) access = new_clerk ();
  g_autoptr (YyqAccess) platform = yyq_access_new_system ("tenant");
  g_auto (GStrv) units = NULL;

  yyq_access_make_super (access);
  yyq_access_add_unit (access, "a");
  units = yyq_access_list_units (access, "what.comes.later");
  g_assert_cmpstrv (units, ((const char *const[]){ "a", NULL }));
  g_assert_true (yyq_access_may (access, "what.comes.later"));
  g_assert_true (yyq_access_may_in (access, "what.comes.later", "a"));
  g_assert_false (yyq_access_may_in (access, "what.comes.later", "another tenant's"));
  g_assert_true (yyq_access_may_in (platform, "what.comes.later", "any unit"));
  g_assert_null (yyq_access_get_account_id (platform));
}

/* A permission without a unit is none; without a tenant there is nothing to be permitted. */
static void
test_nothing (void)
{
  g_autoptr (YyqAccess) access = new_clerk ();
  g_autoptr (YyqAccess) nowhere = yyq_access_new ("clerk", "session", NULL);
  g_auto (GStrv) none = yyq_access_list_units (NULL, "contract.view");

  yyq_access_name_permission (access, "contract.view");
  g_assert_false (yyq_access_may (access, "contract.view"));
  yyq_access_make_super (nowhere);
  g_assert_false (yyq_access_may (nowhere, "contract.view"));
  g_assert_false (yyq_access_may_in (nowhere, "contract.view", "a"));
  g_assert_false (yyq_access_may (NULL, "contract.view"));
  g_assert_null (yyq_access_get_tenant_id (NULL));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

/* Words of a permission's letter and a unit's. */
static void
grant_all (YyqAccess *access, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (char **word = list; *word != NULL; word++)
    yyq_access_grant (access, (const char[]){ (*word)[0], '\0' }, *word + 1);
}

/* What is said in another order is the same; whatever is seen otherwise has another digest. */
static void
test_digest (void)
{
  g_autoptr (YyqAccess) another = new_clerk ();
  g_autofree char *again = NULL;
  YyqAccess *some[6];
  char *digests[G_N_ELEMENTS (some)];

  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    some[i] = i == 5 ? yyq_access_new ("another", "session", "tenant") : new_clerk ();
  grant_all (some[0], "va vb sa");
  grant_all (some[1], "sa vb va");
  grant_all (some[2], "va sb sa");
  grant_all (some[3], "va vb");
  yyq_access_make_super (some[4]);
  yyq_access_make_super (another);
  yyq_access_add_unit (another, "a new one");
  yyq_access_name_permission (another, "what.comes.later");
  grant_all (some[5], "va vb sa");
  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    digests[i] = yyq_access_digest (some[i]);
  again = yyq_access_digest (another);
  g_assert_cmpstr (digests[0], ==, digests[1]);
  g_assert_cmpstr (digests[4], ==, again);
  for (guint i = 1; i < G_N_ELEMENTS (some); i++)
    for (guint k = i + 1; k < G_N_ELEMENTS (some); k++)
      g_assert_cmpstr (digests[i], !=, digests[k]);
  for (guint i = 0; i < G_N_ELEMENTS (some); i++) {
    g_free (digests[i]);
    yyq_access_unref (some[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access/permissions hold in the units of the roles that give them", test_union);
  g_test_add_func ("/access/the super administrator has everything, in his tenant", test_super);
  g_test_add_func ("/access/nobody, no unit and no tenant permit nothing", test_nothing);
  g_test_add_func ("/access/the digest tells whether the same is seen", test_digest);
  return g_test_run ();
}
