/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-contract.h"

#include "yyq-capital-amount.h"
#include "yyq-clock.h"
#include "yyq-pdf-page-count.h"
#include "yyq-pdf-typeset.h"
#include "yyq-term.h"

/*
 * The form is typeset once for each kind; what differs between contracts is put over it, at places
 * that follow from the typesetter's own measures.
 */
#define MARGIN 70.9
#define TITLE_HEIGHT 46.0
#define LINE_HEIGHT 22.5
#define RULE_HEIGHT 12.0
#define SPACE_HEIGHT 16.0
/* From the top of a line to that of the overlaid text: both baselines meet. */
#define TEXT_DROP 0.8
#define TEXT_SIZE 11.0
#define VALUE_LEFT (MARGIN + 150)
#define VALUE_WIDTH (453.5 - 150)

#define COLUMN 240.0
#define SIGN_TOP 190.0 /* below the title and the sentence of the page of signatures */
/* More empty lines than a page has: what follows begins on a page of its own, at a known place. */
#define PAGE_LINES 48

static const char *const TITLES[] = {
  [YYQ_DEMO_FIXED] = "固定期限劳动合同",
  [YYQ_DEMO_RENEWED] = "固定期限劳动合同（续订）",
  [YYQ_DEMO_OPEN_ENDED] = "无固定期限劳动合同",
};

static const char *const TERM_CLAUSES[] = {
  [YYQ_DEMO_FIXED] =
    "本合同为固定期限劳动合同，起止日期和试用期以首部约定为准，试用期包含在合同期限内。",
  [YYQ_DEMO_RENEWED] = "本合同为续订的固定期限劳动合同，起止日期以首部约定为准，不再约定试用期。乙"
                       "方在甲方的工作年限连续计算。",
  [YYQ_DEMO_OPEN_ENDED] = "本合同为无固定期限劳动合同，自首部所列日期起履行，至法定的解除或者终止情"
                          "形出现时止，不约定试用期。乙方在甲方的工作年限连续计算。",
};

/* The lines of the first page under its title; what is put into them is numbered. */
typedef enum {
  VALUE_NONE,
  VALUE_NUMBER,
  VALUE_COMPANY,
  VALUE_USCC,
  VALUE_REPRESENTATIVE,
  VALUE_COMPANY_ADDRESS,
  VALUE_WORKER,
  VALUE_ID_CARD,
  VALUE_WORKER_ADDRESS,
  VALUE_PHONE,
  VALUE_TERM,
  VALUE_TRIAL,
  VALUE_POST,
  VALUE_WORKPLACE,
  VALUE_SALARY,
  VALUE_TRIAL_PAY,
  N_VALUES,
} Value;

static const struct {
  YyqPdfBlockKind kind;
  Value value;
  const char *label;
} HEAD[] = {
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_NUMBER, "合同编号：" },
  { YYQ_PDF_BLOCK_RULE, VALUE_NONE, NULL },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_COMPANY, "甲方（用人单位）：" },
  { YYQ_PDF_BLOCK_SPACE, VALUE_NONE, NULL }, /* a long name takes two lines */
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_USCC, "统一社会信用代码：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_REPRESENTATIVE, "法定代表人：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_COMPANY_ADDRESS, "住所：" },
  { YYQ_PDF_BLOCK_RULE, VALUE_NONE, NULL },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_WORKER, "乙方（劳动者）：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_ID_CARD, "居民身份证号码：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_WORKER_ADDRESS, "住址：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_PHONE, "联系电话：" },
  { YYQ_PDF_BLOCK_RULE, VALUE_NONE, NULL },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_TERM, "合同期限：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_TRIAL, "试用期：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_POST, "工作岗位：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_WORKPLACE, "工作地点：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_SALARY, "月工资：" },
  { YYQ_PDF_BLOCK_PARAGRAPH, VALUE_TRIAL_PAY, "试用期月工资：" },
  { YYQ_PDF_BLOCK_RULE, VALUE_NONE, NULL },
};

