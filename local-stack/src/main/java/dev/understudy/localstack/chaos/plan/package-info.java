/** Which faults come when: pure, the same for the same seed. */
package dev.understudy.localstack.chaos.plan;
