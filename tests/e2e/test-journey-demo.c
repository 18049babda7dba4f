/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-journey.h"

static void
log_in_by_keyboard (YyqJourney *journey)
{
  yyq_journey_enter (journey, "登录");
  yyq_journey_see (journey, "已连接*");
  yyq_journey_type (journey, "15400000001");
  yyq_journey_press (journey, "Tab");
  yyq_journey_type (journey, "Yuyun-2026");
  yyq_journey_press (journey, "Return");
}

static void
choose_company (YyqJourney *journey)
{
  yyq_journey_enter (journey, "选择企业");
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, "豫州云启科技有限公司");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "确认");
  yyq_journey_enter (journey, "首页");
}

static void
look_at_home (YyqJourney *journey)
{
  yyq_journey_see (journey, "待办中心");
  yyq_journey_see (journey, "数据总览");
  yyq_journey_see (journey, "合同统计");
  yyq_journey_take_picture (journey, "home");
  yyq_journey_click (journey, ATSPI_ROLE_INVALID, "半年");
}

static void
look_at_contracts (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+2");
  yyq_journey_enter (journey, "合同管理");
  yyq_journey_see (journey, "全部合同 50");
  yyq_journey_see (journey, "固定期限劳动合同");
  yyq_journey_see (journey, "草稿");

  yyq_journey_press (journey, "Control_L+f");
  yyq_journey_put (journey, "搜索合同", "续订");
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "固定期限劳动合同");
  yyq_journey_see (journey, "固定期限劳动合同（续订）");
  yyq_journey_put (journey, "搜索合同", "没有这个人");
  yyq_journey_see (journey, "未找到合同");
  yyq_journey_put (journey, "搜索合同", "");
  yyq_journey_see (journey, "固定期限劳动合同");

  yyq_journey_click (journey, ATSPI_ROLE_INVALID, "待我操作*");
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "草稿");
  yyq_journey_see (journey, "待我签署");
  yyq_journey_click (journey, ATSPI_ROLE_INVALID, "已完成*");
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "待我签署");
  yyq_journey_see (journey, "已完成");
}

static void
look_at_windows (YyqJourney *journey)
{
  yyq_journey_enter (journey, NULL);
  yyq_journey_press (journey, "Control_L+comma");
  yyq_journey_see (journey, "语言");
  yyq_journey_press (journey, "Escape");
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "语言");

  yyq_journey_press (journey, "Control_L+Shift_L+slash");
  yyq_journey_see (journey, "搜索合同");
  yyq_journey_press (journey, "Escape");
}

static void
log_out (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+3");
  yyq_journey_enter (journey, "个人中心");
  yyq_journey_see (journey, "林晓");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "退出登录");
  yyq_journey_enter (journey, "登录");
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
  yyq_journey_enter (journey, NULL);
  yyq_journey_press (journey, "Control_L+comma");
  yyq_journey_tab_to (journey, "语言");
  yyq_journey_press (journey, "space");
  yyq_journey_press (journey, "Down");
  yyq_journey_press (journey, "Down");
  yyq_journey_press (journey, "Return");
  yyq_journey_press (journey, "Escape");
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "语言");
  yyq_journey_end (journey);

  journey = yyq_journey_new ((const char *const[]){ "--demo", NULL });
  yyq_journey_enter (journey, "Log in");
  yyq_journey_see (journey, "Connected*");
  yyq_journey_take_picture (journey, "english");
  yyq_journey_end (journey);
}

int
main (int argc,
      char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_test_add_func ("/e2e/demo/a clerk logs in by keyboard, looks around and logs out", test_demo);
  g_test_add_func ("/e2e/demo/the language that was chosen is there when the client starts again", test_language);
  return g_test_run ();
}
