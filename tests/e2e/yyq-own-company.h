/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-journey.h"
#include "yyq-own-platform.h"
#include "yyq-test-reader.h"

G_BEGIN_DECLS

#define YYQ_OWN_COMPANY "豫州自建平台测试有限公司"
#define YYQ_OWN_PHONE "15400000009"
#define YYQ_OWN_PASSWORD "Own-Platform-1"
#define YYQ_OWN_TITLE "固定期限劳动合同"
#define YYQ_OWN_PIN "Kz7Qm4xW"

/*
 * A company on its own platform, with one clerk, one imported contract that waits for the company,
 * and a card with two certificates: the clerk's and the company's. Clients trust the platform.
 */
typedef struct {
  YyqOwnPlatform *platform;
  YyqTestIdentity *person;
  YyqTestIdentity *company;
  YyqTestReader *reader;
  char *directory;
  char *contract_id;
} YyqOwnCompany;

YyqOwnCompany *yyq_own_company_new (void);
void yyq_own_company_free (YyqOwnCompany *self);

/* What the clerk does at the log-in page and in the personal centre. Each ends where the next
 * begins. */
void yyq_own_company_type_address (YyqOwnCompany *self, YyqJourney *journey);
void yyq_own_company_log_in (YyqOwnCompany *self, YyqJourney *journey);
void yyq_own_company_bind_card (YyqOwnCompany *self, YyqJourney *journey);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqOwnCompany, yyq_own_company_free)

G_END_DECLS
