/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-anchor.h"

#include <string.h>

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-parts-hash.h"
#include "yyq-trust-keeper.h"
#include "yyq-tsp.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
/* Doubled after every try, up to the second number. */
#define FIRST_WAIT_MS (60 * 1000)
#define LONGEST_WAIT_MS (60 * 60 * 1000)

char *
yyq_anchor_digest_begin (gint64 number, gint64 at, const char *prev_digest, gint64 n_heads)
{
  GChecksum *hash = yyq_parts_hash_begin ("yyq.anchor.1");

  yyq_parts_hash_add (hash, prev_digest);
  yyq_parts_hash_add_int (hash, number);
  yyq_parts_hash_add_int (hash, at);
  yyq_parts_hash_add_int (hash, n_heads);
  return yyq_parts_hash_end (hash);
}

char *
yyq_anchor_digest_add (const char *digest, const char *chain, const char *id, gint64 seq,
                       const char *hash)
{
  GChecksum *next = yyq_parts_hash_begin ("yyq.anchor.head.1");

  yyq_parts_hash_add (next, digest);
  yyq_parts_hash_add (next, chain);
  yyq_parts_hash_add (next, id);
  yyq_parts_hash_add_int (next, seq);
  yyq_parts_hash_add (next, hash);
  return yyq_parts_hash_end (next);
}

gboolean
yyq_anchor_check_token (YyqPlatform *platform, const char *digest, GBytes *token, gint64 *at,
                        char **why)
{
  g_autoptr (YyqTrust) trust = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (platform));
  g_autoptr (GBytes) stamped = g_bytes_new (digest, strlen (digest));
  GBytes *const parts[] = { stamped };
  g_autoptr (YyqTimestamp) stamp = yyq_tsp_verify (token, parts, 1, trust, NULL);

  *at = stamp->at;
  if (yyq_timestamp_is_good (stamp))
    return TRUE;
  *why = g_strdup (stamp->integrity->state != YYQ_PDF_CHECK_GOOD ? stamp->integrity->reason
                                                                 : stamp->chain->reason);
  return FALSE;
}

typedef struct {
  char *chain;
  char *id;
  gint64 seq;
  char *hash;
} Head;

static void
head_free (gpointer data)
{
  Head *self = data;

  g_free (self->chain);
  g_free (self->id);
  g_free (self->hash);
  g_free (self);
}

