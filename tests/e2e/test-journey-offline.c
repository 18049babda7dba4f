/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-own-company.h"

/* Rows of docs/manual-coverage.md: 2, 74, 79. */

#define PASSPHRASE "Yellow-River-9"
#define PASSPHRASE_WINDOW "本机数据密码"

static void
see_contract (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+2", YYQ_CHAPTER ("合同管理"));
  yyq_journey_see (journey, "待我操作 1");
  yyq_journey_see (journey, "合同名称：" YYQ_OWN_TITLE);
}

static void
open_contract (YyqJourney *journey)
{
  yyq_journey_double_click (journey, ATSPI_ROLE_TABLE_CELL, "HT-*", YYQ_PAGE (YYQ_OWN_TITLE "*"));
  yyq_journey_see (journey, "合同正文");
  yyq_journey_see (journey, "尚无人签署");
}

static void
read_contract (YyqJourney *journey)
{
  see_contract (journey);
  open_contract (journey);
}

/* The line that says how old the list is moves the rows down: not between two clicks. */
static void
read_stale_contract (YyqJourney *journey)
{
  see_contract (journey);
  yyq_journey_see (journey, "当前显示的是上次连接平台时的数据*");
  open_contract (journey);
}

static void
see_home (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+1", YYQ_CHAPTER ("首页"));
  yyq_journey_see (journey, "待签署合同：1*");
}

static void
test_offline (void)
{
  g_autoptr (YyqOwnCompany) company = yyq_own_company_new ();
  YyqJourney *journey = yyq_journey_new ((const char *const[]){ NULL });

  yyq_own_company_log_in (company, journey);
  see_home (journey);
  read_contract (journey);

  yyq_own_platform_go_down (company->platform);
  yyq_journey_press (journey, "F5", YYQ_OPENS (ATSPI_ROLE_INVALID, "离线：*"));
  read_stale_contract (journey);
  yyq_journey_see (journey, "离线，暂时不能签署*");
  see_home (journey);
  yyq_journey_take_picture (journey, "offline");

  yyq_own_platform_come_up (company->platform);
  yyq_journey_enter (journey, NULL);
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "离线：*");
  see_contract (journey);
  yyq_journey_end (journey);
}

/* The cache, and what is kept of the log-in, are opened at the log-in and with the passphrase, and
 * then stay open. */
static void
check_opened_twice (YyqJourney *journey)
{
  g_autofree char *log = yyq_journey_read_log (journey);
  g_auto (GStrv) parts = g_strsplit (log, "No Secret Service for the cache's key", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 5);
}

/* That no UKey is bound is said first; then comes @next. */
static void
close_first_notice (YyqJourney *journey, const char *next)
{
  yyq_journey_see (journey, "您还没有绑定 UKey*");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "关闭此提示",
                     YYQ_COMES (ATSPI_ROLE_INVALID, next));
}

static void
protect (YyqJourney *journey)
{
  yyq_journey_enter (journey, NULL);
  close_first_notice (journey, "本机没有系统密码保管服务：*");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "设置本机数据密码",
                     YYQ_OPENS (ATSPI_ROLE_TEXT, "本机数据密码"));
  yyq_journey_fill_secret (journey, "本机数据密码", PASSPHRASE);
  yyq_journey_fill_secret (journey, "再次输入密码", "another one");
  yyq_journey_press (journey, "Return", YYQ_COMES (ATSPI_ROLE_INVALID, "两次输入的密码不一致*"));
  yyq_journey_take_picture (journey, "passphrase");
  yyq_journey_fill_secret (journey, "本机数据密码", PASSPHRASE);
  yyq_journey_fill_secret (journey, "再次输入密码", PASSPHRASE);
  yyq_journey_press (journey, "Return", YYQ_CLOSES (PASSPHRASE_WINDOW));
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "本机没有系统密码保管服务：*");
  yyq_journey_press (journey, "Alt_L+0", YYQ_CHAPTER ("个人中心"));
  yyq_journey_see (journey, "合同已加密保存*");
}

static void
unlock (YyqJourney *journey)
{
  yyq_journey_enter (journey, NULL);
  close_first_notice (journey, "本机保存的数据已用本机数据密码锁定*");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "解锁",
                     YYQ_OPENS (ATSPI_ROLE_TEXT, "本机数据密码"));
  yyq_journey_fill_secret (journey, "本机数据密码", "a wrong one");
  yyq_journey_press (journey, "Return", YYQ_COMES (ATSPI_ROLE_INVALID, "本机数据密码不正确*"));
  yyq_journey_take_picture (journey, "unlock");
  yyq_journey_fill_secret (journey, "本机数据密码", PASSPHRASE);
  yyq_journey_press (journey, "Return", YYQ_CLOSES (PASSPHRASE_WINDOW));
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "本机保存的数据已用本机数据密码锁定*");
}

/* What was read before is there to be read, from the start on. */
static void
start_offline (YyqOwnCompany *company)
{
  YyqJourney *journey;

  yyq_own_platform_go_down (company->platform);
  journey = yyq_journey_new ((const char *const[]){ NULL });
  yyq_journey_enter (journey, "登录");
  yyq_journey_see (journey, "无法连接该地址*");
  yyq_journey_take_picture (journey, "offline-start");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "用本机数据密码打开已保存的内容…",
                     YYQ_OPENS (ATSPI_ROLE_TEXT, "本机数据密码"));
  yyq_journey_fill_secret (journey, "本机数据密码", PASSPHRASE);
  yyq_journey_press (journey, "Return", YYQ_CLOSES (PASSPHRASE_WINDOW));
  read_stale_contract (journey);
  yyq_journey_end (journey);
}

static void
test_passphrase (void)
{
  g_autoptr (YyqOwnCompany) company = yyq_own_company_new ();
  YyqJourney *journey = yyq_journey_new ((const char *const[]){ NULL });

  yyq_own_company_log_in (company, journey);
  protect (journey);
  check_opened_twice (journey);
  yyq_journey_end (journey);

  journey = yyq_journey_new ((const char *const[]){ NULL });
  yyq_own_company_log_in (company, journey);
  unlock (journey);
  read_contract (journey);
  yyq_journey_end (journey);
  start_offline (company);
}

int
main (int argc, char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_assert_true (yyq_test_reader_prepare ());
  g_test_add_func ("/e2e/offline/what was seen stays readable while the platform is away, signing "
                   "says why not, and it comes back",
                   test_offline);
  g_test_add_func ("/e2e/offline/where there is no keyring a passphrase protects what is kept, is "
                   "asked for the next time, and opens it without the platform",
                   test_passphrase);
  return g_test_run ();
}
