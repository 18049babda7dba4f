/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-clerk.h"
#include "yyq-own-company.h"
#include "yyq-process-tree.h"

/* Rows of docs/manual-coverage.md: 26, 36, 37, 40, 41, 42, 43. */

#define WEAK_PASSWORD "abcdefgh"
#define MADE_STRONG "-7Qx-lotus"
#define NEW_PASSWORD WEAK_PASSWORD MADE_STRONG

static void
refuse_untrusted (YyqOwnCompany *company)
{
  YyqJourney *journey;

  yyq_journey_set_roots (NULL);
  journey = yyq_journey_new ((const char *const[]){ NULL });
  yyq_own_company_type_address (company, journey);
  yyq_journey_press (journey, "Return", YYQ_COMES (ATSPI_ROLE_INVALID, "平台的证书不可信*"));
  yyq_journey_take_picture (journey, "untrusted");
  yyq_journey_end (journey);
  yyq_journey_set_roots (yyq_own_platform_get_tls_root (company->platform));
}

/* While it stands in the field nobody who listens to the accessibility bus gets a character of it.
 */
static void
check_silence (YyqJourney *journey)
{
  g_autofree char *heard = yyq_journey_read_all (journey);

  g_assert_nonnull (strstr (heard, YYQ_PIN_FIELD));
  g_assert_null (strstr (heard, YYQ_OWN_PIN));
  g_assert_false (g_str_has_prefix (heard, "K"));
}

static void
check_memory (YyqJourney *journey)
{
#ifdef YYQ_SCAN_MEMORY
  g_autofree char *found = yyq_process_tree_find (yyq_journey_get_pid (journey), YYQ_OWN_PIN);

  g_assert_cmpstr (found, ==, NULL);
#endif
}

static void
change_password (YyqJourney *journey)
{
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "修改…",
                     YYQ_OPENS (ATSPI_ROLE_TEXT, "当前密码"));
  yyq_journey_fill_secret (journey, "当前密码", YYQ_OWN_PASSWORD);
  yyq_journey_fill_secret (journey, "新密码", WEAK_PASSWORD);
  yyq_journey_see (journey, "容易被猜到：含有重复或连续的字符");
  yyq_journey_type_secret (journey, "新密码", MADE_STRONG);
  yyq_journey_see (journey, "密码强度：*");
  yyq_journey_fill_secret (journey, "再次输入新密码", NEW_PASSWORD);
  yyq_journey_take_picture (journey, "password");
  yyq_journey_press (journey, "Return", YYQ_CLOSES ("修改密码"));
  yyq_journey_enter (journey, "个人中心");
}

static void
log_in_by_card (YyqJourney *journey)
{
  yyq_journey_see (journey, "已连接*");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "UKey",
                     YYQ_COMES (ATSPI_ROLE_LIST_ITEM, YYQ_OWN_COMPANY));
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, YYQ_OWN_COMPANY,
                     YYQ_CHOSEN (ATSPI_ROLE_LIST_ITEM, YYQ_OWN_COMPANY));
  yyq_journey_click (journey, ATSPI_ROLE_TEXT, YYQ_PIN_FIELD, YYQ_FOCUSED (YYQ_PIN_FIELD));
  yyq_journey_listen (journey);
  yyq_journey_type_secret (journey, YYQ_PIN_FIELD, YYQ_OWN_PIN);
  check_silence (journey);
  yyq_journey_press (journey, "Return", YYQ_PAGE ("首页"));
  check_memory (journey);
}

static void
sign (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+2", YYQ_CHAPTER ("合同管理"));
  yyq_journey_see (journey, "待我操作 1");
  yyq_journey_double_click (journey, ATSPI_ROLE_TABLE_CELL, "HT-*", YYQ_PAGE (YYQ_OWN_TITLE "*"));
  yyq_journey_see (journey, "共 2 页");
  yyq_journey_sign (journey, ATSPI_ROLE_LIST_ITEM, YYQ_OWN_COMPANY, YYQ_OWN_PIN);
  check_memory (journey);
  yyq_journey_press (journey, "Alt_L+2", YYQ_CHAPTER ("合同管理"));
  yyq_journey_see (journey, "已完成 1");
}

static void
verify (YyqOwnCompany *company)
{
  g_autoptr (YyqClerk) clerk = yyq_clerk_new (yyq_own_platform_get_url (company->platform),
                                              yyq_own_platform_get_tls_root (company->platform),
                                              YYQ_OWN_PHONE, NEW_PASSWORD, YYQ_OWN_COMPANY);

  yyq_clerk_verify (clerk, company->contract_id,
                    yyq_own_platform_get_signer_root (company->platform));
}

static void
check_log (const char *log)
{
  g_assert_null (strstr (log, YYQ_OWN_PIN));
  g_assert_null (strstr (log, YYQ_OWN_PASSWORD));
  g_assert_null (strstr (log, NEW_PASSWORD));
}

static void
check_logs (YyqOwnCompany *company, YyqJourney *journey)
{
  g_autofree char *client = yyq_journey_read_log (journey);
  g_autofree char *platform = yyq_own_platform_read_log (company->platform);

  check_log (client);
  check_log (platform);
  /* It is the log of what was done. */
  g_assert_nonnull (strstr (platform, "complete"));
}

static void
test_own (void)
{
  g_autoptr (YyqOwnCompany) company = yyq_own_company_new ();
  YyqJourney *journey;

  refuse_untrusted (company);
  journey = yyq_journey_new ((const char *const[]){ NULL });
  yyq_own_company_log_in (company, journey);
  yyq_own_company_bind_card (company, journey);
  change_password (journey);
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "退出登录", YYQ_PAGE ("登录"));
  log_in_by_card (journey);
  sign (journey);
  check_logs (company, journey);
  yyq_journey_end (journey);
  verify (company);
}

int
main (int argc, char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_assert_true (yyq_test_reader_prepare ());
  g_test_add_func (
    "/e2e/own/an empty platform is set up, a card bound, the password changed, and a "
    "contract signed with the card; of PIN and passwords nothing stays",
    test_own);
  return g_test_run ();
}
