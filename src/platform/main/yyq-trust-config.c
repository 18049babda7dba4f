/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-config.h"

#include <string.h>

#include "yyq-trust.h"

#define SIGNER_ROOT "signer-root "
#define TSA_ROOT "tsa-root "
/* A year: who wants more does not want lists. */
#define MAX_GRACE_HOURS (366 * 24)

/* One group while it is read. */
typedef struct {
  GKeyFile *file;
  const char *group;
  GError **error;
} Group;

void
yyq_trust_config_clear (YyqTrustConfig *self)
{
  g_clear_pointer (&self->signer_roots, g_ptr_array_unref);
  g_clear_pointer (&self->tsa_roots, g_ptr_array_unref);
  g_clear_pointer (&self->revocation_lists, g_strfreev);
  g_clear_pointer (&self->tsa_url, g_free);
}

static gboolean G_GNUC_PRINTF (3, 4)
  refuse (const Group *group, const char *key, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (group->error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "[%s] %s: %s", group->group,
               key, why);
  return FALSE;
}

/* A key with a slip in its name would be a condition that nobody checks. */
static gboolean
check_keys (const Group *group, const char *const *known)
{
  g_auto (GStrv) keys = g_key_file_get_keys (group->file, group->group, NULL, NULL);

  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (!g_strv_contains (known, *key))
      return refuse (group, *key, "there is no such setting");
  return TRUE;
}

static char **
get_list (const Group *group, const char *key)
{
  g_auto (GStrv) list = g_key_file_get_string_list (group->file, group->group, key, NULL, NULL);

  return list == NULL || list[0] == NULL ? NULL : g_steal_pointer (&list);
}

static gboolean
read_pem (const Group *group, const char *path, GStrvBuilder *pems)
{
  g_autoptr (YyqTrust) trial = yyq_trust_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *pem = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &pem, &length, &error))
    return refuse (group, "certificates", "%s", error->message);
  bytes = g_bytes_new_static (pem, length);
  if (!yyq_trust_add (trial, YYQ_TRUST_SIGNER, bytes, NULL, &error))
    return refuse (group, "certificates", "%s: %s", path, error->message);
  g_strv_builder_add (pems, pem);
  return TRUE;
}

static gboolean
read_certificates (const Group *group, YyqTrustRoot *root)
{
  g_auto (GStrv) paths = get_list (group, "certificates");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) pems = NULL;

  if (paths == NULL)
    return refuse (group, "certificates",
                   "is not set: the file of the root, and of authorities below it");
  for (char **path = paths; *path != NULL; path++)
    if (!read_pem (group, *path, builder))
      return FALSE;
  pems = g_strv_builder_end (builder);
  g_object_set (root, "certificates", pems, NULL);
  return TRUE;
}

static gboolean
read_key_usages (const Group *group, YyqTrustRoot *root)
{
  static const char *const usages[] = { "digital-signature", "non-repudiation", NULL };
  g_auto (GStrv) list = get_list (group, "key-usage");

  for (char **usage = list; usage != NULL && *usage != NULL; usage++)
    if (!g_strv_contains (usages, *usage))
      return refuse (group, "key-usage", "\"%s\" is neither digital-signature nor non-repudiation",
                     *usage);
  g_object_set (root, "key-usages", list, NULL);
  return TRUE;
}

/* "1.2.840": what OpenSSL would also take by name is not taken, so that the file says what is
 * compared. */