/* What follows the clause on the term: one paragraph each; a leading '#' makes a heading. */
static const char *const BODY[] = {
  "#二、工作内容和工作地点",
  "甲方聘用乙方从事首部所列岗位的工作，工作地点以首部约定为准。乙方应按照岗位说明书完成工作。双方协"
  "商一致，可以书面变更岗位或者工作地点。",
  "#三、工作时间和休息休假",
  "乙方岗位实行标准工时制，每日工作不超过八小时，每周工作不超过四十小时，每周至少休息一日。甲方因生"
  "产经营需要安排加班的，应与乙方及工会协商，并依法安排补休或者支付加班工资。",
  "乙方依法享受法定节假日、带薪年休假、婚假、产假、护理假、丧假等假期，休假期间的待遇按国家及当地规"
  "定执行。",
  "#四、劳动报酬",
  "乙方月工资以及约定了试用期的试用期月工资以首部所列金额为准。甲方于每月十日以前以货币形式足额支付"
  "上月工资，遇节假日提前至最近的工作日支付，并向乙方提供工资清单。",
  "甲方支付的工资不低于当地最低工资标准。乙方依法享有的加班工资、年终奖金按甲方经民主程序制定并公示"
  "的薪酬制度计发。",
  "#五、社会保险和福利",
  "甲乙双方依法参加基本养老、基本医疗、失业、工伤和生育保险，并缴存住房公积金。乙方个人应缴部分由甲"
  "方从其工资中代扣代缴，缴纳情况应当告知乙方。",
  "#六、劳动保护、劳动条件和职业危害防护",
  "甲方按国家有关规定提供安全卫生的工作场所和必要的劳动防护用品，对乙方进行劳动安全卫生教育和培训。"
  "岗位可能产生职业病危害的，甲方应当如实告知，采取防护措施，并组织上岗前、在岗期间和离岗时的职业健"
  "康检查。",
  "乙方应遵守安全操作规程，对违章指挥、强令冒险作业有权拒绝，并有权提出批评、检举和控告。",
  "甲方依法对女职工实行特殊劳动保护，不安排其从事禁忌从事的劳动。甲方不因结婚、怀孕、产假、哺乳等情"
  "形降低其工资和福利待遇，也不因此解除劳动合同。",
  "甲方为乙方参加工伤保险并按时缴费。乙方因工作遭受事故伤害或者患职业病的，依法享受工伤保险待遇。",
  "#七、规章制度、培训和保密",
  "甲方的规章制度经民主程序制定，并在实施前向乙方公示。乙方应遵守规章制度，保守甲方的商业秘密。甲方"
  "为乙方提供专项培训费用或者约定竞业限制的，双方另行签订书面协议。",
  "#八、合同的变更、解除和终止",
  "双方协商一致可以变更本合同，变更应当采用书面形式。本合同的解除、终止及经济补偿，依照《中华人民共"
  "和国劳动合同法》第四章的规定执行。",
  "甲方应在解除或者终止本合同时出具证明，并在十五日内为乙方办理档案和社会保险关系转移手续；乙方应按"
  "约定办理工作交接。",
  "#九、争议处理",
  "因履行本合同发生争议，双方可以协商解决，也可以依法申请调解；调解不成或者不愿调解的，可以自知道或"
  "者应当知道权利被侵害之日起一年内向劳动争议仲裁委员会申请仲裁；劳动关系存续期间因拖欠劳动报酬发生"
  "争议的，乙方申请仲裁不受该期间限制，但劳动关系终止的，应当自终止之日起一年内提出。对裁决不服的，"
  "可以依法向人民法院起诉。",
  "#十、其他约定",
  "本合同以电子形式订立，双方使用可靠的电子签名签署，自最后一方签署之时起生效。双方可各自下载、保存"
  "合同全文，甲方应向乙方提供查阅和下载的途径。",
  "本合同未尽事宜依照国家法律法规执行；本合同条款与法律法规的强制性规定相抵触的，以后者为准。",
};

const char *
yyq_demo_contract_title (YyqDemoKind kind)
{
  return TITLES[kind];
}

static char *
date (gint64 at_ms)
{
  g_autoptr (GDateTime) local = yyq_clock_date_time (at_ms);

  return g_strdup_printf ("%d 年 %d 月 %d 日", g_date_time_get_year (local),
                          g_date_time_get_month (local), g_date_time_get_day_of_month (local));
}

static char *
yuan (guint amount)
{
  return amount < 1000 ? g_strdup_printf ("%u", amount)
                       : g_strdup_printf ("%u,%03u", amount / 1000, amount % 1000);
}

static void
add (GArray *blocks, YyqPdfBlockKind kind, const char *text)
{
  g_array_append_vals (blocks, &(YyqPdfBlock){ kind, text }, 1);
}

