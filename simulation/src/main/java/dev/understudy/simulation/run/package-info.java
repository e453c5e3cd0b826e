/** One seed: a world, what goes wrong in it, and how it ends; then many of them. */
package dev.understudy.simulation.run;