/* (transfer full): ends of chains that have grown since they were anchored. */
static GPtrArray *
list_grown (YyqStorage *storage, GError **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (head_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (storage, error,
                                                "SELECT chain, id, seq, hash FROM chain_head WHERE "
                                                "seq > anchored_seq ORDER BY chain, id LIMIT $1",
                                                "i", (gint64) YYQ_ANCHOR_MOST_HEADS);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    Head *head = g_new0 (Head, 1);

    head->chain = g_strdup (yyq_rows_get_text (rows, 0));
    head->id = g_strdup (yyq_rows_get_text (rows, 1));
    head->seq = yyq_rows_get_int (rows, 2);
    head->hash = g_strdup (yyq_rows_get_text (rows, 3));
    g_ptr_array_add (heads, head);
  }
  if (local == NULL)
    return rows != NULL ? g_steal_pointer (&heads) : NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

typedef struct {
  gint64 number; /* 0: there is none */
  gint64 at;
  char *digest;
} Last;

static gboolean
load_last (YyqStorage *storage, Last *last, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error, "SELECT number, at, digest FROM anchor ORDER BY number DESC LIMIT 1", "");

  if (rows == NULL)
    return FALSE;
  if (yyq_rows_next (rows, &local)) {
    last->number = yyq_rows_get_int (rows, 0);
    last->at = yyq_rows_get_int (rows, 1);
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  last->digest = g_strdup (last->number > 0 ? yyq_rows_get_text (rows, 2) : "");
  return TRUE;
}

static gboolean
insert_head (YyqStorage *storage, gint64 number, const Head *head, GError **error)
{
  return yyq_storage_execute (
           storage, error,
           "INSERT INTO anchor_head (number, chain, id, seq, hash) VALUES ($1, $2, $3, $4, $5)",
           "issis", number, head->chain, head->id, head->seq, head->hash) &&
         yyq_storage_execute (
           storage, error, "UPDATE chain_head SET anchored_seq = $1 WHERE chain = $2 AND id = $3",
           "iss", head->seq, head->chain, head->id);
}

static gboolean
insert (YyqStorage *storage, const Last *last, GPtrArray *heads, GError **error)
{
  gint64 at = yyq_clock_now ();
  g_autofree char *digest =
    yyq_anchor_digest_begin (last->number + 1, at, last->digest, heads->len);

  for (guint i = 0; i < heads->len; i++) {
    const Head *head = g_ptr_array_index (heads, i);
    char *next = yyq_anchor_digest_add (digest, head->chain, head->id, head->seq, head->hash);

    g_free (digest);
    digest = next;
  }
  if (!yyq_storage_execute (
        storage, error,
        "INSERT INTO anchor (number, at, prev_digest, digest, heads) VALUES ($1, $2, $3, $4, $5)",
        "iissi", last->number + 1, at, last->digest, digest, (gint64) heads->len))
    return FALSE;
  for (guint i = 0; i < heads->len; i++)
    if (!insert_head (storage, last->number + 1, g_ptr_array_index (heads, i), error))
      return FALSE;
  return TRUE;
}

/* One anchor, in a transaction. @n_heads: 0 when nothing had grown, and nothing was made. */
static gboolean
make_one (YyqStorage *storage, guint *n_heads, GError **error)
{
  g_autoptr (GPtrArray) heads = NULL;
  Last last = { 0 };
  gboolean ok = FALSE;

  if (!yyq_storage_begin (storage, error))
    return FALSE;
  heads = list_grown (storage, error);
  if (heads != NULL && load_last (storage, &last, error))
    ok = (heads->len == 0 || insert (storage, &last, heads, error)) &&
         yyq_storage_commit (storage, error);
  if (!ok)
    yyq_storage_rollback (storage);
  g_free (last.digest);
  *n_heads = heads != NULL ? heads->len : 0;
  return ok;
}

/* Days are those of UTC: the first run of a new one makes its anchor, however long ago the last one
 * was. */
static gboolean
make_due (YyqStorage *storage, GError **error)
{
  Last last = { 0 };
  guint n_heads = YYQ_ANCHOR_MOST_HEADS;
  gint64 today;

  if (!load_last (storage, &last, error))
    return FALSE;
  g_free (last.digest);
  today = yyq_clock_now () / DAY_MS;
  if (last.number > 0 && last.at / DAY_MS >= today)
    return TRUE;
  while (n_heads == YYQ_ANCHOR_MOST_HEADS)
    if (!make_one (storage, &n_heads, error))
      return FALSE;
  return TRUE;
}

typedef struct {
  gint64 number; /* 0: none is due */
  gint64 tries;
  char *digest;
} Pending;

static gboolean
load_pending (YyqStorage *storage, Pending *pending, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (storage, error,
                       "SELECT number, tries, digest FROM anchor WHERE token IS NULL AND "
                       "next_try_at <= $1 ORDER BY number LIMIT 1",
                       "i", yyq_clock_now ());

  if (rows == NULL)
    return FALSE;
  if (yyq_rows_next (rows, &local)) {
    pending->number = yyq_rows_get_int (rows, 0);
    pending->tries = yyq_rows_get_int (rows, 1);
    pending->digest = g_strdup (yyq_rows_get_text (rows, 2));
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* (transfer full) (nullable): a token of an authority that is trusted. */
static GBytes *
stamp (YyqPlatform *platform, const Pending *pending, gint64 *at)
{
  const char *digest = pending->digest;
  g_autoptr (YyqTimestamper) timestamper = yyq_platform_ref_timestamper (platform);
  guint8 sha256[32];
  gsize length = sizeof sha256;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) imprint = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;

  if (timestamper == NULL)
    return NULL;
  g_checksum_update (checksum, (const guchar *) digest, (gssize) strlen (digest));
  g_checksum_get_digest (checksum, sha256, &length);
  imprint = g_bytes_new (sha256, sizeof sha256);
  token = yyq_tsp_stamp (imprint, timestamper, NULL, &error);
  if (token != NULL && yyq_anchor_check_token (platform, digest, token, at, &why))
    return g_steal_pointer (&token);
  /* An authority that stays away is told of by yyq_anchor_tell_late(). */
  g_log (G_LOG_DOMAIN, pending->tries == 0 ? G_LOG_LEVEL_MESSAGE : G_LOG_LEVEL_INFO,
         "no time stamp for an anchor: %s", error != NULL ? error->message : why);
  return NULL;
}

static gboolean
keep (YyqStorage *storage, const Pending *pending, GBytes *token, gint64 at, GError **error)
{
  gint64 wait = MIN (FIRST_WAIT_MS << MIN (pending->tries, 10), LONGEST_WAIT_MS);

  if (token != NULL)
    return yyq_storage_execute (
      storage, error,
      "UPDATE anchor SET token = $1, stamped_at = $2 WHERE number = $3 AND token IS NULL", "bii",
      token, at, pending->number);
  /* All that wait go to the same authority. */
  return yyq_storage_execute (
    storage, error, "UPDATE anchor SET tries = tries + 1, next_try_at = $1 WHERE token IS NULL",
    "i", yyq_clock_now () + wait);
}

static gboolean
stamp_pending (YyqPlatform *platform, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gboolean more = TRUE, ok = TRUE;

  while (ok && more) {
    Pending pending = { 0 };
    g_autoptr (GBytes) token = NULL;
    gint64 at = 0;

    ok = load_pending (storage, &pending, error);
    more = ok && pending.number > 0;
    if (more) {
      token = stamp (platform, &pending, &at);
      ok = keep (storage, &pending, token, at, error);
    }
    g_free (pending.digest);
  }
  return ok;
}

gboolean
yyq_anchor_run (YyqPlatform *platform, gint64 *next_ms, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 retry = 0;

  *next_ms = (yyq_clock_now () / DAY_MS + 1) * DAY_MS;
  if (!make_due (storage, error) || !stamp_pending (platform, error) ||
      !yyq_storage_query_int (
        storage, &retry, error,
        "SELECT COALESCE(MIN(next_try_at), 0) FROM anchor WHERE token IS NULL", ""))
    return FALSE;
  if (retry > 0)
    *next_ms = MIN (*next_ms, retry);
  return TRUE;
}

gboolean
yyq_anchor_find_late (YyqPlatform *platform, YyqLateAnchors *late, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT COUNT(*), COALESCE(MIN(at), 0) FROM anchor WHERE token IS NULL", "");

  *late = (YyqLateAnchors){ 0 };
  if (rows != NULL && yyq_rows_next (rows, &local) &&
      yyq_clock_now () - yyq_rows_get_int (rows, 1) > YYQ_ANCHOR_PATIENCE_MS)
    *late = (YyqLateAnchors){ yyq_rows_get_int (rows, 0), yyq_rows_get_int (rows, 1) };
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL);
}

gboolean
yyq_anchor_tell_late (YyqPlatform *platform, gboolean *told, GError **error)
{
  g_autoptr (YyqTimestamper) timestamper = yyq_platform_ref_timestamper (platform);
  YyqLateAnchors late;
  g_autofree char *since = NULL;

  if (!yyq_anchor_find_late (platform, &late, error))
    return FALSE;
  if (late.waiting > 0 && !*told) {
    since = yyq_clock_format (late.since);
    g_warning ("evidence goes without a time stamp since %s: %s", since,
               timestamper == NULL
                 ? "tsa-url is not set"
                 : "the time-stamp authority gives none; it is asked again and again");
  } else if (late.waiting == 0 && *told) {
    g_message ("evidence is time-stamped again");
  }
  *told = late.waiting > 0;
  return TRUE;
}