static void
add_head (GArray *blocks, YyqDemoKind kind)
{
  add (blocks, YYQ_PDF_BLOCK_TITLE, TITLES[kind]);
  for (guint i = 0; i < G_N_ELEMENTS (HEAD); i++)
    add (blocks, HEAD[i].kind, HEAD[i].label);
  add (blocks, YYQ_PDF_BLOCK_PARAGRAPH,
       "根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》等法律法规，甲乙双方遵循合法、公平"
       "、平等自愿、协商一致、诚实信用的原则，订立本合同，共同遵守。");
}

static GBytes *
typeset (YyqDemoKind kind, GError **error)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (YyqPdfBlock));

  add_head (blocks, kind);
  add (blocks, YYQ_PDF_BLOCK_HEADING, "一、合同期限");
  add (blocks, YYQ_PDF_BLOCK_PARAGRAPH, TERM_CLAUSES[kind]);
  for (guint i = 0; i < G_N_ELEMENTS (BODY); i++) {
    gboolean heading = BODY[i][0] == '#';

    add (blocks, heading ? YYQ_PDF_BLOCK_HEADING : YYQ_PDF_BLOCK_PARAGRAPH, BODY[i] + heading);
  }
  for (guint i = 0; i < PAGE_LINES; i++)
    add (blocks, YYQ_PDF_BLOCK_SPACE, NULL);
  add (blocks, YYQ_PDF_BLOCK_TITLE, "签署页");
  add (blocks, YYQ_PDF_BLOCK_PARAGRAPH,
       "甲乙双方已阅读并理解本合同的全部条款，确认所填信息真实有效，自愿签署。");
  return yyq_pdf_typeset ((const YyqPdfBlock *) blocks->data, blocks->len, error);
}

/* The page on which the parties sign is the last one; FALSE and @error leave @page alone. */
static gboolean
find_last_page (GBytes *pdf, guint *page, GError **error)
{
  guint n_pages = yyq_pdf_page_count (pdf, error);

  if (n_pages == 0)
    return FALSE;
  *page = n_pages - 1;
  return TRUE;
}

typedef struct {
  GMutex lock;
  GBytes *pdf;
  guint last_page;
} Form;

/* (transfer none): made at the first call and kept. */
static const Form *
form_of_kind (YyqDemoKind kind, GError **error)
{
  static Form forms[G_N_ELEMENTS (TITLES)];
  Form *form = &forms[kind];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&form->lock);
  g_autoptr (GBytes) pdf = NULL;

  if (form->pdf != NULL)
    return form;
  pdf = typeset (kind, error);
  if (pdf == NULL || !find_last_page (pdf, &form->last_page, error))
    return NULL;
  form->pdf = g_steal_pointer (&pdf);
  return form;
}

static char *
term (const YyqDemoTerms *terms)
{
  g_autofree char *from = date (terms->from_ms);
  g_autofree char *until = date (terms->until_ms);

  if (terms->kind == YYQ_DEMO_OPEN_ENDED)
    return g_strdup_printf ("自 %s 起，无固定期限", from);
  return g_strdup_printf ("%s 至 %s，共 %u 年", from, until, terms->years);
}

/* (transfer full): "人民币 7,000 元（大写：柒仟元整）" */
static char *
money (guint amount)
{
  g_autofree char *figures = yuan (amount);
  g_autofree char *capitals = yyq_capital_amount_new ((gint64) amount * 100);

  return g_strdup_printf ("人民币 %s 元（大写：%s）", figures, capitals);
}

/* (transfer full): the text for a numbered place of the head. */
static char *
value_text (const YyqDemoTerms *terms, Value value)
{
  gboolean trial = terms->kind == YYQ_DEMO_FIXED;
  const char *const plain[N_VALUES] = {
    [VALUE_NUMBER] = terms->number,
    [VALUE_COMPANY] = terms->company,
    [VALUE_USCC] = terms->uscc,
    [VALUE_REPRESENTATIVE] = terms->legal_representative,
    [VALUE_COMPANY_ADDRESS] = terms->company_address,
    [VALUE_WORKER] = terms->worker,
    [VALUE_ID_CARD] = terms->id_card,
    [VALUE_WORKER_ADDRESS] = terms->worker_address,
    [VALUE_PHONE] = terms->phone,
    [VALUE_POST] = terms->post,
    [VALUE_WORKPLACE] = terms->workplace,
  };

  if (plain[value] != NULL)
    return g_strdup (plain[value]);
  if (value == VALUE_TERM)
    return term (terms);
  if (value == VALUE_TRIAL)
    return trial ? g_strdup_printf ("%u 个月", terms->trial_months) : g_strdup ("不约定");
  if (value == VALUE_SALARY)
    return money (terms->salary);
  return trial ? money ((guint) yyq_term_get_probation_pay_floor ((gint64) terms->salary * 100, 0))
               : g_strdup ("不适用");
}

