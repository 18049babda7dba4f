/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-drafts.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#define MAGIC_SIZE 8

/* Text that grows: an operation is what is added. "!" does not fit anything. */
static GBytes *
append (GBytes *local, GBytes *operation, GError **error)
{
  GString *text =
    g_string_new_len (g_bytes_get_data (local, NULL), (gssize) g_bytes_get_size (local));

  g_string_append_len (text, g_bytes_get_data (operation, NULL),
                       (gssize) g_bytes_get_size (operation));
  if (text->len > 0 && text->str[text->len - 1] != '!')
    return g_string_free_to_bytes (text);
  g_string_free (text, TRUE);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "It does not fit");
  return NULL;
}

static const YyqDraftKind text_kind = { .name = "test.text", .label = "Text", .apply = append };
static const YyqDraftKind other_kind = { .name = "test.other", .label = "Other", .apply = append };

typedef struct {
  char *directory;
  YyqCipher *cipher;
  YyqDrafts *drafts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *parent = g_dir_make_tmp ("yyq-drafts-XXXXXX", NULL);

  fixture->directory = g_build_filename (parent, "drafts", NULL);
  fixture->cipher = yyq_cipher_new_random ();
  fixture->drafts = yyq_drafts_new (in_memory != NULL ? NULL : fixture->directory, fixture->cipher);
}

static void
tear_down (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *parent = g_path_get_dirname (fixture->directory);

  g_clear_object (&fixture->drafts);
  yyq_cipher_unref (fixture->cipher);
  store_remove_tree (parent);
  g_free (fixture->directory);
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static YyqDraft *
begin (Fixture *fixture, const char *object_id, const char *base)
{
  g_autoptr (GBytes) bytes = bytes_of (base);

  return yyq_drafts_create (
    fixture->drafts, &text_kind,
    &(YyqDraftStart){
      .object_id = object_id, .title = "撤回原因", .base_version = 7, .base = bytes });
}

static void
type (YyqDraft *draft, const char *text)
{
  g_autoptr (GBytes) operation = bytes_of (text);
  g_autoptr (GError) error = NULL;

  yyq_draft_apply (draft, operation, &error);
  g_assert_no_error (error);
}

static void
assert_text (GBytes *bytes, const char *expected)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (text, ==, expected);
}

static YyqDraft *
open_as (Fixture *fixture, const YyqDraftKind *kind, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_drafts_open_async (fixture->drafts, kind, id, store_keep_result, &result);
  store_wait (&result);
  return yyq_drafts_open_finish (fixture->drafts, result, error);
}

static YyqDraft *
open_again (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  YyqDraft *draft = open_as (fixture, &text_kind, id, &error);

  g_assert_no_error (error);
  return draft;
}

static void
assert_not_opened (Fixture *fixture, const char *id, YyqStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_as (fixture, &text_kind, id, &error));
  g_assert_error (error, YYQ_STORE_ERROR, (int) code);
}

static gboolean
flush (YyqDraft *draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_draft_flush_async (draft, store_keep_result, &result);
  store_wait (&result);
  return yyq_draft_flush_finish (draft, result, error);
}

static char *
path_of (Fixture *fixture, const char *id)
{
  return g_build_filename (fixture->directory, id, NULL);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *infos;

  yyq_drafts_list_async (fixture->drafts, store_keep_result, &result);
  store_wait (&result);
  infos = yyq_drafts_list_finish (fixture->drafts, result, &error);
  g_assert_no_error (error);
  return infos;
}

static gboolean
is_saved (gpointer draft)
{
  return yyq_draft_get_saved (draft);
}

static gboolean
is_in_trouble (gpointer draft)
{
  return yyq_draft_get_trouble (draft) != NULL;
}

static gboolean
is_well (gpointer draft)
{
  return !is_in_trouble (draft) && is_saved (draft);
}

/* Life */

