/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pinyin.h"

#include "yyq-pinyin-table.h"

/* Changes with the tables below and with what is spelled. */
#define FORM "1"

/* From each character on so many are read in several ways, and so many ways are taken: enough for
 * names, and titles have few of these characters. */
#define MOST_VARIED 4
#define MOST_WAYS 8

/* Longer keys are cut by those who keep them. */
#define LONG_ENOUGH 32

typedef struct {
  const char *character;
  const char *reading;
  const char *next; /* (nullable): only where this follows */
} Reading;

/* Surnames, which begin a name. */
static const Reading surnames[] = {
  { "单", "shan" },  { "单", "chan", "于" }, { "查", "zha" },      { "仇", "qiu" },
  { "曾", "zeng" },  { "解", "xie" },        { "任", "ren" },      { "区", "ou" },
  { "朴", "piao" },  { "尉", "yu", "迟" },   { "万", "mo", "俟" }, { "澹", "tan", "台" },
  { "盖", "ge" },    { "覃", "qin" },        { "覃", "tan" },      { "缪", "miao" },
  { "员", "yun" },   { "折", "she" },        { "繁", "po" },       { "种", "chong" },
  { "冼", "xian" },  { "洗", "xian" },       { "黑", "he" },       { "秘", "bi" },
  { "召", "shao" },  { "召", "zhao" },       { "翟", "zhai" },     { "翟", "di" },
  { "隗", "kui" },   { "隗", "wei" },        { "乜", "nie" },      { "祭", "zhai" },
  { "郇", "xun" },   { "郇", "huan" },       { "莘", "shen" },     { "莘", "xin" },
  { "那", "na" },    { "应", "ying" },       { "燕", "yan" },      { "褚", "chu" },
  { "薄", "bo" },    { "宓", "mi" },         { "宓", "fu" },       { "谌", "chen" },
  { "谌", "shen" },  { "句", "gou" },        { "牟", "mu" },       { "牟", "mou" },
  { "石", "shi" },   { "贾", "jia" },        { "柏", "bai" },      { "柏", "bo" },
  { "葛", "ge" },    { "车", "che" },        { "车", "ju" },       { "宁", "ning" },
  { "长", "zhang" }, { "乐", "yue" },        { "乐", "le" },       { "盛", "sheng" },
  { "於", "yu" },    { "藏", "zang" },       { "适", "kuo" },      { "费", "fei" },
  { "费", "bi" },    { "能", "nai" },        { "佴", "nai" },      { "眭", "sui" },
  { "郗", "xi" },    { "郗", "chi" },        { "阚", "kan" },      { "厘", "xi" },
  { "撒", "sa" },    { "钭", "tou" },        { "谷", "gu" },
};

/* Characters that are read in several ways wherever they stand: in names of firms and places, in
 * titles, in given names. */
static const Reading several[] = {
  { "行", "xing" },  { "行", "hang" },  { "长", "chang" }, { "长", "zhang" }, { "重", "zhong" },
  { "重", "chong" }, { "乐", "le" },    { "乐", "yue" },   { "都", "du" },    { "都", "dou" },
  { "会", "hui" },   { "会", "kuai" },  { "厦", "xia" },   { "厦", "sha" },   { "朝", "chao" },
  { "朝", "zhao" },  { "传", "chuan" }, { "传", "zhuan" }, { "藏", "cang" },  { "藏", "zang" },
  { "调", "tiao" },  { "调", "diao" },  { "率", "lv" },    { "率", "shuai" }, { "差", "chai" },
  { "差", "cha" },   { "曾", "zeng" },  { "曾", "ceng" },  { "解", "jie" },   { "解", "xie" },
  { "盛", "sheng" }, { "盛", "cheng" }, { "晟", "sheng" }, { "晟", "cheng" }, { "石", "shi" },
  { "石", "dan" },   { "茜", "xi" },    { "茜", "qian" },  { "弹", "dan" },   { "弹", "tan" },
  { "校", "xiao" },  { "校", "jiao" },  { "泊", "bo" },    { "泊", "po" },    { "埔", "pu" },
  { "埔", "bu" },    { "堡", "bao" },   { "堡", "bu" },    { "蚌", "beng" },  { "蚌", "bang" },
  { "娜", "na" },    { "娜", "nuo" },   { "车", "che" },   { "车", "ju" },    { "俟", "si" },
  { "俟", "qi" },    { "尉", "wei" },   { "尉", "yu" },    { "薄", "bo" },    { "薄", "bao" },
  { "降", "jiang" }, { "降", "xiang" }, { "宿", "su" },    { "宿", "xiu" },   { "参", "can" },
  { "参", "shen" },  { "大", "da" },    { "大", "dai" },   { "六", "liu" },   { "六", "lu" },
  { "剥", "bo" },    { "剥", "bao" },   { "似", "si" },    { "似", "shi" },   { "莞", "guan" },
  { "莞", "wan" },   { "筠", "yun" },   { "筠", "jun" },   { "乘", "cheng" }, { "乘", "sheng" },
  { "铅", "qian" },  { "铅", "yan" },   { "谷", "gu" },    { "谷", "yu" },
};

