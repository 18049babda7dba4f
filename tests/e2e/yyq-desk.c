/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-desk.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>

#include "yyq-clerk.h"
#include "yyq-focus.h"
#include "yyq-test-aside.h"
#include "yyq-test-reader.h"

#define TITLE "固定期限劳动合同"
#define CERTIFICATE "合同专用章"
#define WRONG_PIN "654321"
#define PASSPHRASE "Yellow-River-9"
#define PASSPHRASE_FIELD "本机数据密码"
#define PASSPHRASE_WINDOW PASSPHRASE_FIELD
#define NEW_PASSWORD "Lotus-7Qx-pond"
#define DOCUMENTS "文档"
#define EMPTY "暂无合同"

/* Whose contracts wait, the oldest first. After one of them the newest of the others comes. */
#define FIRST 2
static const char *const workers[] = { "李思源", "王若曦", "周子涵" };
#define FIRST_INITIALS "zzh"
#define LAST 0

static const YyqWay home_page = { "首页", "Alt_L+1" };
static const YyqWay contracts_page = { "合同管理", "Alt_L+2" };
static const YyqWay messages_page = { "消息", "Alt_L+6" };

typedef struct {
  const YyqManner *by;
  YyqTestAside *aside; /* (nullable): when nobody answers any more */
  YyqTestIdentity *person;
  YyqTestIdentity *company;
  YyqTestReader *reader;
  YyqJourney *journey; /* (nullable): between two starts */
  char *home;          /* directory */
  char *root;          /* file of the platform's certification authority */
  char *numbers[G_N_ELEMENTS (workers)];
} Desk;

/* At the entrance */

static void
start (Desk *desk)
{
  desk->journey = yyq_journey_new ((const char *const[]){ NULL });
  yyq_journey_enter (desk->journey, "登录");
}

static void
choose_certificate (Desk *desk)
{
  yyq_journey_see (desk->journey, "已连接*");
  desk->by->push (desk->journey, "UKey", NULL, YYQ_COMES (ATSPI_ROLE_LIST_ITEM, CERTIFICATE));
  desk->by->choose (desk->journey, ATSPI_ROLE_LIST_ITEM, CERTIFICATE);
}

/* The field is empty again then, and has the focus. */
static void
enter_wrong_pin (Desk *desk, const char *answer)
{
  guint before = 0;
  guint after = 0;

  yyq_test_reader_tell (desk->reader, "stat", &before, NULL);
  desk->by->enter (desk->journey, YYQ_PIN_FIELD, WRONG_PIN);
  desk->by->submit (desk->journey, "登录", YYQ_COMES (ATSPI_ROLE_INVALID, answer));
  yyq_focus_wait (desk->journey, YYQ_FIELD_ROLE, YYQ_PIN_FIELD);
  yyq_test_reader_tell (desk->reader, "stat", &after, NULL);
  g_assert_cmpuint (after, ==, before - 1);
}

static void
err_once (Desk *desk)
{
  enter_wrong_pin (desk, "PIN 码输入错误\n*");
}

/* A driver tells how many tries are left when it is the last one, and not before. */
static void
err_twice (Desk *desk)
{
  enter_wrong_pin (desk, "PIN 码输入错误，再错一次将锁定 UKey*");
  yyq_journey_see (desk->journey, "我确认 PIN 码无误");
  yyq_journey_take_picture (desk->journey, "last-try");
}

static void
enter_pin (Desk *desk)
{
  yyq_journey_type_secret (desk->journey, YYQ_PIN_FIELD, YYQ_TEST_READER_PIN);
  desk->by->choose (desk->journey, ATSPI_ROLE_CHECK_BOX, "我确认 PIN 码无误");
  desk->by->push (desk->journey, "登录", NULL, YYQ_PAGE ("选择企业"));
}

static void
enter_company (Desk *desk)
{
  desk->by->choose (desk->journey, ATSPI_ROLE_LIST_ITEM, YYQ_TEST_COMPANY);
  desk->by->push (desk->journey, "确认", NULL, YYQ_CHAPTER (home_page.title));
}

