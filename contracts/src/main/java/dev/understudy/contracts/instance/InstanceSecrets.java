package dev.understudy.contracts.instance;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.secret.SealedSecret;

/**
 * The passwords of an instance's users, each sealed under the key that the services share. The
 * associated data of each seal is {@link #context}.
 *
 * @param application of Redis' {@code default} user
 * @param replication of the user that replicas log in with
 * @param admin of the user that the node works with
 * @param probe of the user that probers log in with
 */
public record InstanceSecrets(
    SealedSecret application, SealedSecret replication, SealedSecret admin, SealedSecret probe) {

  public InstanceSecrets {
    Required.field("application", application);
    Required.field("replication", replication);
    Required.field("admin", admin);
    Required.field("probe", probe);
  }

  /** The names of the engine's users besides {@code default}. */
  public static final String REPLICATION_USER = "understudy-replication";

  public static final String ADMIN_USER = "understudy-admin";
  public static final String PROBE_USER = "understudy-probe";
  public static final String APPLICATION_USER = "default";

  /** Binds a sealed password to its instance and user, so that it opens nowhere else. */
  public static String context(String instance, String user) {
    return instance + "/" + user;
  }
}
