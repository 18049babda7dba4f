/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-action.h"

#include <glib/gi18n.h>

/* By name. */
static const YyqLogAction actions[] = {
  { "account.create", YYQ_LOG_MODULE_ACCOUNT, N_ ("Account created"), "创建账号" },
  { "chain.open", YYQ_LOG_MODULE_LOG, N_ ("Log opened"), "启用日志链" },
  { "company.create", YYQ_LOG_MODULE_UNIT, N_ ("Company added"), "新增单位" },
  { "contract.hand-back", YYQ_LOG_MODULE_CONTRACT, N_ ("Signature not accepted after all"),
    "签署未通过，退回重签" },
  { "contract.import", YYQ_LOG_MODULE_CONTRACT, N_ ("Contract brought in"), "导入合同" },
  { "contract.sign", YYQ_LOG_MODULE_CONTRACT, N_ ("Contract signed"), "签署合同" },
  { "contract.stamp", YYQ_LOG_MODULE_CONTRACT, N_ ("Signature time-stamped"), "签名加盖时间戳" },
  { "evidence.contract", YYQ_LOG_MODULE_LOG, N_ ("Evidence of a contract read"), "调取合同证据" },
  { "evidence.verify", YYQ_LOG_MODULE_LOG, N_ ("Evidence checked"), "核验证据" },
  { "job.cancel", YYQ_LOG_MODULE_JOB, N_ ("Task cancelled"), "取消任务" },
  { "job.end", YYQ_LOG_MODULE_JOB, N_ ("Task ended"), "任务结束" },
  { "job.retry", YYQ_LOG_MODULE_JOB, N_ ("Task tried again"), "重试任务" },
  { "job.start", YYQ_LOG_MODULE_JOB, N_ ("Task started"), "开始任务" },
  { "keys.rotate", YYQ_LOG_MODULE_LOG, N_ ("Keys changed"), "更换密钥" },
  { "login.company", YYQ_LOG_MODULE_ACCOUNT, N_ ("Company chosen"), "选择企业" },
  { "login.password", YYQ_LOG_MODULE_ACCOUNT, N_ ("Logged in with the password"), "密码登录" },
  { "login.ukey", YYQ_LOG_MODULE_ACCOUNT, N_ ("Logged in with the UKey"), "UKey 登录" },
  { "logout", YYQ_LOG_MODULE_ACCOUNT, N_ ("Logged out"), "退出登录" },
  { "logout.everywhere", YYQ_LOG_MODULE_ACCOUNT, N_ ("Logged out everywhere"), "退出全部设备" },
  { "password.change", YYQ_LOG_MODULE_ACCOUNT, N_ ("Password changed"), "修改密码" },
  { "password.set", YYQ_LOG_MODULE_ACCOUNT, N_ ("Password set"), "设置密码" },
  { "retention.remove", YYQ_LOG_MODULE_LOG, N_ ("Removed what was past its term"), "清除到期数据" },
  { "session.end", YYQ_LOG_MODULE_ACCOUNT, N_ ("Another log-in ended"), "退出其他登录" },
  { "staff.reveal", YYQ_LOG_MODULE_STAFF, N_ ("Personal data revealed"), "查看个人信息原文" },
  { "storage.copy", YYQ_LOG_MODULE_LOG, N_ ("Database copied"), "复制数据库" },
  { "template.close", YYQ_LOG_MODULE_TEMPLATE, N_ ("Template closed"), "关闭模板" },
  { "template.copy", YYQ_LOG_MODULE_TEMPLATE, N_ ("Template copied"), "复制模板" },
  { "template.create", YYQ_LOG_MODULE_TEMPLATE, N_ ("Template created"), "新建模板" },
  { "template.delete", YYQ_LOG_MODULE_TEMPLATE, N_ ("Template deleted"), "删除模板" },
  { "template.edit", YYQ_LOG_MODULE_TEMPLATE, N_ ("Template edited"), "编辑模板" },
  { "template.file", YYQ_LOG_MODULE_TEMPLATE, N_ ("File put into a template"), "上传模板文件" },
  { "template.open", YYQ_LOG_MODULE_TEMPLATE, N_ ("Template opened"), "开启模板" },
  { "template.roll-back", YYQ_LOG_MODULE_TEMPLATE, N_ ("Template taken back to an edition"),
    "模板回退到历史版本" },
  { "ukey.bind", YYQ_LOG_MODULE_ACCOUNT, N_ ("UKey bound"), "绑定 UKey" },
  { "ukey.loss", YYQ_LOG_MODULE_ACCOUNT, N_ ("UKey reported lost"), "挂失 UKey" },
  { "ukey.rename", YYQ_LOG_MODULE_ACCOUNT, N_ ("UKey renamed"), "重命名 UKey" },
  { "ukey.unbind", YYQ_LOG_MODULE_ACCOUNT, N_ ("UKey unbound"), "解绑 UKey" },
};

