/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#include "yyq-journey.h"
#include "yyq-own-platform.h"
#include "yyq-test-reader.h"

#define COMPANY "豫州自建平台测试有限公司"
#define USCC "91419999MA0YYQ012B"
#define PHONE "15400000009"
#define PASSWORD "Own-Platform-1"
#define PIN "123456"

typedef struct {
  YyqOwnPlatform *platform;
  YyqTestIdentity *person;
  YyqTestIdentity *company;
  YyqTestReader *reader;
  char *directory;
  char *contract_id;
} Fixture;

static char *
make_pdf (const char *directory)
{
  char *path = g_build_filename (directory, "contract.pdf", NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint page = 1; page <= 2; page++) {
    cairo_set_font_size (cr, 14);
    cairo_move_to (cr, 72, 100);
    cairo_show_text (cr, page == 1 ? "Labour contract" : "Signatures");
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

/* What an administrator types. */
static void
administer (Fixture *fixture)
{
  g_autofree char *pdf = make_pdf (fixture->directory);
  g_autofree char *company = yyq_own_platform_administer (fixture->platform, NULL, "create-company", "--name", COMPANY, "--uscc", USCC, NULL);
  g_autofree char *account = yyq_own_platform_administer (fixture->platform, PASSWORD "\n", "create-account", "--phone", PHONE, "--name", "林晓",
                                                          "--enterprise", company, "--password-fd", "0", NULL);

  fixture->contract_id = yyq_own_platform_administer (fixture->platform, NULL, "import-contract", "--enterprise", company, "--title", "固定期限劳动合同",
                                                      "--initiator", account, "--field", "employer," COMPANY ",2,80,500,130,130", pdf, NULL);
}

static void
set_up (Fixture *fixture)
{
  fixture->directory = g_dir_make_tmp ("yyq-journey-XXXXXX", NULL);
  fixture->platform = yyq_own_platform_new ();
  fixture->person = yyq_own_platform_issue (fixture->platform, "林晓", NULL);
  fixture->company = yyq_own_platform_issue (fixture->platform, COMPANY, USCC);
  fixture->reader = yyq_test_reader_new (fixture->person, fixture->company);
  administer (fixture);
}

static void
tear_down (Fixture *fixture)
{
  yyq_test_reader_free (fixture->reader);
  yyq_own_platform_free (fixture->platform);
  yyq_test_identity_free (fixture->person);
  yyq_test_identity_free (fixture->company);
  yyq_test_remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->contract_id);
}

static void
type_address (YyqJourney *journey,
              Fixture *fixture)
{
  yyq_journey_enter (journey, "登录");
  yyq_journey_fill (journey, "平台地址", yyq_own_platform_get_url (fixture->platform) + strlen ("https://"));
  yyq_journey_press (journey, "Return");
}

static void
refuse_untrusted (Fixture *fixture)
{
  YyqJourney *journey = yyq_journey_new ((const char *const[]){ NULL });

  type_address (journey, fixture);
  yyq_journey_see (journey, "平台的证书不可信*");
  yyq_journey_take_picture (journey, "untrusted");
  yyq_journey_end (journey);
}

static void
log_in_by_password (YyqJourney *journey)
{
  yyq_journey_see (journey, "已连接*");
  yyq_journey_type (journey, PHONE);
  yyq_journey_press (journey, "Tab");
  yyq_journey_type (journey, PASSWORD);
  yyq_journey_press (journey, "Return");
  yyq_journey_enter (journey, "首页");
}

static void
bind_card (YyqJourney *journey)
{
  yyq_journey_enter (journey, NULL);
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "立即绑定");
  yyq_journey_enter (journey, "个人中心");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "绑定 UKey");
  yyq_journey_enter (journey, NULL);
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, COMPANY);
  yyq_journey_click (journey, ATSPI_ROLE_TEXT, "UKey PIN 码");
  yyq_journey_type (journey, PIN);
  yyq_journey_fill (journey, "密码", PASSWORD);
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "绑定");
  yyq_journey_see (journey, "UKey 已绑定*");
}

static void
log_out (YyqJourney *journey)
{
  yyq_journey_enter (journey, "个人中心");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "退出登录");
}

static void
log_in_by_card (YyqJourney *journey)
{
  yyq_journey_enter (journey, "登录");
  yyq_journey_see (journey, "已连接*");
  yyq_journey_click (journey, ATSPI_ROLE_INVALID, "UKey");
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, COMPANY);
  yyq_journey_click (journey, ATSPI_ROLE_TEXT, "UKey PIN 码");
  yyq_journey_type (journey, PIN);
  yyq_journey_press (journey, "Return");
  yyq_journey_enter (journey, "首页");
}

static void
look_at_contract (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+2");
  yyq_journey_enter (journey, "合同管理");
  yyq_journey_see (journey, "待我操作 1");
  yyq_journey_see (journey, "固定期限劳动合同");
}

static void
test_own (void)
{
  Fixture fixture = { NULL };
  YyqJourney *journey = NULL;

  set_up (&fixture);
  refuse_untrusted (&fixture);
  yyq_journey_set_roots (yyq_own_platform_get_tls_root (fixture.platform));
  journey = yyq_journey_new ((const char *const[]){ NULL });
  type_address (journey, &fixture);
  log_in_by_password (journey);
  bind_card (journey);
  log_out (journey);
  log_in_by_card (journey);
  look_at_contract (journey);
  yyq_journey_end (journey);
  tear_down (&fixture);
}

int
main (int argc,
      char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_assert_true (yyq_test_reader_prepare ());
  g_test_add_func ("/e2e/own/an empty platform is set up, a card bound, and the clerk logs in with it", test_own);
  return g_test_run ();
}
