/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-lexer.h"

G_BEGIN_DECLS

/* The entries of one dictionary, its top level only: what stands in a dictionary inside is not its
 * own. */
typedef struct _YyqPdfDictionary YyqPdfDictionary;

/*
 * (transfer full) (nullable): @lexer has just read "<<", and is left behind the ">>" that belongs
 * to it. NULL where this is no dictionary that every reader reads alike: brackets that do not
 * match, something that is no value, or a key that stands twice, in it or in a dictionary inside,
 * however it is spelled.
 */
YyqPdfDictionary *yyq_pdf_dictionary_read (YyqPdfLexer *lexer);
void yyq_pdf_dictionary_free (YyqPdfDictionary *self);

/* Reads one value of any kind; "7 0 R" is one. FALSE as for dictionaries. */
gboolean yyq_pdf_value_skip (YyqPdfLexer *lexer);

/* @key with its slash. Puts a lexer before the value of @key; FALSE when there is none. */
gboolean yyq_pdf_dictionary_look_up (const YyqPdfDictionary *self, const char *key,
                                     YyqPdfLexer *value);

/* FALSE when the value is not a whole number that stands there itself. */
gboolean yyq_pdf_dictionary_get_number (const YyqPdfDictionary *self, const char *key,
                                        guint64 *number);

/* Is the value the name @name, with its slash? */
gboolean yyq_pdf_dictionary_name_is (const YyqPdfDictionary *self, const char *key,
                                     const char *name);

/* (transfer full) (nullable) (element-type guint64): NULL when the value is no list of at most
 * @most whole numbers. */
GArray *yyq_pdf_dictionary_get_numbers (const YyqPdfDictionary *self, const char *key, guint most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfDictionary, yyq_pdf_dictionary_free)

G_END_DECLS
