package dev.understudy.node;

import dev.understudy.testing.RoomRules;

class RoomsTest implements RoomRules {

  @Override
  public String root() {
    return "dev.understudy.node";
  }
}
