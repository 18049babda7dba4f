/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-keeper.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "yyq-clock.h"
#include "yyq-list-folder.h"
#include "yyq-trust-roots.h"

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

/* A list that counts, and by whose rules. */
typedef struct {
  YyqCrl *list;
  YyqTrustRoot *root;
  gboolean told; /* that it ran out */
} Entry;

struct _YyqTrustKeeper {
  GObject parent_instance;

  GPtrArray *signer_roots; /* (element-type YyqTrustRoot) */
  GPtrArray *tsa_roots;
  GPtrArray *certificates; /* (element-type GBytes) */
  char *kept;              /* (nullable): directory */

  GMutex looking; /* one at a time; guards the next */
  YyqListFolder *folder;

  GMutex lock;         /* for what follows */
  GHashTable *entries; /* (element-type char * Entry): by scope */
  YyqTrust *trust;
};

G_DEFINE_FINAL_TYPE (YyqTrustKeeper, yyq_trust_keeper, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  yyq_crl_unref (entry->list);
  g_object_unref (entry->root);
  g_free (entry);
}

static void
closed_free (gpointer data)
{
  YyqClosedIssuer *closed = data;

  g_free (closed->root);
  g_free (closed->issuer);
  g_free (closed);
}

static void
finalize (GObject *object)
{
  YyqTrustKeeper *self = YYQ_TRUST_KEEPER (object);

  g_clear_pointer (&self->signer_roots, g_ptr_array_unref);
  g_clear_pointer (&self->tsa_roots, g_ptr_array_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_free (self->kept);
  g_clear_pointer (&self->folder, yyq_list_folder_free);
  g_hash_table_unref (self->entries);
  g_clear_pointer (&self->trust, yyq_trust_unref);
  g_mutex_clear (&self->looking);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (yyq_trust_keeper_parent_class)->finalize (object);
}

static void
yyq_trust_keeper_class_init (YyqTrustKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_trust_keeper_init (YyqTrustKeeper *self)
{
  g_mutex_init (&self->looking);
  g_mutex_init (&self->lock);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
}

/* Lists */

static YyqTrustRoot *
find_signer (GPtrArray *roots, YyqCrl *list)
{
  for (guint i = 0; i < roots->len; i++)
    if (yyq_crl_is_signed_by (list, yyq_trust_root_get_certificates (g_ptr_array_index (roots, i))))
      return g_ptr_array_index (roots, i);
  return NULL;
}

/* An authority that signs for both stands under the rules for signers. */
static YyqTrustRoot *
find_root (YyqTrustKeeper *self, YyqCrl *list)
{
  YyqTrustRoot *root = find_signer (self->signer_roots, list);

  return root != NULL ? root : find_signer (self->tsa_roots, list);
}

static int
compare_lists (gconstpointer a, gconstpointer b)
{
  const YyqCrl *one = *(const YyqCrl *const *) a;
  const YyqCrl *other = *(const YyqCrl *const *) b;

  return g_strcmp0 (one->scope, other->scope);
}

/* With the lock held. */
static GPtrArray *
collect (YyqTrustKeeper *self)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_crl_unref);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (lists, yyq_crl_ref (((Entry *) entry)->list));
  g_ptr_array_sort (lists, compare_lists);
  return lists;
}

/* With the lock held: what readers hold stays as it is. */
static gboolean
renew_trust (YyqTrustKeeper *self, GError **error)
{
  g_autoptr (GPtrArray) lists = collect (self);
  YyqTrust *trust = yyq_trust_new_for_roots (self->signer_roots, self->tsa_roots, lists, error);

  if (trust == NULL)
    return FALSE;
  g_clear_pointer (&self->trust, yyq_trust_unref);
  self->trust = trust;
  return TRUE;
}

static gboolean
keep (YyqTrustKeeper *self, YyqCrl *list, GError **error)
{
  g_autofree char *name = g_strconcat (list->scope, ".crl", NULL);
  g_autofree char *path = self->kept == NULL ? NULL : g_build_filename (self->kept, name, NULL);

  return path == NULL || g_file_set_contents (path, g_bytes_get_data (list->der, NULL),
                                              (gssize) g_bytes_get_size (list->der), error);
}

