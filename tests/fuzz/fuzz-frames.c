/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-fuzz.h"
#include "yyq-helper-requests.h"
#include "yyq-tape-driver.h"

/*
 * The first byte is the length of a request to the helper, which follows; the rest is what the
 * driver says. Every request is answered with a well-formed frame. The request is then read as a
 * reply as well.
 */

static void
check_reply (const GByteArray *reply)
{
  YyqUkeyReader reader = { reply->data, reply->len, FALSE };

  g_assert_cmpuint (reply->len, <=, YYQ_UKEY_REPLY_MAX);
  yyq_ukey_take_u32 (&reader);
  if (yyq_ukey_take_u8 (&reader) == 1) {
    g_autofree char *message = NULL;

    yyq_ukey_take_u32 (&reader);
    message = yyq_ukey_take_text (&reader);
    g_assert_true (yyq_ukey_reader_done (&reader));
  }
  g_assert_false (reader.failed);
}

static void
read_as_reply (const guint8 *frame, gsize length)
{
  YyqUkeyReader reader = { frame, length, FALSE };

  while (!reader.failed && reader.left > 0) {
    g_auto (YyqUkeyName) name = { NULL };
    g_autofree char *text = NULL;
    gsize n;

    switch (yyq_ukey_take_u8 (&reader) % 4) {
    case 0:
      yyq_ukey_take_u32 (&reader);
      break;
    case 1:
      text = yyq_ukey_take_text (&reader);
      break;
    case 2:
      yyq_ukey_take_bytes (&reader, 100, &n);
      g_assert_cmpuint (n, <=, 100);
      break;
    default:
      yyq_ukey_take_name (&reader, &name);
      break;
    }
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize length = size > 0 ? MIN ((gsize) data[0], size - 1) : 0;
  const guint8 *frame = data + (size > 0);
  YyqHelperModule module = { yyq_tape_driver (frame + length, size - (size > 0) - length), NULL,
                             NULL };
  g_autoptr (GByteArray) reply = NULL;

  /* HELLO loads a library. */
  if (length > 0 && frame[0] == YYQ_UKEY_VERB_HELLO)
    return 0;
  reply = yyq_helper_answer (&module, "/nonexistent", frame, length);
  check_reply (reply);
  read_as_reply (frame, length);
  return 0;
}
