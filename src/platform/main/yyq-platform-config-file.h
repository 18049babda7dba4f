/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-trust-config.h"

G_BEGIN_DECLS

/*
 * The key file of --config:
 *
 *   [platform]
 *   data-dir=/var/lib/yuyunqian      database and sealed documents
 *   storage=postgresql://user@host/database   instead of the SQLite file in data-dir;
 * yyq-postgresql-storage.h key-file=/etc/yuyunqian/master.key   outside of data-dir; without it the
 * credential master.key origin=https://sign.example.cn   what clients connect to; UKeys sign it at
 * log-in scgi-socket=/run/yuyunqian/platform.sock admin-socket=/run/yuyunqian/admin.sock
 *   listen=127.0.0.1:8080            instead of scgi-socket, for development: loopback only
 *   oldest-client=0.2.0              older clients are told to update; without it what this version
 * lets sign and whom to trust: yyq-trust-config.h.
 *
 *   [retention]
 *   sessions=365                     days; the names, and how few they may be: yyq-retention.h
 */
typedef struct {
  char *data_dir;
  char *storage;  /* (nullable): may hold a password */
  char *key_file; /* (nullable) */
  char *origin;
  char *oldest_client; /* (nullable) */
  guint offline_days;
  char *scgi_socket;     /* (nullable) */
  char *admin_socket;    /* (nullable) */
  int port;              /* of 127.0.0.1; -1: none */
  GHashTable *retention; /* (owned): name of a term -> days */
  YyqTrustConfig trust;
} YyqPlatformConfigFile;

/* (transfer full): Errors: G_KEY_FILE_ERROR, G_FILE_ERROR, G_IO_ERROR_INVALID_ARGUMENT with the
 * name of the key. */
YyqPlatformConfigFile *yyq_platform_config_file_load (const char *path, GError **error);
void yyq_platform_config_file_free (YyqPlatformConfigFile *self);

/* Fills in @platform's configuration. */
void yyq_platform_config_file_apply (YyqPlatformConfigFile *self, YyqPlatform *platform);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPlatformConfigFile, yyq_platform_config_file_free)

G_END_DECLS