static void
test_typed (Fixture *fixture, gconstpointer in_memory)
{
  YyqDraft *draft = begin (fixture, "contract-1", "base");
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));

  g_assert_true (yyq_id_is_valid (id));
  for (const char *letter = "abcdefghij"; *letter != '\0'; letter++)
    type (draft, (char[]){ *letter, '\0' });
  assert_text (yyq_draft_get_local (draft), "abcdefghij");
  g_object_unref (draft);

  draft = open_again (fixture, id);
  assert_text (yyq_draft_get_local (draft), "abcdefghij");
  assert_text (yyq_draft_get_base (draft), "base");
  g_assert_cmpint (yyq_draft_get_base_version (draft), ==, 7);
  g_assert_cmpstr (yyq_draft_get_object_id (draft), ==, "contract-1");
  g_assert_cmpstr (yyq_draft_get_title (draft), ==, "撤回原因");
  g_assert_cmpstr (yyq_draft_get_reason (draft), ==, "");
  g_assert_false (yyq_draft_get_cut (draft));
  type (draft, "k");
  g_object_unref (draft);
  draft = open_again (fixture, id);
  assert_text (yyq_draft_get_local (draft), "abcdefghijk");
  g_object_unref (draft);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqDraft) draft = begin (fixture, NULL, "");
  g_autoptr (GBytes) wrong = bytes_of ("!");
  g_autoptr (GError) error = NULL;

  type (draft, "a");
  g_assert_false (yyq_draft_apply (draft, wrong, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  type (draft, "b");
  assert_text (yyq_draft_get_local (draft), "ab");
  g_assert_true (flush (draft, NULL));
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqDraft) draft = begin (fixture, NULL, "");
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_draft_get_saved (draft));
  flush (draft, &error);
  g_assert_no_error (error);
  g_assert_true (yyq_draft_get_saved (draft));
  type (draft, "a");
  g_assert_false (yyq_draft_get_saved (draft));
  /* By itself, too. */
  store_wait_until (is_saved, draft);
  g_assert_null (yyq_draft_get_trouble (draft));
}

static void
test_sealed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqDraft) draft = begin (fixture, NULL, "nobody may read the base");
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));
  g_autofree char *path = path_of (fixture, id);
  GStatBuf info;

  type (draft, "nobody may read what was typed");
  g_assert_true (flush (draft, NULL));
  g_assert_false (store_find_text (fixture->directory, "nobody may read"));
  g_assert_false (store_find_text (fixture->directory, "撤回"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_clear_object (&draft);

  g_clear_object (&fixture->drafts);
  yyq_cipher_unref (fixture->cipher);
  fixture->cipher = yyq_cipher_new_random ();
  fixture->drafts = yyq_drafts_new (fixture->directory, fixture->cipher);
  assert_not_opened (fixture, id, YYQ_STORE_ERROR_KEY);
}

static void
test_kinds (Fixture *fixture, gconstpointer in_memory)
{
  YyqDraft *draft = begin (fixture, NULL, "");
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));
  g_autofree char *unknown = yyq_id_new ();
  g_autoptr (GError) error = NULL;

  g_object_unref (draft);
  g_assert_null (open_as (fixture, &other_kind, id, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND);
  assert_not_opened (fixture, unknown, YYQ_STORE_ERROR_NOT_FOUND);
  assert_not_opened (fixture, "../cache.db", YYQ_STORE_ERROR_NOT_FOUND);
  g_object_unref (open_again (fixture, id));
}

static void
test_discarded (Fixture *fixture, gconstpointer in_memory)
{
  YyqDraft *draft = begin (fixture, NULL, "");
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));
  g_autoptr (GPtrArray) infos = NULL;

  type (draft, "a");
  yyq_draft_discard (draft);
  g_object_unref (draft);
  assert_not_opened (fixture, id, YYQ_STORE_ERROR_NOT_FOUND);
  infos = list (fixture);
  g_assert_cmpuint (infos->len, ==, 0);
}

