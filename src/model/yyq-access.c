/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-access.h"

#include <string.h>

struct _YyqAccess {
  gatomicrefcount references;
  char *account_id;
  char *session_id;
  char *tenant_id;
  gboolean super;
  GHashTable *units;   /* set of char *: of the tenant, when he is the super administrator */
  GHashTable *granted; /* permission -> set of units */
};

G_DEFINE_BOXED_TYPE (YyqAccess, yyq_access, yyq_access_ref, yyq_access_unref)

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

YyqAccess *
yyq_access_new (const char *account_id, const char *session_id, const char *tenant_id)
{
  YyqAccess *self = g_new0 (YyqAccess, 1);

  g_atomic_ref_count_init (&self->references);
  self->account_id = g_strdup (account_id);
  self->session_id = g_strdup (session_id);
  self->tenant_id = g_strdup (tenant_id);
  self->units = new_set ();
  self->granted =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

YyqAccess *
yyq_access_new_system (const char *tenant_id)
{
  YyqAccess *self = yyq_access_new (NULL, NULL, tenant_id);

  self->super = TRUE;
  return self;
}

YyqAccess *
yyq_access_ref (YyqAccess *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
yyq_access_unref (YyqAccess *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->account_id);
  g_free (self->session_id);
  g_free (self->tenant_id);
  g_hash_table_unref (self->units);
  g_hash_table_unref (self->granted);
  g_free (self);
}

void
yyq_access_make_super (YyqAccess *self)
{
  self->super = TRUE;
}

void
yyq_access_add_unit (YyqAccess *self, const char *unit_id)
{
  g_hash_table_add (self->units, g_strdup (unit_id));
}

static GHashTable *
units_of (YyqAccess *self, const char *permission)
{
  GHashTable *units = g_hash_table_lookup (self->granted, permission);

  if (units != NULL)
    return units;
  units = new_set ();
  g_hash_table_insert (self->granted, g_strdup (permission), units);
  return units;
}

void
yyq_access_grant (YyqAccess *self, const char *permission, const char *unit_id)
{
  g_hash_table_add (units_of (self, permission), g_strdup (unit_id));
}

void
yyq_access_name_permission (YyqAccess *self, const char *permission)
{
  units_of (self, permission);
}

const char *
yyq_access_get_account_id (const YyqAccess *self)
{
  return self != NULL ? self->account_id : NULL;
}

const char *
yyq_access_get_session_id (const YyqAccess *self)
{
  return self != NULL ? self->session_id : NULL;
}

const char *
yyq_access_get_tenant_id (const YyqAccess *self)
{
  return self != NULL ? self->tenant_id : NULL;
}

gboolean
yyq_access_is_super (const YyqAccess *self)
{
  return self != NULL && self->super;
}

gboolean
yyq_access_may (const YyqAccess *self, const char *permission)
{
  GHashTable *units;

  if (self == NULL || self->tenant_id == NULL)
    return FALSE;
  units = g_hash_table_lookup (self->granted, permission);
  return self->super || (units != NULL && g_hash_table_size (units) > 0);
}

/* The platform itself is asked about things of its tenant only, whose units it need not know. */
gboolean
yyq_access_may_in (const YyqAccess *self, const char *permission, const char *unit_id)
{
  GHashTable *units;

  if (self == NULL || self->tenant_id == NULL || unit_id == NULL)
    return FALSE;
  if (self->super)
    return self->account_id == NULL || g_hash_table_contains (self->units, unit_id);
  units = g_hash_table_lookup (self->granted, permission);
  return units != NULL && g_hash_table_contains (units, unit_id);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GStrv
sorted_keys (GHashTable *table)
{
  guint n = 0;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (table, &n);
  GStrv copy = g_new0 (char *, n + 1);

  if (n > 0)
    qsort (keys, n, sizeof (gpointer), compare_texts);
  for (guint i = 0; i < n; i++)
    copy[i] = g_strdup (keys[i]);
  return copy;
}

GStrv
yyq_access_list_permissions (const YyqAccess *self)
{
  return self != NULL ? sorted_keys (self->granted) : g_new0 (char *, 1);
}

GStrv
yyq_access_list_units (const YyqAccess *self, const char *permission)
{
  GHashTable *units;

  if (self == NULL)
    return g_new0 (char *, 1);
  units = self->super ? self->units : g_hash_table_lookup (self->granted, permission);
  return units != NULL ? sorted_keys (units) : g_new0 (char *, 1);
}

guint
yyq_access_count_grants (const YyqAccess *self)
{
  guint n = g_hash_table_size (self->units);
  GHashTableIter iter;
  gpointer units;

  g_hash_table_iter_init (&iter, self->granted);
  while (g_hash_table_iter_next (&iter, NULL, &units))
    n += 1 + g_hash_table_size (units);
  return n;
}

static void
add_text (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

char *
yyq_access_digest (const YyqAccess *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_auto (GStrv) permissions = NULL;

  add_text (checksum, self->account_id != NULL ? self->account_id : "");
  add_text (checksum, self->tenant_id != NULL ? self->tenant_id : "");
  add_text (checksum, self->super ? "super" : "");
  /* He sees everything also when there is a new unit, or a new permission. */
  permissions = self->super ? g_new0 (char *, 1) : yyq_access_list_permissions (self);
  for (char **permission = permissions; *permission != NULL; permission++) {
    g_auto (GStrv) units = yyq_access_list_units (self, *permission);

    add_text (checksum, *permission);
    for (char **unit = units; *unit != NULL; unit++)
      add_text (checksum, *unit);
    add_text (checksum, "");
  }
  return g_strdup (g_checksum_get_string (checksum));
}
