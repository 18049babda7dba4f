/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-drivers.h"
#include "yyq-ukey-protocol.h"

static void
test_round_trip (void)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  g_auto (YyqUkeyName) name = { g_strdup ("厂商"), g_strdup ("UKey 软"), g_strdup ("0001") };
  g_auto (YyqUkeyName) copy = { NULL };
  YyqUkeyReader reader;

  yyq_ukey_put_u8 (frame, 200);
  yyq_ukey_put_u32 (frame, 0x01020304);
  yyq_ukey_put_name (frame, &name);
  reader = (YyqUkeyReader){ frame->data, frame->len, FALSE };

  g_assert_cmpuint (yyq_ukey_take_u8 (&reader), ==, 200);
  g_assert_cmpuint (yyq_ukey_take_u32 (&reader), ==, 0x01020304);
  yyq_ukey_take_name (&reader, &copy);
  g_assert_true (yyq_ukey_reader_done (&reader));
  g_assert_true (yyq_ukey_name_equal (&name, &copy));
}

static void
test_every_cut (void)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();

  yyq_ukey_put_u32 (frame, 7);
  yyq_ukey_put_text (frame, "文字");
  yyq_ukey_put_bytes (frame, "abc", 3);
  for (guint length = 0; length < frame->len; length++) {
    g_autofree guint8 *cut = g_memdup2 (frame->data, length);
    YyqUkeyReader reader = { cut, length, FALSE };
    g_autofree char *text = NULL;
    gsize n;

    yyq_ukey_take_u32 (&reader);
    text = yyq_ukey_take_text (&reader);
    yyq_ukey_take_bytes (&reader, 3, &n);
    g_assert_false (yyq_ukey_reader_done (&reader));
  }
}

static void
test_limits (void)
{
  static const guint8 huge[] = { 0xff, 0xff, 0xff, 0xff, 'a' };
  static const guint8 nul[] = { 0, 0, 0, 2, 'a', 0 };
  YyqUkeyReader reader = { huge, sizeof huge, FALSE };
  g_autofree char *text = NULL;
  gsize n;

  yyq_ukey_take_bytes (&reader, 4096, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (reader.failed);

  reader = (YyqUkeyReader){ nul, sizeof nul, FALSE };
  text = yyq_ukey_take_text (&reader);
  g_assert_cmpstr (text, ==, "");
  g_assert_true (reader.failed);
}

static void
test_modules (void)
{
  static const struct {
    const char *file;
    const char *text;
    const char *module;
  } cases[] = {
    { "a.module", "# a: comment\nmodule: /opt/a/libp11.so\npriority: 3\n", "/opt/a/libp11.so" },
    { "a.module", "module:/opt/a/libp11.so\r\ndisable-in: firefox\r\n", "/opt/a/libp11.so" },
    { "a.module", "module: /opt/a/libp11.so\ndisable-in: firefox, yuyunqian\n", NULL },
    { "a.module", "module: /opt/a/libp11.so\nenable-in: firefox\n", NULL },
    { "a.module", "remote: |ssh host p11-kit remote\n", NULL },
    { "p11-kit-trust.module", "module: /usr/lib/libtrust.so\n", NULL },
    { "a.module", "module: /usr/lib/p11-kit-proxy.so\n", NULL },
    { "a.module", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *module = yyq_ukey_drivers_parse_module (cases[i].file, cases[i].text);

    g_assert_cmpstr (module, ==, cases[i].module);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ukey/protocol/what is written is read back", test_round_trip);
  g_test_add_func ("/ukey/protocol/a frame cut anywhere is refused", test_every_cut);
  g_test_add_func ("/ukey/protocol/lengths over the limit and NUL in texts are refused",
                   test_limits);
  g_test_add_func ("/ukey/drivers/p11-kit files name a driver unless they say it is not for us",
                   test_modules);
  return g_test_run ();
}
