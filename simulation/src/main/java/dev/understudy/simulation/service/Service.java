package dev.understudy.simulation.service;

import dev.understudy.simulation.core.Actor;

/**
 * One process of the product. What it knew is gone when it dies; it begins anew from the topics.
 */
public interface Service {

  Actor actor();

  void start();
}
