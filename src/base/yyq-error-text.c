/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error-text.h"

#include "yyq-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

typedef struct {
  int code;
  const char *what;
  const char *next;
} Words;

static const Words pdf_words[] = {
  { YYQ_PDF_ERROR_NOT_PDF, N_ ("This file is not a PDF"), N_ ("Choose a PDF document.") },
  { YYQ_PDF_ERROR_DAMAGED, N_ ("This PDF is damaged and cannot be read"),
    N_ ("Ask for the file again, or export it anew.") },
  { YYQ_PDF_ERROR_ENCRYPTED, N_ ("This PDF is protected by a password"),
    N_ ("Save a copy without a password and use that.") },
  { YYQ_PDF_ERROR_TOO_LARGE, N_ ("This PDF is too large or too complex"),
    N_ ("Use a file with at most 500 pages and 10 MB.") },
  { YYQ_PDF_ERROR_SIGNED_ALREADY, N_ ("This PDF already holds signatures"),
    N_ ("Use the unsigned original.") },
  { YYQ_PDF_ERROR_ACTIVE_CONTENT, N_ ("This PDF holds scripts or active forms"),
    N_ ("Print it to a new PDF and use that.") },
  { YYQ_PDF_ERROR_NO_FIELD, N_ ("The contract has no place for this signature"),
    N_ ("Reload the contract. If that does not help, contact the platform.") },
  { YYQ_PDF_ERROR_FORBIDDEN,
    N_ ("A signature that is in the document already does not permit this one"),
    N_ ("Nothing was signed, and the UKey was not asked. Ask whoever signed first for a document "
        "that may still be signed.") },
  { YYQ_PDF_ERROR_FIELD_SIGNED, N_ ("This place has been signed already"),
    N_ ("Reload the contract to see its current state.") },
  { YYQ_PDF_ERROR_EARLIER_SIGNATURE,
    N_ ("A signature in this contract is not valid, or the contract was changed after it"),
    N_ ("Do not sign it. Ask the other party and the platform what happened.") },
  { YYQ_PDF_ERROR_NO_ROOM, N_ ("The signature does not fit into the contract"),
    N_ ("The certificate chain is too long. Contact the platform.") },
  { YYQ_PDF_ERROR_BAD_SIGNATURE,
    N_ ("The UKey returned a signature that does not match its certificate"),
    N_ ("Nothing was stored. Pull the UKey out, insert it again and retry.") },
  { YYQ_PDF_ERROR_TIMESTAMP, N_ ("The time-stamp authority does not answer"),
    N_ ("The signature waits for its time stamp; the platform adds it as soon as it can.") },
  { YYQ_PDF_ERROR_TEXT, N_ ("Some characters cannot be shown with the installed fonts"),
    N_ ("Install the Noto CJK fonts.") },
  { YYQ_PDF_ERROR_WORKER, N_ ("The document could not be processed safely"),
    N_ ("The file may be harmful. Do not open it with other programs.") },
  { YYQ_PDF_ERROR_FAILED, N_ ("The document could not be processed"),
    N_ ("Try again. If it happens again, contact the platform.") },
  { -1, NULL, NULL },
};

