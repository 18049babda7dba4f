/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-openssl.h"
#include "yyq-pdf-facts-code.h"
#include "yyq-structure-lies.h"
#include "yyq-tsp.h"
#include "yyq-ukey-protocol.h"

/* make-corpus FOLDER: writes the corpora of the fuzz targets, from the files and containers that
 * the tests make. */

static const char *root;

static void
put (const char *target, guint number, const void *data, gsize length)
{
  g_autofree char *folder = g_build_filename (root, target, NULL);
  g_autofree char *path = g_strdup_printf ("%s/%02u", folder, number);

  g_mkdir_with_parents (folder, 0755);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

static void
put_bytes (const char *target, guint number, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  put (target, number, data, length);
}

/* One lie of each kind, as the update alone; and some whole files. */
static void
put_verify (YyqStructureKit *kit)
{
  static const YyqLie *const lists[] = { yyq_entry_lies, yyq_object_lies, yyq_trailer_lies };
  guint number = 0, n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const YyqLie *lie = lists[i]; lie->name != NULL; lie++, n++) {
      YyqBase base = (YyqBase) (n % YYQ_N_BASES);
      g_autoptr (GBytes) file =
        n % 3 == 0 ? yyq_structure_lie (kit, base, YYQ_MOMENT_ALONE, &kit->targets[n % 7], lie)
                   : NULL;
      gsize length;
      const char *data = file != NULL ? g_bytes_get_data (file, &length) : NULL;
      g_autofree char *tail = NULL;
      gsize from = g_bytes_get_size (kit->signed_[base]);

      if (data == NULL)
        continue;
      tail = g_malloc (length - from + 1);
      tail[0] = "tso"[base];
      memcpy (tail + 1, data + from, length - from);
      put ("verify", number++, tail, length - from + 1);
    }
  for (guint i = 0; i < YYQ_N_BASES; i++) {
    gsize length;
    const char *data = g_bytes_get_data (kit->signed_[i], &length);
    g_autofree char *file = g_malloc (length + 1);

    file[0] = '-';
    memcpy (file + 1, data, length);
    put ("verify", number++, file, length + 1);
  }
}

/* The containers of files, without the zeros behind them. */
static void
put_container (const char *target, guint number, GBytes *pdf)
{
  gsize hole, n_digits;
  g_autoptr (GByteArray) cms = g_byte_array_new ();
  const char *text = g_bytes_get_data (pdf, NULL);

  yyq_find_hole (pdf, &hole, &n_digits);
  for (gsize i = 0; i + 1 < n_digits; i += 2) {
    guint8 byte = (guint8) (g_ascii_xdigit_value (text[hole + i]) << 4 |
                            g_ascii_xdigit_value (text[hole + i + 1]));

    g_byte_array_append (cms, &byte, 1);
  }
  put (target, number, cms->data, 4 + (gsize) (cms->data[2] << 8 | cms->data[3]));
}

static void
put_tokens (YyqStructureKit *kit)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &content, 1);
  g_autoptr (GBytes) token = yyq_tsp_stamp (digest, kit->tsa, NULL, NULL);
  g_autoptr (TS_REQ) request = TS_REQ_new ();
  g_autoptr (GBytes) question = NULL;
  g_autoptr (GBytes) answer = NULL;
  TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new ();
  X509_ALGOR *algorithm = X509_ALGOR_new ();
  unsigned char *der = NULL;
  int length;

  X509_ALGOR_set0 (algorithm, OBJ_nid2obj (NID_sha256), V_ASN1_NULL, NULL);
  TS_MSG_IMPRINT_set_algo (imprint, algorithm);
  TS_MSG_IMPRINT_set_msg (imprint, (unsigned char *) g_bytes_get_data (digest, NULL), 32);
  TS_REQ_set_version (request, 1);
  TS_REQ_set_msg_imprint (request, imprint);
  TS_REQ_set_cert_req (request, 1);
  length = i2d_TS_REQ (request, &der);
  question = yyq_openssl_bytes (der, length);
  answer = yyq_timestamper_query (kit->tsa, question, NULL, NULL);
  put_bytes ("tsp", 0, token);
  put_bytes ("tsp", 1, question);
  put_bytes ("tsp", 2, answer);
  put_bytes ("cms", 20, token);
  X509_ALGOR_free (algorithm);
  TS_MSG_IMPRINT_free (imprint);
}

