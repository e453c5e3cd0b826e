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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens secrets under the key file that orchestrator, prober and node share. The file's
 * first key seals; every key in it opens, so that a new key can be put in front while instances
 * that were sealed under the old one exist. Safe for use by several threads.
 */
public final class SecretBox {

  /** How many keys a file may hold. */
  public static final int MOST_KEYS = 16;

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String sealingKey;
  private final SecureRandom random = new SecureRandom();

  private SecretBox(List<byte[]> keys) {
    for (byte[] key : keys) {
      this.keys.put(fingerprint(key), new SecretKeySpec(key, "AES"));
    }
    this.sealingKey = fingerprint(keys.get(0));
  }

  /**
   * Reads a key file: a key per line, 32 bytes as base64; empty lines don't count.
   *
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if it holds anything else; the message names the file, never
   *     what is in it
   */
  public static SecretBox fromFile(Path file) throws IOException {
    List<String> lines = Files.readString(file).lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || lines.size() > MOST_KEYS) {
      throw unusable(file);
    }
    return new SecretBox(lines.stream().map(line -> key(line.strip(), file)).toList());
  }

  private static byte[] key(String line, Path file) {
    try {
      byte[] key = Base64.getDecoder().decode(line);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // What it says would show a part of the key.
      throw unusable(file);
    }
    throw unusable(file);
  }

  private static IllegalArgumentException unusable(Path file) {
    return new IllegalArgumentException(
        file
            + " must hold 1 to "
            + MOST_KEYS
            + " keys, a line each, 32 bytes as base64 (make one with: openssl rand -base64 32)");
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
        run(
            Cipher.ENCRYPT_MODE,
            keys.get(sealingKey),
            nonce,
            context,
            plaintext.getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    return new SealedSecret(
        sealingKey, base64.encodeToString(nonce), base64.encodeToString(sealed));
  }

  /**
   * Opens an envelope.
   *
   * @throws IllegalArgumentException if it was sealed under another key or context, or altered
   */
  public String open(String context, SealedSecret secret) {
    SecretKeySpec key = keys.get(secret.keyId());
    if (key == null) {
      throw new IllegalArgumentException(
          "sealed under key " + secret.keyId() + ", but the key file holds " + keys.keySet());
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] nonce = base64.decode(secret.nonce());
    byte[] opened =
        run(Cipher.DECRYPT_MODE, key, nonce, context, base64.decode(secret.ciphertext()));
    return new String(opened, StandardCharsets.UTF_8);
  }

  private static byte[] run(
      int mode, SecretKeySpec key, byte[] nonce, String context, byte[] input) {
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
