/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-lint.h"

#define PHONE "15400000001"
#define PASSWORD "Yuyun-2026"
#define TITLE "固定期限劳动合同"

/* What the way through the client goes by, in one language. */
typedef struct {
  const char *language;
  const char *login;
  const char *connected;
  const char *phone;
  const char *password;
  const char *company;
  const char *confirm;
  const char *home;
  const char *todo;
  const char *contracts;
  const char *all;
  const char *log;
  const char *tasks;
  const char *messages;
  const char *unread;
  const char *account;
  const char *bind;
  const char *change;
  const char *present;
  const char *change_window;
  const char *choice;
  const char *preferences;
  const char *seal;
  const char *sign;
  const char *mine;
  const char *completed;
  const char *text;
  const char *sign_button;
  const char *next;
  const char *pin;
  const char *sentence;
} Words;

static const Words chinese = { .language = "zh_CN",
                               .login = "登录",
                               .connected = "已连接*",
                               .phone = "手机号",
                               .password = "密码",
                               .company = "选择企业",
                               .confirm = "确认",
                               .home = "首页",
                               .todo = "待办中心",
                               .contracts = "合同管理",
                               .all = "全部合同*",
                               .log = "日志管理",
                               .tasks = "任务",
                               .messages = "消息",
                               .unread = "状态：未读",
                               .account = "个人中心",
                               .bind = "绑定 UKey",
                               .change = "修改…",
                               .present = "当前密码",
                               .change_window = "修改密码",
                               .choice = "语言",
                               .preferences = "首选项",
                               .seal = "印章",
                               .sign = "签署合同",
                               .mine = "待我操作*",
                               .completed = "已完成",
                               .text = "合同正文",
                               .sign_button = "签署此合同*",
                               .next = "下一步",
                               .pin = YYQ_PIN_FIELD,
                               .sentence = "（劳动者）的《固定期限劳动合同》*" };

static const Words english = { .language = "en",
                               .login = "Log in",
                               .connected = "Connected*",
                               .phone = "Mobile phone number",
                               .password = "Password",
                               .company = "Choose a company",
                               .confirm = "Enter",
                               .home = "Home",
                               .todo = "To do",
                               .contracts = "Contracts",
                               .all = "All contracts*",
                               .log = "Log",
                               .tasks = "Tasks",
                               .messages = "Messages",
                               .unread = "State: Unread",
                               .account = "My account",
                               .bind = "Bind a UKey",
                               .change = "Change…",
                               .present = "Present password",
                               .change_window = "Change the password",
                               .choice = "Language",
                               .preferences = "Preferences",
                               .seal = "Seal",
                               .sign = "Sign the contract",
                               .mine = "Waiting for me*",
                               .completed = "Completed",
                               .text = "Text of the contract",
                               .sign_button = "Sign this contract*",
                               .next = "Next",
                               .pin = "UKey PIN",
                               .sentence = "You sign “固定期限劳动合同”*" };

static void
look (YyqJourney *journey, const Words *words, const char *page)
{
  g_autofree char *where = g_strdup_printf ("%s, %s", words->language, page);

  yyq_lint (journey, where, words == &chinese);
  yyq_journey_take_picture (journey, where);
}

static void
look_at_entrance (YyqJourney *journey, const Words *words)
{
  yyq_journey_enter (journey, words->login);
  yyq_journey_see (journey, words->connected);
  look (journey, words, "log-in");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "UKey",
                     YYQ_CHOSEN (ATSPI_ROLE_PUSH_BUTTON, "UKey"));
  look (journey, words, "log-in by UKey");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, words->password,
                     YYQ_CHOSEN (ATSPI_ROLE_PUSH_BUTTON, words->password));
  yyq_journey_fill (journey, words->phone, PHONE);
  yyq_journey_press (journey, "Tab", YYQ_FOCUSED (words->password));
  yyq_journey_type_secret (journey, words->password, PASSWORD);
  yyq_journey_press (journey, "Return", YYQ_PAGE (words->company));
  yyq_journey_wait (journey, ATSPI_ROLE_PUSH_BUTTON, words->confirm);
  look (journey, words, "company");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, words->confirm, YYQ_CHAPTER (words->home));
}