/* There is no key ring on this display: a passphrase is what opens the cache without a log-in. */
static void
protect_cache (Desk *desk)
{
  yyq_journey_enter (desk->journey, NULL);
  desk->by->push (desk->journey, "设置本机数据密码", NULL,
                  YYQ_OPENS (ATSPI_ROLE_TEXT, PASSPHRASE_FIELD));
  desk->by->enter (desk->journey, PASSPHRASE_FIELD, PASSPHRASE);
  desk->by->enter (desk->journey, "再次输入密码", PASSPHRASE);
  desk->by->submit (desk->journey, "启用", YYQ_CLOSES (PASSPHRASE_WINDOW));
  yyq_journey_enter (desk->journey, home_page.title);
}

/* Contracts */

/* Its page is called by the worker, too. */
#define PAGE TITLE "*"

static char *
row_of (const char *worker)
{
  return g_strconcat (worker, "，" TITLE "，*", NULL);
}

static void
find_worker (Desk *desk)
{
  g_autofree char *found = row_of (workers[FIRST]);
  g_autofree char *other = row_of (workers[LAST]);

  desk->by->go (desk->journey, &contracts_page);
  yyq_journey_see (desk->journey, other);
  desk->by->search (desk->journey, "搜索合同", FIRST_INITIALS);
  yyq_journey_wait_gone (desk->journey, ATSPI_ROLE_INVALID, other);
  yyq_journey_see (desk->journey, found);
  yyq_journey_take_picture (desk->journey, "initials");
}

static void
open_found (Desk *desk)
{
  g_autofree char *row = row_of (workers[FIRST]);

  desk->by->open (desk->journey, row, YYQ_PAGE (PAGE));
  yyq_journey_see (desk->journey, "已有签名均有效");
}

static void
sign (Desk *desk)
{
  yyq_journey_enter (desk->journey, NULL);
  desk->by->push (desk->journey, "下一步", NULL, YYQ_COMES (ATSPI_ROLE_TEXT, YYQ_PIN_FIELD));
  desk->by->enter (desk->journey, YYQ_PIN_FIELD, YYQ_TEST_READER_PIN);
  desk->by->submit (desk->journey, "签署", YYQ_COMES (ATSPI_ROLE_INVALID, "合同签署完成"));
}

static void
sign_found (Desk *desk)
{
  desk->by->push (desk->journey, "签署此合同*", "Control_L+Return",
                  YYQ_OPENS (ATSPI_ROLE_PUSH_BUTTON, "下一步"));
  sign (desk);
  yyq_journey_see (desk->journey, "签署下一份（还有 2 份）");
}

static void
sign_second (Desk *desk)
{
  desk->by->push (desk->journey, "签署下一份（还有 2 份）", NULL, YYQ_CLOSES (YYQ_SIGN_WINDOW));
  sign (desk);
  yyq_journey_see (desk->journey, "签署下一份（还有 1 份）");
  yyq_journey_take_picture (desk->journey, "second");
}

static void
sign_third (Desk *desk)
{
  desk->by->push (desk->journey, "签署下一份（还有 1 份）", NULL, YYQ_CLOSES (YYQ_SIGN_WINDOW));
  sign (desk);
  desk->by->push (desk->journey, "关闭", NULL, YYQ_CLOSES (YYQ_SIGN_WINDOW));
  yyq_journey_enter (desk->journey, PAGE);
  yyq_journey_see (desk->journey, "已完成");
}

static void
download (Desk *desk)
{
  g_autofree char *name =
    g_strdup_printf ("%s_" TITLE "_%s.pdf", workers[LAST], desk->numbers[LAST]);
  g_autofree char *path = g_build_filename (desk->home, DOCUMENTS, name, NULL);
  g_autofree char *told = g_strdup_printf ("已保存为“%s”", name);

  desk->by->push (desk->journey, "下载", "Control_L+s", YYQ_OPENS (ATSPI_ROLE_INVALID, "保存合同"));
  desk->by->submit (desk->journey, "保存(_S)*", YYQ_CLOSES ("保存合同"));
  yyq_journey_enter (desk->journey, NULL);
  yyq_journey_see (desk->journey, told);
  yyq_clerk_verify_file (path, desk->root);
}

/* Companies */

static void
switch_company (Desk *desk, const char *company)
{
  yyq_journey_enter (desk->journey, NULL);
  desk->by->push (desk->journey, "账号：*", NULL, YYQ_COMES (ATSPI_ROLE_LIST_ITEM, company));
  desk->by->activate (desk->journey, ATSPI_ROLE_LIST_ITEM, company, YYQ_CHAPTER (home_page.title));
  yyq_journey_enter (desk->journey, NULL);
  yyq_journey_wait_gone (desk->journey, ATSPI_ROLE_LIST_ITEM, company);
  g_object_unref (yyq_journey_wait (desk->journey, ATSPI_ROLE_LABEL, company));
}

