/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "yyq-clerk.h"
#include "yyq-journey.h"
#include "yyq-test-reader.h"

/* Rows of docs/manual-coverage.md: 1, 2, 74, 75, 79. */

#define COMPANY "豫州云启科技有限公司"
#define PHONE "15400000001"
#define PASSWORD "Yuyun-2026"

/* The demo's soft UKey has a certificate of the same company: this is how the card's is told from
 * it. */
#define CARD "林晓 · 由 豫云签演示根证书*"

/* Its row in the personal centre, with the day. */
#define BOUND "林晓 · 20*"

static void
log_in (YyqJourney *journey)
{
  yyq_journey_type (journey, "手机号", PHONE);
  yyq_journey_press (journey, "Tab", YYQ_FOCUSED ("密码"));
  yyq_journey_type_secret (journey, "密码", PASSWORD);
  yyq_journey_press (journey, "Return", YYQ_PAGE ("选择企业"));
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, COMPANY,
                     YYQ_CHOSEN (ATSPI_ROLE_LIST_ITEM, COMPANY));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "确认", YYQ_CHAPTER ("首页"));
}

static void
bind_card (YyqJourney *journey)
{
  yyq_journey_press (journey, "Alt_L+0", YYQ_CHAPTER ("个人中心"));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "绑定 UKey",
                     YYQ_OPENS (ATSPI_ROLE_LABEL, CARD));
  yyq_journey_click (journey, ATSPI_ROLE_LABEL, CARD, YYQ_CHOSEN (ATSPI_ROLE_LABEL, CARD));
  yyq_journey_fill_secret (journey, YYQ_PIN_FIELD, YYQ_TEST_READER_PIN);
  yyq_journey_fill_secret (journey, "密码", PASSWORD);
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "绑定", YYQ_CLOSES (YYQ_BIND_WINDOW));
  yyq_journey_see (journey, BOUND);
}

/* A cell is called by the title of its column, too. */
#define NUMBER_CELL "合同编号："

/* (transfer full): its id. */
static char *
open_waiting (YyqJourney *journey, YyqClerk *clerk)
{
  g_autofree char *cell = NULL;
  g_autofree char *title = NULL;
  g_autofree char *page = NULL;
  char *id;

  yyq_journey_press (journey, "Alt_L+2", YYQ_CHAPTER ("合同管理"));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "待我操作*",
                     YYQ_CHOSEN (ATSPI_ROLE_PUSH_BUTTON, "待我操作*"));
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, "状态：草稿");
  cell = yyq_journey_read (journey, ATSPI_ROLE_TABLE_CELL, NUMBER_CELL "*");
  id = yyq_clerk_find_contract (clerk, cell + strlen (NUMBER_CELL), &title);
  page = g_strconcat (title, "*", NULL);
  yyq_journey_double_click (journey, ATSPI_ROLE_TABLE_CELL, cell, YYQ_PAGE (page));
  yyq_journey_see (journey, "已有签名均有效");
  return id;
}

/* As a person does who knows where the file is to lie; the dialog is GTK's own. */
static void
download (YyqJourney *journey, const char *path)
{
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "下载",
                     YYQ_OPENS (ATSPI_ROLE_INVALID, "保存合同"));
  yyq_journey_press (journey, "Control_L+a", YYQ_FOCUSED ("名称*"));
  yyq_journey_type (journey, "名称*", path);
  yyq_journey_press (journey, "Return", YYQ_CLOSES ("保存合同"));
  yyq_journey_wait_file (journey, path);
  yyq_journey_take_picture (journey, "downloaded");
}

/* What the platform has, and what was saved. */
static void
verify (YyqJourney *journey, YyqClerk *clerk, const char *contract_id)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-root-XXXXXX", NULL);
  g_autofree char *root_path = g_build_filename (directory, "root.pem", NULL);
  g_autofree char *saved = g_build_filename (directory, "saved.pdf", NULL);
  g_autoptr (GBytes) root = yyq_clerk_get (clerk, "/api/v1/ca");

  g_assert_true (g_file_set_contents (root_path, g_bytes_get_data (root, NULL),
                                      (gssize) g_bytes_get_size (root), NULL));
  yyq_clerk_verify (clerk, contract_id, root_path);
  download (journey, saved);
  yyq_clerk_verify_file (saved, root_path);
  yyq_test_remove_tree (directory);
}

static void
test_sign (void)
{
  YyqJourney *journey = yyq_journey_new ((const char *const[]){ "--demo", NULL });
  g_autoptr (YyqTestIdentity) person =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "RSA", "林晓", NULL, -1, 365 });
  g_autoptr (YyqTestIdentity) company = NULL;
  g_autoptr (YyqClerk) clerk = NULL;
  g_autofree char *url = NULL;
  g_autofree char *contract_id = NULL;
  YyqTestReader *reader;

  yyq_journey_enter (journey, "登录");
  yyq_journey_see (journey, "已连接*");
  url = yyq_journey_read (journey, ATSPI_ROLE_TEXT, "平台地址");
  clerk = yyq_clerk_new (url, NULL, PHONE, PASSWORD, COMPANY);
  company = yyq_clerk_order_certificate (clerk);
  reader = yyq_test_reader_new (person, company, YYQ_TEST_READER_PIN);

  log_in (journey);
  bind_card (journey);
  contract_id = open_waiting (journey, clerk);
  yyq_journey_sign (journey, ATSPI_ROLE_LABEL, CARD, YYQ_TEST_READER_PIN);
  verify (journey, clerk, contract_id);
  yyq_journey_end (journey);
  yyq_test_reader_free (reader);
}

int
main (int argc, char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_assert_true (yyq_test_reader_prepare ());
  g_test_add_func ("/e2e/sign/the waiting contract of the demo is signed with a card through "
                   "OpenSC, and verifies there and as a saved file",
                   test_sign);
  return g_test_run ();
}
