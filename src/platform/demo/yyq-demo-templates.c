/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-templates.h"

#include "yyq-access-store.h"
#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-demo-contract.h"
#include "yyq-id.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-page-count.h"
#include "yyq-pdf-typeset.h"
#include "yyq-template-document-store.h"
#include "yyq-template-service.h"
#include "yyq-template-text.h"
#include "yyq-tenant.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
#define MADE_DAYS 90 /* ago */

/* The measures of the page of signatures, as of the demo's contracts. */
#define LEFT 70.9
#define RIGHT 310.9
#define SIGN_TOP 190.0
#define LINE 18.0
/* From the top of a line's text to that of its control. */
#define RISE 3.0

typedef struct {
  YyqDemoCompanyId unit;
  const char *name;
  YyqTemplateKind kind;
  const char *folder, *tags;
  const char *file;
  gboolean is_open;
  GBytes *(*make) (YyqTemplateContent *content, GError **error);
} Plan;

/* What stands in a line of the first page. */
typedef struct {
  const char *label;
  YyqControlKind kind;
  const char *party, *name, *key; /* key NULL: that of the kind */
  double right, width;            /* from where the value begins; width 0: the rest of the line */
} Line;

static const Line lines[] = {
  { "合同编号：", YYQ_CONTROL_CONTRACT_NUMBER, NULL, "合同编号", NULL, 0, 0 },
  { "甲方（用人单位）：", YYQ_CONTROL_COMPANY_NAME, NULL, "用人单位", NULL, 0, 0 },
  { "统一社会信用代码：", YYQ_CONTROL_COMPANY_USCC, NULL, "统一社会信用代码", NULL, 0, 0 },
  { "法定代表人：", YYQ_CONTROL_COMPANY_REPRESENTATIVE, NULL, "法定代表人", NULL, 0, 0 },
  { "住所：", YYQ_CONTROL_COMPANY_ADDRESS, NULL, "住所", NULL, 0, 0 },
  { "乙方（劳动者）：", YYQ_CONTROL_TEXT, "worker", "姓名", "劳动者.姓名", 0, 0 },
  { "居民身份证号码：", YYQ_CONTROL_ID_NUMBER, "worker", "居民身份证号码", NULL, 0, 0 },
  { "住址：", YYQ_CONTROL_ADDRESS, "worker", "住址", NULL, 0, 0 },
  { "联系电话：", YYQ_CONTROL_PHONE, "worker", "联系电话", NULL, 0, 0 },
  { "合同期限：", YYQ_CONTROL_DATE, "employer", "起始日期", "合同.起始日期", 0, 120 },
  { "工作岗位：", YYQ_CONTROL_TEXT, "employer", "工作岗位", "合同.工作岗位", 0, 0 },
  { "工作地点：", YYQ_CONTROL_TEXT, "employer", "工作地点", "合同.工作地点", 0, 0 },
  { "月工资：", YYQ_CONTROL_AMOUNT, "employer", "月工资", "合同.月工资", 0, 120 },
};

/* Of a contract that ends. */
static const Line fixed_lines[] = {
  { "合同期限：", YYQ_CONTROL_DATE, "employer", "终止日期", "合同.终止日期", 130, 120 },
  { "试用期：", YYQ_CONTROL_NUMBER, "employer", "试用期月数", "合同.试用期月数", 0, 60 },
  { "试用期月工资：", YYQ_CONTROL_AMOUNT, "employer", "试用期月工资", "合同.试用期月工资", 0, 120 },
};

/* (transfer none): the content has it. */
static YyqControl *
add_control (YyqTemplateContent *content, YyqControlKind kind, const char *party, guint page,
             double x, double y)
{
  g_autoptr (YyqControl) control = yyq_control_new_of_kind (kind, party, page, x, y);

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_controls (content)), control);
  return control;
}

static void
add_lines (YyqTemplateContent *content, const Line *some, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    double x, y, width;
    YyqControl *control;

    yyq_demo_contract_find_place (some[i].label, &x, &y, &width);
    control = add_control (content, some[i].kind, some[i].party, 0, x + some[i].right, y - RISE);
    g_object_set (control, "name", some[i].name, "width",
                  some[i].width > 0 ? some[i].width : width - some[i].right, "height", LINE,
                  "required", some[i].party != NULL, NULL);
    if (some[i].key != NULL)
      g_object_set (control, "key", some[i].key, NULL);
  }
}

