package dev.understudy.localstack.stack;

import java.util.List;

/**
 * One of the three places of the stack: a zone with a node and a vantage in it.
 *
 * @param name of the zone, the node and the vantage alike
 * @param number counts from 0
 * @param address that the node's members listen on
 */
public record Place(String name, int number, String address) {

  public static final List<Place> ALL =
      List.of(
          new Place("a", 0, "127.0.1.1"),
          new Place("b", 1, "127.0.1.2"),
          new Place("c", 2, "127.0.1.3"));
}