/* FALSE with @error: the list is refused; without: it is the one that is known. */
static gboolean
take (YyqTrustKeeper *self, GBytes *content, gboolean fresh, GError **error)
{
  g_autoptr (YyqCrl) list = yyq_crl_new (content, error);
  YyqTrustRoot *root = list != NULL ? find_root (self, list) : NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  Entry *entry;

  if (list != NULL && root == NULL)
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED,
                 "it is not signed by a configured authority: \"%s\"", list->issuer);
  if (root == NULL)
    return FALSE;
  locker = g_mutex_locker_new (&self->lock);
  entry = g_hash_table_lookup (self->entries, list->scope);
  if (entry != NULL && g_str_equal (entry->list->sha256, list->sha256))
    return FALSE;
  if (entry != NULL && !yyq_crl_is_newer (list, entry->list)) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED,
                 "it is older than the one that counts, of \"%s\"", list->issuer);
    return FALSE;
  }
  if (fresh && !keep (self, list, error))
    return FALSE;
  entry = g_new0 (Entry, 1);
  entry->root = g_object_ref (root);
  entry->list = g_steal_pointer (&list);
  g_hash_table_replace (self->entries, g_strdup (entry->list->scope), entry);
  return TRUE;
}

/* Files */

typedef struct {
  YyqTrustKeeper *self;
  gboolean fresh;
  gboolean changed;
  GString *refused; /* (nullable): also said here */
} Look;

static void
news (const char *path, GBytes *content, const GError *unreadable, gpointer user_data)
{
  Look *look = user_data;
  g_autoptr (GError) error = unreadable != NULL ? g_error_copy (unreadable) : NULL;

  if (content != NULL && take (look->self, content, look->fresh, &error)) {
    look->changed = TRUE;
    if (look->fresh)
      g_message ("revocation list %s is taken", path);
  }
  if (error == NULL)
    return;
  g_warning ("revocation list %s is refused: %s", path, error->message);
  if (look->refused != NULL)
    g_string_append_printf (look->refused, "; %s: %s", path, error->message);
}

/* With the lock held. */
static gint64
ends_at (const Entry *entry)
{
  return entry->list->next_update + yyq_trust_root_get_grace_hours (entry->root) * HOUR_MS;
}

/* With the lock held. */
static gboolean
is_closed (const Entry *entry, gint64 now)
{
  return yyq_trust_root_get_revocation_required (entry->root) && ends_at (entry) <= now;
}

static void
tell_closed (YyqTrustKeeper *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 now = yyq_clock_now ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Entry *entry = value;
    gboolean closed = is_closed (entry, now);

    if (closed && !entry->told)
      g_warning ("nobody can sign with certificates of \"%s\" (%s): its revocation list has run "
                 "out; a newer one opens it again",
                 entry->list->issuer, yyq_trust_root_get_name (entry->root));
    entry->told = closed;
  }
}

void
yyq_trust_keeper_look (YyqTrustKeeper *self)
{
  Look look = { .self = self, .fresh = TRUE };
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&self->looking);
  yyq_list_folder_look (self->folder, news, &look);
  g_mutex_unlock (&self->looking);
  if (look.changed) {
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

    if (!renew_trust (self, &error))
      g_warning ("revocation lists: %s", error->message);
  }
  tell_closed (self);
}

/* What was good before the restart, so that an older file does not count now. */
static void
load_kept (YyqTrustKeeper *self)
{
  const char *const paths[] = { self->kept, NULL };
  g_autoptr (YyqListFolder) folder = yyq_list_folder_new (paths);
  Look look = { .self = self };

  yyq_list_folder_look (folder, news, &look);
}

static gboolean
has_list (YyqTrustKeeper *self, YyqTrustRoot *root)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (yyq_crl_is_signed_by (((Entry *) entry)->list, yyq_trust_root_get_certificates (root)))
      return TRUE;
  return FALSE;
}

