/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-value.h"

#include <string.h>

/* 2026-11-23, 12:00 in China. */
#define NOW_MS G_GINT64_CONSTANT (1795406400000)

/* What is typed, what becomes of it, and words that stand in what is said about it. */
typedef struct {
  YyqValueKind kind;
  const char *typed;
  const char *value;   /* (nullable): it does not matter, as it is wrong */
  const char *error;   /* (nullable) */
  const char *warning; /* (nullable) */
} Case;

#define RIGHT(kind, typed, value)              \
  {                                            \
    YYQ_VALUE_##kind, typed, value, NULL, NULL \
  }
#define WRONG(kind, typed, error)              \
  {                                            \
    YYQ_VALUE_##kind, typed, NULL, error, NULL \
  }
#define DOUBT(kind, typed, value, warning)        \
  {                                               \
    YYQ_VALUE_##kind, typed, value, NULL, warning \
  }

static const Case id_numbers[] = {
  RIGHT (ID_CARD, "11010519491231002X", "11010519491231002X"),
  RIGHT (ID_CARD, "11010519491231002x", "11010519491231002X"),
  RIGHT (ID_CARD, " 110105 1949 1231 002x\t", "11010519491231002X"),
  RIGHT (ID_CARD, "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
  RIGHT (ID_CARD, "110105-19491231-002X", "11010519491231002X"),
  RIGHT (ID_CARD, "\342\200\213110105\302\24019491231\343\200\200002X\357\273\277",
         "11010519491231002X"),
  RIGHT (ID_CARD, "410105200002290014", "410105200002290014"),
  RIGHT (ID_CARD, "810000199001010019", "810000199001010019"),
  RIGHT (ID_CARD, "820000199909095552", "820000199909095552"),
  RIGHT (ID_CARD, "830000198506301232", "830000198506301232"),
  RIGHT (ID_CARD, "", ""),
  RIGHT (ID_CARD, "  ", ""),
  RIGHT (ID_CARD, NULL, ""),
  WRONG (ID_CARD, "110105194912310021", "mistyped"),
  WRONG (ID_CARD, "410105190002290018", "born"),
  WRONG (ID_CARD, "110105209912310010", "born"),
  WRONG (ID_CARD, "110105491231002", "15 digits"),
  WRONG (ID_CARD, "1101051949123100", "18 characters"),
  WRONG (ID_CARD, "11010519491231002X0", "18 characters"),
  WRONG (ID_CARD, "1101051949123100XX", "digits only"),
  WRONG (ID_CARD, "11010519491231002Ｙ", "digits only"),
  WRONG (ID_CARD, "一一〇一〇五一九四九一二三一〇〇二X", "digits only"),
  WRONG (ID_CARD, "911156198001011238", "permanent residence"),
  WRONG (ID_CARD, "810101199001010010", "first six"),
  WRONG (ID_CARD, "010105194912310027", "first six"),
  RIGHT (RESIDENCE_CARD, "911156198001011238", "911156198001011238"),
  RIGHT (RESIDENCE_CARD, "can 110178 040101", "CAN110178040101"),
  DOUBT (RESIDENCE_CARD, "911156198001011230", "911156198001011230", "last character"),
  WRONG (RESIDENCE_CARD, "911156198013011238", "born"),
  WRONG (RESIDENCE_CARD, "11010519491231002X", "begins with 9"),
  WRONG (RESIDENCE_CARD, "CA1110178040101", "begins with 9"),
  RIGHT (HOME_PERMIT, "h12345678", "H12345678"),
  RIGHT (HOME_PERMIT, "M 1234 5678 01", "M1234567801"),
  RIGHT (HOME_PERMIT, "H12345678（０１）", "H1234567801"),
  WRONG (HOME_PERMIT, "A12345678", "H or M"),
  WRONG (HOME_PERMIT, "H1234567", "H or M"),
  WRONG (HOME_PERMIT, "H123456789", "H or M"),
  WRONG (HOME_PERMIT, "H1234567X", "H or M"),
  RIGHT (TAIWAN_PERMIT, "12345678", "12345678"),
  RIGHT (TAIWAN_PERMIT, "0012345678(b)", "0012345678B"),
  WRONG (TAIWAN_PERMIT, "1234567", "8 digits"),
  WRONG (TAIWAN_PERMIT, "00123456789", "8 digits"),
  RIGHT (PASSPORT, "e 12345678", "E12345678"),
  RIGHT (PASSPORT, "X1234", "X1234"),
  WRONG (PASSPORT, "X123", "5 to 20"),
  WRONG (PASSPORT, "A12345678901234567890", "5 to 20"),
  WRONG (PASSPORT, "E1234/678", "Latin letters"),
  WRONG (PASSPORT, "护照12345", "Latin letters"),
};

static const Case companies[] = {
  RIGHT (USCC, "91350100M000100Y43", "91350100M000100Y43"),
  RIGHT (USCC, "91512081ma62k0260e", "91512081MA62K0260E"),
  RIGHT (USCC, "９１３５０１００ Ｍ０００１００Ｙ４３", "91350100M000100Y43"),
  DOUBT (USCC, "12100000400000624D", "12100000400000624D", "another kind"),
  DOUBT (USCC, "91419999MA0ABCDE25", "91419999MA0ABCDE25", "9 to 17"),
  WRONG (USCC, "91350100M000100Y4Z", "never I, O, S, V or Z"),
  WRONG (USCC, "91350100M000100Y44", "mistyped"),
  WRONG (USCC, "91350100I000100Y43", "never I, O, S, V or Z"),
  WRONG (USCC, "91350100M000100Y4", "18 characters"),
  WRONG (USCC, "410100000012345", "18 characters"),
  DOUBT (COMPANY_CODE, "410100000012345", "410100000012345", "former"),
  RIGHT (COMPANY_CODE, "91350100M000100Y43", "91350100M000100Y43"),
  WRONG (COMPANY_CODE, "41010000001234", "18 characters"),
  RIGHT (COMPANY_NAME, " 示例（河南）有限公司 ", "示例（河南）有限公司"),
  RIGHT (COMPANY_NAME, "示例(河南)有限公司", "示例(河南)有限公司"),
  RIGHT (COMPANY_NAME, "Example  Co., Ltd.", "Example Co., Ltd."),
  DOUBT (COMPANY_NAME, "示例（河南)有限公司", "示例（河南)有限公司", "bracket"),
  DOUBT (COMPANY_NAME, "示例）河南（有限公司", "示例）河南（有限公司", "bracket"),
  WRONG (COMPANY_NAME, "店", "2 to 100"),
};

static const Case contacts[] = {
  RIGHT (MOBILE, "13800138000", "13800138000"),
  RIGHT (MOBILE, "+86 138-0013-8000", "13800138000"),
  RIGHT (MOBILE, "＋８６　１３８　００１３　８０００", "13800138000"),
  RIGHT (MOBILE, "0086 13800138000", "13800138000"),
  RIGHT (MOBILE, "8613800138000", "13800138000"),
  RIGHT (MOBILE, "138\342\200\22000138000", "13800138000"),
  WRONG (MOBILE, "1380013800", "11 digits"),
  WRONG (MOBILE, "12800138000", "11 digits"),
  WRONG (MOBILE, "1380000000a", "11 digits"),
  WRONG (MOBILE, "0371-12345678", "11 digits"),
  RIGHT (LANDLINE, "037112345678", "0371-12345678"),
  RIGHT (LANDLINE, "0371－1234567", "0371-1234567"),
  RIGHT (LANDLINE, "010 8888 8888", "010-88888888"),
  RIGHT (LANDLINE, "021-12345678", "021-12345678"),
  WRONG (LANDLINE, "12345678", "area code"),
  WRONG (LANDLINE, "0371-123456", "area code"),
  WRONG (LANDLINE, "13800138000", "area code"),
  RIGHT (BANK_CARD, "4111 1111 1111 1111", "4111111111111111"),
  RIGHT (BANK_CARD, "６２２２０２１２３４５６７８９０１２８", "6222021234567890128"),
  DOUBT (BANK_CARD, "4111111111111112", "4111111111111112", "last digit"),
  WRONG (BANK_CARD, "41111", "12 to 19"),
  WRONG (BANK_CARD, "41111111111111111111", "12 to 19"),
  WRONG (BANK_CARD, "4111-1111-1111-111O", "12 to 19"),
};

static const Case names[] = {
  RIGHT (PERSON_NAME, "张 三", "张三"),
  RIGHT (PERSON_NAME, "古丽•艾合买提", "古丽·艾合买提"),
  RIGHT (PERSON_NAME, "古丽．艾合买提", "古丽·艾合买提"),
  RIGHT (PERSON_NAME, "古丽.艾合买提", "古丽·艾合买提"),
  RIGHT (PERSON_NAME, "古丽 ・ 艾合买提", "古丽·艾合买提"),
  RIGHT (PERSON_NAME, "𬭚𠮷", "𬭚𠮷"),
  RIGHT (PERSON_NAME, "J. Smith", "J. Smith"),
  RIGHT (PERSON_NAME, "Mary  O'Neill-Jones", "Mary O'Neill-Jones"),
  RIGHT (PERSON_NAME, "Rene\314\201", "Ren\303\251"),
  RIGHT (PERSON_NAME, "ＡＢ", "AB"),
  WRONG (PERSON_NAME, "张", "2 to 50"),
  WRONG (PERSON_NAME, "张三1", "letters only"),
  WRONG (PERSON_NAME, "张三😀", "letters only"),
  WRONG (PERSON_NAME, "·张三", "between two parts"),
  WRONG (PERSON_NAME, "张三·", "between two parts"),
  WRONG (PERSON_NAME, "张··三", "between two parts"),
  RIGHT (TEXT, "  红色的\n那把 ", "红色的 那把"),
};

static const Case amounts[] = {
  RIGHT (MONEY, "8000", "8000.00"),
  RIGHT (MONEY, "¥8,000.5", "8000.50"),
  RIGHT (MONEY, "￥ 1，234，567．89 元", "1234567.89"),
  RIGHT (MONEY, "08000。5", "8000.50"),
  RIGHT (MONEY, "0", "0.00"),
  RIGHT (MONEY, "999999999999.99", "999999999999.99"),
  WRONG (MONEY, "1000000000000", "12 digits"),
  WRONG (MONEY, "8,00", "12 digits"),
  WRONG (MONEY, "1000,000", "12 digits"),
  WRONG (MONEY, "8.", "12 digits"),
  WRONG (MONEY, "8.123", "12 digits"),
  WRONG (MONEY, "-8", "12 digits"),
  WRONG (MONEY, "1e3", "12 digits"),
  WRONG (MONEY, "八千", "12 digits"),
  WRONG (MONEY, "¥", "12 digits"),
  RIGHT (DATE, "2026-11-23", "2026-11-23"),
  RIGHT (DATE, "2026年11月23日", "2026-11-23"),
  RIGHT (DATE, "20261123", "2026-11-23"),
  RIGHT (DATE, "2026/1/3", "2026-01-03"),
  RIGHT (DATE, "2026. 1. 3", "2026-01-03"),
  RIGHT (DATE, "２０２６年１月３号", "2026-01-03"),
  RIGHT (DATE, "2024-02-29", "2024-02-29"),
  WRONG (DATE, "2026-02-29", "no such day"),
  WRONG (DATE, "2026-13-01", "no such day"),
  WRONG (DATE, "1899-12-31", "1900"),
  WRONG (DATE, "26-11-23", "is like"),
  WRONG (DATE, "2026-11", "is like"),
  WRONG (DATE, "2026-11-23 10:00", "is like"),
  WRONG (DATE, "明天", "is like"),
};

static const Case addresses[] = {
  RIGHT (SERVER_ADDRESS, "sign.example.com", "https://sign.example.com:443"),
  RIGHT (SERVER_ADDRESS, " HTTPS://Sign.Example.com/ ", "https://sign.example.com:443"),
  RIGHT (SERVER_ADDRESS, "https://sign.example.com:443", "https://sign.example.com:443"),
  RIGHT (SERVER_ADDRESS, "sign.example.com:8443", "https://sign.example.com:8443"),
  RIGHT (SERVER_ADDRESS, "ｈｔｔｐｓ：／／sign。example。com", "https://sign.example.com:443"),
  RIGHT (SERVER_ADDRESS, "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
  RIGHT (SERVER_ADDRESS, "http://localhost", "http://localhost:80"),
  RIGHT (SERVER_ADDRESS, "http://[::1]:81", "http://[::1]:81"),
  WRONG (SERVER_ADDRESS, "http://example.com", "https://"),
  WRONG (SERVER_ADDRESS, "ftp://x", "https://"),
  WRONG (SERVER_ADDRESS, "https://not an address", "not an address"),
  WRONG (SERVER_ADDRESS, "https://", "not an address"),
  WRONG (SERVER_ADDRESS, "sign.example.com:99999", "not an address"),
  WRONG (SERVER_ADDRESS, "sign.example.com/login", "nothing behind"),
  WRONG (SERVER_ADDRESS, "https://a:b@sign.example.com", "nothing behind"),
};

static const struct {
  const Case *cases;
  gsize n_cases;
} tables[] = {
  { id_numbers, G_N_ELEMENTS (id_numbers) }, { companies, G_N_ELEMENTS (companies) },
  { contacts, G_N_ELEMENTS (contacts) },     { names, G_N_ELEMENTS (names) },
  { amounts, G_N_ELEMENTS (amounts) },       { addresses, G_N_ELEMENTS (addresses) },
};

static void
assert_says (const char *said, const char *words)
{
  if (words == NULL)
    g_assert_cmpstr (said, ==, NULL);
  else if (said == NULL || strstr (said, words) == NULL)
    g_error ("“%s” is said, not “%s”", said != NULL ? said : "", words);
}

static void
test_case (const Case *this)
{
  g_auto (YyqVerdict) verdict = { 0 };

  g_test_message ("%d %s", (int) this->kind, this->typed);
  yyq_value_judge (this->kind, this->typed, &verdict);
  assert_says (verdict.error, this->error);
  assert_says (verdict.warning, this->warning);
  if (this->value != NULL)
    g_assert_cmpstr (verdict.value, ==, this->value);
}

static void
test_table (gconstpointer data)
{
  const guint table = GPOINTER_TO_UINT (data);

  yyq_clock_freeze (NOW_MS);
  for (gsize i = 0; i < tables[table].n_cases; i++)
    test_case (&tables[table].cases[i]);
  yyq_clock_freeze (0);
}

/* What is stored is judged again when it is read: nothing may change then. */
static void
test_again (void)
{
  yyq_clock_freeze (NOW_MS);
  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (gsize i = 0; i < tables[t].n_cases; i++) {
      const Case *this = &tables[t].cases[i];
      g_autofree char *normal = yyq_value_normalize (this->kind, this->typed);
      g_autofree char *grouped = normal != NULL ? yyq_value_group (this->kind, normal) : NULL;
      g_autofree char *again = normal != NULL ? yyq_value_normalize (this->kind, grouped) : NULL;

      g_assert_true ((normal != NULL) == (this->error == NULL && *this->value != '\0'));
      g_assert_cmpstr (again, ==, normal);
      g_assert_true (normal == NULL || yyq_value_is_normal (this->kind, normal));
      if (normal != NULL && this->typed != NULL && !g_str_equal (normal, this->typed))
        g_assert_false (yyq_value_is_normal (this->kind, this->typed));
    }
  yyq_clock_freeze (0);
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (5000, '1');

  for (YyqValueKind kind = 0; kind < YYQ_N_VALUE_KINDS; kind++) {
    g_auto (YyqVerdict) verdict = { 0 };

    yyq_value_judge (kind, text, &verdict);
    g_assert_nonnull (verdict.error);
  }
}

static void
test_groups (void)
{
  static const struct {
    YyqValueKind kind;
    const char *value, *grouped;
  } cases[] = {
    { YYQ_VALUE_BANK_CARD, "6222021234567890128", "6222 0212 3456 7890 128" },
    { YYQ_VALUE_MONEY, "8000.00", "8,000.00" },
    { YYQ_VALUE_MONEY, "1234567.89", "1,234,567.89" },
    { YYQ_VALUE_MONEY, "800.00", "800.00" },
    { YYQ_VALUE_MOBILE, "13800138000", "13800138000" },
    { YYQ_VALUE_SERVER_ADDRESS, "https://sign.example.com:443", "https://sign.example.com" },
    { YYQ_VALUE_SERVER_ADDRESS, "https://sign.example.com:80", "https://sign.example.com:80" },
    { YYQ_VALUE_SERVER_ADDRESS, "http://[::1]:80", "http://[::1]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *grouped = yyq_value_group (cases[i].kind, cases[i].value);

    g_assert_cmpstr (grouped, ==, cases[i].grouped);
  }
}

static void
test_parts (void)
{
  gint64 fen = 0;
  int year = 0, month = 0, day = 0;

  g_assert_true (yyq_money_parse ("999999999999.99", &fen));
  g_assert_cmpint (fen, ==, G_GINT64_CONSTANT (99999999999999));
  g_assert_true (yyq_money_parse ("0.07", &fen));
  g_assert_cmpint (fen, ==, 7);
  g_assert_false (yyq_money_parse ("0.7", &fen));
  g_assert_true (yyq_day_parse ("2026-11-03", &year, &month, &day));
  g_assert_cmpint (year * 10000 + month * 100 + day, ==, 20261103);
  g_assert_false (yyq_day_parse ("2026-11-3", &year, &month, &day));
  g_assert_false (yyq_day_parse (NULL, &year, &month, &day));
}

static void
test_check_characters (void)
{
  g_assert_cmpint (yyq_id_card_check_digit ("11010519491231002"), ==, 'X');
  g_assert_cmpint (yyq_id_card_check_digit ("1101051949123100A"), ==, '\0');
  g_assert_cmpint (yyq_uscc_check_character ("91350100M000100Y4"), ==, '3');
  g_assert_cmpint (yyq_uscc_check_character ("91350100I000100Y4"), ==, '\0');
}

static void
test_company_name (void)
{
  g_autofree char *full = yyq_company_name_fold ("示例（河南）有限公司");
  g_autofree char *half = yyq_company_name_fold ("示例(河南) 有限公司");
  g_autofree char *other = yyq_company_name_fold ("示例（河北）有限公司");

  g_assert_cmpstr (full, ==, half);
  g_assert_cmpstr (full, !=, other);
}

static void
test_tell (void)
{
  static const char *const others[] = { "", "110105194912310021", "11010519491231002x", "C01X00T47",
                                        "110105491231002" };
  g_autofree char *birthday = NULL;
  g_autofree char *of_permit = NULL;
  g_autofree char *none = NULL;
  gboolean male = TRUE;

  g_assert_true (yyq_id_card_tell ("11010519491231002X", &birthday, &male));
  g_assert_cmpstr (birthday, ==, "1949-12-31");
  g_assert_false (male);
  g_assert_true (yyq_id_card_tell ("810000199408230021", &of_permit, &male));
  g_assert_cmpstr (of_permit, ==, "1994-08-23");
  g_assert_false (male);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (yyq_id_card_tell (others[i], &none, &male));
  g_assert_null (none);
}

#define ADD_TABLE(i, name) g_test_add_data_func ("/values/" name, GUINT_TO_POINTER (i), test_table)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TABLE (0, "numbers of documents are cleaned, and what cannot be one is told why");
  ADD_TABLE (1, "codes have their check characters; what is unusual in them is only a warning");
  ADD_TABLE (2, "telephones and cards are stripped of what people put between digits");
  ADD_TABLE (3, "names keep their characters and get one kind of middle dot");
  ADD_TABLE (4, "amounts and days are read as people write them");
  ADD_TABLE (5, "an address is completed, and is https unless it is this computer");
  g_test_add_func ("/values/what is in its form stays as it is", test_again);
  g_test_add_func ("/values/what is far too long is refused", test_long);
  g_test_add_func ("/values/long numbers are shown in groups", test_groups);
  g_test_add_func ("/values/an amount is counted in fen, a day has parts", test_parts);
  g_test_add_func ("/values/check characters are those of the standards", test_check_characters);
  g_test_add_func ("/values/company names compare across bracket widths", test_company_name);
  g_test_add_func ("/values/an ID card tells birthday and sex, and other numbers tell nothing",
                   test_tell);
  return g_test_run ();
}