static void
test_listed (Fixture *fixture, gconstpointer in_memory)
{
  g_autoptr (YyqDraft) first = begin (fixture, "contract-1", "");
  YyqDraft *second = begin (fixture, "contract-2", "");
  g_autofree char *id = g_strdup (yyq_draft_get_id (second));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  const YyqDraftInfo *info;

  g_object_unref (second);
  infos = list (fixture);
  g_assert_cmpuint (infos->len, ==, 2);
  info = infos->pdata[g_strcmp0 (((YyqDraftInfo *) infos->pdata[0])->id, id) == 0 ? 0 : 1];
  g_assert_cmpstr (info->kind, ==, "test.text");
  g_assert_cmpstr (info->object_id, ==, "contract-2");
  g_assert_cmpstr (info->title, ==, "撤回原因");
  g_assert_cmpint (info->created_at, >, 0);

  yyq_drafts_remove_async (fixture->drafts, id, store_keep_result, &result);
  store_wait (&result);
  g_assert_true (yyq_drafts_change_finish (fixture->drafts, result, NULL));
  rest = list (fixture);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (((YyqDraftInfo *) rest->pdata[0])->id, ==, yyq_draft_get_id (first));
}

static void
test_durable (Fixture *fixture, gconstpointer in_memory)
{
  g_assert_true (yyq_drafts_get_durable (fixture->drafts) == (in_memory == NULL));
}

static void
test_rebased (Fixture *fixture, gconstpointer data)
{
  YyqDraft *draft = begin (fixture, "contract-1", "old");
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));
  g_autoptr (GBytes) base = bytes_of ("new");
  g_autoptr (GBytes) local = bytes_of ("merged ");

  type (draft, "typed");
  yyq_draft_rebase (draft, 8, base, local);
  type (draft, "after");
  g_object_unref (draft);
  draft = open_again (fixture, id);
  g_assert_cmpint (yyq_draft_get_base_version (draft), ==, 8);
  assert_text (yyq_draft_get_base (draft), "new");
  assert_text (yyq_draft_get_local (draft), "merged after");
  g_object_unref (draft);
}

static void
test_parked (Fixture *fixture, gconstpointer in_memory)
{
  const char *const lost[] = { "contract-1", "contract-2", NULL };
  g_autoptr (YyqDraft) open = begin (fixture, "contract-1", "base");
  YyqDraft *closed = begin (fixture, "contract-2", "base");
  g_autoptr (YyqDraft) other = begin (fixture, "contract-3", "base");
  g_autofree char *id = g_strdup (yyq_draft_get_id (closed));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = NULL;

  type (open, "a");
  type (closed, "b");
  g_object_unref (closed);
  yyq_drafts_park_objects_async (fixture->drafts, lost, "access-lost", store_keep_result, &result);
  store_wait (&result);
  yyq_drafts_change_finish (fixture->drafts, result, &error);
  g_assert_no_error (error);
  type (open, "c");

  infos = list (fixture);
  for (guint i = 0; i < infos->len; i++) {
    const YyqDraftInfo *info = infos->pdata[i];

    g_assert_cmpstr (info->reason, ==,
                     g_str_equal (info->object_id, "contract-3") ? "" : "access-lost");
  }
  closed = open_again (fixture, id);
  g_assert_cmpstr (yyq_draft_get_reason (closed), ==, "access-lost");
  assert_text (yyq_draft_get_base (closed), "base");
  assert_text (yyq_draft_get_local (closed), "b");
  g_object_unref (closed);
  assert_text (yyq_draft_get_local (open), "ac");
}

/* The file */

static gsize
size_of (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return (gsize) info.st_size;
}

static gboolean
is_small (gpointer path)
{
  return size_of (path) < 1000;
}

