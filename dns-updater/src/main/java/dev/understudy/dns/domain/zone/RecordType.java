package dev.understudy.dns.domain.zone;

/**
 * The type of a resource record.
 *
 * @param code as registered with IANA
 */
public record RecordType(int code) {

  public static final RecordType A = new RecordType(1);
  public static final RecordType NS = new RecordType(2);
  public static final RecordType CNAME = new RecordType(5);
  public static final RecordType SOA = new RecordType(6);
  public static final RecordType TXT = new RecordType(16);
  public static final RecordType AAAA = new RecordType(28);

  /** In questions: every type there is. */
  public static final RecordType ANY = new RecordType(255);
}
