package dev.understudy.localstack.stack;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * What listens where.
 *
 * @param zone the DNS zone that names are published in
 * @param demoPort where the members of the instance {@code demo} listen
 * @param passwordFile holds the application's password of the instance {@code demo}
 */
public record Endpoints(
    URI api,
    InetSocketAddress dns,
    String zone,
    String kafka,
    InetSocketAddress mail,
    Path mailFolder,
    URI webhook,
    int demoPort,
    Path passwordFile) {

  /** The name that writes to an instance go to. */
  public String primaryName(String instance) {
    return instance + "." + zone;
  }

  /** The name that reads of an instance may go to. */
  public String readersName(String instance) {
    return instance + "-ro." + zone;
  }
}
