package dev.understudy.localstack.process;

/**
 * A port that is needed.
 *
 * @param purpose what for, for people
 */
public record PortUse(String host, int port, Protocol protocol, String purpose) {

  /** What the port is of. */
  public enum Protocol {
    TCP,
    UDP
  }

  public static PortUse tcp(String host, int port, String purpose) {
    return new PortUse(host, port, Protocol.TCP, purpose);
  }

  public static PortUse udp(String host, int port, String purpose) {
    return new PortUse(host, port, Protocol.UDP, purpose);
  }
}
