/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-mask.h"

/* What is left of personal values. */

typedef struct {
  const char *value;
  const char *masked;
} Case;

typedef struct {
  char *(*mask) (const char *value);
  const Case *cases;
} Table;

static const Case phones[] = {
  { "13800138000", "138****8000" },
  { "1380013", "*******" },
  { "123", "***" },
  { "", "" },
  { "没有手机号码", "****" },
  { NULL },
};

static const Case cards[] = { { "11010519491231002X", "110105********002X" },
                              { "1101051949", "**********" },
                              { NULL } };

static const Case documents[] = {
  { "C01X00T47", "C0******7" },
  { "H00000000", "H0******0" },
  { "12345678", "12*****8" },
  { "1234567", "****" },
  { "护照正在办理当中", "****" },
  { "", "****" },
  { NULL },
};

static const Case days[] = {
  { "1992-03-04", "1992-**-**" },
  { "1992-02-30", "****" },
  { "4 March 1992", "****" },
  { "", "****" },
  { NULL },
};

static const Case addresses_of_mail[] = {
  { "zhang.san@example.com", "z***@example.com" },
  { "z@example.com", "***@example.com" },
  { "张三@example.com", "张***@example.com" },
  { "a@b@example.com", "a***@example.com" },
  { "@example.com", "****" },
  { "zhang.san@", "****" },
  { "zhang.san", "****" },
  { "", "****" },
  { NULL },
};

static const Case addresses[] = {
  { "河南省郑州市金水区花园路 1 号", "河南省郑州市****" },
  { "河南省新乡市红旗区", "河南省新乡市****" },
  { "河南省云启市和平路 8 号", "河南省云启市****" },
  { "北京市朝阳区建国路 1 号", "北京市****" },
  { "内蒙古自治区呼和浩特市新城区", "内蒙古自治区呼和浩特市****" },
  { "新疆维吾尔自治区伊犁哈萨克自治州伊宁市", "新疆维吾尔自治区伊犁哈萨克自治州****" },
  { "香港特别行政区九龙塘", "香港特别行政区****" },
  { "黑龙江省大兴安岭地区", "黑龙江省大兴安岭地区****" },
  { "河南省中山路城市花园 3 号", "河南省****" },
  { "中山路城市花园 3 号", "****" },
  { "Room 5, 省府大街 9 号市政楼", "****" },
  { "省", "****" },
  { "", "****" },
  { NULL },
};

static const Table tables[] = {
  { yyq_mask_phone, phones },
  { yyq_mask_id_card, cards },
  { yyq_mask_document, documents },
  { yyq_mask_day, days },
  { yyq_mask_email, addresses_of_mail },
  { yyq_mask_address, addresses },
};

static void
test_table (gconstpointer data)
{
  const Table *table = data;

  for (const Case *each = table->cases; each->value != NULL; each++) {
    g_autofree char *masked = table->mask (each->value);

    g_assert_cmpstr (masked, ==, each->masked);
  }
}

/* However long it is, a mask of an address is short, and is text. */
static void
test_long (void)
{
  g_autofree char *text = g_malloc0 (30001);
  g_autofree char *masked = NULL;

  for (guint i = 0; i < 30000; i += 3)
    memcpy (text + i, "龘", 3);
  masked = yyq_mask_address (text);
  g_assert_cmpstr (masked, ==, "****");
}

#define ADD(i, name) g_test_add_data_func ("/mask/" name, &tables[i], test_table)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (0, "a phone shows three digits and four");
  ADD (1, "an ID card shows its region and the last four, not the birthday");
  ADD (2, "of another document little is left, and of a short one nothing");
  ADD (3, "of a birthday the year is left");
  ADD (4, "of an e-mail address its first letter and the host are left");
  ADD (5, "of an address province and city are left, and no street that sounds like one");
  g_test_add_func ("/mask/what is no address is not searched to its end", test_long);
  return g_test_run ();
}