static void
go_elsewhere (Desk *desk)
{
  switch_company (desk, YYQ_TEST_OTHER_COMPANY);
  desk->by->go (desk->journey, &contracts_page);
  yyq_journey_see (desk->journey, EMPTY);
  yyq_journey_take_picture (desk->journey, "elsewhere");
}

static void
come_back (Desk *desk)
{
  g_autofree char *row = row_of (workers[FIRST]);

  switch_company (desk, YYQ_TEST_COMPANY);
  desk->by->go (desk->journey, &contracts_page);
  yyq_journey_see (desk->journey, row);
}

/* Messages */

static guint
read_badge (Desk *desk)
{
  g_autofree char *name = NULL;
  guint unread = 0;

  yyq_journey_enter (desk->journey, NULL);
  name = yyq_journey_read (desk->journey, ATSPI_ROLE_LIST_ITEM, "消息，*");
  g_assert_cmpint (sscanf (name, "消息，%u 条未读", &unread), ==, 1);
  return unread;
}

static void
read_message (Desk *desk)
{
  const char *unread = "未读，合同待您签署，" TITLE "，*";
  const guint before = read_badge (desk);
  g_autofree char *badge = g_strdup_printf ("消息，%u 条未读", before - 1);

  desk->by->go (desk->journey, &messages_page);
  desk->by->open (desk->journey, unread, YYQ_PAGE (PAGE));
  desk->by->go_back (desk->journey, messages_page.title);
  yyq_journey_see (desk->journey, "合同待您签署，" TITLE "，*");
  yyq_journey_enter (desk->journey, NULL);
  g_object_unref (yyq_journey_wait (desk->journey, ATSPI_ROLE_LIST_ITEM, badge));
  yyq_journey_take_picture (desk->journey, "message");
}

/* The account */

static void
change_password (Desk *desk)
{
  desk->by->go_to_account (desk->journey);
  desk->by->push (desk->journey, "修改…", NULL, YYQ_OPENS (ATSPI_ROLE_TEXT, "当前密码"));
  desk->by->enter (desk->journey, "当前密码", YYQ_TEST_PASSWORD);
  desk->by->enter (desk->journey, "新密码", NEW_PASSWORD);
  desk->by->enter (desk->journey, "再次输入新密码", NEW_PASSWORD);
  desk->by->submit (desk->journey, "保存", YYQ_CLOSES ("修改密码"));
  yyq_journey_enter (desk->journey, "个人中心");
}

/* The next day, without the network */

static void
leave (Desk *desk)
{
  yyq_journey_end (g_steal_pointer (&desk->journey));
  g_clear_pointer (&desk->aside, yyq_test_aside_free);
  start (desk);
}

static void
unlock (Desk *desk)
{
  desk->by->push (desk->journey, "用本机数据密码打开已保存的内容…", NULL,
                  YYQ_OPENS (ATSPI_ROLE_TEXT, PASSPHRASE_FIELD));
  desk->by->enter (desk->journey, PASSPHRASE_FIELD, PASSPHRASE);
  desk->by->submit (desk->journey, "解锁", YYQ_CLOSES (PASSPHRASE_WINDOW));
  yyq_journey_enter (desk->journey, home_page.title);
}

static void
read_contract (Desk *desk)
{
  g_autofree char *row = row_of (workers[FIRST]);

  desk->by->go (desk->journey, &contracts_page);
  yyq_journey_see (desk->journey, "当前显示的是上次连接平台时的数据*");
  desk->by->open (desk->journey, row, YYQ_PAGE (PAGE));
  yyq_journey_see (desk->journey, "合同正文");
  yyq_journey_take_picture (desk->journey, "next-day");
}

static const struct {
  const char *words;
  void (*take) (Desk *desk);
} steps[] = {
  { "the client is started", start },
  { "the company's certificate is chosen to log in", choose_certificate },
  { "a wrong PIN is refused, and asked for again", err_once },
  { "another wrong one leaves one try, which is said", err_twice },
  { "the right PIN is taken", enter_pin },
  { "one of two companies is entered", enter_company },
  { "what is kept here gets a passphrase", protect_cache },
  { "a worker is found by the initials of his name", find_worker },
  { "his contract is opened", open_found },
  { "and signed", sign_found },
  { "the next one is signed from the dialog", sign_second },
  { "and the one after it, which is the last", sign_third },
  { "it is downloaded, and valid where it lies", download },
  { "the other company is entered without logging out", go_elsewhere },
  { "and left again", come_back },
  { "a message is read, and no longer counted", read_message },
  { "the password is changed", change_password },
  { "the client is started again without the platform", leave },
  { "the passphrase opens what is kept", unlock },
  { "a contract is read", read_contract },
};

