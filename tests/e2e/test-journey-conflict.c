/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-journey.h"
#include "yyq-test-aside.h"
#include "yyq-test-reader.h"

#define WITHDRAWN "被撤回的劳动合同"
#define LEASED "同事正在签署的劳动合同"
#define SIGNED "同事先签署的劳动合同"

typedef struct {
  YyqTestAside *aside;
  YyqTestPlatform *platform; /* of @aside */
  YyqTestIdentity *person;
  YyqTestIdentity *company;
  YyqTestIdentity *colleague;
  YyqTestReader *reader;
  YyqJourney *journey;
} Fixture;

static void
set_up (Fixture *fixture)
{
  fixture->aside = yyq_test_aside_new ();
  fixture->platform = yyq_test_aside_get_platform (fixture->aside);
  fixture->person =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "RSA", "张测试", NULL, -1, 365 });
  fixture->company =
    yyq_test_platform_issue (fixture->platform, &(YyqTestCertificate){ .key_type = "RSA" });
  fixture->colleague = yyq_test_platform_issue (fixture->platform, &(YyqTestCertificate){ 0 });
  yyq_test_platform_bind (fixture->platform, YYQ_TEST_PHONE, fixture->company);
  yyq_test_platform_bind (fixture->platform, YYQ_TEST_OTHER_PHONE, fixture->colleague);
  fixture->reader = yyq_test_reader_new (fixture->person, fixture->company, YYQ_TEST_READER_PIN);
  fixture->journey = yyq_journey_new ((const char *const[]){ NULL });
}

static void
tear_down (Fixture *fixture)
{
  yyq_journey_end (fixture->journey);
  yyq_test_reader_free (fixture->reader);
  yyq_test_aside_free (fixture->aside);
  yyq_test_identity_free (fixture->person);
  yyq_test_identity_free (fixture->company);
  yyq_test_identity_free (fixture->colleague);
}

static void
log_in (Fixture *fixture)
{
  YyqJourney *journey = fixture->journey;

  yyq_journey_enter (journey, "登录");
  yyq_journey_fill (journey, "平台地址", yyq_test_platform_get_url (fixture->platform));
  yyq_journey_press (journey, "Return", YYQ_COMES (ATSPI_ROLE_INVALID, "已连接*"));
  yyq_journey_fill (journey, "手机号", YYQ_TEST_PHONE);
  yyq_journey_press (journey, "Tab", YYQ_FOCUSED ("密码"));
  yyq_journey_type_secret (journey, "密码", YYQ_TEST_PASSWORD);
  yyq_journey_press (journey, "Return", YYQ_PAGE ("首页"));
}

/* Ends where the PIN is asked for. */
static void
begin_to_sign (YyqJourney *journey, const char *title)
{
  g_autofree char *cell = g_strconcat ("合同名称：", title, NULL);
  g_autofree char *page = g_strconcat (title, "*", NULL);

  yyq_journey_press (journey, "Alt_L+2", YYQ_CHAPTER ("合同管理"));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "待我操作*",
                     YYQ_CHOSEN (ATSPI_ROLE_PUSH_BUTTON, "待我操作*"));
  yyq_journey_double_click (journey, ATSPI_ROLE_TABLE_CELL, cell, YYQ_PAGE (page));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "签署此合同*",
                     YYQ_OPENS (ATSPI_ROLE_PUSH_BUTTON, "下一步"));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "下一步",
                     YYQ_COMES (ATSPI_ROLE_TEXT, YYQ_PIN_FIELD));
}

static void
enter_pin (YyqJourney *journey, const char *answer)
{
  yyq_journey_fill_secret (journey, YYQ_PIN_FIELD, YYQ_TEST_READER_PIN);
  yyq_journey_press (journey, "Return", YYQ_COMES (ATSPI_ROLE_INVALID, answer));
}

