package dev.understudy.simulation.redis;

/** Sees what happens to data; changes nothing. */
public interface EngineWatcher {

  /** A primary has taken a client's write. */
  void wrote(Engine primary, Entry entry);

  /** A replica has applied what came from its upstream. */
  void applied(Engine replica, Engine upstream, Entry entry);

  /** A replica gives up what it has for a copy of its upstream's dataset. */
  void replacing(Engine replica, Engine upstream, Entry copy);

  /** It takes writes from now on. */
  void promoted(Engine engine);

  /** A partial resync goes on from data that isn't what the primary had at that offset. */
  void corrupted(Engine replica, Engine upstream);
}
