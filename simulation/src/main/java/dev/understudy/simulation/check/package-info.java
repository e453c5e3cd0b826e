/** The promises, looked at from outside. */
package dev.understudy.simulation.check;
