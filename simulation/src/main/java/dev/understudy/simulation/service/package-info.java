/**
 * The services' own code on simulated ports: what {@code wiring} and {@code adapter} are elsewhere.
 */
package dev.understudy.simulation.service;
