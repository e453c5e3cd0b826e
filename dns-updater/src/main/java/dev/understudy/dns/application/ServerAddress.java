package dev.understudy.dns.application;

/** Where a DNS server listens; the host may be a name. */
public record ServerAddress(String host, int port) {

  public static final int DNS_PORT = 53;
  private static final int HIGHEST_PORT = 65535;

  public ServerAddress {
    if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("not a host and port: " + host + ":" + port);
    }
  }

  /** From {@code host}, {@code host:port} or {@code [IPv6 address]:port}. */
  public static ServerAddress parse(String text) {
    String trimmed = text.trim();
    int colon = trimmed.lastIndexOf(':');
    boolean hasPort = colon > 0 && (trimmed.indexOf(':') == colon || trimmed.startsWith("["));
    if (!hasPort || trimmed.endsWith("]")) {
      return new ServerAddress(withoutBrackets(trimmed), DNS_PORT);
    }
    try {
      int port = Integer.parseInt(trimmed.substring(colon + 1));
      return new ServerAddress(withoutBrackets(trimmed.substring(0, colon)), port);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a host and port: " + trimmed, e);
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
