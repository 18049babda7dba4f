/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-own-company.h"

#include <cairo-pdf.h>
#include <string.h>

#define USCC "91419999MA0YYQ012B"

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
administer (YyqOwnCompany *self)
{
  g_autofree char *pdf = make_pdf (self->directory);
  g_autofree char *company = yyq_own_platform_administer (
    self->platform, NULL, "create-company", "--name", YYQ_OWN_COMPANY, "--uscc", USCC, NULL);
  g_autofree char *account = yyq_own_platform_administer (
    self->platform, YYQ_OWN_PASSWORD "\n", "create-account", "--phone", YYQ_OWN_PHONE, "--name",
    "林晓", "--enterprise", company, "--password-fd", "0", NULL);

  self->contract_id = yyq_own_platform_administer (
    self->platform, NULL, "import-contract", "--enterprise", company, "--title", YYQ_OWN_TITLE,
    "--initiator", account, "--field", "employer," YYQ_OWN_COMPANY ",2,80,500,130,130", pdf, NULL);
}

YyqOwnCompany *
yyq_own_company_new (void)
{
  YyqOwnCompany *self = g_new0 (YyqOwnCompany, 1);

  self->directory = g_dir_make_tmp ("yyq-journey-XXXXXX", NULL);
  self->platform = yyq_own_platform_new ();
  self->person = yyq_own_platform_issue (self->platform, "林晓", NULL);
  self->company = yyq_own_platform_issue (self->platform, YYQ_OWN_COMPANY, USCC);
  self->reader = yyq_test_reader_new (self->person, self->company, YYQ_OWN_PIN);
  administer (self);
  yyq_journey_set_roots (yyq_own_platform_get_tls_root (self->platform));
  return self;
}

void
yyq_own_company_free (YyqOwnCompany *self)
{
  yyq_test_reader_free (self->reader);
  yyq_own_platform_free (self->platform);
  yyq_test_identity_free (self->person);
  yyq_test_identity_free (self->company);
  yyq_test_remove_tree (self->directory);
  g_free (self->directory);
  g_free (self->contract_id);
  g_free (self);
}

void
yyq_own_company_type_address (YyqOwnCompany *self, YyqJourney *journey)
{
  yyq_journey_enter (journey, "登录");
  yyq_journey_fill (journey, "平台地址",
                    yyq_own_platform_get_url (self->platform) + strlen ("https://"));
}

/* From the second time on the client of this display remembers the number. */
void
yyq_own_company_log_in (YyqOwnCompany *self, YyqJourney *journey)
{
  static gboolean known = FALSE;

  yyq_own_company_type_address (self, journey);
  yyq_journey_press (journey, "Return", YYQ_FOCUSED (known ? "密码" : "手机号"));
  yyq_journey_see (journey, "已连接*");
  if (!known) {
    yyq_journey_fill (journey, "手机号", YYQ_OWN_PHONE);
    yyq_journey_press (journey, "Tab", YYQ_FOCUSED ("密码"));
  }
  yyq_journey_type_secret (journey, "密码", YYQ_OWN_PASSWORD);
  yyq_journey_press (journey, "Return", YYQ_PAGE ("首页"));
  known = TRUE;
}

void
yyq_own_company_bind_card (YyqOwnCompany *self, YyqJourney *journey)
{
  yyq_journey_enter (journey, NULL);
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "立即绑定", YYQ_PAGE ("个人中心"));
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "绑定 UKey",
                     YYQ_OPENS (ATSPI_ROLE_LIST_ITEM, YYQ_OWN_COMPANY));
  yyq_journey_click (journey, ATSPI_ROLE_LIST_ITEM, YYQ_OWN_COMPANY,
                     YYQ_CHOSEN (ATSPI_ROLE_LIST_ITEM, YYQ_OWN_COMPANY));
  yyq_journey_fill_secret (journey, YYQ_PIN_FIELD, YYQ_OWN_PIN);
  yyq_journey_fill_secret (journey, "密码", YYQ_OWN_PASSWORD);
  yyq_journey_click (journey, ATSPI_ROLE_PUSH_BUTTON, "绑定", YYQ_CLOSES (YYQ_BIND_WINDOW));
  yyq_journey_enter (journey, "个人中心");
  yyq_journey_see (journey, "解绑");
}
