package dev.understudy.contracts.secret;

import dev.understudy.contracts.InvalidField;

/**
 * An AES-256-GCM envelope.
 *
 * @param keyId the first 8 hex digits of the key's SHA-256, so that a wrong key is named as such
 * @param nonce base64, 96 bits, never used twice with one key
 * @param ciphertext base64, with the 128-bit tag at its end
 */
public record SealedSecret(String keyId, String nonce, String ciphertext) {

  public SealedSecret {
    if (keyId == null || nonce == null || ciphertext == null) {
      throw new InvalidField("secret", "must have a keyId, a nonce and a ciphertext");
    }
  }
}
