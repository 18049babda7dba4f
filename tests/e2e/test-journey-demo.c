/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-focus.h"

/* Rows of docs/manual-coverage.md: 8, 21, 25, 27, 30, 32, 33, 34, 38, 71, 72, 73, 76, 77, 89. */

#define COMPANY "豫州云启科技有限公司"
#define HELP_WINDOW "GtkShortcutsWindow"

static void
log_in_by_keyboard (YyqJourney *journey)
{
  yyq_journey_enter (journey, "登录");
  yyq_journey_see (journey, "已连接*");
  yyq_journey_type (journey, "手机号", "15400000001");
  yyq_journey_press (journey, "Tab", YYQ_FOCUSED ("密码"));
  yyq_journey_type_secret (journey, "密码", "Yuyun-2026");
  yyq_journey_press (journey, "Return", YYQ_PAGE ("选择企业"));
}

static void
choose_company (YyqJourney *journey)
{
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, COMPANY,
                     YYQ_CHOSEN (ATSPI_ROLE_LIST_ITEM, COMPANY));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "确认", YYQ_CHAPTER ("首页"));
}

static void
look_at_home (YyqJourney *journey)
{
  yyq_journey_see (journey, "待办中心");
  yyq_journey_see (journey, "数据总览");
  yyq_journey_see (journey, "合同统计");
  yyq_journey_take_picture (journey, "home");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "半年",
                     YYQ_CHOSEN (ATSPI_ROLE_PUSH_BUTTON, "半年"));
}

/* Two are drafts; what is chosen stays when the popover is closed. */
static void
filter_by_keyboard (YyqJourney *journey)
{
  yyq_focus_tab_to (journey, ATSPI_ROLE_INVALID, "状态");
  yyq_journey_press (journey, "space", YYQ_COMES (ATSPI_ROLE_CHECK_BOX, "草稿"));
  yyq_journey_press (journey, "space", YYQ_COMES (ATSPI_ROLE_PUSH_BUTTON, "全部合同 2"));
  yyq_journey_press (journey, "Escape", YYQ_GOES (ATSPI_ROLE_CHECK_BOX, "草稿"));
  yyq_journey_see (journey, "状态：草稿");
  yyq_journey_take_picture (journey, "filtered");
  yyq_journey_press (journey, "Delete", YYQ_COMES (ATSPI_ROLE_PUSH_BUTTON, "全部合同 50"));
  yyq_journey_see (journey, "合同名称：固定期限劳动合同");
}

static void
look_at_contracts (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+2", YYQ_CHAPTER ("合同管理"));
  yyq_journey_see (journey, "全部合同 50");
  yyq_journey_see (journey, "合同名称：固定期限劳动合同");
  yyq_journey_see (journey, "状态：草稿");

  yyq_journey_press (journey, "Control_L+f", YYQ_FOCUSED ("搜索合同"));
  yyq_journey_put (journey, "搜索合同", "续订");
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "合同名称：固定期限劳动合同");
  yyq_journey_see (journey, "合同名称：固定期限劳动合同（续订）");
  yyq_journey_put (journey, "搜索合同", "没有这个人");
  yyq_journey_see (journey, "没有找到");
  yyq_journey_put (journey, "搜索合同", "");
  yyq_journey_see (journey, "合同名称：固定期限劳动合同");
  filter_by_keyboard (journey);

  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "待我操作*",
                     YYQ_CHOSEN (ATSPI_ROLE_PUSH_BUTTON, "待我操作*"));
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "状态：草稿");
  yyq_journey_see (journey, "状态：待我签署");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "已完成*",
                     YYQ_CHOSEN (ATSPI_ROLE_PUSH_BUTTON, "已完成*"));
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "状态：待我签署");
  yyq_journey_see (journey, "状态：已完成");
}

/* One is read by opening what it is about, the others at once. */
static void
look_at_messages (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+6", YYQ_CHAPTER ("消息"));
  yyq_journey_see (journey, "消息：合同待您签署");
  yyq_journey_see (journey, "状态：未读");
  yyq_journey_take_picture (journey, "messages");
  yyq_journey_double_click (journey, ATSPI_ROLE_INVALID, "未读，合同待您签署*",
                            YYQ_PAGE ("固定期限劳动合同*"));
  yyq_journey_press (journey, "F11", YYQ_OPENS (ATSPI_ROLE_PUSH_BUTTON, "退出全屏"));
  yyq_journey_press (journey, "Escape", YYQ_GOES (ATSPI_ROLE_PUSH_BUTTON, "退出全屏"));
  yyq_journey_press (journey, "Alt_L+Left", YYQ_CHAPTER ("消息"));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "全部标为已读",
                     YYQ_GOES (ATSPI_ROLE_INVALID, "状态：未读"));
}

static void
look_at_windows (YyqJourney *journey)
{
  yyq_journey_press (journey, "Control_L+comma", YYQ_OPENS (ATSPI_ROLE_INVALID, "语言"));
  yyq_journey_press (journey, "Escape", YYQ_CLOSES ("首选项"));

  yyq_journey_press (journey, "Control_L+Shift_L+slash", YYQ_OPENS (ATSPI_ROLE_FRAME, HELP_WINDOW));
  yyq_journey_press (journey, "Escape", YYQ_CLOSES (HELP_WINDOW));
}

static void
log_out (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+0", YYQ_CHAPTER ("个人中心"));
  yyq_journey_see (journey, "林晓");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "退出登录", YYQ_PAGE ("登录"));
  yyq_journey_see (journey, "已连接*");
}

static void
test_demo (void)
{
  YyqJourney *journey = yyq_journey_new ((const char *const[]){ "--demo", NULL });

  log_in_by_keyboard (journey);
  choose_company (journey);
  look_at_home (journey);
  look_at_contracts (journey);
  look_at_messages (journey);
  look_at_windows (journey);
  log_out (journey);
  yyq_journey_end (journey);
}

/* Last: whoever comes behind it finds another language. */
static void
test_language (void)
{
  YyqJourney *journey = yyq_journey_new ((const char *const[]){ "--demo", NULL });

  yyq_journey_enter (journey, "登录");
  yyq_journey_see (journey, "已连接*");
  yyq_journey_press (journey, "Control_L+comma", YYQ_OPENS (ATSPI_ROLE_INVALID, "语言"));
  yyq_focus_tab_to (journey, ATSPI_ROLE_INVALID, "语言");
  yyq_journey_press (journey, "space", YYQ_COMES (ATSPI_ROLE_INVALID, "English"));
  yyq_journey_press (journey, "Down", YYQ_CHOSEN (ATSPI_ROLE_LABEL, "简体中文"));
  yyq_journey_press (journey, "Down", YYQ_CHOSEN (ATSPI_ROLE_LABEL, "English"));
  yyq_journey_press (journey, "Return", YYQ_GOES (ATSPI_ROLE_LABEL, "简体中文"));
  yyq_journey_press (journey, "Escape", YYQ_CLOSES ("首选项"));
  yyq_journey_end (journey);

  journey = yyq_journey_new ((const char *const[]){ "--demo", NULL });
  yyq_journey_enter (journey, "Log in");
  yyq_journey_see (journey, "Connected*");
  yyq_journey_take_picture (journey, "english");
  yyq_journey_end (journey);
}

int
main (int argc, char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_test_add_func ("/e2e/demo/a clerk logs in by keyboard, looks around and logs out", test_demo);
  g_test_add_func ("/e2e/demo/the language that was chosen is there when the client starts again",
                   test_language);
  return g_test_run ();
}
