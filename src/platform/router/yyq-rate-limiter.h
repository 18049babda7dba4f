/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What kind of work a route is; each has a rate for one address and one for one account. */
typedef enum {
  YYQ_RATE_UNSET,
  YYQ_RATE_LOCAL, /* administration: whoever can open the socket may do as he likes */
  YYQ_RATE_OPEN,  /* cheap and public */
  YYQ_RATE_LOGIN, /* guesses: passwords and proofs */
  YYQ_RATE_READ,
  YYQ_RATE_SEARCH, /* reads that look at many rows */
  YYQ_RATE_WRITE,
  YYQ_RATE_WORK,       /* public keys and PDF */
  YYQ_RATE_REVEAL,     /* personal data as it is: so much as one needs, not a whole roster */
  YYQ_RATE_OPEN_REPLY, /* replies that stay open: how many are begun */
} YyqRateClass;

/*
 * Token buckets, so many as fit into a table of fixed size: when an address is new and its place is
 * taken, the bucket that was used longest ago is given up. Addresses and accounts are not kept,
 * only what a keyed hash makes of them. Any thread.
 */
typedef struct _YyqRateLimiter YyqRateLimiter;

YyqRateLimiter *yyq_rate_limiter_new (void);
void yyq_rate_limiter_free (YyqRateLimiter *self);

/*
 * 0: go on; else in how many seconds it may be tried again. @now_us: of a clock that only goes
 * forward.
 * @remote: as the transport tells it; IPv6 counts by its /64, which is what one customer has.
 */
guint yyq_rate_limiter_take_address (YyqRateLimiter *self, YyqRateClass class, const char *remote,
                                     gint64 now_us);
guint yyq_rate_limiter_take_account (YyqRateLimiter *self, YyqRateClass class,
                                     const char *account_id, gint64 now_us);

G_END_DECLS