/* Neither the card nor the platform has anything of ours. */
static void
check_nothing_signed (Fixture *fixture, gint64 at_platform)
{
  guint n_signatures = 0;

  yyq_test_reader_tell (fixture->reader, "stat", NULL, &n_signatures);
  g_assert_cmpuint (n_signatures, ==, 0);
  g_assert_cmpint (
    yyq_test_platform_ask (
      fixture->platform,
      "SELECT COUNT(*) FROM contract_party WHERE side = 'employer' AND state = 'signed'"),
    ==, at_platform);
}

static void
withdraw (Fixture *fixture, const char *id)
{
  begin_to_sign (fixture->journey, WITHDRAWN);
  yyq_test_platform_withdraw (fixture->platform, id);
  yyq_journey_see (fixture->journey, "合同已被撤回");
  yyq_journey_see (fixture->journey, "您尚未签署任何内容*");
  yyq_journey_take_picture (fixture->journey, "withdrawn");
  yyq_journey_click (fixture->journey, ATSPI_ROLE_PUSH_BUTTON, "查看合同",
                     YYQ_CLOSES (YYQ_SIGN_WINDOW));
  yyq_journey_enter (fixture->journey, WITHDRAWN "*");
  yyq_journey_see (fixture->journey, "已撤回");
  yyq_journey_wait_gone (fixture->journey, ATSPI_ROLE_PUSH_BUTTON, "签署此合同*");
  check_nothing_signed (fixture, 0);
}

static void
be_overtaken (Fixture *fixture, const char *id)
{
  begin_to_sign (fixture->journey, SIGNED);
  yyq_test_platform_sign_elsewhere (fixture->platform, id);
  yyq_journey_see (fixture->journey, "合同已由同事签署完成");
  yyq_journey_click (fixture->journey, ATSPI_ROLE_PUSH_BUTTON, "查看合同",
                     YYQ_CLOSES (YYQ_SIGN_WINDOW));
  yyq_journey_enter (fixture->journey, SIGNED "*");
  yyq_journey_wait_gone (fixture->journey, ATSPI_ROLE_PUSH_BUTTON, "签署此合同*");
  check_nothing_signed (fixture, 1);
}

/* What was chosen stays: when the colleague gives up, only the PIN is asked for again. */
static void
wait_for_colleague (Fixture *fixture, const char *id)
{
  begin_to_sign (fixture->journey, LEASED);
  yyq_test_platform_lease (fixture->platform, id, fixture->colleague);
  enter_pin (fixture->journey, "其他人正在签署此合同");
  yyq_journey_take_picture (fixture->journey, "leased");
  check_nothing_signed (fixture, 1);
  yyq_test_platform_execute (fixture->platform, "UPDATE sign_session SET state = 'released'");
  yyq_journey_click (fixture->journey, ATSPI_ROLE_PUSH_BUTTON, "重试", YYQ_FOCUSED (YYQ_PIN_FIELD));
  enter_pin (fixture->journey, "合同签署完成");
  yyq_journey_click (fixture->journey, ATSPI_ROLE_PUSH_BUTTON, "关闭",
                     YYQ_CLOSES (YYQ_SIGN_WINDOW));
}

static void
test_conflict (void)
{
  Fixture fixture = { 0 };
  g_autofree char *withdrawn = NULL;
  g_autofree char *overtaken = NULL;
  g_autofree char *leased = NULL;

  set_up (&fixture);
  withdrawn = yyq_test_platform_add_contract (fixture.platform, WITHDRAWN, "陈佳宁");
  overtaken = yyq_test_platform_add_contract (fixture.platform, SIGNED, "陈佳宁");
  leased = yyq_test_platform_add_contract (fixture.platform, LEASED, "陈佳宁");
  log_in (&fixture);
  withdraw (&fixture, withdrawn);
  be_overtaken (&fixture, overtaken);
  wait_for_colleague (&fixture, leased);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_assert_true (yyq_test_reader_prepare ());
  g_test_add_func ("/e2e/conflict/who is overtaken while the PIN is asked for is told by whom or "
                   "what, and nothing is half signed",
                   test_conflict);
  return g_test_run ();
}
