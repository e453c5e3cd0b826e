package dev.understudy.orchestrator.wiring;

import dev.understudy.orchestrator.application.command.PasswordSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords of 192 random bits, as 32 letters, digits, hyphens and underscores. */
@ApplicationScoped
public class RandomPasswords implements PasswordSource {

  private static final int BYTES = 24;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
