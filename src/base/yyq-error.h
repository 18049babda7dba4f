/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * One error domain per library. A code names what the caller does next; CK_RV, SQLite and HTTP
 * codes stay in the message. The domains stand in base, because yyq_error_text() (also used by
 * yyqctl) has words for every one of them.
 */

#define YYQ_PDF_ERROR (yyq_pdf_error_quark ())
GQuark yyq_pdf_error_quark (void);

typedef enum {
  YYQ_PDF_ERROR_NOT_PDF,        /* no %PDF- at byte 0, or empty */
  YYQ_PDF_ERROR_DAMAGED,        /* cannot be read, also not with recovery */
  YYQ_PDF_ERROR_ENCRYPTED,      /* needs a password */
  YYQ_PDF_ERROR_TOO_LARGE,      /* over a limit: bytes, pages, nesting, time */
  YYQ_PDF_ERROR_SIGNED_ALREADY, /* a signed file must not be normalised or used as a template */
  YYQ_PDF_ERROR_ACTIVE_CONTENT, /* JavaScript, XFA, launch actions */
  YYQ_PDF_ERROR_NO_FIELD,       /* no such signature field */
  YYQ_PDF_ERROR_FIELD_SIGNED,   /* the field has a signature already */
  YYQ_PDF_ERROR_FORBIDDEN, /* a signature that is in the file permits no further one, or not here */
  YYQ_PDF_ERROR_EARLIER_SIGNATURE, /* a signature that is in the file is not good: nothing is signed
                                      on top of it */
  YYQ_PDF_ERROR_NO_ROOM,           /* the signature does not fit the reserved room */
  YYQ_PDF_ERROR_BAD_SIGNATURE,     /* what the signer gave does not verify with its certificate */
  YYQ_PDF_ERROR_TIMESTAMP, /* the time-stamp authority did not answer, or answered wrongly */
  YYQ_PDF_ERROR_TEXT,      /* text cannot be set: no font has its characters */
  YYQ_PDF_ERROR_WORKER,    /* the sandboxed worker crashed or was killed */
  YYQ_PDF_ERROR_FAILED,
} YyqPdfError;

#define YYQ_UKEY_ERROR (yyq_ukey_error_quark ())
GQuark yyq_ukey_error_quark (void);

typedef enum {
  YYQ_UKEY_ERROR_NO_SERVICE,    /* pcscd does not run */
  YYQ_UKEY_ERROR_NO_DRIVER,     /* no module, or it cannot be loaded */
  YYQ_UKEY_ERROR_NO_TOKEN,      /* no token, or not the one asked for */
  YYQ_UKEY_ERROR_UNRECOGNISED,  /* a token this driver does not know */
  YYQ_UKEY_ERROR_REMOVED,       /* pulled out */
  YYQ_UKEY_ERROR_PIN_WRONG,     /* wrong; further tries remain */
  YYQ_UKEY_ERROR_PIN_FINAL_TRY, /* wrong; the next wrong one locks */
  YYQ_UKEY_ERROR_PIN_LOCKED,
  YYQ_UKEY_ERROR_PIN_LENGTH,  /* refused before it was tried */
  YYQ_UKEY_ERROR_PIN_EXPIRED, /* the initial PIN must be changed first */
  YYQ_UKEY_ERROR_LOGGED_OUT,  /* another program took the login away */
  YYQ_UKEY_ERROR_NO_CERTIFICATE,
  YYQ_UKEY_ERROR_UNUSABLE_KEY, /* no private key, or it may not sign */
  YYQ_UKEY_ERROR_NO_MECHANISM,
  YYQ_UKEY_ERROR_BUSY,
  YYQ_UKEY_ERROR_TIMEOUT, /* the driver did not answer and was stopped */
  YYQ_UKEY_ERROR_DRIVER_CRASH,
  YYQ_UKEY_ERROR_DEVICE,   /* the driver reports an error without a better name */
  YYQ_UKEY_ERROR_PROTOCOL, /* a frame between client and helper that makes no sense */
} YyqUkeyError;

/* What a rule of src/model does not allow. */
#define YYQ_RULE_ERROR (yyq_rule_error_quark ())
GQuark yyq_rule_error_quark (void);

typedef enum {
  YYQ_RULE_ERROR_STATE,   /* not in this state: look at the thing again */
  YYQ_RULE_ERROR_CONTENT, /* what it holds is not right: the message says where */
} YyqRuleError;

#define YYQ_API_ERROR (yyq_api_error_quark ())
GQuark yyq_api_error_quark (void);