static void
put_revocation (YyqStructureKit *kit)
{
  g_autoptr (GBytes) list = yyq_test_pki_crl (kit->pki, kit->pki->tsa, 3600);
  g_autoptr (GBytes) empty = yyq_test_pki_crl (kit->pki, NULL, 0);
  g_autoptr (GBytes) root_der = yyq_test_pki_root_der (kit->pki);

  put_bytes ("revocation", 0, list);
  put_bytes ("revocation", 1, empty);
  put_bytes ("revocation", 2, root_der);
}

/* A page as its text: a gap above a line, a table, boxes, a field. */
static YyqPageFacts *
make_page (guint number, const char *text)
{
  YyqPageFacts *facts = yyq_page_facts_new (number, 595, 842);
  YyqPageField field = { YYQ_PAGE_FIELD_CHOICE,
                         { 300, 400, 360, 420 },
                         g_strdup ("city"),
                         g_strdup ("City"),
                         g_strsplit ("A/B", "/", -1) };
  double x = 60, y = 60;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);

    if (c == '\n') {
      yyq_page_facts_end_line (facts, 0, y + 10);
      yyq_page_facts_add_stroke (facts, YYQ_PAGE_STROKE_HORIZONTAL,
                                 (YyqPageBox){ x, y + 12, x + 60, y + 12 });
      x = 60;
      y += 20;
    } else {
      yyq_page_facts_add_character (facts, c, (YyqPageBox){ x, y, x + 12, y + 13 });
      x += 12;
    }
  }
  yyq_page_facts_end_line (facts, 0, y + 10);
  yyq_page_facts_add_stroke (facts, YYQ_PAGE_STROKE_RECTANGLE, (YyqPageBox){ 60, 60, 120, 80 });
  yyq_page_facts_add_stroke (facts, YYQ_PAGE_STROKE_RECTANGLE, (YyqPageBox){ 120, 60, 220, 80 });
  yyq_page_facts_add_field (facts, &field);
  return facts;
}

static void
put_page_facts (void)
{
  static const char *const texts[] = { "姓名\n性别：□男□女\n岗位：", "自____年__月__日起",
                                       "甲方（盖章）：\n{{乙方.签名|handwriting}}\n日期：" };
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (YyqPageFacts) facts = make_page (i, texts[i]);

    yyq_pdf_facts_encode (facts, answer);
    put ("page-facts", 2 * i, answer->data, answer->len);
  }
  yyq_pdf_facts_encode_end (answer);
  put ("page-facts", 1, answer->data, answer->len);
}

static void
put_wire (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "null",
    "0",
    "-1.5e3",
    "\"\\u5408\\u540c\\n\"",
    "[1,2,[3,[4,{\"a\":[]}]]]",
    "{\"a\":{\"b\":{\"c\":null}}}",
    "{\"id\":\"018f0000-0000-7000-8000-000000000001\",\"title\":"
    "\"\xe5\x8a\xb3\xe5\x8a\xa8\xe5\x90\x88\xe5\x90\x8c\",\"state\":\"signing\",\"version\":3,"
    "\"created_at\":1767225600000,"
    "\"parties\":[{\"id\":\"p1\",\"role\":\"worker\",\"name\":\"\xe5\xbc\xa0\xe4\xb8\x89\","
    "\"state\":\"turn\",\"order\":1}]}",
    "{\"id\":\"a\",\"phone\":\"13800000000\",\"name\":\"\",\"enterprises\":[{\"id\":\"e\",\"name\":"
    "\"n\"}]}",
    "{\"id\":\"e\",\"name\":\"n\",\"uscc\":\"91410100MA00000000\",\"permissions\":[\"contract."
    "sign\"]}",
    "{\"id\":\"s\",\"kind\":\"official\",\"name\":\"n\",\"png\":\"iVBORw0KGgo=\"}",
    "{\"number\":2,\"length\":10,\"sha256\":\"00\",\"signed_by\":null}",
    "{\"a\":1,\"a\":2}",
    "{\"\\u0000\":1}",
    "[9223372036854775808]",
    "[1e999]",
    "\"\\ud800\"",
    "[1,]",
    " \t\r\n{ } ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    put ("wire", i, texts[i], strlen (texts[i]));
}

