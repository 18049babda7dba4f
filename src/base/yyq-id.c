/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-id.h"

#include "yyq-clock.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

static void
fill_random (guint8 *bytes, gsize n_bytes)
{
  gsize done = 0;

  while (done < n_bytes) {
    gssize got = getrandom (bytes + done, n_bytes - done, 0);

    if (got < 0 && errno != EINTR)
      g_error ("The system gives no randomness: %s", g_strerror (errno));
    if (got > 0)
      done += (gsize) got;
  }
}

static char *
to_hex (const guint8 *bytes, gsize n_bytes)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (n_bytes * 2 + 1);

  for (gsize i = 0; i < n_bytes; i++) {
    text[2 * i] = digits[bytes[i] >> 4];
    text[2 * i + 1] = digits[bytes[i] & 15];
  }
  text[2 * n_bytes] = '\0';
  return text;
}

/* Ids of one millisecond count up from a random number (RFC 9562 §6.2), so that what this process
 * makes one after the other sorts so. */
static guint
next_count (guint64 now, guint seed)
{
  static GMutex mutex;
  static guint64 last;
  static guint count;
  guint got;

  g_mutex_lock (&mutex);
  count = now == last ? (count + 1) & 0x0fff : seed & 0x07ff;
  last = now;
  got = count;
  g_mutex_unlock (&mutex);
  return got;
}

char *
yyq_id_new (void)
{
  guint64 now = (guint64) yyq_clock_now ();
  guint8 bytes[16];
  guint count;
  g_autofree char *hex = NULL;

  fill_random (bytes + 6, 10);
  count = next_count (now, (guint) bytes[6] << 8 | bytes[7]);
  for (guint i = 0; i < 6; i++)
    bytes[i] = (guint8) (now >> (40 - 8 * i));
  bytes[6] = (guint8) (count >> 8 | 0x70);
  bytes[7] = (guint8) count;
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);

  hex = to_hex (bytes, sizeof bytes);
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

gboolean
yyq_id_is_valid (const char *id)
{
  return id != NULL && g_uuid_string_is_valid (id);
}

char *
yyq_random_hex (gsize n_bytes)
{
  guint8 bytes[64];

  g_return_val_if_fail (n_bytes <= sizeof bytes, NULL);

  fill_random (bytes, n_bytes);
  return to_hex (bytes, n_bytes);
}

char *
yyq_sha256_hex (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}
