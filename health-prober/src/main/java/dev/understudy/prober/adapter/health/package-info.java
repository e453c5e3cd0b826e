/** Whether rounds run. */
package dev.understudy.prober.adapter.health;
