package dev.understudy.simulation.core;

/**
 * A machine with a clock of its own.
 *
 * @param index its place in the network's tables
 */
public record Host(String name, int index, String address, HostClock clock) {

  @Override
  public String toString() {
    return name;
  }
}
