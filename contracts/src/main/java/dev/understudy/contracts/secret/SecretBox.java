package dev.understudy.contracts.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens secrets under the key file that orchestrator, prober and node share. Safe for use
 * by several threads.
 */
public final class SecretBox {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final String keyId;
  private final SecureRandom random = new SecureRandom();

  private SecretBox(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key must have 32 bytes, this one has " + key.length);
    }
    this.key = new SecretKeySpec(key, "AES");
    this.keyId = fingerprint(key);
  }

  /**
   * Reads a key file: 32 bytes as base64 on one line.
   *
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if it holds anything else; the message names the file, never
   *     what is in it
   */
  public static SecretBox fromFile(Path file) throws IOException {
    String text = Files.readString(file).strip();
    try {
      return new SecretBox(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + " must hold 32 bytes as base64 (make one with: openssl rand -base64 32)");
    }
  }

  /**
   * Seals a text.
   *
   * @param context associated data; the same is needed to open the envelope
   */
  public SealedSecret seal(String context, String plaintext) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        run(Cipher.ENCRYPT_MODE, nonce, context, plaintext.getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    return new SealedSecret(keyId, base64.encodeToString(nonce), base64.encodeToString(sealed));
  }

  /**
   * Opens an envelope.
   *
   * @throws IllegalArgumentException if it was sealed under another key or context, or altered
   */
  public String open(String context, SealedSecret secret) {
    if (!keyId.equals(secret.keyId())) {
      throw new IllegalArgumentException(
          "sealed under key " + secret.keyId() + ", but the key file holds key " + keyId);
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] nonce = base64.decode(secret.nonce());
    byte[] opened = run(Cipher.DECRYPT_MODE, nonce, context, base64.decode(secret.ciphertext()));
    return new String(opened, StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, byte[] nonce, String context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the secret of " + context + " does not open", e);
    }
  }

  private static String fingerprint(byte[] key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
