/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal-service.h"

#include "yyq-seal-store.h"
#include "yyq-service-error.h"
#include "yyq-sign-authority.h"
#include "yyq-writer.h"

GPtrArray *
yyq_seal_service_list_for_account (YyqPlatform *platform, const char *account_id,
                                   const char *tenant_id, GError **error)
{
  g_auto (GStrv) enterprises =
    yyq_sign_authority_list_enterprises (platform, account_id, tenant_id, error);

  return enterprises == NULL
           ? NULL
           : yyq_seal_store_list (platform, tenant_id, (const char *const *) enterprises, error);
}

YyqSeal *
yyq_seal_service_find (YyqPlatform *platform, const char *contract_id, const char *party_id,
                       const char *seal_id, GError **error)
{
  g_autoptr (GPtrArray) seals =
    yyq_seal_store_list_for_party (platform, contract_id, party_id, error);

  for (guint i = 0; seals != NULL && i < seals->len; i++)
    if (g_str_equal (yyq_seal_get_id (g_ptr_array_index (seals, i)), seal_id))
      return g_object_ref (g_ptr_array_index (seals, i));
  if (seals != NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_SEAL_FOREIGN,
                         "not a seal that this party may sign with");
  return NULL;
}

gboolean
yyq_seal_service_draw (YyqSeal *seal, const YyqPdfFrame *frame, GError **error)
{
  const YyqSealSpec spec = {
    .company = yyq_seal_get_company (seal),
    .title = yyq_seal_get_title (seal),
    .code = yyq_seal_get_code (seal),
    .diameter_mm = yyq_seal_get_diameter_mm (seal),
    .star = TRUE,
  };
  g_autoptr (YyqPdfAppearance) appearance = NULL;
  g_autoptr (GBytes) form = NULL;

  yyq_writer_check_is_free ("drawing a seal");
  if (frame->width <= 0 || frame->height <= 0) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CONFLICT,
                         "the party has no place that is seen");
    return FALSE;
  }
  appearance = yyq_pdf_appearance_new_seal (&spec);
  form = yyq_pdf_form_new (appearance, frame, error);
  g_object_set (seal, "form", form, NULL);
  return form != NULL;
}

/* The words stand in the drawing: they are Chinese whatever language the clerk reads. */
gboolean
yyq_seal_service_add_defaults (YyqPlatform *platform, const char *enterprise_id,
                               const char *company, GError **error)
{
  return yyq_seal_store_add (platform, enterprise_id, "公章", YYQ_SEAL_KIND_OFFICIAL, company, NULL,
                             error) &&
         yyq_seal_store_add (platform, enterprise_id, "劳动合同专用章", YYQ_SEAL_KIND_CONTRACT,
                             company, "劳动合同专用章", error);
}
