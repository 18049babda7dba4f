/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-own-company.h"

static void
see_contract (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+2");
  yyq_journey_enter (journey, "合同管理");
  yyq_journey_see (journey, "待我操作 1");
  yyq_journey_see (journey, YYQ_OWN_TITLE);
}

static void
read_contract (YyqJourney *journey)
{
  see_contract (journey);
  yyq_journey_double_click (journey, ATSPI_ROLE_LABEL, "HT-*");
  yyq_journey_enter (journey, YYQ_OWN_TITLE);
  yyq_journey_see (journey, "合同正文");
  yyq_journey_see (journey, "尚无人签署");
}

static void
see_home (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+1");
  yyq_journey_enter (journey, "首页");
  yyq_journey_see (journey, "待签署合同: 1*");
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
  yyq_journey_press (journey, "F5");
  yyq_journey_enter (journey, NULL);
  yyq_journey_see (journey, "离线：*");
  read_contract (journey);
  yyq_journey_see (journey, "离线状态无法签署*");
  see_home (journey);
  yyq_journey_take_picture (journey, "offline");

  yyq_own_platform_come_up (company->platform);
  yyq_journey_enter (journey, NULL);
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "离线：*");
  see_contract (journey);
  yyq_journey_end (journey);
}

int
main (int argc,
      char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_assert_true (yyq_test_reader_prepare ());
  g_test_add_func ("/e2e/offline/what was seen stays readable while the platform is away, signing says why not, and it comes back", test_offline);
  return g_test_run ();
}