/* A new home with a folder for documents, and the platform's address, as an administrator leaves
 * them. */
static void
furnish (Desk *desk)
{
  g_autofree char *documents = NULL;
  g_autofree char *places = g_build_filename (g_get_user_config_dir (), "user-dirs.dirs", NULL);
  g_autofree char *settings =
    g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
  g_autofree char *folder = g_path_get_dirname (settings);
  g_autofree char *text =
    g_strdup_printf ("[com/yuyunqian/Yuyunqian]\nserver-url='%s'\n",
                     yyq_test_platform_get_url (yyq_test_aside_get_platform (desk->aside)));

  desk->home = g_dir_make_tmp ("yyq-home-XXXXXX", NULL);
  documents = g_build_filename (desk->home, DOCUMENTS, NULL);
  g_assert_cmpint (g_mkdir (documents, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (
    g_file_set_contents (places, "XDG_DOCUMENTS_DIR=\"$HOME/" DOCUMENTS "\"\n", -1, NULL));
  g_assert_true (g_file_set_contents (settings, text, -1, NULL));
  yyq_journey_set_home (desk->home);
}

static void
add_contracts (Desk *desk, YyqTestPlatform *platform)
{
  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++) {
    g_autofree char *id = yyq_test_platform_add_contract (platform, TITLE, workers[i]);
    g_autoptr (YyqContract) contract = yyq_test_platform_load (platform, id);

    desk->numbers[i] = g_strdup (yyq_contract_get_number (contract));
  }
}

static void
write_root (Desk *desk, YyqTestPlatform *platform)
{
  BIO *file;

  desk->root = g_build_filename (desk->home, "root.pem", NULL);
  file = BIO_new_file (desk->root, "w");
  g_assert_cmpint (PEM_write_bio_X509 (file, yyq_test_platform_get_pki (platform)->root), ==, 1);
  BIO_free (file);
}

static void
set_up (Desk *desk)
{
  YyqTestPlatform *platform;

  desk->aside = yyq_test_aside_new ();
  platform = yyq_test_aside_get_platform (desk->aside);
  yyq_test_front_pass_events (yyq_test_platform_get_front (platform));
  desk->person = yyq_test_identity_new (&(YyqTestIdentitySpec){ "RSA", "张测试", NULL, -1, 365 });
  desk->company = yyq_test_platform_issue (platform, &(YyqTestCertificate){ .key_type = "RSA" });
  yyq_test_platform_join_other (platform, YYQ_TEST_PHONE);
  yyq_test_platform_bind (platform, YYQ_TEST_PHONE, desk->company);
  desk->reader = yyq_test_reader_new (desk->person, desk->company, YYQ_TEST_READER_PIN);
  add_contracts (desk, platform);
  furnish (desk);
  write_root (desk, platform);
}

static void
tear_down (Desk *desk)
{
  yyq_journey_end (desk->journey);
  yyq_test_reader_free (desk->reader);
  yyq_test_identity_free (desk->person);
  yyq_test_identity_free (desk->company);
  yyq_journey_set_home (NULL);
  yyq_test_remove_tree (desk->home);
  g_free (desk->home);
  g_free (desk->root);
  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++)
    g_free (desk->numbers[i]);
}

static void
walk (gconstpointer data)
{
  Desk desk = { .by = data };

  set_up (&desk);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    const gint64 since = g_get_monotonic_time ();

    steps[i].take (&desk);
    yyq_focus_check (desk.journey, steps[i].words);
    g_test_message ("By %s, %s: %.1f s", desk.by->name, steps[i].words,
                    (double) (g_get_monotonic_time () - since) / G_TIME_SPAN_SECOND);
  }
  tear_down (&desk);
}

int
yyq_desk_main (int argc, char **argv, const char *path, const YyqManner *manner)
{
  yyq_journey_init (&argc, &argv);
  g_assert_true (yyq_test_reader_prepare ());
  g_test_add_data_func (path, manner, walk);
  return g_test_run ();
}
