package dev.understudy.localstack.chaos.network;

import dev.understudy.localstack.stack.Place;

/**
 * One host is cut off.
 *
 * @param from from what
 */
public record Cut(Place place, From from) {

  /** What a host is cut off from. */
  public enum From {
    /** The other two hosts, in both directions. */
    HOSTS,

    /** Kafka. */
    BUS,

    /** Both. */
    ALL,

    /** What it sends to the other two hosts is lost, the other direction works. */
    HOSTS_ONE_WAY
  }
}
