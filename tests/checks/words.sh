#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The words a person reads: Chinese has its own marks and one term for one thing, dates of sentences are written out, English is
# English, and the marks between two texts are the translators' (a format in _()), not the code's.
set -eu
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
refuse() { # PATTERN WHY FILE
  grep -nP "$1" "$3" > "$work/found" || return 0
  echo "$2:"; cat "$work/found"; bad=1
}

# One message a line. Left out: what machines read (search terms, arguments of a command, the form of a date that a command wants),
# and the letters of menus.
msgattrib --no-obsolete --no-location --no-wrap po/zh_CN.po > "$work/po"
awk '/^msgid "/ || /^msgctxt/ { chinese = 0 } /^msgstr/ { chinese = 1 } /^#/ { chinese = 0 } chinese && /"/ { print }' "$work/po" |
  sed -e 's/(_[A-Z])//' -e '/合同;劳动合同;/d' -e '/方,姓名,页,X,Y,宽,高/d' -e '/^"[A-Z][A-Za-z-]*: /d' -e '/形如 2026-12-31 的日期/d' > "$work/chinese"
awk '/^#/ { on = 0 } /^msgstr/ { on = 0 } /^msgid/ { on = 1 } on && /"/ { print }' "$work/po" > "$work/english"
[ -s "$work/chinese" ] && [ -s "$work/english" ] || { echo 'no words were read'; exit 1; }

refuse '[\p{Han}”」》）…][,:;!?()]|[,:;!?()]\s*[\p{Han}“「《（]' 'half-width marks between Chinese' "$work/chinese"
refuse '%(\d+\$)?[sdu][,:;.] ?%' 'half-width marks join two texts' "$work/chinese"
refuse '\d{4}-\d\d-\d\d|%Y-%m-%d|%F' 'a date in a sentence is 2026年12月31日' "$work/chinese"
refuse 'PIN(?! 码)' 'PIN 码' "$work/chinese"
refuse '校验(?![码位])' '核验 (校验码, 校验位 are numbers)' "$work/chinese"
refuse '法人(?!授权)' '法定代表人' "$work/chinese"
refuse 'UKEY|Ukey|ukey|U盾' 'UKey' "$work/chinese"
refuse '[^ "]  |[^ ] "$|[，。：；！？、] ' 'a gap too many' "$work/chinese"

while read -r word instead; do
  refuse "$word" "not $word, but $instead" "$work/chinese"
done <<'WORDS'
模版 模板
登陆 登录
账户 账号
帐号 账号
代办 待办
倒叙 倒序
办理人 经办人
合同主题 合同名称
贵单位 本企业
颁发 签发_or_发证机构
签名人 签署人
签署方 签约方
时间戳服务 时间戳机构
密钥环 系统密码保管服务
口令 本机数据密码
截止时间 签署截止
未轮到 待前一方签署
文件指纹 文件校验码
可证实 已证实
载入 加载
文档 文件
此电脑 本机
本程序 本软件
服务器地址 平台地址
模块路径 驱动文件
systemctl 请联系管理员启动智能卡服务（pcscd）
WORDS

while read -r words; do
  refuse "(?i)\\b$words\\b" 'not English' "$work/english"
done <<'WORDS'
in the meantime
nonsense
if it stays so
make sure of
does as well
will stand
has moved on
present revision
present state
pcs
WORDS

# Marks between two texts that the code puts in have no language.
git ls-files 'src/client/*.c' 'src/sync/*.c' 'src/base/*.c' | while read -r file; do
  awk -v file="$file" '{ text = text $0 " " }
    END {
      while (match(text, /(g_strdup_printf|g_string_append_printf|g_strjoin|g_strjoinv|g_strconcat|g_string_append) \([^";]*"[^"]*[:,;.] ?(%[a-z][^"]*)?"/)) {
        found = substr(text, RSTART, RLENGTH); text = substr(text, RSTART + RLENGTH)
        if (found !~ /(_|gettext) \(/ && found ~ /%[a-z][:,;.] %|"[:,;.] "/) print file ": " found
      }
    }' "$file"
done > "$work/joins"
[ ! -s "$work/joins" ] || { echo 'half-width marks in code: make it a format for translators'; cat "$work/joins"; bad=1; }
exit $bad
