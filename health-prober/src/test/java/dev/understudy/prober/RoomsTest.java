package dev.understudy.prober;

import dev.understudy.testing.RoomRules;

class RoomsTest implements RoomRules {

  @Override
  public String root() {
    return "dev.understudy.prober";
  }
}