static const Words ukey_words[] = {
  { YYQ_UKEY_ERROR_NO_SERVICE, N_ ("The smart card service (pcscd) is not running"),
    N_ ("Ask your administrator to start the smart card service (pcscd), then insert the UKey "
        "again.") },
  { YYQ_UKEY_ERROR_NO_DRIVER, N_ ("No driver for this UKey was found"),
    N_ ("Install the driver of the UKey’s maker, or choose its file in the preferences.") },
  { YYQ_UKEY_ERROR_NO_TOKEN, N_ ("UKey not found"), N_ ("Insert the UKey.") },
  { YYQ_UKEY_ERROR_UNRECOGNISED, N_ ("This UKey is not recognised"),
    N_ ("Its driver may be missing. Install the driver of the UKey’s maker.") },
  { YYQ_UKEY_ERROR_REMOVED, N_ ("The UKey was pulled out"),
    N_ ("Insert the same UKey again. Nothing was signed.") },
  { YYQ_UKEY_ERROR_PIN_WRONG, N_ ("Wrong PIN"),
    N_ ("Enter the PIN again. Several wrong tries in a row lock the UKey.") },
  { YYQ_UKEY_ERROR_PIN_FINAL_TRY, N_ ("Wrong PIN. One more wrong try locks the UKey"),
    N_ ("Check the PIN before you go on.") },
  { YYQ_UKEY_ERROR_PIN_LOCKED, N_ ("The UKey’s PIN is locked"),
    N_ ("Have it unlocked by the authority that issued the UKey.") },
  { YYQ_UKEY_ERROR_PIN_LENGTH, N_ ("The PIN is too short or too long"),
    N_ ("Enter the PIN again. This did not count as a try.") },
  { YYQ_UKEY_ERROR_PIN_EXPIRED, N_ ("The UKey’s initial PIN must be changed first"),
    N_ ("Change it with the tool of the UKey’s maker.") },
  { YYQ_UKEY_ERROR_LOGGED_OUT, N_ ("The UKey’s login has ended; another program may be using it"),
    N_ ("Enter the PIN again.") },
  { YYQ_UKEY_ERROR_NO_CERTIFICATE, N_ ("The UKey holds no such certificate"),
    N_ ("Insert the UKey that the certificate belongs to.") },
  { YYQ_UKEY_ERROR_UNUSABLE_KEY, N_ ("This certificate’s key cannot sign"),
    N_ ("Choose another certificate.") },
  { YYQ_UKEY_ERROR_NO_MECHANISM, N_ ("The UKey does not support the signature algorithm"),
    N_ ("Choose another certificate or UKey.") },
  { YYQ_UKEY_ERROR_BUSY, N_ ("The UKey is busy"),
    N_ ("Close other programs that use it and try again.") },
  { YYQ_UKEY_ERROR_TIMEOUT, N_ ("The UKey’s driver did not answer and was stopped"),
    N_ ("Insert the UKey again and retry. Nothing was stored.") },
  { YYQ_UKEY_ERROR_DRIVER_CRASH, N_ ("The UKey’s driver crashed and was restarted"),
    N_ ("Try again. If it happens again, update the driver.") },
  { YYQ_UKEY_ERROR_DEVICE, N_ ("The UKey’s driver reports an error"),
    N_ ("Insert the UKey again and retry.") },
  { YYQ_UKEY_ERROR_PROTOCOL, N_ ("The UKey’s helper gave an invalid answer and was stopped"),
    N_ ("Try again. If it happens again, reinstall the program.") },
  { -1, NULL, NULL },
};

