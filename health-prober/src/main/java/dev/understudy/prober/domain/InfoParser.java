package dev.understudy.prober.domain;

import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberRole;

/**
 * Reads the reply to INFO. Fields that are missing or not a number are taken as unknown or zero: an
 * engine of another version is no error. One pass, without a copy of each line, for it is done for
 * every member in every round.
 */
public final class InfoParser {

  private final String text;
  private final VitalsReader vitals;
  private int start;
  private int end;

  private long engineMajor;
  private MemberRole role;
  private String runId;
  private String replicationId;
  private String previousReplicationId;
  private long writtenOffset;
  private long appliedOffset;
  private Boolean linkUp;
  private long keyCount;
  private long connectedClients;
  private long connectedReplicas;
  private long usedMemoryBytes;

  private InfoParser(String text, Figures earlier) {
    this.text = text;
    this.vitals = new VitalsReader(text, earlier);
  }

  /** Reads an answer that is the first of its process. */
  public static Info parse(String text) {
    return parse(text, Figures.NONE);
  }

  /**
   * Reads an answer.
   *
   * @param earlier of the same process, for what isn't asked for every time
   */
  public static Info parse(String text, Figures earlier) {
    InfoParser parser = new InfoParser(text, earlier);
    parser.readLines();
    return parser.info();
  }

  private void readLines() {
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int next = newline < 0 ? text.length() : newline + 1;
      end = newline < 0 ? text.length() : newline;
      if (end > start && text.charAt(end - 1) == '\r') {
        end--;
      }
      readLine();
      start = next;
    }
  }

  private void readLine() {
    if (end == start) {
      return;
    }
    vitals.readLine(start, end);
    switch (text.charAt(start)) {
      case 'r' -> readIdentity();
      case 'm' -> readReplication();
      case 's' -> appliedOffset = is("slave_repl_offset:") ? number(start + 18) : appliedOffset;
      case 'c' -> readConnections();
      case 'u' -> usedMemoryBytes = is("used_memory:") ? number(start + 12) : usedMemoryBytes;
      case 'd' -> readKeyspace();
      default -> {}
    }
  }

  private void readIdentity() {
    if (is("role:")) {
      role = value(5).equals("master") ? MemberRole.PRIMARY : MemberRole.REPLICA;
    } else if (is("run_id:")) {
      runId = value(7);
    } else if (is("redis_version:")) {
      engineMajor = number(start + 14);
    }
  }

  private void readReplication() {
    if (is("master_replid:")) {
      replicationId = value(14);
    } else if (is("master_replid2:")) {
      previousReplicationId = value(15);
    } else if (is("master_repl_offset:")) {
      writtenOffset = number(start + 19);
    } else if (is("master_link_status:")) {
      linkUp = value(19).equals("up");
    }
  }

  private void readConnections() {
    if (is("connected_clients:")) {
      connectedClients = number(start + 18);
    } else if (is("connected_slaves:")) {
      connectedReplicas = number(start + 17);
    }
  }

  /** A line like {@code db0:keys=12,expires=0,avg_ttl=0}. */
  private void readKeyspace() {
    int keys = text.indexOf(":keys=", start);
    if (is("db") && keys > 0 && keys < end) {
      keyCount += number(keys + 6);
    }
  }

  private boolean is(String name) {
    return text.startsWith(name, start);
  }

  private String value(int nameLength) {
    return text.substring(start + nameLength, end);
  }

  /** The digits from a position on; zero if there are none, or if it is negative. */
  private long number(int from) {
    long number = 0;
    for (int i = from; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        break;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * A parked replica that lost its cached primary says {@code slave_repl_offset:1}, but keeps what
   * it applied in {@code master_repl_offset}.
   */
  private Info info() {
    return new Info(
        (int) Math.min(engineMajor, Integer.MAX_VALUE),
        role,
        runId,
        replicationId,
        previousReplicationId,
        Offset.of(Math.max(writtenOffset, role == MemberRole.REPLICA ? appliedOffset : 0)),
        role == MemberRole.REPLICA ? linkUp : null,
        keyCount,
        (int) Math.min(connectedClients, Integer.MAX_VALUE),
        (int) Math.min(connectedReplicas, Integer.MAX_VALUE),
        usedMemoryBytes,
        vitals.vitals());
  }
}
