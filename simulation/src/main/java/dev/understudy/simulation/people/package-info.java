/** Clients who write, and an operator who asks for things. */
package dev.understudy.simulation.people;
