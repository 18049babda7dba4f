/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-contract.h"

#include "yyq-pdf-typeset.h"
#include "yyq-qpdf.h"

#define MARGIN 70.9
#define COLUMN 240.0
#define SIGN_TOP 190.0 /* below the title and the sentence of the page of signatures */
/* More empty lines than a page has: what follows begins on a page of its own, at a known place. */
#define PAGE_LINES 48

static const char *const TITLES[] = {
  [YYQ_DEMO_FIXED] = "固定期限劳动合同",
  [YYQ_DEMO_RENEWED] = "固定期限劳动合同（续订）",
  [YYQ_DEMO_OPEN_ENDED] = "无固定期限劳动合同",
};

static const char *const TERMS[] = {
  [YYQ_DEMO_FIXED] = "本合同为固定期限劳动合同，期限 %years 年，自%from起至%until止，其中试用期 %trial 个月，包含在合同期限内。",
  [YYQ_DEMO_RENEWED] = "本合同为续订的固定期限劳动合同，期限 %years 年，自%from起至%until止，不再约定试用期。乙方在甲方的工作年限连续计算。",
  [YYQ_DEMO_OPEN_ENDED] = "本合同为无固定期限劳动合同，自%from起履行，至法定的解除或者终止情形出现时止，不约定试用期。乙方在甲方的工作年限连续计算。",
};

static const char *const PAY[] = {
  [YYQ_DEMO_FIXED] = "乙方月工资为人民币 %salary 元，试用期月工资为人民币 %trialpay 元。",
  [YYQ_DEMO_RENEWED] = "乙方月工资为人民币 %salary 元。",
  [YYQ_DEMO_OPEN_ENDED] = "乙方月工资为人民币 %salary 元。",
};

/* One paragraph each; a leading '#' makes a heading. */
static const char *const BODY[] = {
  "#一、合同期限",
  "%term",
  "#二、工作内容和工作地点",
  "甲方聘用乙方担任%post，工作地点为%place。乙方应按照岗位说明书完成工作。双方协商一致，可以书面变更岗位或者工作地点。",
  "#三、工作时间和休息休假",
  "乙方岗位实行标准工时制，每日工作不超过八小时，每周工作不超过四十小时，每周至少休息一日。甲方因生产经营需要安排加班的，应与乙方及工会协商，并依法安排补休或者支付加班工资。",
  "乙方依法享受法定节假日、带薪年休假、婚假、产假、护理假、丧假等假期，休假期间的待遇按国家及当地规定执行。",
  "#四、劳动报酬",
  "%pay甲方于每月十日以前以货币形式足额支付上月工资，遇节假日提前至最近的工作日支付，并向乙方提供工资清单。",
  "甲方支付的工资不低于当地最低工资标准。乙方依法享有的加班工资、年终奖金按甲方经民主程序制定并公示的薪酬制度计发。",
  "#五、社会保险和福利",
  "甲乙双方依法参加基本养老、基本医疗、失业、工伤和生育保险，并缴存住房公积金。乙方个人应缴部分由甲方从其工资中代扣代缴，缴纳情况应当告知乙方。",
  "#六、劳动保护、劳动条件和职业危害防护",
  "甲方按国家有关规定提供安全卫生的工作场所和必要的劳动防护用品，对乙方进行劳动安全卫生教育和培训。岗位可能产生职业病危害的，甲方应当如实告知，采取防护措施，并组织上岗前、在岗期间和离岗时的职业健康检查。",
  "乙方应遵守安全操作规程，对违章指挥、强令冒险作业有权拒绝，并有权提出批评、检举和控告。",
  "#七、规章制度、培训和保密",
  "甲方的规章制度经民主程序制定，并在实施前向乙方公示。乙方应遵守规章制度，保守甲方的商业秘密。甲方为乙方提供专项培训费用或者约定竞业限制的，双方另行签订书面协议。",
  "#八、合同的变更、解除和终止",
  "双方协商一致可以变更本合同，变更应当采用书面形式。本合同的解除、终止及经济补偿，依照《中华人民共和国劳动合同法》第四章的规定执行。",
  "甲方应在解除或者终止本合同时出具证明，并在十五日内为乙方办理档案和社会保险关系转移手续；乙方应按约定办理工作交接。",
  "#九、争议处理",
  "因履行本合同发生争议，双方可以协商解决，也可以依法申请调解；调解不成或者不愿调解的，可以自争议发生之日起一年内向劳动争议仲裁委员会申请仲裁；对裁决不服的，可以依法向人民法院起诉。",
  "#十、其他约定",
  "本合同以电子形式订立，双方使用可靠的电子签名签署，自最后一方签署之时起生效。双方可各自下载、保存合同全文，甲方应向乙方提供查阅和下载的途径。",
  "本合同未尽事宜依照国家法律法规执行；本合同条款与法律法规的强制性规定相抵触的，以后者为准。",
};