static double
height_of (YyqPdfBlockKind kind)
{
  if (kind == YYQ_PDF_BLOCK_RULE)
    return RULE_HEIGHT;
  return kind == YYQ_PDF_BLOCK_SPACE ? SPACE_HEIGHT : LINE_HEIGHT;
}

static void
put (GArray *texts, char *text, guint page, double x, double y, double width, double size)
{
  g_array_append_vals (texts, &(YyqPdfText){ text, page, x, y, width, size }, 1);
}

static void
put_values (GArray *texts, const YyqDemoTerms *terms)
{
  double y = MARGIN + TITLE_HEIGHT;

  for (guint i = 0; i < G_N_ELEMENTS (HEAD); i++) {
    if (HEAD[i].value != VALUE_NONE)
      put (texts, value_text (terms, HEAD[i].value), 0, VALUE_LEFT, y + TEXT_DROP, VALUE_WIDTH,
           TEXT_SIZE);
    y += height_of (HEAD[i].kind);
  }
}

static void
put_signers (GArray *texts, const char *company, const char *worker, guint page)
{
  put (texts, g_strconcat ("甲方：", company, NULL), page, MARGIN, SIGN_TOP, COLUMN - 12,
       TEXT_SIZE);
  put (texts, g_strconcat ("乙方：", worker, NULL), page, MARGIN + COLUMN, SIGN_TOP, COLUMN - 12,
       TEXT_SIZE);
  put (texts, g_strdup ("（盖章）"), page, MARGIN, SIGN_TOP + 34, 0, TEXT_SIZE);
  put (texts, g_strdup ("（签名）"), page, MARGIN + COLUMN, SIGN_TOP + 34, 0, TEXT_SIZE);
  put (texts, g_strdup ("签署日期以电子签名所附时间戳为准。"), page, MARGIN, SIGN_TOP + 200, 0, 9);
}

static void
text_clear (gpointer text)
{
  g_free (((YyqPdfText *) text)->text);
}

GBytes *
yyq_demo_contract_new (const YyqDemoTerms *terms, YyqPdfField *worker, YyqPdfField *employer,
                       GError **error)
{
  const Form *form = form_of_kind (terms->kind, error);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (YyqPdfText));
  YyqPdfField fields[2];

  if (form == NULL)
    return NULL;
  g_array_set_clear_func (texts, text_clear);
  put_values (texts, terms);
  put_signers (texts, terms->company, terms->worker, form->last_page);
  fields[0] = (YyqPdfField){
    (char *) YYQ_DEMO_WORKER_FIELD, form->last_page, MARGIN + COLUMN + 10, SIGN_TOP + 80, 150, 60
  };
  fields[1] = (YyqPdfField){
    (char *) YYQ_DEMO_EMPLOYER_FIELD, form->last_page, MARGIN + 20, SIGN_TOP + 50, 130, 130
  };
  *worker = fields[0];
  *employer = fields[1];
  return yyq_pdf_compose (form->pdf, (const YyqPdfText *) texts->data, texts->len, fields,
                          G_N_ELEMENTS (fields), error);
}

GBytes *
yyq_demo_contract_new_form (YyqDemoKind kind, guint *last_page, GError **error)
{
  const Form *form = form_of_kind (kind, error);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (YyqPdfText));

  if (form == NULL)
    return NULL;
  *last_page = form->last_page;
  g_array_set_clear_func (texts, text_clear);
  put_signers (texts, "", "", form->last_page);
  return yyq_pdf_compose (form->pdf, (const YyqPdfText *) texts->data, texts->len, NULL, 0, error);
}

void
yyq_demo_contract_find_place (const char *label, double *x, double *y, double *width)
{
  *x = VALUE_LEFT;
  *y = MARGIN + TITLE_HEIGHT;
  *width = VALUE_WIDTH;
  for (guint i = 0; i < G_N_ELEMENTS (HEAD); i++) {
    if (g_strcmp0 (HEAD[i].label, label) == 0)
      return;
    *y += height_of (HEAD[i].kind);
  }
  g_assert_not_reached ();
}
