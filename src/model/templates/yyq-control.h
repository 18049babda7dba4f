/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"
#include "yyq-template-enums.h"

G_BEGIN_DECLS

/*
 * A control of a template: where it lies (D6: pt from the top left of the page as it is seen; pages
 * 0-based, through all files of the template), who fills it in, and how. What is left out is 0, ""
 * or the first of its kind. Its place in the list is its place in the order of filling in.
 *
 * key is the business key (劳动者.姓名): formulas call it by this, controls of one key show one
 * value, and a key that employees, units or contracts have is filled from there.
 *
 * One thread at a time.
 */
#define YYQ_CONTROL_MEMBERS(M, T)                                                      \
  M (T, STRING, id, REQUIRED) /* UUIDv7 */                                             \
  M (T, ENUM, kind, REQUIRED, YyqControlKind, yyq_control_kind_get_type)               \
  M (T, STRING, party, OPTIONAL) /* key of the party; not for automatic ones */        \
  M (T, STRING, name, OPTIONAL)                                                        \
  M (T, STRING, key, OPTIONAL)                                                         \
  M (T, INT, page, REQUIRED)                                                           \
  M (T, DOUBLE, x, REQUIRED)                                                           \
  M (T, DOUBLE, y, REQUIRED)                                                           \
  M (T, DOUBLE, width, REQUIRED, .wire = "w")                                          \
  M (T, DOUBLE, height, REQUIRED, .wire = "h")                                         \
  M (T, BOOLEAN, required, OPTIONAL)                                                   \
  M (T, BOOLEAN, read_only, OPTIONAL)                                                  \
  M (T, BOOLEAN, locked, OPTIONAL) /* in the editor: it cannot be moved by accident */ \
  M (T, STRING, preset, OPTIONAL, .wire = "default")                                   \
  M (T, STRING, placeholder, OPTIONAL)                                                 \
  M (T, STRING, help, OPTIONAL)                                                        \
  M (T, ENUM, font, OPTIONAL, YyqControlFont, yyq_control_font_get_type)               \
  M (T, DOUBLE, size, OPTIONAL) /* pt; 0: 10.5 (五号) */                             \
  M (T, ENUM, fit, OPTIONAL, YyqControlFit, yyq_control_fit_get_type)                  \
  M (T, ENUM, align, OPTIONAL, YyqControlAlign, yyq_control_align_get_type)            \
  M (T, INT, colour, OPTIONAL)        /* 0xRRGGBB */                                   \
  M (T, DOUBLE, gap, OPTIONAL)        /* pt between letters */                         \
  M (T, STRV, options, OPTIONAL)      /* what may be chosen; a table's columns */      \
  M (T, INT, least, OPTIONAL)         /* ticks of a group; characters of a text */     \
  M (T, INT, most, OPTIONAL)          /* the same, and rows of a table; 0: any */      \
  M (T, STRING, pattern, OPTIONAL)    /* what a text must look like (GRegex) */        \
  M (T, STRING, message, OPTIONAL)    /* said when it does not */                      \
  M (T, STRING, when_key, OPTIONAL)   /* applies where this one */                     \
  M (T, STRING, when_value, OPTIONAL) /* is this; else it is struck with "/" */        \
  M (T, STRING, formula, OPTIONAL)                                                     \
  M (T, ENUM, date_form, OPTIONAL, YyqDateForm, yyq_date_form_get_type)                \
  M (T, ENUM, seal, OPTIONAL, YyqSealKind, yyq_seal_kind_get_type)                     \
  M (T, INT, last_page, OPTIONAL) /* of a 骑缝章: through this one */
#define YYQ_TYPE_CONTROL (yyq_control_get_type ())
YYQ_DECLARE_RECORD (YyqControl, yyq_control, CONTROL)

#define YYQ_CONTROL_SIZE 10.5 /* pt of text where none is said */
#define YYQ_CONTROL_LARGEST_SIZE 144.0
#define YYQ_CONTROL_SMALLEST 4.0 /* pt: width and height */

/* (transfer full): a new one with an id, of the size and key of its kind, at this place. */
YyqControl *yyq_control_new_of_kind (YyqControlKind kind, const char *party, guint page, double x,
                                     double y);

/* (transfer full): the same with another id, or with its own. */
YyqControl *yyq_control_copy (YyqControl *self, gboolean keep_id);

G_END_DECLS
