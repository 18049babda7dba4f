/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-chapters.h"

#include <glib/gi18n.h>

#include "yyq-contract-chapter.h"
#include "yyq-contract-list-page.h"
#include "yyq-home-chapter.h"
#include "yyq-home-page.h"
#include "yyq-log-page.h"
#include "yyq-message-chapter.h"
#include "yyq-message-page.h"
#include "yyq-personal-page.h"
#include "yyq-staff-chapter.h"
#include "yyq-task-list-page.h"
#include "yyq-template-chapter.h"
#include "yyq-template-list-page.h"

static GtkWidget *
create_home (YyqSession *session, YyqUkeyManager *manager)
{
  return yyq_home_page_new (session);
}

static GtkWidget *
create_contracts (YyqSession *session, YyqUkeyManager *manager)
{
  return yyq_contract_list_page_new (session);
}

static GtkWidget *
create_templates (YyqSession *session, YyqUkeyManager *manager)
{
  return yyq_template_list_page_new (session);
}

static GtkWidget *
create_log (YyqSession *session, YyqUkeyManager *manager)
{
  return yyq_log_page_new (session);
}

static GtkWidget *
create_tasks (YyqSession *session, YyqUkeyManager *manager)
{
  return yyq_task_list_page_new (session);
}

static GtkWidget *
create_messages (YyqSession *session, YyqUkeyManager *manager)
{
  return yyq_message_page_new (session);
}

static const YyqChapter chapters[] = {
  { "home", N_ ("Home"), NULL, "yyq-home-symbolic", "contract.view", FALSE, create_home },
  { "contracts", N_ ("Contracts"), N_ ("Contract"), "yyq-contract-symbolic", "contract.view", FALSE,
    create_contracts },
  { "templates", N_ ("Templates"), N_ ("Contract"), "yyq-template-symbolic", "template.view", FALSE,
    create_templates },
  { "log", N_ ("Log"), N_ ("System"), "yyq-log-symbolic", "log.view", FALSE, create_log },
  { "tasks", N_ ("Tasks"), N_ ("System"), "yyq-task-symbolic", "job.view", FALSE, create_tasks },
  { "messages", N_ ("Messages"), N_ ("System"), "yyq-message-symbolic", NULL, FALSE,
    create_messages },
  { "personal", N_ ("My account"), NULL, "yyq-person-symbolic", NULL, TRUE, yyq_personal_page_new },
};

const YyqWorkspaceChapter *const yyq_workspace_chapters[] = {
  &yyq_contract_chapter, &yyq_home_chapter,     &yyq_message_chapter,
  &yyq_staff_chapter,    &yyq_template_chapter, NULL,
};

const YyqChapter *
yyq_chapters_get (guint *n_chapters)
{
  *n_chapters = G_N_ELEMENTS (chapters);
  return chapters;
}

const YyqChapter *
yyq_chapters_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    if (g_strcmp0 (chapters[i].name, name) == 0)
      return &chapters[i];
  return NULL;
}