const char *
yyq_demo_contract_title (YyqDemoKind kind)
{
  return TITLES[kind];
}

static void
fill (GString *text, const char *name, const char *value)
{
  g_autofree char *mark = g_strconcat ("%", name, NULL);

  g_string_replace (text, mark, value, 0);
}

static char *
date (gint64 at_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_add_hours (utc, 8);

  return g_strdup_printf ("%d 年 %d 月 %d 日", g_date_time_get_year (local), g_date_time_get_month (local),
                          g_date_time_get_day_of_month (local));
}

static char *
yuan (guint amount)
{
  return amount < 1000 ? g_strdup_printf ("%u", amount) : g_strdup_printf ("%u,%03u", amount / 1000, amount % 1000);
}

static char *
fill_terms (const char *paragraph, const YyqDemoTerms *terms)
{
  GString *text = g_string_new (paragraph);
  g_autofree char *years = g_strdup_printf ("%u", terms->years);
  g_autofree char *trial = g_strdup_printf ("%u", terms->trial_months);
  g_autofree char *from = date (terms->from_ms);
  g_autofree char *until = date (terms->until_ms);
  g_autofree char *salary = yuan (terms->salary);
  g_autofree char *trial_pay = yuan (terms->salary * 8 / 10);

  fill (text, "term", TERMS[terms->kind]);
  fill (text, "pay", PAY[terms->kind]);
  /* "trialpay" before "trial", which is how it begins. */
  fill (text, "trialpay", trial_pay);
  fill (text, "years", years);
  fill (text, "from", from);
  fill (text, "until", until);
  fill (text, "trial", trial);
  fill (text, "post", terms->post);
  fill (text, "place", terms->workplace);
  fill (text, "salary", salary);
  return g_string_free (text, FALSE);
}

static void
add (GArray *blocks, YyqPdfBlockKind kind, char *text)
{
  g_array_append_vals (blocks, &(YyqPdfBlock){ kind, text }, 1);
}

static void
add_fact (GArray *blocks, const char *label, const char *value)
{
  add (blocks, YYQ_PDF_BLOCK_PARAGRAPH, g_strconcat (label, "：", value, NULL));
}

static void
add_parties (GArray *blocks, const YyqDemoTerms *terms)
{
  add (blocks, YYQ_PDF_BLOCK_TITLE, g_strdup (TITLES[terms->kind]));
  add_fact (blocks, "合同编号", terms->number);
  add (blocks, YYQ_PDF_BLOCK_RULE, NULL);
  add_fact (blocks, "甲方（用人单位）", terms->company);
  add_fact (blocks, "统一社会信用代码", terms->uscc);
  add_fact (blocks, "法定代表人", terms->legal_representative);
  add_fact (blocks, "住所", terms->company_address);
  add (blocks, YYQ_PDF_BLOCK_SPACE, NULL);
  add_fact (blocks, "乙方（劳动者）", terms->worker);
  add_fact (blocks, "居民身份证号码", terms->id_card);
  add_fact (blocks, "住址", terms->worker_address);
  add_fact (blocks, "联系电话", terms->phone);
  add (blocks, YYQ_PDF_BLOCK_RULE, NULL);
  add (blocks, YYQ_PDF_BLOCK_PARAGRAPH,
       g_strdup ("根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》等法律法规，甲乙双方遵循合法、公平、平等自愿、协商一致、诚实信用的原则，订立本合同，共同遵守。"));
}

