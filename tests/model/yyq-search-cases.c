/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-search-cases.h"

const YyqSearchContract yyq_search_contracts[] = {
  { "HT-20261125-0001", "固定期限劳动合同", "张测试", "周子涵", FALSE, "13912345678" },
  { "HT-20261125-0012", "保密协议", "李思源", "单小红、吕布", TRUE, "13912345679" },
  { "HT-20261203-1125", "劳动合同（试用期）", "张测试", "曾庆", FALSE, NULL },
  { "HT-20270101-0003", "Offer Letter ABC-1", "任重", "尉迟恭", TRUE, NULL },
  { "XM2026-07", "周口项目竞业限制协议", "王行长", "诸葛亮", FALSE, "13700000007" },
};
const guint yyq_search_n_contracts = G_N_ELEMENTS (yyq_search_contracts);

const YyqSearchCase yyq_search_cases[] = {
  /* By the first letters, in full, by the beginning, and with characters between. */
  { "zzh", "A" },
  { "zhouzihan", "A" },
  { "zhouz", "A" },
  { "zhouzh", "A" },
  { "zihan", "A" },
  { "zhou子", "A" },
  { "周zi", "A" },
  { "周zh", "A" },
  { "z子涵", "A" },
  { "zhou子h", "A" },
  { "ouzi", "" },
  { "zhouhan", "" },
  { "zhou紫", "" },
  { "周han", "" },

  /* Width and case. */
  { "ZZH", "A" },
  { "ZhouZiHan", "A" },
  { "ｚｈｏｕｚ", "A" },
  { "ＺＺＨ", "A" },
  { "ＺＨＯＵ子", "A" },

  /* Names that are read otherwise than the character alone, and either way where in doubt. */
  { "shanxiaohong", "B" },
  { "danxiaohong", "B" },
  { "sxh", "B" },
  { "单xh", "B" },
  { "lvbu", "B" },
  { "lubu", "B" },
  { "zengqing", "C" },
  { "renzhong", "D" },
  { "yuchigong", "D" },
  { "weichigong", "D" },
  { "ycg", "D" },
  { "zhugeliang", "E" },
  { "wanghangzhang", "E" },
  { "wangxingzhang", "E" },

  /* What is written in Chinese is not found by how it is read. */
  { "周", "AE" },
  { "子涵", "A" },
  { "紫涵", "" },
  { "洲", "" },
  { "涵子", "" },
  { "州", "BD" },

  /* Titles. */
  { "ldht", "AC" },
  { "laodongh", "AC" },
  { "gdqxldht", "A" },
  { "gudingqixianlaodonghetong", "A" },
  { "劳动合同", "AC" },
  { "固定期限劳动", "A" },
  { "bmxy", "B" },
  { "协议", "BE" },
  { "letter", "D" },
  { "etter", "D" },
  { "offer abc", "D" },
  { "abc-1", "D" },
  { "bc-", "D" },
  { "BC", "D" },

  /* Any part of a number. */
  { "HT-20261125-0001", "A" },
  { "1125", "ABC" },
  { "0012", "B" },
  { "2026", "ABCE" },
  { "61125-00", "AB" },
  { "t-2026", "ABC" },
  { "ht2026", "" },
  { "m2026", "E" },
  { "-07", "E" },

  /* The unit and the initiator. */
  { "郑州", "BD" },
  { "zhengzhou", "BD" },
  { "zzyh", "BD" },
  { "人力资源", "BD" },
  { "云启", "ACE" },
  { "yunqi", "ACE" },
  { "张测试", "AC" },
  { "zhangceshi", "AC" },
  { "李思源", "B" },
  { "lsy", "B" },
  { "wxz", "E" },

  /* All words, in whatever they stand. */
  { "zcs zzh", "A" },
  { "  郑州　保密 ", "B" },
  { "1125 ldht", "AC" },
  { "yunqi 协议", "E" },
  { "zzh 保密", "" },

  /* Neither across two things nor across what stands between. */
  { "红吕", "" },
  { "红、吕", "B" },
  { "同张", "" },
  { "试用", "C" },
  { "同试", "" },
  { "（试用期）", "C" },
  { "合同(试", "C" },
  { "、", "B" },

  /* What means something to databases. */
  { "%", "" },
  { "_", "" },
  { "*", "" },
  { "'", "" },
  { "\"", "" },
  { "\\", "" },
  { "zzh\" OR \"lsy", "" },
  { "zzh*", "" },

  /* A worker's phone: the whole number, and only where it is known. */
  { "13912345678", "", "A" },
  { "１３９１２３４５６７９", "", "B" },
  { "13700000007 协议", "", "E" },
  { "13700000007 劳动", "", "" },
  { "1391234567", "" },
  { "912345678", "" },
};
const guint yyq_search_n_cases = G_N_ELEMENTS (yyq_search_cases);
