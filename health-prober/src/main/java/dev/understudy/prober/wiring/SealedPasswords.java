package dev.understudy.prober.wiring;

import dev.understudy.bus.log.About;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.prober.application.Passwords;
import dev.understudy.prober.domain.Assignment;
import org.jboss.logging.Logger;

/**
 * Opens passwords with the shared key. One that doesn't open is replaced by one that no engine
 * accepts: the instance is probed none the less, a dead member is seen as dead, and a living one
 * answers with the failed log-in that this is.
 */
final class SealedPasswords implements Passwords {

  private static final Logger LOG = Logger.getLogger(SealedPasswords.class);

  private final SecretBox box;

  SealedPasswords(SecretBox box) {
    this.box = box;
  }

  @Override
  public String open(Assignment assignment) {
    String context =
        InstanceSecrets.context(assignment.instance().value(), InstanceSecrets.PROBE_USER);
    try {
      return box.open(context, assignment.password());
    } catch (IllegalArgumentException e) {
      About.instance(assignment.instance())
          .because(Outcome.AUTH_FAILURE)
          .log(
              () ->
                  LOG.errorf(
                      "%s will answer AUTH_FAILURE: %s", assignment.instance(), e.getMessage()));
      return "";
    }
  }
}