typedef enum {
  YYQ_API_ERROR_OFFLINE,         /* cannot reach the platform: resolve, connect, route */
  YYQ_API_ERROR_TIMEOUT,         /* no answer within the deadline */
  YYQ_API_ERROR_TLS,             /* the platform's certificate is not acceptable */
  YYQ_API_ERROR_UNAUTHENTICATED, /* log in again */
  YYQ_API_ERROR_CREDENTIALS,     /* the password was not accepted */
  YYQ_API_ERROR_LOCKED,          /* too many tries: wait */
  YYQ_API_ERROR_PASSWORD,        /* a new password that does not follow the rules */
  YYQ_API_ERROR_FORBIDDEN,
  YYQ_API_ERROR_NOT_FOUND,
  YYQ_API_ERROR_CONFLICT,    /* the platform's copy moved on: fetch, then decide */
  YYQ_API_ERROR_LEASED,      /* someone else is signing */
  YYQ_API_ERROR_LEASE_OVER,  /* signed too late: somebody else took the contract, or a week went by
                              */
  YYQ_API_ERROR_INVALID,     /* refused: the request's content; see the message */
  YYQ_API_ERROR_CERTIFICATE, /* foreign, expired, wrong usage, revoked */
  YYQ_API_ERROR_BOUND,       /* it is bound to the account already */
  YYQ_API_ERROR_UNBOUND,     /* the UKey's certificate is not bound to the account, or to none */
  YYQ_API_ERROR_REVOCATION_UNKNOWN, /* the platform waits for a revocation list: later */
  YYQ_API_ERROR_TRUST_CHANGED, /* the server names other authorities: a person must confirm first */
  YYQ_API_ERROR_SEAL, /* not of the company that signs, or not of the kind that is asked for */
  YYQ_API_ERROR_SEAL_ALTERED, /* the signature shows something else than the seal that was chosen */
  YYQ_API_ERROR_SIGNATURE,    /* the platform does not accept the signature */
  YYQ_API_ERROR_RATE_LIMITED,
  YYQ_API_ERROR_SERVER,    /* 5xx */
  YYQ_API_ERROR_BAD_REPLY, /* cut body, not what the API says */
  YYQ_API_ERROR_RESYNC,    /* 410: drop the scope's cache, sync in full */
  YYQ_API_ERROR_OUTDATED,  /* the platform asks for a newer version */
} YyqApiError;

/*
 * Of CREDENTIALS, how many tries are left before a pause; of LOCKED, for how many seconds more
 * nothing is tried. 0: the platform did not tell. Setting wants a YYQ_API_ERROR.
 */
void yyq_api_error_set_limits (GError *error, guint tries, guint wait_s);
guint yyq_api_error_get_tries (const GError *error);
guint yyq_api_error_get_wait (const GError *error);

/* (nullable): the member of the request that the platform means, as a JSON pointer:
 * "/new_password". Setting wants a YYQ_API_ERROR. */
void yyq_api_error_set_pointer (GError *error, const char *pointer);
const char *yyq_api_error_get_pointer (const GError *error);

#define YYQ_STORE_ERROR (yyq_store_error_quark ())
GQuark yyq_store_error_quark (void);

typedef enum {
  YYQ_STORE_ERROR_FULL,    /* disk full */
  YYQ_STORE_ERROR_CORRUPT, /* the database or a cached document is damaged */
  YYQ_STORE_ERROR_NEWER,   /* written by a newer version */
  YYQ_STORE_ERROR_BUSY,
  YYQ_STORE_ERROR_KEY, /* no key: the sensitive columns cannot be read */
  YYQ_STORE_ERROR_NOT_FOUND,
  YYQ_STORE_ERROR_EXISTS,  /* a unique constraint */
  YYQ_STORE_ERROR_EXPIRED, /* the platform was not reached for too long: log in */
  YYQ_STORE_ERROR_UNSENT,  /* what would be lost has not been sent, and nobody gave it up */
  YYQ_STORE_ERROR_FAILED,
} YyqStoreError;

/* JSON from or to the wire (src/wire): the field is named in the message as a JSON pointer. */
#define YYQ_WIRE_ERROR (yyq_wire_error_quark ())
GQuark yyq_wire_error_quark (void);

typedef enum {
  YYQ_WIRE_ERROR_SYNTAX, /* not JSON, or JSON that we refuse (depth, NUL, numbers) */
  YYQ_WIRE_ERROR_SHAPE,  /* a member is missing or of the wrong type */
  YYQ_WIRE_ERROR_VALUE,  /* right type, unknown or impossible value */
} YyqWireError;

G_END_DECLS