static void
test_compacted (Fixture *fixture, gconstpointer data)
{
  YyqDraft *draft = begin (fixture, NULL, "");
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));
  g_autofree char *path = path_of (fixture, id);
  g_autoptr (GString) expected = g_string_new (NULL);

  /* What was typed before the first save would be in its snapshot. */
  g_assert_true (flush (draft, NULL));
  for (guint i = 0; i < 500; i++) {
    type (draft, "x");
    g_string_append_c (expected, 'x');
  }
  g_assert_true (flush (draft, NULL));
  g_assert_cmpuint (size_of (path), >, 10000);
  /* By itself, when nobody types. */
  store_wait_until (is_small, path);
  type (draft, "y");
  g_string_append_c (expected, 'y');
  g_object_unref (draft);
  draft = open_again (fixture, id);
  assert_text (yyq_draft_get_local (draft), expected->str);
  g_assert_false (yyq_draft_get_cut (draft));
  g_object_unref (draft);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  YyqDraft *draft = begin (fixture, NULL, "");
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));
  g_autoptr (YyqDrafts) elsewhere = yyq_drafts_new (fixture->directory, fixture->cipher);
  Fixture other = { fixture->directory, fixture->cipher, elsewhere };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  type (draft, "a");
  g_assert_true (flush (draft, NULL));
  assert_not_opened (&other, id, YYQ_STORE_ERROR_BUSY);
  yyq_drafts_remove_async (elsewhere, id, store_keep_result, &result);
  store_wait (&result);
  g_assert_false (yyq_drafts_change_finish (elsewhere, result, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY);
  type (draft, "b");
  g_object_unref (draft);
  g_clear_object (&fixture->drafts);
  draft = open_again (&other, id);
  assert_text (yyq_draft_get_local (draft), "ab");
  g_object_unref (draft);
  fixture->drafts = g_steal_pointer (&elsewhere);
}

/* A file of "abcdefgh", and where its frames begin. */
typedef struct {
  char *id;
  char *path;
  char *data;
  gsize size;
  gsize frames[10]; /* of them 9, and the end */
} Sample;

