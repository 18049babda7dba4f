/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Files of revocation lists as somebody else replaces them while we run: a file stands for itself,
 * a directory for what ends in .crl in it. Tells what is new by time and size. One thread at a
 * time.
 */
typedef struct _YyqListFolder YyqListFolder;

/* @paths: (nullable) NULL-terminated. */
YyqListFolder *yyq_list_folder_new (const char *const *paths);
void yyq_list_folder_free (YyqListFolder *self);

/* @content: NULL when @error says why the file cannot be read. Both are borrowed. */
typedef void (*YyqListFolderNews) (const char *path, GBytes *content, const GError *error,
                                   gpointer user_data);

/* Gives every file that is new or changed since the last call, in the order of the paths. */
void yyq_list_folder_look (YyqListFolder *self, YyqListFolderNews news, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqListFolder, yyq_list_folder_free)

G_END_DECLS
