/**
 * What people deploy, checked without deploying it: {@link dev.understudy.deployment.Compose} and
 * {@link dev.understudy.deployment.Overlay} are the two ways to run Understudy, {@link
 * dev.understudy.deployment.ServiceSettings} what its services can be told.
 */
package dev.understudy.deployment;
