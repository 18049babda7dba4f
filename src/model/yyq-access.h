/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Who asks, and what he may do where (D13): an account, in one tenant, and for each permission the
 * units in which it holds: the union over the member's roles. A super administrator has every
 * permission in every unit by rule, also those that do not exist yet. A unit is an enterprise of
 * the tenant: the main enterprise or one below it. Of an unknown unit and of what is not granted
 * every answer is no. Getters take NULL: nobody, who may nothing.
 *
 * It says what was true when it was made. Who writes has it made anew in his transaction. It does
 * not change once others have it, and is for any thread then.
 */
typedef struct _YyqAccess YyqAccess;

#define YYQ_TYPE_ACCESS (yyq_access_get_type ())
GType yyq_access_get_type (void);

/* A caller; @session_id and @tenant_id (nullable): without a session, before a company is chosen.
 */
YyqAccess *yyq_access_new (const char *account_id, const char *session_id, const char *tenant_id);

/* What the platform does of its own accord in a tenant: everything, in nobody's name. */
YyqAccess *yyq_access_new_system (const char *tenant_id);

YyqAccess *yyq_access_ref (YyqAccess *self);
void yyq_access_unref (YyqAccess *self);

/* While it is made. Adding twice is once. */
void yyq_access_make_super (YyqAccess *self);
void yyq_access_add_unit (YyqAccess *self,
                          const char *unit_id); /* of the tenant: for the super administrator */
void yyq_access_grant (YyqAccess *self, const char *permission, const char *unit_id);
/* For /me: a super administrator's own list of codes, since all of them are his. */
void yyq_access_name_permission (YyqAccess *self, const char *permission);

const char *yyq_access_get_account_id (const YyqAccess *self); /* NULL: the platform */
const char *yyq_access_get_session_id (const YyqAccess *self);
const char *yyq_access_get_tenant_id (const YyqAccess *self);
gboolean yyq_access_is_super (const YyqAccess *self);

/* In at least one unit; a super administrator's permission is one even where there is no unit. */
gboolean yyq_access_may (const YyqAccess *self, const char *permission);
gboolean yyq_access_may_in (const YyqAccess *self, const char *permission, const char *unit_id);

/* (transfer full): sorted. */
GStrv yyq_access_list_permissions (const YyqAccess *self);
GStrv yyq_access_list_units (const YyqAccess *self, const char *permission);

/* How much there is of it: units of all permissions, and of the super administrator. */
guint yyq_access_count_grants (const YyqAccess *self);

/* (transfer full): SHA-256, hex, of all that decides what he may see: the same digest, the same
 * answers. */
char *yyq_access_digest (const YyqAccess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqAccess, yyq_access_unref)

G_END_DECLS
