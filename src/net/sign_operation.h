/* SPDX-License-Identifier: ISC */
#ifndef NET_SIGN_OPERATION_H
#define NET_SIGN_OPERATION_H

/*
 * sign_operation -- how net/sign_provider signs: as libssl does it for a
 * handshake, all bytes at once, by EVP_DigestSign().
 */

#include <openssl/core.h>

const OSSL_ALGORITHM *sign_operation_algorithms(void);

#endif