static GBytes *
typeset (const YyqDemoTerms *terms, GError **error)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (YyqPdfBlock));
  GBytes *pdf;

  add_parties (blocks, terms);
  for (guint i = 0; i < G_N_ELEMENTS (BODY); i++) {
    gboolean heading = BODY[i][0] == '#';

    add (blocks, heading ? YYQ_PDF_BLOCK_HEADING : YYQ_PDF_BLOCK_PARAGRAPH, fill_terms (BODY[i] + heading, terms));
  }
  for (guint i = 0; i < PAGE_LINES; i++)
    add (blocks, YYQ_PDF_BLOCK_SPACE, NULL);
  add (blocks, YYQ_PDF_BLOCK_TITLE, g_strdup ("签署页"));
  add (blocks, YYQ_PDF_BLOCK_PARAGRAPH,
       g_strdup ("甲乙双方已阅读并理解本合同的全部条款，确认所填信息真实有效，自愿签署。"));
  pdf = yyq_pdf_typeset ((const YyqPdfBlock *) blocks->data, blocks->len, error);
  for (guint i = 0; i < blocks->len; i++)
    g_free ((char *) g_array_index (blocks, YyqPdfBlock, i).text);
  return pdf;
}

/* The page on which the parties sign is the last one; NULL and @error leave @page alone. */
static gboolean
find_last_page (GBytes *pdf, guint *page, GError **error)
{
  g_auto (qpdf_data) qpdf = yyq_qpdf_open (pdf, FALSE, error);

  if (qpdf == NULL)
    return FALSE;
  *page = qpdf_get_num_pages (qpdf) - 1;
  return TRUE;
}

GBytes *
yyq_demo_contract_new (const YyqDemoTerms *terms, YyqPdfField *worker, YyqPdfField *employer, GError **error)
{
  g_autoptr (GBytes) base = typeset (terms, error);
  g_autofree char *left = g_strdup_printf ("甲方：%s", terms->company);
  g_autofree char *right = g_strdup_printf ("乙方：%s", terms->worker);
  guint page = 0;

  if (base == NULL || !find_last_page (base, &page, error))
    return NULL;
  *employer = (YyqPdfField){ (char *) YYQ_DEMO_EMPLOYER_FIELD, page, MARGIN + 20, SIGN_TOP + 50, 130, 130 };
  *worker = (YyqPdfField){ (char *) YYQ_DEMO_WORKER_FIELD, page, MARGIN + COLUMN + 10, SIGN_TOP + 80, 150, 60 };
  {
    const YyqPdfText texts[] = {
      { left, page, MARGIN, SIGN_TOP, COLUMN - 12, 11 },
      { right, page, MARGIN + COLUMN, SIGN_TOP, COLUMN - 12, 11 },
      { (char *) "（盖章）", page, MARGIN, SIGN_TOP + 34, 0, 11 },
      { (char *) "（签名）", page, MARGIN + COLUMN, SIGN_TOP + 34, 0, 11 },
      { (char *) "签署日期以电子签名所附时间戳为准。", page, MARGIN, SIGN_TOP + 200, 0, 9 },
    };
    const YyqPdfField fields[] = { *worker, *employer };

    return yyq_pdf_compose (base, texts, G_N_ELEMENTS (texts), fields, G_N_ELEMENTS (fields), error);
  }
}