static void
sample_init (Sample *sample, Fixture *fixture)
{
  YyqDraft *draft = begin (fixture, NULL, "base");
  gsize at = MAGIC_SIZE;

  sample->id = g_strdup (yyq_draft_get_id (draft));
  sample->path = path_of (fixture, sample->id);
  g_assert_true (flush (draft, NULL));
  for (char letter = 'a'; letter <= 'h'; letter++)
    type (draft, (char[]){ letter, '\0' });
  g_assert_true (flush (draft, NULL));
  g_object_unref (draft);
  /* Gives the lock back. */
  g_object_unref (open_again (fixture, sample->id));
  g_assert_true (g_file_get_contents (sample->path, &sample->data, &sample->size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (sample->frames); i++) {
    guint32 length = 0;

    sample->frames[i] = at;
    if (at < sample->size)
      memcpy (&length, sample->data + at, sizeof length);
    at += sizeof length + GUINT32_FROM_BE (length);
  }
  g_assert_cmpuint (sample->frames[9], ==, sample->size);
}

static void
sample_clear (Sample *sample)
{
  g_free (sample->id);
  g_free (sample->path);
  g_free (sample->data);
}

/* In the place of the file, by another inode. */
static void
put (Sample *sample, GString *contents)
{
  g_assert_cmpint (g_unlink (sample->path), ==, 0);
  g_assert_true (g_file_set_contents_full (sample->path, contents->str, (gssize) contents->len,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Its end is told to be cut, and what is before it is there; the second time it is whole. */
static void
assert_cut (Fixture *fixture, Sample *sample, gsize n_operations, gboolean cut)
{
  g_autofree char *expected = g_strndup ("abcdefgh", n_operations);
  g_autofree char *longer = g_strconcat (expected, "Z", NULL);
  g_autofree char *aside = g_strconcat (sample->path, ".damaged", NULL);
  YyqDraft *draft = open_again (fixture, sample->id);

  g_assert_cmpint (yyq_draft_get_cut (draft), ==, cut);
  g_assert_cmpint (g_file_test (aside, G_FILE_TEST_EXISTS), ==, cut);
  assert_text (yyq_draft_get_local (draft), expected);
  type (draft, "Z");
  g_object_unref (draft);
  draft = open_again (fixture, sample->id);
  g_assert_false (yyq_draft_get_cut (draft));
  assert_text (yyq_draft_get_local (draft), longer);
  g_object_unref (draft);
  g_unlink (aside);
}

/* It warns of each, which is right. */
static void
allow_warnings (void)
{
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  Sample sample;

  allow_warnings ();
  sample_init (&sample, fixture);
  for (gsize length = 0; length < sample.size; length++) {
    g_autoptr (GString) contents = g_string_new_len (sample.data, (gssize) length);
    gsize whole = 0;

    put (&sample, contents);
    if (length < sample.frames[1]) {
      assert_not_opened (fixture, sample.id, YYQ_STORE_ERROR_CORRUPT);
      continue;
    }
    while (sample.frames[whole + 1] <= length)
      whole++;
    assert_cut (fixture, &sample, whole - 1, sample.frames[whole] != length);
  }
  sample_clear (&sample);
}

/* The frames @order of the sample, and nothing else. */
static void
assert_order (Fixture *fixture, Sample *sample, const char *order, gsize n_operations)
{
  g_autoptr (GString) contents = g_string_new_len (sample->data, MAGIC_SIZE);

  for (; *order != '\0'; order++) {
    const guint n = (guint) (*order - '0');

    g_string_append_len (contents, sample->data + sample->frames[n],
                         (gssize) (sample->frames[n + 1] - sample->frames[n]));
  }
  put (sample, contents);
  assert_cut (fixture, sample, n_operations, TRUE);
}

static void
test_reordered (Fixture *fixture, gconstpointer data)
{
  Sample sample;

  allow_warnings ();
  sample_init (&sample, fixture);
  assert_order (fixture, &sample, "0132", 1);     /* swapped */
  assert_order (fixture, &sample, "012234", 2);   /* repeated */
  assert_order (fixture, &sample, "01245678", 2); /* left out */
  assert_order (fixture, &sample, "02345678", 0); /* the first left out */
  assert_order (fixture, &sample, "00123", 0);    /* a snapshot for an operation */
  sample_clear (&sample);
}

static void
test_flipped (Fixture *fixture, gconstpointer data)
{
  Sample sample;

  allow_warnings ();
  sample_init (&sample, fixture);
  for (gsize at = 0; at < sample.size; at++) {
    g_autoptr (GString) contents = g_string_new_len (sample.data, (gssize) sample.size);
    gsize frame = 0;

    contents->str[at] = (char) (contents->str[at] ^ 0x10);
    put (&sample, contents);
    if (at < sample.frames[1]) {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_as (fixture, &text_kind, sample.id, &error));
      g_assert_true (error->domain == YYQ_STORE_ERROR);
      continue;
    }
    while (sample.frames[frame + 1] <= at)
      frame++;
    assert_cut (fixture, &sample, frame - 1, TRUE);
  }
  sample_clear (&sample);
}

/* Of another draft, with the same numbers. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  Sample sample;
  Sample foreign;
  g_autoptr (GString) contents = NULL;

  allow_warnings ();
  sample_init (&sample, fixture);
  sample_init (&foreign, fixture);
  contents = g_string_new_len (sample.data, (gssize) sample.frames[3]);
  g_string_append_len (contents, foreign.data + foreign.frames[3],
                       (gssize) (foreign.size - foreign.frames[3]));
  put (&sample, contents);
  assert_cut (fixture, &sample, 2, TRUE);
  g_string_assign (contents, "");
  g_string_append_len (contents, foreign.data, (gssize) foreign.size);
  put (&sample, contents);
  assert_not_opened (fixture, sample.id, YYQ_STORE_ERROR_KEY);
  sample_clear (&sample);
  sample_clear (&foreign);
}

static gboolean
limit_files (gsize most)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = most != 0 ? most : limit.rlim_max;
  return setrlimit (RLIMIT_FSIZE, &limit) == 0;
}

/* A limit of the file's size is as good as a disk that is full, and needs no disk of its own. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  YyqDraft *draft = begin (fixture, NULL, "");
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));
  g_autofree char *path = path_of (fixture, id);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (flush (draft, NULL));
  g_assert_true (limit_files (size_of (path) + 100));
  for (guint i = 0; i < 20; i++) {
    g_autofree char *text = g_strdup_printf ("%u ", i);

    type (draft, text);
    g_string_append (expected, text);
  }
  store_wait_until (is_in_trouble, draft);
  g_assert_error (yyq_draft_get_trouble (draft), YYQ_STORE_ERROR, YYQ_STORE_ERROR_FULL);
  g_assert_false (yyq_draft_get_saved (draft));
  g_assert_false (flush (draft, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FULL);
  type (draft, "more ");
  g_string_append (expected, "more ");
  assert_text (yyq_draft_get_local (draft), expected->str);

  /* There is room again: nobody has to do anything. */
  g_assert_true (limit_files (0));
  store_wait_until (is_well, draft);
  g_object_unref (draft);
  draft = open_again (fixture, id);
  assert_text (yyq_draft_get_local (draft), expected->str);
  g_assert_false (yyq_draft_get_cut (draft));
  g_object_unref (draft);
}

/* Not even the first byte. */
static void
test_full_new (Fixture *fixture, gconstpointer data)
{
  YyqDraft *draft = NULL;
  g_autofree char *id = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (limit_files (10));
  draft = begin (fixture, NULL, "");
  id = g_strdup (yyq_draft_get_id (draft));
  type (draft, "a");
  store_wait_until (is_in_trouble, draft);
  g_assert_error (yyq_draft_get_trouble (draft), YYQ_STORE_ERROR, YYQ_STORE_ERROR_FULL);
  g_assert_true (limit_files (0));
  type (draft, "b");
  g_assert_true (flush (draft, NULL));
  g_object_unref (draft);
  draft = open_again (fixture, id);
  assert_text (yyq_draft_get_local (draft), "ab");
  g_object_unref (draft);
}

#define ADD(name, in_memory, function) \
  g_test_add ("/store/drafts/" name, Fixture, in_memory, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what was typed is there again, with what it began with", NULL, test_typed);
  ADD ("in memory, too, as long as the program runs", "memory", test_typed);
  ADD ("what does not fit changes nothing", NULL, test_refused);
  ADD ("it tells whether all is saved", NULL, test_saved);
  ADD ("nothing of it can be read without the key", NULL, test_sealed);
  ADD ("one is only opened as what it is", NULL, test_kinds);
  ADD ("in memory, too, one is only opened as what it is", "memory", test_kinds);
  ADD ("a discarded one is gone", NULL, test_discarded);
  ADD ("in memory, too, a discarded one is gone", "memory", test_discarded);
  ADD ("the list names open ones and others, until they are removed", NULL, test_listed);
  ADD ("in memory, too, the list names all", "memory", test_listed);
  ADD ("with a place for files they survive", NULL, test_durable);
  ADD ("without one it says so", "memory", test_durable);
  ADD ("another base and what was merged take the place of the old", NULL, test_rebased);
  ADD ("for objects that are lost they are parked, open or not, with all that was typed", NULL,
       test_parked);
  ADD ("in memory, too, they are parked", "memory", test_parked);
  ADD ("when nobody types the journal becomes a snapshot", NULL, test_compacted);
  ADD ("one that is open is not opened by another program, nor removed", NULL, test_busy);
  ADD ("cut at any byte it gives back every operation that is whole", NULL, test_truncated);
  ADD ("operations that were moved, repeated or left out do not count", NULL, test_reordered);
  ADD ("with a bit flipped at any byte it gives back what is before it", NULL, test_flipped);
  ADD ("operations of another draft do not count", NULL, test_foreign);
  ADD ("on a full disk it says so, keeps what was typed, and writes it later", NULL, test_full);
  ADD ("on a full disk a new one is written later", NULL, test_full_new);
  return g_test_run ();
}
