package dev.understudy.node.domain;

import dev.understudy.contracts.id.Address;

/**
 * Where a parked member is pointed: nothing listens there. A member parked this way keeps its
 * replication id and offset, so that it can resume with a partial resync; {@code REPLICAOF NO ONE}
 * would throw them away.
 */
public final class Parking {

  public static final Address ADDRESS = new Address("127.0.0.1", 1);

  private Parking() {}
}