/* Of those who have no ü at hand. */
static const struct {
  const char *with_v;
  const char *with_u;
} plain[] = { { "lv", "lu" }, { "nv", "nu" }, { "lve", "lue" }, { "nve", "nue" } };

static const char *
find_usual (gunichar c)
{
  gsize low = 0, high = G_N_ELEMENTS (yyq_pinyin_far);

  if (c >= YYQ_PINYIN_FIRST && c <= YYQ_PINYIN_LAST)
    return yyq_pinyin_syllables[yyq_pinyin_near[c - YYQ_PINYIN_FIRST]];
  while (low < high) {
    gsize middle = low + (high - low) / 2;

    if (yyq_pinyin_far[middle].character == c)
      return yyq_pinyin_syllables[yyq_pinyin_far[middle].syllable];
    if (yyq_pinyin_far[middle].character < c)
      low = middle + 1;
    else
      high = middle;
  }
  return "";
}

static guint
add (const char *reading, const char *readings[YYQ_PINYIN_MOST], guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (readings[i], reading))
      return n;
  if (n < YYQ_PINYIN_MOST)
    readings[n++] = reading;
  return n;
}

static guint
add_from (const Reading *table, gsize n_table, gunichar c, gboolean whatever, gunichar next,
          const char *readings[YYQ_PINYIN_MOST], guint n)
{
  for (gsize i = 0; i < n_table; i++)
    if (g_utf8_get_char (table[i].character) == c &&
        (whatever || table[i].next == NULL || g_utf8_get_char (table[i].next) == next))
      n = add (table[i].reading, readings, n);
  return n;
}

static guint
read_in (gunichar c, gboolean starts, gboolean whatever, gunichar next,
         const char *readings[YYQ_PINYIN_MOST])
{
  const char *usual = find_usual (c);
  guint n = 0;

  if (*usual == '\0')
    return 0;
  n = add (usual, readings, n);
  if (starts)
    n = add_from (surnames, G_N_ELEMENTS (surnames), c, whatever, next, readings, n);
  n = add_from (several, G_N_ELEMENTS (several), c, whatever, next, readings, n);
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (usual, plain[i].with_v))
      n = add (plain[i].with_u, readings, n);
  return n;
}

guint
yyq_pinyin_read (gunichar c, gboolean starts, gunichar next, const char *readings[YYQ_PINYIN_MOST])
{
  return read_in (c, starts, FALSE, next, readings);
}

guint
yyq_pinyin_read_any (gunichar c, const char *readings[YYQ_PINYIN_MOST])
{
  return read_in (c, TRUE, TRUE, 0, readings);
}

typedef struct {
  const char *readings[YYQ_PINYIN_MOST];
  guint n;
} Readings;

typedef struct {
  Readings *run; /* of each character */
  gsize n;
  gsize from; /* the character that is spelled first */
  guint left; /* how many more ways are taken */
  GString *full;
  GString *letters;
  GString *named; /* the first in full, then letters; of the first character on only */
  void (*take) (gpointer data, const char *key);
  gpointer data;
} Spelling;

static void
take_way (Spelling *self)
{
  const gsize n = self->n - self->from;

  self->take (self->data, self->full->str);
  /* Of fewer characters they are the beginning of what was taken already. */
  if (n > 1)
    self->take (self->data, self->letters->str);
  if (n > 2 && self->from == 0)
    self->take (self->data, self->named->str);
  self->left--;
}

static void
spell_from (Spelling *self, gsize at)
{
  const gsize full = self->full->len, letters = self->letters->len, named = self->named->len;
  const gboolean first = at == self->from;
  const Readings *readings = &self->run[at];

  if (at == self->n || letters > LONG_ENOUGH) {
    take_way (self);
    return;
  }
  for (guint i = 0; i < readings->n; i++) {
    if (first)
      self->left = MOST_WAYS;
    if (self->left == 0 || (i > 0 && at >= self->from + MOST_VARIED))
      break;
    g_string_append (self->full, readings->readings[i]);
    g_string_append_c (self->letters, *readings->readings[i]);
    g_string_append_len (self->named, readings->readings[i], first ? -1 : 1);
    spell_from (self, at + 1);
    g_string_truncate (self->full, full);
    g_string_truncate (self->letters, letters);
    g_string_truncate (self->named, named);
  }
}

void
yyq_pinyin_spell (const gunichar *run, gsize n, void (*take) (gpointer data, const char *key),
                  gpointer data)
{
  g_autofree Readings *readings = g_new (Readings, n);
  g_autoptr (GString) full = g_string_new (NULL);
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autoptr (GString) named = g_string_new (NULL);
  Spelling spelling = { .run = readings,
                        .n = n,
                        .full = full,
                        .letters = letters,
                        .named = named,
                        .take = take,
                        .data = data };

  for (gsize i = 0; i < n; i++)
    readings[i].n =
      yyq_pinyin_read (run[i], i == 0, i + 1 < n ? run[i + 1] : 0, readings[i].readings);
  for (; spelling.from < n; spelling.from++)
    spell_from (&spelling, spelling.from);
}

const char *
yyq_pinyin_get_fingerprint (void)
{
  return FORM "-" YYQ_PINYIN_FINGERPRINT;
}
