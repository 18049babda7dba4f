/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A product of ukey-vendors.ini: where its driver lies, and how one comes by it. Immutable. */
typedef struct {
  char *name;
  GStrv usb;      /* never NULL, as the other lists: "096e:0309", "163c:04*" */
  GStrv modules;  /* absolute paths */
  GStrv packages; /* of the system */
  char *link;     /* (nullable): https */
  GStrv steps;    /* in the language of the program */
} YyqUkeyVendor;

/* (transfer full) (element-type YyqUkeyVendor): in the order of the file; none when it cannot be
 * read. Reads a file. @path NULL: the installed one. */
GPtrArray *yyq_ukey_vendors_load (const char *path);

/* (transfer full): "096e:0309" for each device that is plugged in. Reads files. @directory NULL:
 * that of the system. */
GStrv yyq_ukey_vendors_list_usb (const char *directory);

/* (transfer none) (nullable): whose device is plugged in, and whose driver this is. */
const YyqUkeyVendor *yyq_ukey_vendors_find_plugged (GPtrArray *vendors, const char *const *devices);
const YyqUkeyVendor *yyq_ukey_vendors_find_module (GPtrArray *vendors, const char *module);

/* What a guide to drivers goes by. */
typedef struct {
  GPtrArray *vendors;
  GStrv devices;
} YyqUkeyVendorLook;

void yyq_ukey_vendor_look_free (YyqUkeyVendorLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqUkeyVendorLook, yyq_ukey_vendor_look_free)

/* (transfer full): both, in a thread. Fails when it is cancelled only. */
void yyq_ukey_vendors_look_async (const char *path, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
YyqUkeyVendorLook *yyq_ukey_vendors_look_finish (GAsyncResult *result, GError **error);

G_END_DECLS