static gboolean
is_oid (const char *text)
{
  return strlen (text) < 128 &&
         g_regex_match_simple ("^[0-2](\\.(0|[1-9][0-9]*))+$", text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
read_oids (const Group *group, const char *key, YyqTrustRoot *root, const char *property)
{
  g_auto (GStrv) list = get_list (group, key);

  for (char **oid = list; oid != NULL && *oid != NULL; oid++)
    if (!is_oid (*oid))
      return refuse (group, key, "\"%s\" is no object identifier like 1.2.156.1", *oid);
  g_object_set (root, property, list, NULL);
  return TRUE;
}

static gboolean
read_number (const Group *group, const char *key, int least, int most, YyqTrustRoot *root,
             const char *property)
{
  g_autofree char *text = g_key_file_get_string (group->file, group->group, key, NULL);
  guint64 value = 0;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (g_strstrip (text), 10, (guint64) least, (guint64) most, &value,
                                   NULL))
    return refuse (group, key, "\"%s\" is no number from %d to %d", text, least, most);
  g_object_set (root, property, (int) value, NULL);
  return TRUE;
}

static gboolean
read_revocation (const Group *group, gboolean required, YyqTrustRoot *root)
{
  g_autofree char *text = g_key_file_get_string (group->file, group->group, "revocation", NULL);

  if (text != NULL && !g_str_equal (text, "required") && !g_str_equal (text, "none"))
    return refuse (group, "revocation", "\"%s\" is neither required nor none", text);
  g_object_set (root, "revocation-required",
                text != NULL ? g_str_equal (text, "required") : required, NULL);
  return TRUE;
}

static YyqTrustRoot *
read_root (const Group *group, const char *prefix)
{
  static const char *const known[] = { "certificates", "key-usage",   "extended-key-usage",
                                       "policies",     "minimum-rsa", "minimum-ec",
                                       "revocation",   "grace-hours", NULL };
  g_autofree char *name = g_strstrip (g_strdup (group->group + strlen (prefix)));
  g_autoptr (YyqTrustRoot) root = g_object_new (YYQ_TYPE_TRUST_ROOT, "name", name, NULL);

  if (check_keys (group, known) && read_certificates (group, root) &&
      read_key_usages (group, root) &&
      read_oids (group, "extended-key-usage", root, "extended-key-usages") &&
      read_oids (group, "policies", root, "policies") &&
      read_number (group, "minimum-rsa", 2048, 16384, root, "minimum-rsa") &&
      read_number (group, "minimum-ec", 224, 1024, root, "minimum-ec") &&
      read_number (group, "grace-hours", 0, MAX_GRACE_HOURS, root, "grace-hours") &&
      read_revocation (group, g_str_equal (prefix, SIGNER_ROOT), root))
    return g_steal_pointer (&root);
  return NULL;
}

static gboolean
read_roots (GKeyFile *file, const char *prefix, GPtrArray *roots, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **name = groups; *name != NULL; name++) {
    const Group group = { file, *name, error };
    YyqTrustRoot *root;

    if (!g_str_has_prefix (*name, prefix))
      continue;
    root = read_root (&group, prefix);
    if (root == NULL)
      return FALSE;
    g_ptr_array_add (roots, root);
  }
  if (roots->len > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "there is no group [%sNAME]: no %s could ever count", prefix,
               g_str_equal (prefix, SIGNER_ROOT) ? "certificate" : "time stamp");
  return FALSE;
}

static gboolean
check_paths (const Group *group, char **paths)
{
  for (char **path = paths; path != NULL && *path != NULL; path++)
    if (!g_file_test (*path, G_FILE_TEST_EXISTS))
      return refuse (group, "revocation-lists", "%s: there is no such file or directory", *path);
  return TRUE;
}

gboolean
yyq_trust_config_read (YyqTrustConfig *self, GKeyFile *file, GError **error)
{
  static const char *const known[] = { "revocation-lists", "tsa-url", NULL };
  const Group group = { file, "trust", error };

  self->signer_roots = g_ptr_array_new_with_free_func (g_object_unref);
  self->tsa_roots = g_ptr_array_new_with_free_func (g_object_unref);
  if (g_key_file_has_key (file, "trust", "signer-roots", NULL))
    return refuse (
      &group, "signer-roots",
      "each root has a group now: [signer-root NAME] with certificates=; see docs/install.md");
  if (!check_keys (&group, known))
    return FALSE;
  self->revocation_lists = get_list (&group, "revocation-lists");
  self->tsa_url = g_key_file_get_string (file, "trust", "tsa-url", NULL);
  return check_paths (&group, self->revocation_lists) &&
         read_roots (file, SIGNER_ROOT, self->signer_roots, error) &&
         read_roots (file, TSA_ROOT, self->tsa_roots, error);
}
