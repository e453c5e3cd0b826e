package dev.understudy.localstack.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * The secrets of one stack, each in a file that only its owner may read. Made when they are
 * missing.
 *
 * @param keyFile what orchestrator, prober and node seal passwords with
 * @param webhookSecretFile what webhooks are signed with, {@code whsec_…}
 * @param passwordFile the application's password of the instance {@code demo}
 */
public record Secrets(Path keyFile, Path webhookSecretFile, Path passwordFile) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int PASSWORD_BYTES = 16;

  static Secrets in(Path workFolder) throws IOException {
    Secrets secrets =
        new Secrets(
            workFolder.resolve("secrets.key"),
            workFolder.resolve("webhook.secret"),
            workFolder.resolve("demo.password"));
    make(secrets.keyFile, Secrets::base64);
    make(secrets.webhookSecretFile, () -> "whsec_" + base64());
    make(secrets.passwordFile, () -> HexFormat.of().formatHex(random(PASSWORD_BYTES)));
    return secrets;
  }

  public String applicationPassword() throws IOException {
    return Files.readString(passwordFile).strip();
  }

  String webhookSecret() throws IOException {
    return Files.readString(webhookSecretFile).strip();
  }

  private static void make(Path file, Supplier<String> content) throws IOException {
    if (Files.notExists(file)) {
      PrivateFiles.write(file, content.get() + "\n");
    }
  }

  private static String base64() {
    return Base64.getEncoder().encodeToString(random(KEY_BYTES));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