static const Words api_words[] = {
  { YYQ_API_ERROR_OFFLINE, N_ ("The platform cannot be reached"),
    N_ ("Check the network and try again.") },
  { YYQ_API_ERROR_TIMEOUT, N_ ("The platform did not answer in time"),
    N_ ("Try again in a moment.") },
  { YYQ_API_ERROR_TLS, N_ ("The platform’s certificate cannot be trusted"),
    N_ (
      "Check the server address and this computer’s date, or ask the platform’s administrator.") },
  { YYQ_API_ERROR_UNAUTHENTICATED, N_ ("The session has ended"), N_ ("Log in again.") },
  { YYQ_API_ERROR_CREDENTIALS, N_ ("The phone number or password is not right"),
    N_ ("Check both, and type the password anew.") },
  { YYQ_API_ERROR_LOCKED, N_ ("Too many failed tries"),
    N_ ("Wait some minutes before the next try.") },
  { YYQ_API_ERROR_PASSWORD, N_ ("The platform does not take this password"),
    N_ ("Choose a longer one that holds neither your name nor your phone number.") },
  { YYQ_API_ERROR_FORBIDDEN, N_ ("Your role does not allow this"),
    N_ ("Ask an administrator for the permission.") },
  { YYQ_API_ERROR_NOT_FOUND, N_ ("This is no longer there"), N_ ("Reload the page.") },
  { YYQ_API_ERROR_CONFLICT, N_ ("Someone else has changed this"),
    N_ ("Reload and look at the new state. Nothing of yours was stored.") },
  { YYQ_API_ERROR_LEASED, N_ ("Someone else is signing this contract right now"),
    N_ ("Try again in a few minutes.") },
  { YYQ_API_ERROR_LEASE_OVER, N_ ("The right to sign this contract has ended"),
    N_ ("Someone else took it over, or the signature came after more than seven days. Reload the "
        "contract and sign again.") },
  { YYQ_API_ERROR_INVALID, N_ ("The platform refused the data"),
    N_ ("Correct what is marked and try again.") },
  { YYQ_API_ERROR_CERTIFICATE, N_ ("The platform does not accept this certificate"),
    N_ ("Use a valid certificate that names your company.") },
  { YYQ_API_ERROR_BOUND, N_ ("This UKey is bound to your account already"),
    N_ ("Nothing more needs to be done.") },
  { YYQ_API_ERROR_UNBOUND, N_ ("This UKey is not bound to your account"),
    N_ ("Bind it in My account.") },
  { YYQ_API_ERROR_REVOCATION_UNKNOWN,
    N_ ("The platform cannot tell at present whether this certificate was revoked"),
    N_ ("Nothing was signed. Try again later: it goes on by itself as soon as the authority’s new "
        "revocation list is there.") },
  { YYQ_API_ERROR_TRUST_CHANGED, N_ ("The platform trusts other authorities than before"),
    N_ (
      "Look at the change above the page and confirm it. Until then you can read, but not sign.") },
  { YYQ_API_ERROR_SEAL, N_ ("This seal may not be used for this contract"),
    N_ ("Choose a seal of the company that signs.") },
  { YYQ_API_ERROR_SEAL_ALTERED, N_ ("The signature does not show the seal that was chosen"),
    N_ ("The contract was not signed. Update the program, choose the seal again and sign again.") },
  { YYQ_API_ERROR_SIGNATURE, N_ ("The platform did not accept the signature"),
    N_ ("The contract was not signed. Sign again; if it happens again, contact the platform.") },
  { YYQ_API_ERROR_RATE_LIMITED, N_ ("Too many requests"), N_ ("Wait a moment and try again.") },
  { YYQ_API_ERROR_SERVER, N_ ("The platform has a problem"),
    N_ ("Try again later. Nothing was lost.") },
  { YYQ_API_ERROR_BAD_REPLY, N_ ("The platform’s answer was damaged"), N_ ("Try again.") },
  { YYQ_API_ERROR_OUTDATED, N_ ("This version is too old to sign"),
    N_ ("Update the program. Until then you can log in and read.") },
  { YYQ_API_ERROR_RESYNC, N_ ("The stored data is too old"), N_ ("It is being fetched anew.") },
  { -1, NULL, NULL },
};

static const Words store_words[] = {
  { YYQ_STORE_ERROR_FULL, N_ ("The disk is full"),
    N_ ("Free some space and try again. Nothing was half-written.") },
  { YYQ_STORE_ERROR_CORRUPT, N_ ("The local data is damaged"),
    N_ ("Log in again: it is put aside, and everything is fetched from the platform anew.") },
  { YYQ_STORE_ERROR_NEWER, N_ ("The local data was written by a newer version"),
    N_ ("Update the program.") },
  { YYQ_STORE_ERROR_BUSY, N_ ("The local data is in use"),
    N_ ("Close the other window and try again.") },
  { YYQ_STORE_ERROR_KEY, N_ ("The data on this computer cannot be opened"),
    N_ ("Enter the passphrase it was protected with, or unlock the keyring.") },
  { YYQ_STORE_ERROR_NOT_FOUND, N_ ("This is not stored on this computer"),
    N_ ("Connect to the platform to fetch it.") },
  { YYQ_STORE_ERROR_EXISTS, N_ ("This exists already"), N_ ("Reload the page.") },
  { YYQ_STORE_ERROR_EXPIRED, N_ ("This computer has not reached the platform for too long"),
    N_ ("Log in: then what is kept here opens again.") },
  { YYQ_STORE_ERROR_UNSENT, N_ ("Something has not been sent yet"),
    N_ ("Send it first, or give it up expressly.") },
  { YYQ_STORE_ERROR_FAILED, N_ ("The local data could not be written"),
    N_ ("Check that your home folder can be written to, and try again.") },
  { -1, NULL, NULL },
};

