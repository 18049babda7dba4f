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

char *
yyq_id_new (void)
{
  guint64 now = (guint64) yyq_clock_now ();
  guint8 bytes[16];
  g_autofree char *hex = NULL;

  fill_random (bytes + 6, 10);
  for (guint i = 0; i < 6; i++)
    bytes[i] = (guint8) (now >> (40 - 8 * i));
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | 0x70);
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