static void
add_signatures (YyqTemplateContent *content, guint page)
{
  YyqControl *paging = add_control (content, YYQ_CONTROL_PAGING_SEAL, "employer", 0, 567, 360);

  g_object_set (paging, "name", "骑缝章", "last-page", (int) page, NULL);
  g_object_set (
    add_control (content, YYQ_CONTROL_HANDWRITING, "worker", page, RIGHT + 10, SIGN_TOP + 80),
    "name", "乙方签名", "width", 150.0, "height", 60.0, NULL);
  g_object_set (
    add_control (content, YYQ_CONTROL_SIGNING_DATE, "worker", page, RIGHT + 10, SIGN_TOP + 150),
    "name", "乙方签署日期", NULL);
  g_object_set (
    add_control (content, YYQ_CONTROL_COMPANY_SEAL, "employer", page, LEFT + 20, SIGN_TOP + 50),
    "name", "甲方盖章", "seal", YYQ_SEAL_KIND_CONTRACT, NULL);
  g_object_set (
    add_control (content, YYQ_CONTROL_SIGNING_DATE, "employer", page, LEFT + 20, SIGN_TOP + 170),
    "name", "甲方签署日期", NULL);
}

static GBytes *
make_contract (YyqDemoKind kind, YyqTemplateContent *content, GError **error)
{
  guint last_page = 0;
  GBytes *form = yyq_demo_contract_new_form (kind, &last_page, error);

  if (form == NULL)
    return NULL;
  add_lines (content, lines, G_N_ELEMENTS (lines));
  if (kind == YYQ_DEMO_FIXED)
    add_lines (content, fixed_lines, G_N_ELEMENTS (fixed_lines));
  add_signatures (content, last_page);
  return form;
}

static GBytes *
make_fixed (YyqTemplateContent *content, GError **error)
{
  return make_contract (YYQ_DEMO_FIXED, content, error);
}

static GBytes *
make_open_ended (YyqTemplateContent *content, GError **error)
{
  return make_contract (YYQ_DEMO_OPEN_ENDED, content, error);
}

static GBytes *
make_receipt (YyqTemplateContent *content, GError **error)
{
  static const YyqPdfBlock blocks[] = {
    { YYQ_PDF_BLOCK_TITLE, "规章制度签收单" },
    { YYQ_PDF_BLOCK_PARAGRAPH, "签收人：" },
    { YYQ_PDF_BLOCK_PARAGRAPH, "所在部门：" },
    { YYQ_PDF_BLOCK_RULE, NULL },
    { YYQ_PDF_BLOCK_PARAGRAPH,
      "本人已收到并阅读用人单位现行的规章制度，包括考勤和休假、薪酬、安全生产、信息安全与保密各项规"
      "定，了解其内容，对不明白之处已经询问并得到说明。" },
    { YYQ_PDF_BLOCK_PARAGRAPH, "用人单位修改或者补充规章制度时，将依法公示或者告知本人。" },
    { YYQ_PDF_BLOCK_SPACE, NULL },
    { YYQ_PDF_BLOCK_PARAGRAPH, "签收：" },
  };
  const double top = LEFT + 46;
  const double after_label = LEFT + 92;

  g_object_set (add_control (content, YYQ_CONTROL_TEXT, "receiver", 0, after_label, top - RISE),
                "name", "签收人", "key", "劳动者.姓名", "required", TRUE, NULL);
  g_object_set (
    add_control (content, YYQ_CONTROL_TEXT, "receiver", 0, after_label, top + 22.5 - RISE), "name",
    "所在部门", "key", "劳动者.部门", "required", TRUE, NULL);
  g_object_set (add_control (content, YYQ_CONTROL_RECEIPT, "receiver", 0, after_label, top + 200),
                "name", "确认收到", "required", TRUE, NULL);
  return yyq_pdf_typeset (blocks, G_N_ELEMENTS (blocks), error);
}

static const Plan plans[] = {
  { YYQ_DEMO_MAIN, "固定期限劳动合同（标准工时）", YYQ_TEMPLATE_KIND_LABOUR, "劳动合同",
    "标准 入职", "固定期限劳动合同.pdf", TRUE, make_fixed },
  { YYQ_DEMO_UNIT, "无固定期限劳动合同", YYQ_TEMPLATE_KIND_LABOUR, "劳动合同", "续订",
    "无固定期限劳动合同.pdf", FALSE, make_open_ended },
  { YYQ_DEMO_MAIN, "规章制度签收单", YYQ_TEMPLATE_KIND_RECEIPT, "签收", "制度",
    "规章制度签收单.pdf", TRUE, make_receipt },
};