static gboolean
check_lists (YyqTrustKeeper *self, GPtrArray *roots, const char *refused, GError **error)
{
  for (guint i = 0; i < roots->len; i++) {
    YyqTrustRoot *root = g_ptr_array_index (roots, i);

    if (!yyq_trust_root_get_revocation_required (root) || has_list (self, root))
      continue;
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED,
                 "%s: revocation is required, and revocation-lists has no list of this authority%s",
                 yyq_trust_root_get_name (root), refused);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_lists (YyqTrustKeeper *self, const YyqPlatformConfig *config, GError **error)
{
  g_autoptr (GString) refused = g_string_new (NULL);
  Look look = { .self = self, .fresh = TRUE, .refused = refused };

  if (config->data_dir != NULL) {
    self->kept = g_build_filename (config->data_dir, "revocation-lists", NULL);
    if (g_mkdir_with_parents (self->kept, 0700) != 0) {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", self->kept,
                   g_strerror (errno));
      return FALSE;
    }
    load_kept (self);
  }
  self->folder = yyq_list_folder_new ((const char *const *) config->revocation_lists);
  yyq_list_folder_look (self->folder, news, &look);
  return check_lists (self, self->signer_roots, refused->str, error) &&
         check_lists (self, self->tsa_roots, refused->str, error);
}

YyqTrustKeeper *
yyq_trust_keeper_of (YyqPlatform *platform)
{
  return yyq_platform_get_service (platform, YYQ_TYPE_TRUST_KEEPER);
}

YyqTrustKeeper *
yyq_trust_keeper_new (const YyqPlatformConfig *config, GError **error)
{
  g_autoptr (YyqTrustKeeper) self = g_object_new (YYQ_TYPE_TRUST_KEEPER, NULL);

  self->signer_roots = g_ptr_array_ref (config->signer_roots);
  self->tsa_roots = g_ptr_array_ref (config->tsa_roots);
  if (!renew_trust (self, error) || !read_lists (self, config, error) || !renew_trust (self, error))
    return NULL;
  self->certificates = yyq_trust_roots_get_certificates (self->signer_roots, self->tsa_roots);
  tell_closed (self);
  return g_steal_pointer (&self);
}

/* What is known */

YyqTrust *
yyq_trust_keeper_ref_trust (YyqTrustKeeper *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return yyq_trust_ref (self->trust);
}

GPtrArray *
yyq_trust_keeper_ref_lists (YyqTrustKeeper *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return collect (self);
}

GPtrArray *
yyq_trust_keeper_ref_certificates (YyqTrustKeeper *self)
{
  return g_ptr_array_ref (self->certificates);
}

GPtrArray *
yyq_trust_keeper_get_list_ders (YyqTrustKeeper *self)
{
  g_autoptr (GPtrArray) lists = yyq_trust_keeper_ref_lists (self);
  GPtrArray *ders = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < lists->len; i++)
    g_ptr_array_add (ders, g_bytes_ref (((YyqCrl *) g_ptr_array_index (lists, i))->der));
  return ders;
}

static int
compare_closed (gconstpointer a, gconstpointer b)
{
  const YyqClosedIssuer *one = *(const YyqClosedIssuer *const *) a;
  const YyqClosedIssuer *other = *(const YyqClosedIssuer *const *) b;

  return one->since < other->since ? -1 : one->since > other->since;
}

GPtrArray *
yyq_trust_keeper_list_closed (YyqTrustKeeper *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GPtrArray *closed = g_ptr_array_new_with_free_func (closed_free);
  gint64 now = yyq_clock_now ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Entry *entry = value;
    YyqClosedIssuer *item;

    if (!is_closed (entry, now))
      continue;
    item = g_new0 (YyqClosedIssuer, 1);
    item->root = g_strdup (yyq_trust_root_get_name (entry->root));
    item->issuer = g_strdup (entry->list->issuer);
    item->since = ends_at (entry);
    g_ptr_array_add (closed, item);
  }
  g_ptr_array_sort (closed, compare_closed);
  return closed;
}
