package dev.understudy.notifier.adapter.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses a notification may be sent to. Whoever can set a URL must not be able to make
 * this service talk to its own host, or to the service that hands out a cloud's credentials.
 * Private networks (RFC 1918, RFC 4193) are allowed: that is where self-hosted receivers live.
 *
 * @param allowLocal whether loopback and link-local addresses are allowed, too
 */
public record TargetPolicy(boolean allowLocal) {

  /** AWS, Google, Azure and most others; AWS' containers; Alibaba; Azure's host; Oracle. */
  private static final Set<InetAddress> METADATA =
      Set.of(
          literal("169.254.169.254"),
          literal("169.254.170.2"),
          literal("169.254.170.23"),
          literal("fd00:ec2::254"),
          literal("fd00:ec2::23"),
          literal("fd20:ce::254"),
          literal("100.100.100.200"),
          literal("168.63.129.16"),
          literal("192.0.0.192"));

  private static final int NAT64_PREFIX_BYTES = 12;
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final int FIRST_RESERVED = 240;

  /**
   * Why an address may not be used; empty: it may.
   *
   * @return what it is, for people, without the address itself
   */
  public Optional<String> refusal(InetAddress address) {
    return kind(address).or(() -> embedded(address).flatMap(this::kind));
  }

  private Optional<String> kind(InetAddress address) {
    if (METADATA.contains(address)) {
      return Optional.of("a cloud's metadata service");
    }
    if (address.isAnyLocalAddress() || firstByte(address) == 0) {
      return Optional.of("unspecified");
    }
    if (address.isMulticastAddress() || firstByte(address) >= FIRST_RESERVED) {
      return Optional.of("multicast, broadcast or reserved");
    }
    if (!allowLocal && address.isLoopbackAddress()) {
      return Optional.of("loopback");
    }
    return !allowLocal && address.isLinkLocalAddress()
        ? Optional.of("link-local")
        : Optional.empty();
  }

  /** Of an IPv4 address; 1 stands for any IPv6 address. */
  private static int firstByte(InetAddress address) {
    return address instanceof Inet4Address ? Byte.toUnsignedInt(address.getAddress()[0]) : 1;
  }

  /** The IPv4 address that an IPv6 one leads to: ::a.b.c.d, NAT64 (RFC 6052), 6to4 (RFC 3056). */
  private static Optional<InetAddress> embedded(InetAddress address) {
    if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
      return Optional.empty();
    }
    byte[] bytes = address.getAddress();
    if (((Inet6Address) address).isIPv4CompatibleAddress() || startsWithNat64(bytes)) {
      return Optional.of(of(Arrays.copyOfRange(bytes, 12, 16)));
    }
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    return sixToFour ? Optional.of(of(Arrays.copyOfRange(bytes, 2, 6))) : Optional.empty();
  }

  private static boolean startsWithNat64(byte[] bytes) {
    return Arrays.equals(bytes, 0, NAT64_PREFIX_BYTES, NAT64, 0, NAT64_PREFIX_BYTES);
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 bytes are an address", e);
    }
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(address + " is an address", e);
    }
  }
}