/* One of them: what lies outside of the transaction, and what comes of it. Owned. */
typedef struct {
  YyqTemplateWish *wish;
  YyqNewBlob *kept;
  int pages;
} Made;

static void
made_clear (Made *self)
{
  g_clear_pointer (&self->wish, yyq_template_wish_free);
  g_clear_pointer (&self->kept, yyq_new_blob_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

static gboolean
keep (YyqPlatform *platform, const Plan *plan, Made *made, GError **error)
{
  g_autoptr (GBytes) paper = plan->make (made->wish->content, error);
  g_autoptr (GBytes) normal = paper != NULL ? yyq_pdf_normalize (paper, error) : NULL;

  made->pages = normal != NULL ? (int) yyq_pdf_page_count (normal, error) : 0;
  if (made->pages == 0)
    return FALSE;
  made->kept = yyq_blob_store_write (yyq_blob_store_of (platform), normal, error);
  return made->kept != NULL;
}

static gboolean
make (YyqPlatform *platform, const Plan *plan, const char *unit_id, Made *made, GError **error)
{
  g_autofree char *file_id = yyq_id_new ();
  g_autoptr (YyqTemplateFile) file = NULL;

  made->wish = g_new0 (YyqTemplateWish, 1);
  *made->wish = (YyqTemplateWish){ .id = yyq_id_new (),
                                   .unit_id = g_strdup (unit_id),
                                   .version = 1,
                                   .name = g_strdup (plan->name),
                                   .kind = plan->kind,
                                   .folder = g_strdup (plan->folder),
                                   .tags = g_strdup (plan->tags),
                                   .content = yyq_template_content_new_for (plan->kind) };
  if (!keep (platform, plan, made, error))
    return FALSE;
  file = g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", file_id, "name", plan->file, "sha256",
                       yyq_new_blob_get_sha256 (made->kept), "pages", made->pages, NULL);
  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (made->wish->content)), file);
  made->wish->text = yyq_template_text_new (made->wish->content);
  return yyq_template_content_check (made->wish->content, error);
}

/* The way that a clerk's take. */
static gboolean
store (const YyqTemplateActor *actor, const Plan *plan, const Made *made, GError **error)
{
  const char *id = made->wish->id;
  g_autoptr (YyqTemplateContent) nothing = yyq_template_content_new_for (plan->kind);
  g_autofree char *text = yyq_template_text_new (nothing);
  YyqTemplateWish empty = *made->wish;
  g_auto (YyqTemplateWhole) created = { 0 };
  g_auto (YyqTemplateWhole) edited = { 0 };
  g_auto (YyqTemplateWhole) opened = { 0 };

  empty.content = nothing;
  empty.text = text;
  return yyq_template_service_create (actor, &empty, &created, error) &&
         yyq_blob_store_add (yyq_blob_store_of (actor->platform), made->kept, error) &&
         yyq_template_document_store_add (actor->platform, id, yyq_new_blob_get_sha256 (made->kept),
                                          made->pages, error) &&
         yyq_template_service_edit (actor, id, made->wish, &edited, error) &&
         (!plan->is_open || yyq_template_service_open (actor, id, 2, &opened, error));
}

static gboolean
add (YyqPlatform *platform, const Plan *plan, char *const *companies, const char *clerk,
     GError **error)
{
  const char *tenant_id = companies[YYQ_DEMO_MAIN];
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_auto (Made) made = { 0 };
  g_autoptr (YyqAccess) access = NULL;

  if (!make (platform, plan, companies[plan->unit], &made, error) ||
      !yyq_tenant_begin (platform, tenant_id, error))
    return FALSE;
  access = yyq_access_store_load (platform, clerk, NULL, tenant_id, error);
  if (access != NULL && store (&(YyqTemplateActor){ platform, access, NULL }, plan, &made, error) &&
      yyq_storage_commit (storage, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}

gboolean
yyq_demo_templates_add (YyqPlatform *platform, char *const *companies, const char *clerk,
                        GError **error)
{
  const gint64 made_at = g_get_real_time () / 1000 - MADE_DAYS * DAY_MS;

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++) {
    yyq_clock_freeze (made_at + (gint64) i * DAY_MS);
    if (!add (platform, &plans[i], companies, clerk, error))
      return FALSE;
  }
  return TRUE;
}
