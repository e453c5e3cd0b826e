package dev.understudy.dns.domain.zone;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The data of one resource record, in canonical wire form (uncompressed, names in lower case), so
 * that two of them are equal when DNS says so.
 *
 * @param hex two lower-case digits per byte
 */
public record Rdata(String hex) {

  /** Of one character string in a TXT record (RFC 1035, 3.3). */
  private static final int LONGEST_TEXT_BYTES = 255;

  /** Serial, refresh, retry, expire and minimum end an SOA record, four bytes each. */
  private static final int SOA_NUMBERS_BYTES = 20;

  private static final int SERIAL_BYTES = 4;

  public static Rdata of(byte[] wire) {
    return new Rdata(HexFormat.of().formatHex(wire));
  }

  /** The data of a TXT record with one character string, at most 255 ASCII characters. */
  public static Rdata text(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    if (ascii.length > LONGEST_TEXT_BYTES) {
      throw new IllegalArgumentException("a character string has at most 255 bytes");
    }
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.write(ascii.length);
    wire.writeBytes(ascii);
    return of(wire.toByteArray());
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** The first character string of a TXT record. */
  public String firstText() {
    byte[] wire = bytes();
    int length = wire.length == 0 ? 0 : Math.min(wire[0] & 0xff, wire.length - 1);
    return new String(wire, Math.min(1, wire.length), length, StandardCharsets.US_ASCII);
  }

  /** This SOA record's data with the next serial number (RFC 1982: it wraps around). */
  Rdata withNextSerial() {
    int at = hex.length() - 2 * SOA_NUMBERS_BYTES;
    int end = at + 2 * SERIAL_BYTES;
    int next = HexFormat.fromHexDigits(hex, at, end) + 1;
    return new Rdata(hex.substring(0, at) + HexFormat.of().toHexDigits(next) + hex.substring(end));
  }
}
