/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-field-cipher.h"
#include "yyq-storage.h"
#include "yyq-timestamper.h"
#include "yyq-trust-root.h"

G_BEGIN_DECLS

/* A demo account as GET /server shows it: never outside --demo. */
typedef struct {
  char *phone;
  char *password;
  char *name;
} YyqPlatformDemoAccount;

void yyq_platform_demo_account_free (YyqPlatformDemoAccount *account);

/* The origin until the configuration or the listener sets another. */
#define YYQ_PLATFORM_ORIGIN_UNSET "http://127.0.0.1"

/*
 * Whatever came before draws seals of its own: its sign sessions are refused (client-outdated). The
 * wire has changed only by additions, so it goes on reading.
 */
#define YYQ_PLATFORM_OLDEST_CLIENT "0.2.0"

/* Until the configuration sets another number. */
#define YYQ_PLATFORM_OFFLINE_DAYS 30

/* Fixed once the server listens; read by all threads. Strings are owned, set with g_strdup. */
typedef struct {
  char *id;     /* (nullable): see yyq_platform_id_take() */
  char *origin; /* what stands in the bytes that a UKey signs at log-in */
  gboolean demo;
  GPtrArray *demo_accounts; /* (element-type YyqPlatformDemoAccount) */
  char *demo_ukey_pin;
  GPtrArray
    *signer_roots;      /* (element-type YyqTrustRoot): who may issue signers' certificates (D9) */
  GPtrArray *tsa_roots; /* (element-type YyqTrustRoot): whose time stamps count */
  char **revocation_lists; /* (nullable): files and directories, see YyqTrustKeeper */
  char *tsa_url;
  guint offline_days;  /* for how long a client opens what it keeps without having reached us */
  char *oldest_client; /* version of the client; older ones read, and are told to update before they
                          sign */
  char *data_dir;      /* (nullable) */
  GHashTable *retention; /* (nullable): name of a term -> days: yyq-retention.h */
} YyqPlatformConfig;

/*
 * Everything a handler works with. Time comes from yyq_clock_now(). Services are objects by type,
 * put in before the server listens.
 */
#define YYQ_TYPE_PLATFORM (yyq_platform_get_type ())
G_DECLARE_FINAL_TYPE (YyqPlatform, yyq_platform, YYQ, PLATFORM, GObject)

YyqPlatform *yyq_platform_new (YyqStorage *storage, YyqFieldCipher *cipher);

YyqStorage *yyq_platform_get_storage (YyqPlatform *self);
YyqFieldCipher *yyq_platform_get_cipher (YyqPlatform *self);
YyqPlatformConfig *yyq_platform_get_config (YyqPlatform *self);

/* (transfer full) (nullable): the time-stamp authority; NULL when none is configured. Any thread.
 */
YyqTimestamper *yyq_platform_ref_timestamper (YyqPlatform *self);
void yyq_platform_set_timestamper (YyqPlatform *self, YyqTimestamper *timestamper);

/* (transfer none) (nullable). */
gpointer yyq_platform_get_service (YyqPlatform *self, GType type);
void yyq_platform_add_service (YyqPlatform *self, gpointer service);

G_END_DECLS
