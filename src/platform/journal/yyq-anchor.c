/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-anchor.h"

#include <string.h>

#include "yyq-anchor-store.h"
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

static gboolean
insert (YyqStorage *storage, const YyqAnchorRow *last, GPtrArray *heads, GError **error)
{
  g_auto (YyqAnchorRow) next = { .number = last->number + 1, .at = yyq_clock_now () };

  next.digest = yyq_anchor_digest_begin (next.number, next.at, last->digest, heads->len);
  for (guint i = 0; i < heads->len; i++) {
    const YyqAnchorHead *head = g_ptr_array_index (heads, i);
    char *digest =
      yyq_anchor_digest_add (next.digest, head->chain, head->id, head->seq, head->hash);

    g_free (next.digest);
    next.digest = digest;
  }
  return yyq_anchor_store_insert (storage, &next, last->digest, heads, error);
}

/* One anchor, in a transaction. @n_heads: 0 when nothing had grown, and nothing was made. */
static gboolean
make_one (YyqStorage *storage, guint *n_heads, GError **error)
{
  g_autoptr (GPtrArray) heads = NULL;
  g_auto (YyqAnchorRow) last = { 0 };
  gboolean ok = FALSE;

  if (!yyq_storage_begin (storage, error))
    return FALSE;
  heads = yyq_anchor_store_list_grown (storage, YYQ_ANCHOR_MOST_HEADS, error);
  if (heads != NULL && yyq_anchor_store_load_last (storage, &last, error))
    ok = (heads->len == 0 || insert (storage, &last, heads, error)) &&
         yyq_storage_commit (storage, error);
  if (!ok)
    yyq_storage_rollback (storage);
  *n_heads = heads != NULL ? heads->len : 0;
  return ok;
}

/* Days are those of UTC: the first run of a new one makes its anchor, however long ago the last one
 * was. */
static gboolean
make_due (YyqStorage *storage, GError **error)
{
  g_auto (YyqAnchorRow) last = { 0 };
  guint n_heads = YYQ_ANCHOR_MOST_HEADS;
  gint64 today;

  if (!yyq_anchor_store_load_last (storage, &last, error))
    return FALSE;
  today = yyq_clock_now () / DAY_MS;
  if (last.number > 0 && last.at / DAY_MS >= today)
    return TRUE;
  while (n_heads == YYQ_ANCHOR_MOST_HEADS)
    if (!make_one (storage, &n_heads, error))
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable): a token of an authority that is trusted. */
static GBytes *
stamp (YyqPlatform *platform, const YyqAnchorRow *pending, gint64 *at)
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
keep (YyqStorage *storage, const YyqAnchorRow *pending, GBytes *token, gint64 at, GError **error)
{
  gint64 wait = MIN (FIRST_WAIT_MS << MIN (pending->tries, 10), LONGEST_WAIT_MS);

  if (token != NULL)
    return yyq_anchor_store_set_token (storage, pending->number, token, at, error);
  return yyq_anchor_store_try_later (storage, yyq_clock_now () + wait, error);
}

static gboolean
stamp_pending (YyqPlatform *platform, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gboolean more = TRUE, ok = TRUE;

  while (ok && more) {
    g_auto (YyqAnchorRow) pending = { 0 };
    g_autoptr (GBytes) token = NULL;
    gint64 at = 0;

    ok = yyq_anchor_store_load_pending (storage, &pending, error);
    more = ok && pending.number > 0;
    if (more) {
      token = stamp (platform, &pending, &at);
      ok = keep (storage, &pending, token, at, error);
    }
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
      !yyq_anchor_store_find_next (storage, &retry, error))
    return FALSE;
  if (retry > 0)
    *next_ms = MIN (*next_ms, retry);
  return TRUE;
}

gboolean
yyq_anchor_find_late (YyqPlatform *platform, YyqLateAnchors *late, GError **error)
{
  gint64 n = 0;
  gint64 since = 0;

  *late = (YyqLateAnchors){ 0 };
  if (!yyq_anchor_store_count_waiting (yyq_platform_get_storage (platform), &n, &since, error))
    return FALSE;
  if (yyq_clock_now () - since > YYQ_ANCHOR_PATIENCE_MS)
    *late = (YyqLateAnchors){ n, since };
  return TRUE;
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
