/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-rate-limiter.h"

#include <arpa/inet.h>
#include <math.h>
#include <sodium.h>
#include <string.h>

#define N_SETS 4096
#define N_WAYS 4

typedef struct {
  double each_second;
  double burst;
} Rate;

/* An office of a hundred clerks is one address, and comes in at nine. */
static const struct {
  Rate address;
  Rate account;
} rates[] = {
  [YYQ_RATE_OPEN] = { { 20, 200 }, { 20, 200 } },
  [YYQ_RATE_LOGIN] = { { 2, 60 }, { 1, 30 } },
  [YYQ_RATE_READ] = { { 400, 4000 }, { 100, 1000 } },
  [YYQ_RATE_SEARCH] = { { 100, 2000 }, { 20, 500 } },
  [YYQ_RATE_WRITE] = { { 50, 500 }, { 10, 200 } },
  [YYQ_RATE_WORK] = { { 20, 200 }, { 5, 100 } },
  /* Thirty contracts at once, and then one person each twenty seconds. */
  [YYQ_RATE_REVEAL] = { { 2, 600 }, { 0.05, 60 } },
  /* After a restart all of that office come back at about the same time. */
  [YYQ_RATE_OPEN_REPLY] = { { 50, 1000 }, { 1, 20 } },
};

typedef struct {
  guint64 tag; /* 0: free */
  gint64 at_us;
  double tokens;
} Bucket;

struct _YyqRateLimiter {
  GMutex lock;
  /* So that nobody can choose whom to share a place with. */
  guint8 secret[crypto_shorthash_KEYBYTES];
  Bucket buckets[N_SETS][N_WAYS];
};

YyqRateLimiter *
yyq_rate_limiter_new (void)
{
  YyqRateLimiter *self = g_new0 (YyqRateLimiter, 1);

  g_mutex_init (&self->lock);
  randombytes_buf (self->secret, sizeof self->secret);
  return self;
}

void
yyq_rate_limiter_free (YyqRateLimiter *self)
{
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* The bucket of @tag in its set: its own, a free one, or the one that was used longest ago. */
static Bucket *
find (Bucket *set, guint64 tag, const Rate *rate, gint64 now_us)
{
  Bucket *oldest = &set[0];

  for (guint i = 0; i < N_WAYS; i++) {
    if (set[i].tag == tag)
      return &set[i];
    if (set[i].at_us < oldest->at_us)
      oldest = &set[i];
  }
  *oldest = (Bucket){ tag, now_us, rate->burst };
  return oldest;
}

/* SipHash: without the secret nobody knows what it is. */
static guint64
tag_of (YyqRateLimiter *self, const char *key)
{
  guint8 hash[crypto_shorthash_BYTES];
  guint64 tag;

  crypto_shorthash (hash, (const guint8 *) key, strlen (key), self->secret);
  memcpy (&tag, hash, sizeof tag);
  return tag | 1;
}

static guint
take (YyqRateLimiter *self, const Rate *rate, const char *key, gint64 now_us)
{
  guint64 tag = tag_of (self, key);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Bucket *bucket = find (self->buckets[(tag >> 1) % N_SETS], tag, rate, now_us);
  double passed = (double) MAX (now_us - bucket->at_us, 0) / G_USEC_PER_SEC;

  bucket->tokens = MIN (rate->burst, bucket->tokens + passed * rate->each_second);
  bucket->at_us = now_us;
  if (bucket->tokens < 1)
    return (guint) ceil ((1 - bucket->tokens) / rate->each_second);
  bucket->tokens -= 1;
  return 0;
}

/* (transfer full): IPv4 as it is, also inside IPv6; of IPv6 the first 64 bits; anything else in
 * words. */
static char *
network_of (const char *remote)
{
  static const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };
  guint8 bytes[sizeof (struct in6_addr)];
  GString *text;

  if (strchr (remote, ':') == NULL || inet_pton (AF_INET6, remote, bytes) != 1)
    return g_strdup (remote);
  if (memcmp (bytes, mapped, sizeof mapped) == 0)
    return g_strdup_printf ("%u.%u.%u.%u", bytes[12], bytes[13], bytes[14], bytes[15]);
  text = g_string_new (NULL);
  for (guint i = 0; i < 8; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

guint
yyq_rate_limiter_take_address (YyqRateLimiter *self, YyqRateClass class, const char *remote,
                               gint64 now_us)
{
  g_autofree char *network = NULL;
  g_autofree char *key = NULL;

  if (class == YYQ_RATE_LOCAL)
    return 0;
  network = network_of (remote);
  key = g_strdup_printf ("address|%d|%s", (int) class, network);
  return take (self, &rates[class].address, key, now_us);
}

guint
yyq_rate_limiter_take_account (YyqRateLimiter *self, YyqRateClass class, const char *account_id,
                               gint64 now_us)
{
  g_autofree char *key = g_strdup_printf ("account|%d|%s", (int) class, account_id);

  return class == YYQ_RATE_LOCAL ? 0 : take (self, &rates[class].account, key, now_us);
}