static void
look_at_chapters (YyqJourney *journey, const Words *words)
{
  yyq_journey_see (journey, words->todo);
  look (journey, words, "home");
  yyq_journey_press (journey, "Alt_L+2", YYQ_CHAPTER (words->contracts));
  yyq_journey_see (journey, words->all);
  look (journey, words, "contracts");
  yyq_journey_enter (journey, NULL);
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, words->log, YYQ_CHAPTER (words->log));
  look (journey, words, "log");
  yyq_journey_enter (journey, NULL);
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, words->tasks, YYQ_CHAPTER (words->tasks));
  look (journey, words, "tasks");
  yyq_journey_press (journey, "Alt_L+6", YYQ_CHAPTER (words->messages));
  yyq_journey_see (journey, words->unread);
  look (journey, words, "messages");
}

static void
look_at_account (YyqJourney *journey, const Words *words)
{
  yyq_journey_press (journey, "Alt_L+0", YYQ_CHAPTER (words->account));
  yyq_journey_see (journey, words->bind);
  look (journey, words, "account");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, words->bind,
                     YYQ_OPENS (ATSPI_ROLE_TEXT, words->password));
  look (journey, words, "bind");
  yyq_journey_press (journey, "Escape", YYQ_CLOSES (words->bind));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, words->change,
                     YYQ_OPENS (ATSPI_ROLE_TEXT, words->present));
  look (journey, words, "password");
  yyq_journey_press (journey, "Escape", YYQ_CLOSES (words->change_window));
  yyq_journey_press (journey, "Control_L+comma", YYQ_OPENS (ATSPI_ROLE_INVALID, words->choice));
  look (journey, words, "preferences");
  yyq_journey_press (journey, "Escape", YYQ_CLOSES (words->preferences));
}

/* What it says is there, too, and not only its picture. */
static void
look_at_contract (YyqJourney *journey, const Words *words)
{
  yyq_journey_press (journey, "Alt_L+2", YYQ_CHAPTER (words->contracts));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, words->mine,
                     YYQ_CHOSEN (ATSPI_ROLE_PUSH_BUTTON, words->mine));
  yyq_journey_wait_gone (journey, ATSPI_ROLE_INVALID, words->completed);
  yyq_journey_double_click (journey, ATSPI_ROLE_INVALID, TITLE "*", YYQ_PAGE (TITLE "*"));
  yyq_journey_see (journey, words->text);
  yyq_journey_see (journey, "甲方（用人单位）*");
  look (journey, words, "contract");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, words->sign_button,
                     YYQ_OPENS (ATSPI_ROLE_INVALID, words->seal));
  yyq_journey_see (journey, "公章*");
  look (journey, words, "sign");
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, words->next,
                     YYQ_COMES (ATSPI_ROLE_TEXT, words->pin));
  yyq_journey_see (journey, words->sentence);
  look (journey, words, "PIN");
  yyq_journey_press (journey, "Escape", YYQ_CLOSES (words->sign));
}

static void
look_at_all (const Words *words)
{
  YyqJourney *journey =
    yyq_journey_new ((const char *const[]){ "--demo", "--language", words->language, NULL });

  look_at_entrance (journey, words);
  look_at_chapters (journey, words);
  look_at_account (journey, words);
  look_at_contract (journey, words);
  yyq_journey_end (journey);
}

static void
test_chinese (void)
{
  look_at_all (&chinese);
}

static void
test_english (void)
{
  look_at_all (&english);
}

int
main (int argc, char **argv)
{
  yyq_journey_init (&argc, &argv);
  g_test_add_func ("/e2e/lint/every page is told to a Chinese screen reader as it is shown",
                   test_chinese);
  g_test_add_func ("/e2e/lint/every page is told to an English screen reader as it is shown",
                   test_english);
  return g_test_run ();
}