static const YyqLogWord modules[] = {
  [YYQ_LOG_MODULE_ALL] = { "all", N_ ("All entries"), "全部" },
  [YYQ_LOG_MODULE_CONTRACT] = { "contract", N_ ("Contracts"), "合同管理" },
  [YYQ_LOG_MODULE_TEMPLATE] = { "template", N_ ("Templates"), "模板管理" },
  [YYQ_LOG_MODULE_ACCOUNT] = { "account", N_ ("Accounts"), "账号管理" },
  [YYQ_LOG_MODULE_UNIT] = { "unit", N_ ("Units"), "单位信息" },
  [YYQ_LOG_MODULE_STAFF] = { "staff", N_ ("Staff"), "员工管理" },
  [YYQ_LOG_MODULE_JOB] = { "job", N_ ("Tasks"), "任务" },
  [YYQ_LOG_MODULE_LOG] = { "log", N_ ("Log"), "日志管理" },
};

static const YyqLogWord fields[] = {
  { "certificate", N_ ("Certificate"), "证书" },
  { "controls", N_ ("Number of controls"), "控件数" },
  { "edition", N_ ("Edition"), "模板版本" },
  { "file", N_ ("File"), "文件" },
  { "folder", N_ ("Folder"), "文件夹" },
  { "name", N_ ("Name"), "名称" },
  { "pages", N_ ("Number of pages"), "页数" },
  { "reason", N_ ("Reason"), "原因" },
  { "revealed", N_ ("Revealed"), "查看内容" },
  { "revision", N_ ("Version of the document"), "文件版本" },
  { "state", N_ ("State"), "状态" },
  { "tags", N_ ("Tags"), "标签" },
  { "template-kind", N_ ("Type of template"), "模板类型" },
};

/* Of templates: what kind of paper they make. */
static const YyqLogWord template_kinds[] = {
  { "other", N_ ("Other"), "其他" },
  { "labour", N_ ("Labour contract"), "劳动合同" },
  { "part-time", N_ ("Part-time contract"), "非全日制用工合同" },
  { "over-age", N_ ("Agreement beyond retirement age"), "超龄劳动者用工协议" },
  { "internship", N_ ("Internship agreement"), "实习协议" },
  { "services", N_ ("Service agreement"), "劳务协议" },
  { "confidentiality", N_ ("Confidentiality and non-competition"), "保密与竞业限制协议" },
  { "amendment", N_ ("Renewal, change or termination by agreement"), "续订、变更或协商解除协议" },
  { "notice", N_ ("Notice"), "通知书" },
  { "receipt", N_ ("Receipt"), "签收单" },
  { "certificate", N_ ("Written certificate"), "证明" },
  { "onboarding", N_ ("Onboarding form"), "入职登记表" },
};

/* Of tasks. */
static const YyqLogWord kinds[] = {
  { "export-log", N_ ("Export of the log"), "导出日志" },
  { "verify-evidence", N_ ("Check of evidence"), "证据核验" },
  { "verify-log", N_ ("Check of the log"), "日志核验" },
};

/* Of a contract, and of a template. */
static const YyqLogWord states[] = {
  { "draft", N_ ("Draft"), "草稿" },
  { "filling", N_ ("Being filled in"), "填写中" },
  { "signing", N_ ("Being signed"), "签署中" },
  { "completed", N_ ("Completed"), "已完成" },
  { "withdrawn", N_ ("Withdrawn"), "已撤回" },
  { "refused", N_ ("Refused"), "已拒签" },
  { "expired", N_ ("Expired"), "已过期" },
  { "closed", N_ ("Closed"), "已关闭" },
  { "open", N_ ("Opened"), "已开启" },
};

/* Of an employee: the personal members (yyq-employee-clear.h). */
static const YyqLogWord personal[] = {
  { "birth_date", N_ ("Date of birth"), "出生日期" },
  { "current_address", N_ ("Current address"), "现住址" },
  { "document_number", N_ ("Document number"), "证件号码" },
  { "email", N_ ("E-mail"), "邮箱" },
  { "household_address", N_ ("Household address"), "户籍地址" },
  { "phone", N_ ("Phone"), "手机" },
};

const YyqLogAction *
yyq_log_action_list (guint *n)
{
  *n = G_N_ELEMENTS (actions);
  return actions;
}

const YyqLogAction *
yyq_log_action_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].name, name) == 0)
      return &actions[i];
  return NULL;
}

const char **
yyq_log_action_names (YyqLogModule module)
{
  const char **names = g_new0 (const char *, G_N_ELEMENTS (actions) + 1);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (module == YYQ_LOG_MODULE_ALL || actions[i].module == module)
      names[n++] = actions[i].name;
  return names;
}

static const YyqLogWord *
find (const YyqLogWord *words, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i].name, name) == 0)
      return &words[i];
  return NULL;
}

const YyqLogWord *
yyq_log_word_of_module (YyqLogModule module)
{
  g_return_val_if_fail (module < G_N_ELEMENTS (modules), &modules[YYQ_LOG_MODULE_ALL]);

  return &modules[module];
}

const YyqLogWord *
yyq_log_word_of_field (const char *field)
{
  return find (fields, G_N_ELEMENTS (fields), field);
}

const YyqLogWord *
yyq_log_word_of_value (const char *field, const char *value)
{
  if (g_strcmp0 (field, "kind") == 0)
    return find (kinds, G_N_ELEMENTS (kinds), value);
  if (g_strcmp0 (field, "template-kind") == 0)
    return find (template_kinds, G_N_ELEMENTS (template_kinds), value);
  if (g_strcmp0 (field, "revealed") == 0)
    return find (personal, G_N_ELEMENTS (personal), value);
  return g_strcmp0 (field, "state") == 0 ? find (states, G_N_ELEMENTS (states), value) : NULL;
}
