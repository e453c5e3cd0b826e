package dev.understudy.orchestrator.application.command;

/** Where generated passwords come from. */
@FunctionalInterface
public interface PasswordSource {

  /** A new one that nobody can guess: 16 to 128 printable ASCII characters without whitespace. */
  String next();
}