/* Of files: what the person saves, or a folder that was named. */
static const Words io_words[] = {
  { G_IO_ERROR_NO_SPACE, N_ ("The disk is full"),
    N_ ("Free some space and try again. Nothing was half-written.") },
  { G_IO_ERROR_PERMISSION_DENIED, N_ ("You have no permission for this file or folder"),
    N_ ("Choose another folder, or ask the computer’s administrator for the permission.") },
  { G_IO_ERROR_NOT_FOUND, N_ ("The file or folder is not there"),
    N_ ("It may have been moved or its disk removed. Choose another folder.") },
  { G_IO_ERROR_NOT_DIRECTORY, N_ ("The file or folder is not there"),
    N_ ("It may have been moved or its disk removed. Choose another folder.") },
  { G_IO_ERROR_READ_ONLY, N_ ("Nothing can be written there: it is read-only"),
    N_ ("Choose another folder, or remove the write protection of the disk.") },
  { G_IO_ERROR_FILENAME_TOO_LONG, N_ ("The file name is too long"), N_ ("Choose a shorter name.") },
  { G_IO_ERROR_IS_DIRECTORY, N_ ("There is a folder with this name"), N_ ("Choose another name.") },
  { G_IO_ERROR_TIMED_OUT, N_ ("The platform did not answer in time"),
    N_ ("Try again in a moment.") },
  { -1, NULL, NULL },
};

static const Words *
find_words (const Words *table, int code)
{
  for (const Words *row = table; row->what != NULL; row++)
    if (row->code == code)
      return row;
  return NULL;
}

static const Words *
words_of (const GError *error)
{
  static const Words wire = { 0, N_ ("The answer was not understood"),
                              N_ ("Update the program, or try again.") };
  static const Words member = { 0, N_ ("The platform does not accept this"),
                                N_ ("Correct it and try again.") };

  if (error->domain == YYQ_PDF_ERROR)
    return find_words (pdf_words, error->code);
  if (error->domain == YYQ_UKEY_ERROR)
    return find_words (ukey_words, error->code);
  if (g_error_matches (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT))
    return &member;
  if (error->domain == YYQ_RULE_ERROR)
    return find_words (api_words, YYQ_API_ERROR_CONFLICT);
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID) &&
      yyq_api_error_get_pointer (error) != NULL)
    return &member;
  if (error->domain == YYQ_API_ERROR)
    return find_words (api_words, error->code);
  if (error->domain == YYQ_STORE_ERROR)
    return find_words (store_words, error->code);
  if (error->domain == YYQ_WIRE_ERROR)
    return &wire;
  if (error->domain == G_IO_ERROR)
    return find_words (io_words, error->code);
  if (error->domain == G_FILE_ERROR)
    return find_words (io_words, (int) g_io_error_from_file_error ((GFileError) error->code));
  return NULL;
}

/* (transfer full) (nullable): what to do next, where the platform told how often or when. */
static char *
limits_text (const GError *error)
{
  const guint tries = yyq_api_error_get_tries (error);
  const guint minutes = (yyq_api_error_get_wait (error) + 59) / 60;

  if (minutes > 0)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Try again in %u minute.", "Try again in %u minutes.", minutes),
      minutes);
  if (tries > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more try before a pause.",
                                         "%u more tries before a pause.", tries),
                            tries);
  return NULL;
}

YyqErrorText *
yyq_error_text_new (const GError *error)
{
  static const Words unknown = { 0, N_ ("Something went wrong"),
                                 N_ ("Try again. If it happens again, report it with the log.") };
  const Words *words = NULL;
  YyqErrorText *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  words = words_of (error);
  if (words == NULL)
    words = &unknown;

  text = g_new0 (YyqErrorText, 1);
  text->what = g_strdup (g_dgettext (GETTEXT_PACKAGE, words->what));
  text->next = limits_text (error);
  if (text->next == NULL && words->next != NULL)
    text->next = g_strdup (g_dgettext (GETTEXT_PACKAGE, words->next));
  return text;
}

void
yyq_error_text_free (YyqErrorText *text)
{
  g_free (text->what);
  g_free (text->next);
  g_free (text);
}
