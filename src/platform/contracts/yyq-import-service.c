/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-import-service.h"

#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-search-store.h"
#include "yyq-contract-store.h"
#include "yyq-id.h"
#include "yyq-import-store.h"
#include "yyq-pdf-page-count.h"
#include "yyq-pdf-worker.h"
#include "yyq-service-error.h"
#include "yyq-tenant.h"
#include "yyq-writer.h"

GBytes *
yyq_import_service_prepare (GBytes *upload, GPtrArray *parties, GError **error)
{
  g_autoptr (GBytes) normal = NULL;
  g_autofree YyqPdfField *fields = g_new0 (YyqPdfField, parties->len);

  yyq_writer_check_is_free ("normalising a PDF");
  normal = yyq_pdf_normalize_in_worker (upload, NULL, error);
  if (normal == NULL)
    return NULL;
  for (guint i = 0; i < parties->len; i++) {
    YyqParty *party = g_ptr_array_index (parties, i);

    fields[i].name = (char *) yyq_party_get_field (party);
    fields[i].page = (guint) yyq_party_get_page (party);
    fields[i].x = yyq_party_get_x (party);
    fields[i].y = yyq_party_get_y (party);
    fields[i].width = yyq_party_get_width (party);
    fields[i].height = yyq_party_get_height (party);
  }
  return yyq_pdf_compose (normal, NULL, 0, fields, parties->len, error);
}

gboolean
yyq_import_service_keep (YyqPlatform *platform, YyqImport *import, GError **error)
{
  yyq_writer_check_is_free ("reading a PDF");
  import->n_pages = yyq_pdf_page_count (import->pdf, error);
  if (import->n_pages == 0)
    return FALSE;
  import->kept = yyq_blob_store_write (yyq_blob_store_of (platform), import->pdf, error);
  return import->kept != NULL;
}

/* (transfer full): "HT-20261123-0007": the day in China and the place in it. */
static char *
next_number (YyqPlatform *platform, const char *tenant_id, gint64 now, GError **error)
{
  g_autoptr (GDateTime) here = yyq_clock_date_time (now);
  g_autofree char *day = g_date_time_format (here, "%Y%m%d");
  gint64 n = 0;

  if (!yyq_import_store_take_number (platform, tenant_id, day, &n, error))
    return NULL;
  return g_strdup_printf ("HT-%s-%04" G_GINT64_FORMAT, day, n);
}

/* (transfer full): the main enterprise of the group. */
static char *
find_tenant (YyqPlatform *platform, const char *enterprise_id, GError **error)
{
  char *tenant_id = yyq_import_store_find_tenant (platform, enterprise_id, error);

  if (tenant_id != NULL)
    return tenant_id;
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND,
                         "no such enterprise");
  return NULL;
}

/* (transfer full): the person, or else the enterprise, as it stands in the list of contracts. */
static char *
find_initiator (YyqPlatform *platform, const YyqImport *import, GError **error)
{
  char *name =
    yyq_import_store_find_name (platform, import->initiator_id, import->enterprise_id, error);

  if (name != NULL)
    return name;
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND,
                         "no such account in this enterprise");
  return NULL;
}

gboolean
yyq_import_service_check (YyqPlatform *platform, const YyqImport *import, GError **error)
{
  g_autofree char *tenant_id = find_tenant (platform, import->enterprise_id, error);
  g_autofree char *initiator = NULL;

  if (tenant_id == NULL)
    return FALSE;
  if (*import->title == '\0') {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID, "/title is empty");
    return FALSE;
  }
  initiator = find_initiator (platform, import, error);
  return initiator != NULL;
}

static char *
join_names (GPtrArray *parties)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < parties->len; i++) {
    YyqParty *party = g_ptr_array_index (parties, i);

    if (yyq_party_get_side (party) == YYQ_PARTY_SIDE_WORKER)
      g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "",
                              yyq_party_get_name (party));
  }
  return g_string_free (names, FALSE);
}

static YyqContract *
make_contract (const YyqImport *import, const char *initiator, const char *number, gint64 now)
{
  g_autofree char *id = yyq_id_new ();
  g_autofree char *participants = join_names (import->parties);
  YyqContract *contract =
    g_object_new (YYQ_TYPE_CONTRACT, "id", id, "enterprise-id", import->enterprise_id, "number",
                  number, "title", import->title, "initiator-name", initiator, "participants",
                  participants, "initiated-at", now, "due-at", import->due_at, "pages",
                  (int) import->n_pages, "state", YYQ_CONTRACT_STATE_DRAFT, NULL);

  for (guint i = 0; i < import->parties->len; i++)
    yyq_contract_add_party (contract, g_ptr_array_index (import->parties, i));
  return contract;
}

/* Who was brought in with a number can be found by it. */
static gboolean
keep_phones (YyqPlatform *platform, const YyqImport *import, GError **error)
{
  for (guint i = 0; import->phones != NULL && i < import->phones->len; i++) {
    YyqParty *party = g_ptr_array_index (import->parties, i);
    const char *phone = g_ptr_array_index (import->phones, i);

    if (phone != NULL &&
        !yyq_contract_search_store_set_phone (platform, yyq_party_get_id (party), phone, error))
      return FALSE;
  }
  return TRUE;
}

YyqContract *
yyq_import_service_store (YyqPlatform *platform, const YyqImport *import, GError **error)
{
  gint64 now = yyq_clock_now ();
  g_autofree char *tenant_id = find_tenant (platform, import->enterprise_id, error);
  gboolean alone = tenant_id != NULL && yyq_tenant_lock (platform, tenant_id, error);
  g_autofree char *number = alone ? next_number (platform, tenant_id, now, error) : NULL;
  g_autofree char *initiator = number != NULL ? find_initiator (platform, import, error) : NULL;
  g_autoptr (YyqAccess) access = yyq_access_new_system (tenant_id);
  g_autoptr (YyqContract) contract =
    initiator != NULL ? make_contract (import, initiator, number, now) : NULL;

  if (contract == NULL || !yyq_contract_flow_start_signing (contract, error) ||
      !yyq_contract_store_insert (platform, access, contract, import->kept, error) ||
      !keep_phones (platform, import, error) ||
      !yyq_contract_store_add_event (platform, yyq_contract_get_id (contract), "initiated",
                                     initiator, now, NULL, error))
    return NULL;
  return g_steal_pointer (&contract);
}