static void
put_scgi (void)
{
  static const char *const pairs[][3] = {
    { "GET", "/api/v1/contracts?limit=20&after=a%20b", "" },
    { "POST", "/api/v1/login", "{\"phone\":\"13800000000\"}" },
    { "PUT", "/api/v1/contracts/%E5%90%88", "{}" },
    { "GET", "/%00", "" },
    { "GET", "/?a=%zz&&=&b", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (GString) header = g_string_new (NULL);
    g_autoptr (GString) message = g_string_new (NULL);
    g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, strlen (pairs[i][2]));
    const char *const parts[] = { "CONTENT_LENGTH",
                                  length,
                                  "SCGI",
                                  "1",
                                  "REQUEST_METHOD",
                                  pairs[i][0],
                                  "REQUEST_URI",
                                  pairs[i][1],
                                  "REMOTE_ADDR",
                                  "127.0.0.1",
                                  "HTTP_AUTHORIZATION",
                                  "Bearer x",
                                  "HTTP_X_REQUEST_ID",
                                  "r" };

    for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
      g_string_append_len (header, parts[j], (gssize) strlen (parts[j]) + 1);
    g_string_append_printf (message, "%" G_GSIZE_FORMAT ":", header->len);
    g_string_append_len (message, header->str, (gssize) header->len);
    g_string_append_printf (message, ",%s", pairs[i][2]);
    put ("scgi", i, message->str, message->len);
  }
}

/* What yyq-tape-driver.c calls its token. */
static void
put_tape_name (GByteArray *frame)
{
  YyqUkeyName name = { g_strnfill (32, 'm'), g_strnfill (32, 'l'), g_strnfill (16, 's') };

  yyq_ukey_put_name (frame, &name);
  yyq_ukey_name_clear (&name);
}

static void
put_frames (void)
{
  static const YyqUkeyVerb verbs[] = { YYQ_UKEY_VERB_LIST, YYQ_UKEY_VERB_CERTS, YYQ_UKEY_VERB_SIGN,
                                       YYQ_UKEY_VERB_PING, (YyqUkeyVerb) 99 };
  guint8 tape[1500];

  for (guint i = 0; i < 2 * G_N_ELEMENTS (verbs); i++) {
    g_autoptr (GByteArray) frame = g_byte_array_new ();
    g_autofree char *sha256 = g_strnfill (64, 'a');

    yyq_ukey_put_u8 (frame, 0);
    yyq_ukey_put_u8 (frame, verbs[i / 2]);
    yyq_ukey_put_u32 (frame, 7);
    if (verbs[i / 2] == YYQ_UKEY_VERB_CERTS || verbs[i / 2] == YYQ_UKEY_VERB_SIGN)
      put_tape_name (frame);
    if (verbs[i / 2] == YYQ_UKEY_VERB_SIGN) {
      yyq_ukey_put_text (frame, sha256);
      yyq_ukey_put_bytes (frame, "id", 2);
      yyq_ukey_put_bytes (frame, "", 0);
      yyq_ukey_put_u8 (frame, 0);
      yyq_ukey_put_bytes (frame, sha256, 32);
      yyq_ukey_put_bytes (frame, "123456", 6);
    }
    g_assert_cmpuint (frame->len, <=, 256);
    frame->data[0] = (guint8) (frame->len - 1);
    /* Results of 1 are CKR_OK, and lists have one thing. */
    memset (tape, i % 2, sizeof tape);
    g_byte_array_append (frame, tape, sizeof tape);
    put ("frames", i, frame->data, frame->len);
  }
}

int
main (int argc, char **argv)
{
  YyqStructureKit *kit;

  g_assert_cmpint (argc, ==, 2);
  root = argv[1];
  kit = yyq_structure_kit_new ();
  put_verify (kit);
  for (guint i = 0; i < YYQ_N_BASES; i++)
    put_container ("cms", i, kit->signed_[i]);
  put_tokens (kit);
  put_revocation (kit);
  put_page_facts ();
  put_wire ();
  put_scgi ();
  put_frames ();
  yyq_structure_kit_free (kit);
  return 0;
}
