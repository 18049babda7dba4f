/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-openssl.h"
#include "yyq-x509-name.h"

typedef struct {
  int nid;
  int type; /* V_ASN1_* */
  const char *bytes;
  int length; /* -1: as a C string */
} Entry;

typedef struct {
  const char *name;
  Entry entries[3];
  const char *shown; /* NULL: nothing */
} Case;

static const Case cases[] = {
  { "UTF-8", { { NID_commonName, V_ASN1_UTF8STRING, "张三", -1 } }, "张三" },
  { "UTF-16 of a BMPString",
    { { NID_commonName, V_ASN1_BMPSTRING, "\x5f\x20\x4e\x09", 4 } },
    "张三" },
  { "a rare character in a BMPString",
    { { NID_commonName, V_ASN1_BMPSTRING, "\xd8\x40\xdc\x0b", 4 } },
    "𠀋" },
  { "UTF-32 of a UniversalString",
    { { NID_commonName, V_ASN1_UNIVERSALSTRING, "\x00\x00\x5f\x20\x00\x00\x4e\x09", 8 } },
    "张三" },
  { "GB 18030 in a T61String",
    { { NID_commonName, V_ASN1_T61STRING, "\xd5\xc5\xc8\xfd", -1 } },
    "张三" },
  { "GB 18030 beyond GB 2312",
    { { NID_commonName, V_ASN1_T61STRING, "\xd6\xec\xe9\x46\xbb\xf9", -1 } },
    "朱镕基" },
  { "GB 18030 with digits and letters",
    { { NID_commonName, V_ASN1_T61STRING,
        "ABC\xba\xd3\xc4\xcf"
        "1",
        -1 } },
    "ABC河南1" },
  { "GB 18030 in a PrintableString",
    { { NID_commonName, V_ASN1_PRINTABLESTRING, "\xba\xd3\xc4\xcf", -1 } },
    "河南" },
  { "GB 18030 in a string that says UTF-8",
    { { NID_commonName, V_ASN1_UTF8STRING, "\xba\xd3\xc4\xcf", -1 } },
    "河南" },
  { "UTF-8 in a T61String", { { NID_commonName, V_ASN1_T61STRING, "河南", -1 } }, "河南" },
  { "ISO 8859-1 in a T61String",
    { { NID_commonName, V_ASN1_T61STRING, "M\xfcller", -1 } },
    "Müller" },
  { "an accent at the end", { { NID_commonName, V_ASN1_T61STRING, "Andr\xe9", -1 } }, "André" },
  { "the organisation when there is no name",
    { { NID_countryName, V_ASN1_PRINTABLESTRING, "CN", -1 },
      { NID_organizationalUnitName, V_ASN1_UTF8STRING, "人事部", -1 },
      { NID_organizationName, V_ASN1_BMPSTRING, "\x6c\xb3\x53\x57", 4 } },
    "河南" },
  { "the unit when there is neither",
    { { NID_countryName, V_ASN1_PRINTABLESTRING, "CN", -1 },
      { NID_organizationalUnitName, V_ASN1_UTF8STRING, "人事部", -1 } },
    "人事部" },
  { "the whole subject when there is nothing else",
    { { NID_countryName, V_ASN1_PRINTABLESTRING, "CN", -1 },
      { NID_serialNumber, V_ASN1_PRINTABLESTRING, "a,b", -1 } },
    "serialNumber=a\\,b,C=CN" },
  { "the last name of several",
    { { NID_commonName, V_ASN1_UTF8STRING, "机构", -1 },
      { NID_commonName, V_ASN1_UTF8STRING, "张三", -1 } },
    "张三" },
  { "the organisation when the name is blank",
    { { NID_commonName, V_ASN1_UTF8STRING, "  ", -1 },
      { NID_organizationName, V_ASN1_UTF8STRING, "河南", -1 } },
    "河南" },
  { "nothing that looks like another line",
    { { NID_commonName, V_ASN1_UTF8STRING, "张三\n  Integrity: good", -1 } },
    "张三  Integrity: good" },
  { "nothing that turns the text around",
    { { NID_commonName, V_ASN1_UTF8STRING,
        "a\u202e"
        "b",
        -1 } },
    "ab" },
  { "nothing when there is nothing", { { 0 } }, NULL },
};

/* Without OpenSSL's own ideas of which string goes into which entry. */
static X509 *
certificate_of (const Case *example)
{
  X509 *certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);

  for (gsize i = 0; i < G_N_ELEMENTS (example->entries) && example->entries[i].nid != 0; i++) {
    const Entry *entry = &example->entries[i];

    g_assert_cmpint (X509_NAME_add_entry_by_NID (name, entry->nid, entry->type,
                                                 (const guint8 *) entry->bytes, entry->length, -1,
                                                 0),
                     ==, 1);
  }
  return certificate;
}

static void
test_shown (gconstpointer data)
{
  const Case *example = data;
  g_autoptr (X509) certificate = certificate_of (example);
  g_autofree char *shown = yyq_x509_get_display_name (certificate);

  g_assert_cmpstr (shown, ==, example->shown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path =
      g_strconcat ("/pdf/x509-name/a certificate shows ", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_shown);
  }
  return g_test_run ();
}
